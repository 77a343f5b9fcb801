import { duration, localTime } from './dates.js';
import { element } from './element.js';
import { say } from './words.js';

/** The time that is left to the next reset, and when that is on the player's clock. */
export class Countdown {
  #left = element('span', { class: 'countdown-time', role: 'timer', 'data-testid': 'countdown' });
  #at = element('p', { class: 'countdown-at' });
  #nextReset = 0;
  #clockOffset = 0;
  #ticks = null;

  root = element(
    'div',
    { class: 'countdown' },
    element('p', { class: 'countdown-line' }, say('reset.in'), ' ', this.#left),
    this.#at,
  );

  /**
   * @param {number} nextReset epoch ms on the server's clock
   * @param {number} clockOffset what to add to this machine's clock to have the server's
   */
  show(nextReset, clockOffset) {
    this.#nextReset = nextReset;
    this.#clockOffset = clockOffset;
    this.#at.textContent = say('reset.at', localTime(nextReset));
    this.#ticks ??= setInterval(() => this.#tick(), 1000);
    this.#tick();
  }

  stop() {
    clearInterval(this.#ticks);
  }

  #tick() {
    const left = this.#nextReset - (Date.now() + this.#clockOffset);
    this.#left.textContent = left > 0 ? duration(left) : say('reset.due');
  }
}
