import { actionForm } from './action-form.js';
import { element } from './element.js';
import { choiceField, dateField, FieldError, textField } from './fields.js';
import { facts, panel } from './table.js';
import { inZone, moment } from './times.js';
import { words } from './words.js';

const texts = words.activation;
/** Enough for a check and a thought; less than 10 s is refused. */
const SOON_MS = 120_000;

/** A version becomes valid, a new one or an older one again. */
export function activation({ commands, activity, query }, { versions, valid, zone }) {
  const chosen = query.get('version');
  const version = choiceField(
    texts.version,
    [...versions].reverse().map((row) => option(row, valid, chosen)),
    { required: true, 'data-testid': 'activate-version' },
  );
  const when = choiceField(
    texts.when,
    [
      ['at', texts.atInstant],
      ['day', texts.onDay],
    ],
    { 'data-testid': 'activate-when' },
  );
  const at = instantField(zone);
  const day = dateField(texts.day, { hint: texts.dayHint, 'data-testid': 'activate-day' });
  const isDay = () => when.input.value === 'day';
  const toggle = () => {
    at.root.hidden = isDay();
    day.root.hidden = !isDay();
  };
  when.input.addEventListener('input', toggle);
  toggle();
  const form = actionForm({
    commands,
    name: 'activate',
    path: '/daily/plan/activate',
    fields: [version.root, when.root, at.root, day.root],
    body: () => ({
      activity,
      version: Number(needed(version.read(), texts.noVersion)),
      ...(isDay() ? { day: needed(day.read(), texts.noDay) } : { at: at.read() }),
    }),
    shows: (entity) =>
      facts([
        [texts.version, words.plans.version(entity.version)],
        [texts.from, moment(entity.at, zone)],
        [texts.number, entity.number],
      ]),
  });
  form.addEventListener('reset', () => queueMicrotask(toggle));
  return panel(texts.title, element('p', { class: 'hint', text: texts.lead(valid) }), form);
}

function option({ version, reason }, valid, chosen) {
  const mark = version === valid ? ` (${words.plans.isValid})` : '';
  return [version, `${words.plans.version(version)}${mark}: ${reason}`, String(version) === chosen];
}

function needed(value, text) {
  if (value === undefined) {
    throw new FieldError(text);
  }
  return value;
}

/** An instant in UTC, as text: what a date picker of the browser takes is in the operator's zone. */
function instantField(zone) {
  const soon = new Date(Date.now() + SOON_MS).toISOString().slice(0, 19);
  const field = textField(texts.at, {
    hint: texts.atHint,
    value: `${soon}Z`,
    'data-testid': 'activate-at',
  });
  const there = element('p', { class: 'hint', 'aria-live': 'polite' });
  const tell = () => {
    const time = Date.parse(field.read() ?? '');
    there.textContent = Number.isNaN(time) ? '' : texts.there(inZone(time, zone));
  };
  field.input.addEventListener('input', tell);
  field.root.append(there);
  tell();
  return {
    ...field,
    read: () => {
      const text = field.read() ?? '';
      if (!/Z$/.test(text) || Number.isNaN(Date.parse(text))) {
        throw new FieldError(texts.badInstant);
      }
      return text;
    },
  };
}
