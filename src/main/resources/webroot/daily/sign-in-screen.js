import { ScreenNode } from '../delos.js';
import { Bag } from './bag.js';
import { Countdown } from './countdown.js';
import { nameDate } from './dates.js';
import { element } from './element.js';
import { Mailbox } from './mailbox.js';
import { Stage } from './stage.js';
import { Week } from './week.js';
import { words } from './words.js';

/**
 * The sign-in page: the week, today's gift with the button, the mailbox, the bag, the time to the
 * reset.
 */
export class SignInScreen extends ScreenNode {
  #week = new Week();
  #stage = new Stage(() => this.system.claim());
  #mailbox = new Mailbox(() => this.system.collect());
  #bag = new Bag();
  #countdown = new Countdown();
  #dates = element('span', { class: 'week-dates' });
  #loading = element('p', { class: 'loading panel', role: 'status' });
  #shown = null;

  open(model) {
    this.root.className = 'daily';
    this.root.append(
      element(
        'div',
        { class: 'daily-head' },
        element(
          'div',
          {},
          element('h1', { class: 'daily-title', tabindex: '-1', text: words.daily.title }),
          element('p', { class: 'daily-lead', text: words.daily.lead }),
        ),
        this.#countdown.root,
      ),
      this.#loading,
      element(
        'section',
        { class: 'week-section', 'aria-labelledby': 'daily-week' },
        element(
          'h2',
          { class: 'section-title', id: 'daily-week' },
          element('span', { text: words.daily.week }),
          ' ',
          this.#dates,
        ),
        this.#week.root,
      ),
      element(
        'div',
        { class: 'daily-lower' },
        this.#stage.root,
        this.#mailbox.root,
        this.#bag.root,
      ),
    );
    this.refresh(model);
    this.root.querySelector('h1').focus();
  }

  /** @param {import('./daily-client-system.js').SignInModel} model */
  refresh(model) {
    const { display } = model;
    this.root.classList.toggle('is-loading', !display);
    this.#loading.hidden = Boolean(display);
    setText(this.#loading, loadingText(model));
    if (display && display !== this.#shown) {
      this.#shown = display;
      this.#dates.textContent = datesOf(display.weekly);
      this.#week.show(display);
      this.#bag.show(display);
      this.#countdown.show(display.nextReset, model.clockOffset);
    }
    this.#stage.show(model);
    this.#mailbox.show(model);
  }

  close() {
    this.#countdown.stop();
    super.close();
  }
}

function loadingText({ display, isOnline, isSlow }) {
  if (display) {
    return '';
  }
  if (!isOnline) {
    return words.daily.unconnected;
  }
  return isSlow ? words.daily.slow : words.daily.loading;
}

/** A live region speaks on each write: writes only what changed. */
function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

function datesOf(weekly) {
  const [from, to] = [weekly[0], weekly[weekly.length - 1]].map((day) => nameDate(day.date));
  return words.daily.weekOf(from.dayAndMonth, to.dayAndMonth);
}
