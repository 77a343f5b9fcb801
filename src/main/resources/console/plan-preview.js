import { reasons } from './action-form.js';
import { CommandError } from './commands.js';
import { element } from './element.js';
import { areaField, dateField, FieldError, numberField } from './fields.js';
import { itemsText, paymentLines } from './rewards.js';
import { table } from './table.js';
import { moment, weekday } from './times.js';
import { words } from './words.js';

const texts = words.preview;
const MAX_DAYS = 31;

/**
 * What a plan would pay day by day to a new player who comes on each.
 *
 * @param {import('./commands.js').Commands} commands
 * @param {string} activity
 * @param {() => {version: number} | {plan: object}} what is previewed; may throw a FieldError
 * @param {string} [zone] in which times are told
 */
export function previewForm(commands, activity, what, zone) {
  const from = dateField(texts.from, { hint: texts.fromHint, 'data-testid': 'preview-from' });
  const days = numberField(texts.days, {
    min: 1,
    max: MAX_DAYS,
    value: MAX_DAYS,
    required: true,
    'data-testid': 'preview-days',
  });
  const claims = areaField(texts.claims, { hint: texts.claimsHint, rows: 2 });
  const shown = element('div', { role: 'status' });
  const show = async (event) => {
    event.preventDefault();
    try {
      const body = {
        activity,
        ...what(),
        from: from.read(),
        days: days.read(),
        claims: readJson(claims),
      };
      const found = await commands.run('/daily/plan/preview', body);
      shown.replaceChildren(daysTable(found.days, body.plan?.zone ?? zone));
    } catch (failure) {
      shown.replaceChildren(refused(failure));
    }
  };
  return element(
    'form',
    { class: 'action', onsubmit: show },
    from.root,
    days.root,
    claims.root,
    element(
      'div',
      { class: 'buttons' },
      element('button', { class: 'main-button', 'data-testid': 'preview', text: texts.show }),
    ),
    shown,
  );
}

/** Why something wasn't shown. */
export function refused(failure) {
  if (failure instanceof FieldError) {
    return element('p', { class: 'outcome', 'data-kind': 'bad', text: failure.message });
  }
  if (failure instanceof CommandError) {
    return element('div', { class: 'outcome', 'data-kind': 'bad' }, reasons(failure));
  }
  throw failure;
}

/** The object that was written into a field; undefined without text. */
export function readJson(field) {
  const text = field.read();
  if (text === undefined) {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch (notJson) {
    throw new FieldError(words.plans.notJson(notJson.message));
  }
}

function daysTable(days, zone) {
  return table({
    id: 'preview-table',
    caption: texts.caption,
    empty: texts.none,
    rows: days,
    columns: [
      { title: texts.day, cell: ({ date }) => `${date} ${weekday(date)}` },
      { title: texts.pays, cell: pays },
      { title: texts.because, wide: true, cell: because },
      { title: texts.begins, cell: ({ begin }) => moment(begin, zone) },
    ],
  });
}

function pays({ payment, refused: why }) {
  return payment ? itemsText(payment.items) || texts.nothing : (texts.refusals[why] ?? why);
}

function because({ payment }) {
  const lines = paymentLines(payment).map((text) => element('li', { text }));
  return lines.length > 0 ? element('ul', { class: 'lines' }, ...lines) : null;
}
