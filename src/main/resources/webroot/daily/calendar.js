import { nameDate, nameRange } from './dates.js';
import { element } from './element.js';
import { makeUpMood, makeUpText } from './make-up-text.js';
import { monthOf } from './month.js';
import { recall, remember } from './storage.js';
import { weekOf } from './week.js';
import { say } from './words.js';

const KEY = 'delos.calendar';

/** The days of the week or of the month, as the player likes. */
export class Calendar {
  #title = element('span');
  #dates = element('span', { class: 'calendar-dates' });
  #views = ['week', 'month'].map((view) => this.#viewButton(view));
  #choice = element(
    'span',
    { class: 'views', role: 'group', 'aria-label': say('calendar.view') },
    ...this.#views,
  );
  #days = element('div', { class: 'calendar-days' });
  #result = element('p', {
    class: 'result',
    role: 'status',
    'data-testid': 'make-up-result',
  });
  #open;
  #view = recall(KEY) === 'month' ? 'month' : 'week';
  #display = null;
  #outcome = null;

  root = element(
    'section',
    { class: 'calendar', 'aria-labelledby': 'daily-calendar' },
    element(
      'div',
      { class: 'calendar-head' },
      element('h2', { class: 'section-title', id: 'daily-calendar' }, this.#title, ' ', this.#dates),
      this.#choice,
    ),
    this.#days,
    this.#result,
  );

  /** @param {(date: string) => void} open shows more of a day */
  constructor(open) {
    this.#open = open;
  }

  /** @param {import('./model.js').SignInModel} model */
  show({ display, makeUp }) {
    if (display && display !== this.#display) {
      this.#display = display;
      this.#draw();
    }
    if (makeUp.outcome !== this.#outcome) {
      this.#outcome = makeUp.outcome;
      this.#result.textContent = makeUpText(makeUp);
      this.#result.dataset.mood = makeUpMood(makeUp);
    }
  }

  /** Puts the focus on a day, if it is shown. */
  focus(date) {
    this.#days.querySelector(`[data-date="${CSS.escape(date)}"] button`)?.focus();
  }

  #choose(view) {
    this.#view = view;
    remember(KEY, view);
    this.#draw();
  }

  #draw() {
    const focused = document.activeElement?.closest('[data-date]');
    const date = this.#days.contains(focused) ? focused.dataset.date : null;
    this.#drawHead();
    const days = this.#isMonth()
      ? monthOf(this.#display, this.#open)
      : weekOf(this.#display, this.#open);
    this.#days.replaceChildren(days);
    if (date) {
      this.focus(date);
    }
  }

  #drawHead() {
    const { month, weekly, valid } = this.#display;
    const isMonth = this.#isMonth();
    this.#choice.hidden = !month;
    this.#views.forEach((button) =>
      button.setAttribute('aria-pressed', String((button.value === 'month') === isMonth)),
    );
    this.#title.textContent = isMonth ? nameDate(valid).month : say('calendar.thisWeek');
    this.#dates.textContent = isMonth ? '' : datesOf(weekly);
  }

  /** A lobby of an earlier version shows no month. */
  #isMonth() {
    return this.#view === 'month' && this.#display.month?.length > 0;
  }

  #viewButton(view) {
    return element('button', {
      type: 'button',
      class: 'view',
      value: view,
      'data-testid': `view-${view}`,
      text: say(`calendar.${view}`),
      onclick: () => this.#choose(view),
    });
  }
}

function datesOf(weekly) {
  return nameRange(weekly[0].date, weekly[weekly.length - 1].date);
}
