/** A connection on which nothing has come for so long is asked for a sign of life. */
const QUIET_MS = 15_000;
const ANSWER_LIMIT_MS = 10_000;
/** A timer that comes so late has slept with the machine or its tab, and the answer as well. */
const LATE_MS = 5_000;

/**
 * Notices a connection that carries nothing any more though nobody has closed it. Browsers answer
 * pings, but show them to no page.
 */
export class Pulse {
  #ask;
  #onDead;
  #heardAt = Date.now();
  #isAsked = false;
  #timer = null;

  /**
   * @param {() => void} ask asks the proxy for an answer
   * @param {() => void} onDead there was none
   */
  constructor(ask, onDead) {
    this.#ask = ask;
    this.#onDead = onDead;
    this.#wait();
  }

  /** Something has come. */
  heard() {
    this.#heardAt = Date.now();
    if (this.#isAsked) {
      this.#isAsked = false;
      this.#wait();
    }
  }

  /** Something was said that the proxy answers. */
  expect() {
    if (!this.#isAsked) {
      this.#isAsked = true;
      this.#awaitAnswer(false);
    }
  }

  /** Asks now, unless an answer is awaited already. */
  check() {
    if (!this.#isAsked) {
      this.#ask();
      this.expect();
    }
  }

  stop() {
    clearTimeout(this.#timer);
    this.#isAsked = true;
  }

  #wait() {
    clearTimeout(this.#timer);
    const left = this.#heardAt + QUIET_MS - Date.now();
    this.#timer = setTimeout(() => this.#onQuiet(), Math.max(left, 0));
  }

  /** Looks at the clock only here: a timer that is set anew for each frame would cost more. */
  #onQuiet() {
    if (Date.now() - this.#heardAt < QUIET_MS) {
      this.#wait();
    } else {
      this.check();
    }
  }

  #awaitAnswer(isLast) {
    clearTimeout(this.#timer);
    const due = Date.now() + ANSWER_LIMIT_MS;
    this.#timer = setTimeout(() => {
      if (isLast || Date.now() < due + LATE_MS) {
        this.#onDead();
      } else {
        this.#ask();
        this.#awaitAnswer(true);
      }
    }, ANSWER_LIMIT_MS);
  }
}
