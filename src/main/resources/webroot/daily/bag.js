import { element } from './element.js';
import { icon } from './icon.js';
import { itemName, number, say } from './words.js';

/** What the player owns. */
export class Bag {
  #list = element('ul', { class: 'bag-items', role: 'list' });
  #empty = element('p', { class: 'bag-empty', text: say('bag.empty') });
  #slots = element('span', { class: 'bag-slots', 'data-testid': 'bag-slots' });
  #counts = new Map();

  root = element(
    'section',
    { class: 'bag panel', 'aria-labelledby': 'daily-bag' },
    element(
      'div',
      { class: 'bag-head' },
      element('h2', { class: 'section-title', id: 'daily-bag', text: say('bag.title') }),
      this.#slots,
    ),
    this.#list,
    this.#empty,
  );

  /** @param {object} display the data of a DisplayDailyRewardEvent */
  show({ inventory = [], bag }) {
    this.#slots.textContent = bag ? say('bag.slots', bag) : '';
    this.#slots.classList.toggle('is-full', Boolean(bag) && bag.used >= bag.slots);
    const before = this.#counts;
    this.#counts = new Map(inventory.map(({ item, count }) => [item, count]));
    const hasGrown = (item, count) => before.size > 0 && count > (before.get(item) ?? 0);
    this.#list.replaceChildren(
      ...inventory.map(({ item, count }) => bagItem(item, count, hasGrown(item, count))),
    );
    this.#list.hidden = inventory.length === 0;
    this.#empty.hidden = inventory.length > 0;
  }
}

function bagItem(item, count, hasGrown) {
  const name = itemName(item, count);
  const shownCount = number(count);
  return element(
    'li',
    {
      class: hasGrown ? 'bag-item has-grown' : 'bag-item',
      'data-testid': 'bag-item',
      'data-item': item,
      'data-count': count,
    },
    element('span', { class: 'visually-hidden', text: say('bag.item', { item: name, count }) }),
    element(
      'span',
      { class: 'bag-picture', 'aria-hidden': 'true' },
      icon(item, 'bag-icon'),
      element('span', { class: 'bag-count', text: shownCount }),
      element('span', { class: 'bag-name', text: name }),
    ),
  );
}
