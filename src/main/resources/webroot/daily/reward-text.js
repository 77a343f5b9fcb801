import { inLanguage, itemText, list, say } from './words.js';

/** What is inside, such as `100 coins and 2 gems`. */
export function itemsText(items = []) {
  return list(items.map(itemText));
}

/** What is inside a gift of several items; empty where the description says it all. */
export function contentsOf({ items = [] }) {
  return items.length > 1 ? itemsText(items) : '';
}

/** A day's reward. Of several parts, or multiplied: its description is the first one's, as it was. */
export function rewardName({ description, items, payment }) {
  return hasStory(payment) ? itemsText(items) : inLanguage(description);
}

/** What is inside; empty where the description says just that. */
export function unsaidItems({ description, items = [] }) {
  const text = itemsText(items);
  return text === inLanguage(description) ? '' : text;
}

/**
 * A reward in a sentence. What was multiplied, or comes from several rewards, is told by its items:
 * its description is that of the first one, as it was.
 */
export function rewardText(reward, payment) {
  if (!reward) {
    return say('reward.unknown');
  }
  const name = inLanguage(reward.description);
  if (hasStory(payment) && reward.items?.length > 0) {
    return itemsText(reward.items);
  }
  const items = contentsOf(reward);
  return items ? say('reward.contents', { reward: name, items }) : name;
}

/** Of a day that counts, and brings nothing else. */
export function isNothing(reward) {
  return reward?.items?.length === 0;
}

/** Whether a payment has anything to explain: several parts, or a factor. */
export function hasStory(payment) {
  return Boolean(payment && (payment.lines.length > 1 || payment.lines.some(isMultiplied)));
}

export function milestonesOf(payment) {
  return (payment?.lines ?? []).filter(({ why }) => why === 'MILESTONE');
}

/** What a part of a payment is for. */
export function whyText({ why, event, at }, titles) {
  if (why === 'EVENT') {
    return inLanguage(titles?.[event]) || say('why.EVENT');
  }
  return say(why === 'MILESTONE' ? 'why.MILESTONE' : 'why.DAY', { count: at });
}

/** By what a part of a payment was multiplied, such as `Weekend ×2 · VIP ×3/2`; empty if it wasn't. */
export function multipliersText(line, titles) {
  if (!isMultiplied(line)) {
    return '';
  }
  const multipliers = (line.multipliers ?? [])
    .map(({ id, factor }) =>
      say('detail.multiplier', { title: inLanguage(titles?.[id]) || id, factor }),
    )
    .join(' · ');
  const parts = { multipliers, factor: line.factor };
  if (isCapped(line)) {
    return say('detail.capped', parts);
  }
  return line.multipliers.length > 1 ? say('detail.multipliers', parts) : multipliers;
}

export function isMultiplied({ factor }) {
  return factor !== undefined && factor !== '1';
}

function isCapped({ factor, multipliers = [] }) {
  const product = multipliers.reduce((so, one) => so * valueOf(one.factor), 1);
  return product - valueOf(factor) > 1e-9;
}

/** Of a factor such as `2` or `3/2`. */
function valueOf(factor) {
  const [over, under = 1] = factor.split('/').map(Number);
  return over / under;
}
