const FIRST_MS = 500;
const LONGEST_MS = 30_000;
/** A connection that lived as long as this proves the way good: the back-off starts anew. */
const STEADY_MS = 10_000;

/** How long to wait before the next attempt. */
export class BackOff {
  #failures = 0;
  #onlineSince = null;

  online() {
    this.#onlineSince = Date.now();
  }

  /**
   * An attempt has failed, or a connection has ended. Doubles each time up to a cap; the random half
   * keeps a crowd from returning all at once.
   *
   * @returns {number} ms
   */
  next() {
    const wasSteady = this.#onlineSince !== null && Date.now() - this.#onlineSince > STEADY_MS;
    this.#failures = wasSteady ? 1 : this.#failures + 1;
    this.#onlineSince = null;
    const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** (this.#failures - 1));
    return longest * (0.5 + Math.random() / 2);
  }
}
