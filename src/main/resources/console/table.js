import { element } from './element.js';

/**
 * A table with headers. Where it is wider than the page, it scrolls by itself, by the keyboard,
 * too. On a phone each row is a block of its own; the roles keep it a table for screen readers.
 *
 * @template Row
 * @param {object} form
 * @param {string} form.caption
 * @param {{title: string, number?: boolean, wide?: boolean,
 *     cell: (row: Row) => (Node | string | number | null)}[]} form.columns the first one's cells are
 *     the rows' headers; wide ones break their lines
 * @param {Row[]} form.rows
 * @param {string} form.empty what is said without rows
 * @param {string} [form.id] for tests
 * @param {boolean} [form.isGrid] a table on a phone, too: of numbers that one compares
 */
export function table({ caption, columns, rows, empty, id, isGrid = false }) {
  if (rows.length === 0) {
    return element('p', { class: 'empty', 'data-testid': id, text: empty });
  }
  const kind = ({ number, wide }) => (number ? 'number' : wide ? 'wide' : null);
  const header = (column) =>
    element('th', { role: 'columnheader', scope: 'col', class: kind(column), text: column.title });
  const cell = (column, row, isFirst) =>
    element(
      isFirst ? 'th' : 'td',
      {
        role: isFirst ? 'rowheader' : 'cell',
        scope: isFirst ? 'row' : null,
        class: kind(column),
        'data-title': column.title,
      },
      column.cell(row) ?? null,
    );
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    element(
      'table',
      { role: 'table', class: isGrid ? null : 'blocks', 'data-testid': id },
      element('caption', { class: 'visually-hidden', text: caption }),
      element(
        'thead',
        { role: 'rowgroup' },
        element('tr', { role: 'row' }, ...columns.map(header)),
      ),
      element(
        'tbody',
        { role: 'rowgroup' },
        ...rows.map((row) =>
          element('tr', { role: 'row' }, ...columns.map((column, i) => cell(column, row, i === 0))),
        ),
      ),
    ),
  );
}

/**
 * Names and values.
 *
 * @param {[string, Node | string | number | null | undefined][]} entries those without a value are
 *     left out
 */
export function facts(entries, id) {
  return element(
    'dl',
    { class: 'facts', 'data-testid': id },
    ...entries
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([name, value]) =>
        element('div', {}, element('dt', { text: name }), element('dd', {}, value)),
      ),
  );
}

/** A panel with a title. */
export function panel(title, ...children) {
  return element('section', { class: 'panel' }, element('h2', { text: title }), ...children);
}

/** JSON for those who want to see all of it. */
export function asJson(title, value) {
  return element(
    'details',
    { class: 'json' },
    element('summary', { text: title }),
    element('pre', { tabindex: '0', text: JSON.stringify(value, null, 2) }),
  );
}
