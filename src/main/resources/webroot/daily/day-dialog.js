import { nameDate } from './dates.js';
import { lookOf } from './day-look.js';
import { element } from './element.js';
import { icon, seal } from './icon.js';
import { MakeUpOffer } from './make-up-offer.js';
import { paymentOf } from './payment.js';
import { daysOf } from './verdict.js';
import { say } from './words.js';

/** More of a day: what it pays and why, and whether it can be made up. */
export class DayDialog {
  #title = element('h2', { class: 'detail-title', id: 'daily-detail', tabindex: '-1', autofocus: true });
  #state = element('p', { class: 'detail-state' });
  #contents = element('div', { class: 'detail-contents', 'data-testid': 'payment' });
  #offer;
  #date = null;
  #display = null;

  root;

  /**
   * @param {object} actions
   * @param {(date: string, price: object) => void} actions.makeUp pays that for signing in on a day
   * @param {(date: string) => void} actions.onClose the dialog was left, which showed that day
   */
  constructor({ makeUp, onClose }) {
    this.#offer = new MakeUpOffer((price) => makeUp(this.#date, price));
    this.root = element(
      'dialog',
      {
        class: 'detail',
        'aria-labelledby': 'daily-detail',
        'data-testid': 'detail',
        onclose: () => onClose(this.#date),
        // Beside it: its own content fills it.
        onclick: ({ target }) => target === this.root && this.root.close(),
      },
      element(
        'div',
        { class: 'detail-body' },
        element(
          'div',
          { class: 'detail-head' },
          this.#title,
          element('button', {
            type: 'button',
            class: 'detail-close',
            'aria-label': say('detail.close'),
            'data-testid': 'detail-close',
            text: '×',
            onclick: () => this.root.close(),
          }),
        ),
        this.#state,
        this.#contents,
        this.#offer.root,
      ),
    );
  }

  /** Opens it on a day of the display. */
  open(date, model) {
    this.#date = date;
    this.#display = null;
    this.#offer.reset(date);
    this.show(model);
    this.root.showModal();
  }

  /** @param {import('./model.js').SignInModel} model */
  show(model) {
    const { display } = model;
    const day = display && daysOf(display).find(({ date }) => date === this.#date);
    if (!day) {
      this.root.close();
      return;
    }
    if (display !== this.#display) {
      this.#display = display;
      this.#draw(day, display);
    }
    this.#offer.show(day, model);
  }

  #draw(day, { titles }) {
    const look = lookOf(day);
    const isExcused = look === 'canMakeUp' && day.excused;
    this.#title.textContent = nameDate(day.date).full;
    this.#state.replaceChildren(
      ...[seal(look, 'detail-seal')].filter(Boolean),
      element('span', { text: stateText(isExcused ? 'excused' : look) }),
    );
    this.root.dataset.look = look;
    this.#contents.replaceChildren(...paymentOf(day, titles));
  }
}

function stateText(look) {
  return say(look === 'canMakeUp' ? 'detail.expired' : `detail.${look}`);
}
