import { actionForm } from './action-form.js';
import { element } from './element.js';
import { areaField, choiceField, dateField, FieldError } from './fields.js';
import { giftFields, playersText } from './player-actions.js';
import { itemsText } from './rewards.js';
import { facts, panel } from './table.js';
import { words } from './words.js';

const texts = words.network;

/**
 * What operators do for many players at once.
 *
 * @param {import('./console.js').Console} console
 */
export function network({ commands, activity }) {
  return element(
    'div',
    { class: 'stack' },
    panel(
      texts.compensate,
      element('p', { class: 'hint', text: texts.compensateLead }),
      compensation(commands, activity),
    ),
    panel(
      texts.excuse,
      element('p', { class: 'hint', text: texts.excuseLead }),
      excuse(commands, activity),
    ),
  );
}

function compensation(commands, activity) {
  const gift = giftFields();
  const whom = choiceField(
    texts.whom,
    [
      ['signedIn', texts.whoSignedIn],
      ['uids', texts.theseUids],
    ],
    { 'data-testid': 'whom' },
  );
  const from = dateField(texts.from, { 'data-testid': 'from' });
  const to = dateField(texts.to, { 'data-testid': 'to' });
  const uids = areaField(texts.uids, { hint: texts.uidsHint, rows: 5, 'data-testid': 'uids' });
  const isList = () => whom.input.value === 'uids';
  const toggle = () => {
    uids.root.hidden = !isList();
    from.root.hidden = isList();
    to.root.hidden = isList();
  };
  whom.input.addEventListener('input', toggle);
  toggle();
  const receivers = () =>
    isList()
      ? { uids: listed(uids.read()) }
      : { signedIn: { activity, from: needed(from), to: needed(to) } };
  const form = actionForm({
    commands,
    name: 'compensate',
    path: '/daily/compensate',
    fields: [whom.root, from.root, to.root, uids.root, ...gift.roots],
    body: () => ({ ...receivers(), ...gift.read() }),
    shows: (entity, { signedIn }) =>
      facts([
        [texts.note, entity.dryRun && signedIn ? openDays(commands, signedIn) : null],
        [texts.players, playersText(entity.players)],
        [texts.granted, playersText(entity.granted)],
        [texts.already, entity.already > 0 ? playersText(entity.already) : null],
        [texts.total, itemsText(entity.total)],
        [texts.sample, (entity.sample ?? []).join(', ')],
      ]),
  });
  form.addEventListener('reset', () => queueMicrotask(toggle));
  return form;
}

/** Whether the days are over: of others, more players may be found when it is done. */
function openDays(commands, { activity, to }) {
  const said = element('strong', { 'data-testid': 'open-days' });
  commands.run('/daily/plan/list', { activity }).then(
    ({ today }) => (said.textContent = to < today ? texts.daysAreOver : texts.daysAreOpen),
    () => (said.textContent = texts.daysAreOpen),
  );
  return said;
}

function listed(text) {
  const uids = (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (uids.length === 0) {
    throw new FieldError(texts.noUids);
  }
  return uids;
}

function needed(field) {
  const value = field.read();
  if (value === undefined) {
    throw new FieldError(texts.noDays);
  }
  return value;
}

function excuse(commands, activity) {
  const day = dateField(texts.day, { required: true, 'data-testid': 'excused-day' });
  const what = choiceField(texts.what, [
    ['excuse', texts.doExcuse],
    ['takeBack', texts.takeBack],
  ]);
  return actionForm({
    commands,
    name: 'excuse',
    path: '/daily/excuse',
    fields: [day.root, what.root],
    body: () => ({ activity, day: day.read(), excused: what.input.value === 'excuse' }),
    shows: (entity) =>
      facts([
        [texts.day, entity.day],
        [texts.isThen, texts.excused[entity.excused]],
        [texts.was, texts.excused[entity.wasExcused]],
        [texts.missed, playersText(entity.missed)],
      ]),
  });
}
