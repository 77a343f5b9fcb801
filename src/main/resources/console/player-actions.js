import { actionForm } from './action-form.js';
import { element } from './element.js';
import { descriptionFields, itemsField, numberField, textField } from './fields.js';
import { count, itemsText, signed } from './rewards.js';
import { facts } from './table.js';
import { moment } from './times.js';
import { words } from './words.js';

const texts = words.actions;

/**
 * What an operator can do for one player.
 *
 * @param {import('./commands.js').Commands} commands
 * @param {string} activity
 * @param {string} uid
 * @param {() => void} done called after each that was done
 */
export function playerActions(commands, activity, uid, done) {
  const common = { commands, done };
  return [
    folded(texts.correct, texts.correctLead, correction(common, uid)),
    folded(texts.grant, texts.grantLead, grant(common, uid)),
    folded(texts.tokens, texts.tokensLead, tokens(common, activity, uid)),
  ];
}

export function folded(title, lead, form) {
  return element(
    'details',
    { class: 'folded' },
    element('summary', { text: title }),
    element('p', { class: 'hint', text: lead }),
    form,
  );
}

function correction(common, uid) {
  const item = textField(words.fields.item, { required: true, pattern: '[a-z0-9_\\-]{1,32}' });
  const change = numberField(words.fields.change, {
    hint: words.fields.changeHint,
    required: true,
    min: -1_000_000,
    max: 1_000_000,
  });
  return actionForm({
    ...common,
    name: 'correct',
    path: '/daily/correct',
    fields: [item.root, change.root],
    body: () => ({ uid, item: item.read(), count: change.read() }),
    shows: (entity, body) =>
      facts([
        [texts.player, uid],
        [texts.entry, `${signed(body.count)} ${body.item}`],
        [texts.inventoryThen, itemsText(entity.inventory)],
      ]),
  });
}

function grant(common, uid) {
  const gift = giftFields();
  return actionForm({
    ...common,
    name: 'grant',
    path: '/daily/grant',
    fields: gift.roots,
    body: () => ({ uid, ...gift.read() }),
    shows: granted,
  });
}

function tokens(common, activity, uid) {
  const many = numberField(words.fields.many, { required: true, min: 1, max: 1_000_000, value: 1 });
  return actionForm({
    ...common,
    name: 'tokens',
    path: '/daily/tokens/give',
    fields: [many.root],
    body: () => ({ uid, activity, count: many.read() }),
    shows: granted,
  });
}

function granted(entity) {
  return facts([
    [texts.player, entity.uid],
    [texts.reward, itemsText(entity.reward?.items)],
    [texts.waitsUntil, moment(entity.expiresAt)],
  ]);
}

/** What comes into the mailbox: of one player, or of many. */
export function giftFields() {
  const items = itemsField(words.fields.items);
  const description = descriptionFields();
  const icon = textField(words.fields.icon, {
    value: 'gift',
    required: true,
    pattern: '[a-z0-9_\\-]{1,32}',
  });
  const days = numberField(words.fields.mailboxDays, {
    value: 30,
    required: true,
    min: 1,
    max: 3650,
  });
  return {
    roots: [items.root, ...description.roots, icon.root, days.root],
    read: () => ({
      items: items.read(),
      description: description.read(),
      icon: icon.read(),
      mailboxDays: days.read(),
    }),
  };
}

/** So many players, as a number that is easily read. */
export const playersText = (many) => `${count(many ?? 0)} ${texts.players}`;
