import { element } from './element.js';
import { icon } from './icon.js';
import { offerParts } from './make-up-text.js';
import { contentsOf } from './reward-text.js';
import { daysOf } from './verdict.js';
import { inLanguage, say, sayOr } from './words.js';

/** What is counted, how far it is to the next milestone, and how days are made up. */
export class StandingPanel {
  #count = element('p', { class: 'standing-count', 'data-testid': 'count' });
  #bar = element('progress', { class: 'standing-bar', 'aria-label': say('standing.bar') });
  #next = element('p', { class: 'standing-next' });
  #way = element('div', { class: 'standing-way', 'data-testid': 'milestone' });
  #hint = element('p', { class: 'standing-hint', 'data-testid': 'make-up-hint' });
  #display = null;

  root = element(
    'section',
    { class: 'standing panel', 'aria-label': say('standing.title'), 'data-testid': 'standing' },
    this.#count,
    this.#way,
    this.#hint,
  );

  /** @param {object} display the data of a DisplayDailyRewardEvent */
  show(display) {
    if (display === this.#display) {
      return;
    }
    this.#display = display;
    const { count, counting, nextMilestone } = display;
    this.root.hidden = count === undefined;
    if (count !== undefined) {
      this.#count.textContent = sayOr(`standing.${counting}`, 'standing.TOTAL', { count });
    }
    const hint = hintOf(display);
    this.#hint.textContent = hint;
    this.#hint.hidden = hint === '';
    this.#way.hidden = !nextMilestone;
    if (nextMilestone) {
      this.#showWay(count, nextMilestone);
    }
  }

  #showWay(count, milestone) {
    const { at } = milestone;
    this.#bar.max = at;
    this.#bar.value = count;
    this.#next.textContent = say('standing.next', {
      count: at - count,
      reward: inLanguage(milestone.description),
    });
    const of = element('span', {
      class: 'standing-of',
      'aria-hidden': 'true',
      text: say('standing.of', { count, at }),
    });
    this.#way.replaceChildren(this.#next, this.#bar, of, icon(milestone.icon, 'standing-icon'));
    this.#way.title = contentsOf(milestone);
  }
}

function hintOf(display) {
  const { makeUp } = display;
  if (!makeUp) {
    return '';
  }
  if (makeUp.left === 0) {
    return say('calendar.noMoreMakeUp');
  }
  return daysOf(display).some(({ cost }) => cost)
    ? say('calendar.makeUp', offerParts(makeUp))
    : '';
}
