import { differenceAddress } from './addresses.js';
import { element } from './element.js';
import { choiceField } from './fields.js';
import { Loading } from './loading.js';
import { panel, table } from './table.js';
import { words } from './words.js';

const texts = words.difference;

/** Two versions side by side. */
export function planDifference({ commands, activity, query }, { versions, valid }) {
  const numbers = [...new Set([...versions.map(({ version }) => version), valid])].sort(
    (a, b) => b - a,
  );
  const newest = numbers[0];
  const from = side(texts.from, numbers, Number(query.get('from') ?? valid), 'from');
  const to = side(texts.to, numbers, Number(query.get('to') ?? newest), 'to');
  const shown = new Loading();
  const compare = () => {
    const body = { activity, from: Number(from.input.value), to: Number(to.input.value) };
    shown.show(async () =>
      differenceTable(await commands.run('/daily/plan/diff', body), body.from, body.to),
    );
  };
  compare();
  const onsubmit = (event) => {
    event.preventDefault();
    history.replaceState(null, '', differenceAddress(from.input.value, to.input.value));
    compare();
  };
  return panel(
    texts.title,
    element(
      'form',
      { class: 'finder', onsubmit },
      from.root,
      to.root,
      element('button', { class: 'main-button', 'data-testid': 'compare', text: texts.compare }),
    ),
    shown.root,
  );
}

function side(label, numbers, chosen, id) {
  const options = numbers.map((number) => [number, words.plans.version(number), number === chosen]);
  return choiceField(label, options, { 'data-testid': `difference-${id}` });
}

/** What differs, path by path. */
export function differenceTable({ differences }, from, to) {
  const value = (side) => (difference) =>
    side in difference
      ? element('code', { text: JSON.stringify(difference[side]) })
      : element('span', { class: 'empty', text: texts.absent });
  return table({
    id: 'differences',
    caption: texts.title,
    empty: texts.same,
    rows: differences,
    columns: [
      { title: texts.path, wide: true, cell: ({ path }) => element('code', { text: path }) },
      { title: titleOfSide(from), wide: true, cell: value('from') },
      { title: titleOfSide(to), wide: true, cell: value('to') },
    ],
  });
}

const titleOfSide = (side) => (typeof side === 'number' ? words.plans.version(side) : side);
