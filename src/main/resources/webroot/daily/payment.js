import { hasGift } from './day-look.js';
import { element } from './element.js';
import { icon } from './icon.js';
import { contentsOf, hasStory, itemsText, multipliersText, whyText } from './reward-text.js';
import { inLanguage, say } from './words.js';

/** What a day pays, part by part, with what multiplied each; nothing for a day without a gift. */
export function paymentOf(day, titles) {
  if (!hasStory(day.payment)) {
    return hasGift(day) ? [parts([plainPart(day)])] : [];
  }
  return [parts(day.payment.lines.map((line) => part(line, titles))), total(day.payment.items)];
}

function parts(all) {
  return element('ul', { class: 'parts', role: 'list', 'aria-label': say('detail.contents') }, ...all);
}

/** A reward that needs no explanation. */
function plainPart(day) {
  return row(day.icon, [
    element('p', { class: 'part-reward', text: inLanguage(day.description) }),
    element('p', { class: 'part-items', text: contentsOf(day) }),
  ]);
}

function part(line, titles) {
  const { reward, items } = line;
  const multipliers = multipliersText(line, titles);
  return row(reward.icon, [
    element('p', { class: 'part-why', text: whyText(line, titles) }),
    element('p', { class: 'part-reward', text: inLanguage(reward.description) }),
    element('p', { class: 'part-factor', text: multipliers }),
    element('p', {
      class: 'part-items',
      text: multipliers === '' ? contentsOf(line) : itemsText(items),
    }),
  ]);
}

function row(picture, texts) {
  return element(
    'li',
    { class: 'part', 'data-testid': 'part' },
    icon(picture, 'part-icon'),
    element('div', { class: 'part-text' }, ...texts.filter(({ textContent }) => textContent !== '')),
  );
}

function total(items) {
  return element(
    'p',
    { class: 'parts-total', 'data-testid': 'total' },
    element('span', { text: say('detail.total') }),
    ' ',
    element('strong', { text: itemsText(items) }),
  );
}
