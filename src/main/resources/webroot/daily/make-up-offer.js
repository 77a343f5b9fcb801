import { nameDate } from './dates.js';
import { element } from './element.js';
import { makeUpMood, makeUpText, offerParts } from './make-up-text.js';
import { isBusy, isSwitching } from './model.js';
import { itemText, say } from './words.js';

/** Offers to make a day up: says what it costs, asks once more, tells what came of it. */
export class MakeUpOffer {
  #makeUp;
  #text = element('p', { class: 'offer-text', 'data-testid': 'offer' });
  #begin = button('button', 'make-up', () => this.#ask(true));
  #yes = button('button', 'make-up-yes', ({ detail }) => this.#confirm(detail));
  #no = button('quiet-button', 'make-up-no', () => this.#ask(false));
  #offer = element(
    'div',
    { class: 'offer', role: 'group', 'aria-label': say('makeUp.title') },
    this.#text,
    element('div', { class: 'offer-buttons' }, this.#begin, this.#yes, this.#no),
  );
  #result = element('p', {
    class: 'result',
    role: 'status',
    tabindex: '-1',
    'data-testid': 'detail-result',
  });
  #date = null;
  #day = null;
  #model = null;
  #isAsking = false;
  /** The price that the player is asked to pay. */
  #asked = null;
  #outcome = null;

  root = element('div', { class: 'offer-place' }, this.#offer, this.#result);

  /** @param {(price: {item: string, count: number}) => void} makeUp pays what is shown, or less */
  constructor(makeUp) {
    this.#makeUp = makeUp;
    this.#begin.textContent = say('makeUp.begin');
    this.#no.textContent = say('makeUp.no');
  }

  /** Begins anew, with another day. */
  reset(date) {
    this.#date = date;
    this.#isAsking = false;
    this.#outcome = null;
    this.#result.textContent = '';
  }

  /** @param {import('./model.js').SignInModel} model */
  show(day, model) {
    this.#day = day;
    this.#model = model;
    const { isUnderWay, outcome } = this.#attempt();
    if (outcome !== this.#outcome) {
      this.#outcome = outcome;
      this.#isAsking &&= isUnderWay;
      this.#result.textContent = makeUpText(model.makeUp);
      this.#result.dataset.mood = makeUpMood(model.makeUp);
    }
    // A new price is a new question.
    this.#isAsking &&= isUnderWay || isSamePrice(this.#asked, day.cost);
    const hadFocus = this.#offer.contains(document.activeElement);
    this.#draw(isUnderWay);
    if (hadFocus && !isFocusable(document.activeElement)) {
      this.#result.focus();
    }
  }

  /** That on the day that is shown, if there is one. */
  #attempt() {
    const { makeUp } = this.#model;
    const isOurs = makeUp.target?.valid === this.#date;
    return isOurs ? makeUp : { isUnderWay: false, outcome: null };
  }

  #draw(isUnderWay) {
    const { cost } = this.#day;
    this.#offer.hidden = !cost;
    if (cost) {
      this.#text.textContent = this.#isAsking ? this.#question() : this.#offerText();
      this.#begin.hidden = this.#isAsking;
      this.#yes.hidden = !this.#isAsking;
      this.#no.hidden = !this.#isAsking || isUnderWay;
      this.#begin.disabled = !this.#isReady() || this.#isShort();
      this.#yes.disabled = !this.#isReady();
      this.#yes.textContent = this.#yesText(isUnderWay);
    }
  }

  #isReady() {
    return this.#model.isOnline && !isBusy(this.#model) && !isSwitching(this.#model);
  }

  #isShort() {
    const { makeUp } = this.#model.display;
    return Boolean(makeUp && makeUp.have < this.#day.cost.count);
  }

  #question() {
    return say('makeUp.confirm', this.#parts());
  }

  #offerText() {
    const { makeUp } = this.#model.display;
    if (!makeUp) {
      return '';
    }
    const key = this.#isShort() ? 'makeUp.short' : 'makeUp.offer';
    return say(key, { ...offerParts(makeUp), ...this.#parts() });
  }

  #yesText(isUnderWay) {
    if (isUnderWay) {
      return say('makeUp.sending');
    }
    return this.#model.isOnline ? say('makeUp.yes', this.#parts()) : say('makeUp.offline');
  }

  #parts() {
    return { cost: itemText(this.#day.cost), date: nameDate(this.#date).full };
  }

  #ask(isAsking) {
    this.#isAsking = isAsking;
    this.#asked = this.#day.cost;
    this.#draw(false);
    (isAsking ? this.#yes : this.#begin).focus();
  }

  /** @param {number} clicks how many in a row: the second of a double click says yes to nothing */
  #confirm(clicks) {
    if (clicks <= 1) {
      this.#makeUp(this.#asked);
    }
  }
}

function isSamePrice(one, other) {
  return one?.item === other?.item && one?.count === other?.count;
}

function button(look, id, onclick) {
  return element('button', { type: 'button', class: look, 'data-testid': id, onclick });
}

/** One that was hidden or disabled under the focus is none. */
function isFocusable(node) {
  return node !== document.body && !node.disabled && node.checkVisibility();
}
