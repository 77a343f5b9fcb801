const LIMIT_MS = 5_000;
const LONGEST_LIMIT_MS = 60_000;
const CLOCK_CHECK_MS = 30_000;
/** At a reset all pages ask anew; this spreads them. */
const RESET_SPREAD_MS = 3_000;

/** Sees to it that a display comes: when one is due, and at each reset. */
export class DisplayWatch {
  /** One was asked for, or will be as soon as there is a connection. */
  isDue = false;

  #ask;
  #onSlow;
  #isOnline = false;
  #limit = LIMIT_MS;
  #timer = null;
  #resetTimer = null;

  /**
   * @param {object} host
   * @param {() => void} host.ask asks the lobby for a display
   * @param {() => void} host.onSlow it is overdue, and asked for again
   */
  constructor({ ask, onSlow }) {
    this.#ask = ask;
    this.#onSlow = onSlow;
  }

  /**
   * Asks for a display until one comes, ever more patiently, while there is a connection.
   *
   * @param {'now' | 'later'} when the lobby is asked first: `later`, if it should send one by itself
   */
  expect(when) {
    clearTimeout(this.#timer);
    this.isDue = true;
    if (!this.#isOnline) {
      return;
    }
    if (when === 'now') {
      this.#ask();
    }
    this.#timer = setTimeout(() => {
      this.#limit = Math.min(LONGEST_LIMIT_MS, this.#limit * 2);
      this.#onSlow();
      this.expect('now');
    }, this.#limit);
  }

  /** Nothing is due any more. */
  rest() {
    clearTimeout(this.#timer);
    this.isDue = false;
  }

  /**
   * A display has come.
   *
   * @param {number} nextReset when the next one is due, on this machine's clock
   */
  came(nextReset) {
    this.rest();
    this.#limit = LIMIT_MS;
    this.#watchReset(nextReset + 500 + Math.random() * RESET_SPREAD_MS);
  }

  onState(isOnline) {
    this.#isOnline = isOnline;
    if (!isOnline) {
      clearTimeout(this.#timer);
    }
  }

  stop() {
    clearTimeout(this.#timer);
    clearTimeout(this.#resetTimer);
  }

  /** Timers stop while the machine sleeps: looks at its clock now and then. */
  #watchReset(due) {
    clearTimeout(this.#resetTimer);
    const left = due - Date.now();
    if (left <= 0) {
      this.expect('now');
    } else {
      this.#resetTimer = setTimeout(() => this.#watchReset(due), Math.min(left, CLOCK_CHECK_MS));
    }
  }
}
