import { words } from './words.js';

/** A text of a plan in the console's language, or in the first that it has. */
export function titleOf(text) {
  if (text === null || text === undefined || typeof text === 'string') {
    return text ?? '';
  }
  return text.en ?? Object.values(text)[0] ?? '';
}

export const count = (number) => Number(number).toLocaleString(words.locale);

/** `100 coin, 5 gem`. */
export function itemsText(items) {
  return (items ?? []).map(({ item, count: n }) => `${count(n)} ${item}`).join(', ');
}

/** The same of a ledger: `+100` or `−5`. */
export function signed(number) {
  return number > 0 ? `+${count(number)}` : `−${count(-number)}`;
}

/** What a payment is made of: a line for each reward, and what made it greater. */
export function paymentLines(payment) {
  return (payment?.lines ?? []).map((line) => {
    const why = words.why[line.why]?.(line) ?? line.why;
    const factors = (line.multipliers ?? []).map(({ id, factor }) => `${id} ×${factor}`);
    const product = line.factor && line.factor !== '1' ? ` ×${line.factor}` : '';
    const by = factors.length > 0 ? ` (${factors.join(', ')})` : '';
    return `${why}: ${itemsText(line.reward?.items)}${product}${by}`;
  });
}

/** What a calendar's day brought. */
export function dayReward({ payment, reward }) {
  return itemsText(payment?.items ?? reward?.items);
}

/**
 * Reads `coin 100, gem 5`.
 *
 * @returns {{item: string, count: number}[] | null} null if it isn't of that form
 */
export function readItems(text) {
  const items = text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => /^([a-z0-9_-]{1,32})\s+([0-9]{1,7})$/.exec(part));
  return items.length > 0 && items.every((found) => found)
    ? items.map(([, item, number]) => ({ item, count: Number(number) }))
    : null;
}
