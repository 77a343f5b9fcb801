/** How many events one side takes before it acknowledges them. */
const ACK_EVERY = 32;
/** How many characters of events, roughly. */
const ACK_EVERY_CHARS = 64 * 1024;
/** What waits for the proxy's acknowledgement at most; past it, what is said is dropped. */
const MOST_UNTAKEN = 1024;

/**
 * How far a session has come: the last event that was handled, and what we have said that the proxy
 * may not have taken yet.
 */
export class Progress {
  #id = null;
  #isNumbered = false;
  #untaken = [];
  #said = 0;
  #handled = 0;
  #acknowledged = 0;
  #unacknowledgedChars = 0;

  /** Takes up what another page has left. */
  recall({ id, seq }) {
    this.#id = id;
    this.#isNumbered = true;
    this.#handled = seq;
  }

  /** The session that goes on, or may: its id; null for none. */
  get id() {
    return this.#isNumbered ? this.#id : null;
  }

  /** The number of the last event that was handled. */
  get handled() {
    return this.#handled;
  }

  /** What to ask the proxy to go on with; nothing if nothing could. */
  resume() {
    return this.id === null ? {} : { resume: { id: this.#id, seq: this.#handled } };
  }

  /** A session begins or goes on. @returns {object[]} what is to be said again */
  welcomed({ id, resumed = false, seq = 0, received, resumeSeconds = 0 }) {
    this.#id = id;
    this.#isNumbered = resumeSeconds > 0;
    this.#handled = seq;
    this.#acknowledged = seq;
    this.#unacknowledgedChars = 0;
    if (resumed && received !== undefined) {
      this.taken(received);
      // More than we have said: another page said it.
      this.#said = Math.max(this.#said, received);
    } else {
      this.#untaken = [];
      this.#said = 0;
    }
    return [...this.#untaken];
  }

  /**
   * Gives an event its number and keeps it, if its session may outlive the connection.
   *
   * @returns {object | null} what to send; null if too much waits already
   */
  say(notify) {
    if (!this.#isNumbered) {
      return notify;
    }
    if (this.#untaken.length >= MOST_UNTAKEN) {
      console.warn(`Delos: ${notify.event}: too much waits for the proxy; dropped`);
      return null;
    }
    this.#said += 1;
    const numbered = { ...notify, seq: this.#said };
    this.#untaken.push(numbered);
    return numbered;
  }

  /** The proxy has taken what was said up to that number. */
  taken(seq) {
    this.#untaken = this.#untaken.filter((notify) => notify.seq > seq);
  }

  /** Whether an event is to be handled: false if it was already. */
  isNew(seq) {
    return seq === undefined || seq > this.#handled;
  }

  /** An event was handled. @returns {boolean} whether the proxy should hear of it now */
  handledOne(seq = 0, chars = 0) {
    this.#handled = Math.max(this.#handled, seq);
    this.#unacknowledgedChars += chars;
    return (
      this.#handled - this.#acknowledged >= ACK_EVERY ||
      this.#unacknowledgedChars >= ACK_EVERY_CHARS
    );
  }

  /** What to acknowledge, or null for nothing new. */
  ack() {
    if (!this.#isNumbered || this.#handled === this.#acknowledged) {
      return null;
    }
    this.#acknowledged = this.#handled;
    this.#unacknowledgedChars = 0;
    return this.ackAgain();
  }

  /** Says the last acknowledgement anew: the proxy answers it. */
  ackAgain() {
    return { op: 'ack', seq: this.#acknowledged };
  }
}
