import { element } from './element.js';
import { count, itemsText, signed } from './rewards.js';
import { facts, table } from './table.js';
import { moment } from './times.js';
import { words } from './words.js';

const texts = words.players;

/** How a player stands today. */
export function standing(found) {
  const { zone, standing: now } = found;
  return facts(
    [
      [texts.today, found.today],
      [texts.endOfToday, moment(found.endOfToday, zone)],
      [texts.version, found.version],
      [texts.signedIn, now ? words.yesNo(now.hasSignedIn) : texts.notOpen],
      [
        texts.count,
        now ? `${count(now.count)} (${texts.counting[now.counting] ?? now.counting})` : null,
      ],
      [texts.nextMilestone, now?.nextMilestone],
      [texts.offers, offers(now?.offers)],
    ],
    'standing',
  );
}

function offers(days) {
  return (days ?? [])
    .map(({ day, cost }) => `${day}: ${count(cost.count)} ${cost.item}`)
    .join('; ');
}

/** All that was granted, the latest first. */
export function grantsTable({ grants, zone }) {
  return table({
    id: 'grants',
    caption: texts.grants,
    empty: texts.noGrants,
    rows: grants,
    columns: [
      { title: texts.grantedAt, cell: (grant) => moment(grant.grantedAt, zone) },
      { title: texts.kind, cell: ({ kind }) => texts.kinds[kind] ?? kind },
      { title: texts.day, cell: ({ date }) => date },
      { title: texts.reward, cell: ({ reward }) => itemsText(reward?.items) },
      { title: texts.state, cell: (grant) => grantState(grant, zone) },
      { title: texts.versionHead, number: true, cell: ({ version }) => version },
      { title: texts.who, cell: ({ operator }) => operator },
      { title: texts.why, wide: true, cell: ({ reason }) => reason },
    ],
  });
}

function grantState({ deliveredAt, expiresAt }, zone) {
  if (deliveredAt) {
    return withTime(texts.delivered, deliveredAt, zone);
  }
  const isOver = Boolean(expiresAt) && new Date(expiresAt) < new Date();
  return withTime(isOver ? texts.expired : texts.waits, expiresAt, zone);
}

function withTime(text, time, zone) {
  return element('span', {}, text, element('small', {}, moment(time, zone)));
}

/** What came and went, the latest first. */
export function ledgerTable({ ledger, zone }) {
  return table({
    id: 'ledger',
    caption: texts.ledger,
    empty: texts.noLedger,
    rows: ledger,
    columns: [
      { title: texts.enteredAt, cell: (entry) => moment(entry.enteredAt, zone) },
      { title: texts.item, cell: ({ item }) => item },
      { title: texts.change, number: true, cell: (entry) => signed(entry.count) },
      { title: texts.kind, cell: ({ kind }) => texts.kinds[kind] ?? kind },
      { title: texts.day, cell: ({ date }) => date },
      { title: texts.versionHead, number: true, cell: ({ version }) => version },
      { title: texts.who, cell: ({ operator }) => operator },
      { title: texts.why, wide: true, cell: ({ reason }) => reason },
    ],
  });
}

export function inventoryTable({ inventory }) {
  return table({
    id: 'inventory',
    isGrid: true,
    caption: texts.inventory,
    empty: texts.noInventory,
    rows: inventory,
    columns: [
      { title: texts.item, cell: ({ item }) => item },
      { title: texts.many, number: true, cell: (entry) => count(entry.count) },
    ],
  });
}
