import { newRequestId } from './request-id.js';
import { isClaimed } from './verdict.js';

const ANSWER_LIMIT_MS = 15_000;
/** Verdicts that leave open what came of it. */
const UNDECIDED = ['NOT_YET', 'NOT_KNOWN'];

/**
 * What the page shows of an attempt. It is replaced as a whole on each change.
 *
 * @typedef {object} AttemptState
 * @property {boolean} isUnderWay
 * @property {Target | null} target of the last one
 * @property {{code: string, reward?: object, payment?: object, cost?: object} | null} outcome
 *
 * @typedef {{activity?: string, valid: string}} Target a day of an activity
 */

/**
 * What the player does to a day, and pays or brings something: from the press to what came of it,
 * also where its answer never comes. One at a time. As long as nobody knows what came of one, a
 * repeat has its id, so that no lobby takes it for another.
 */
export class Attempt {
  /** @type {AttemptState} */
  state = { isUnderWay: false, target: null, outcome: null };

  #send;
  #verdictOf;
  #onNoAnswer;
  #timer = null;
  #requestId = null;
  /** By the key of their targets, those of which nobody knows yet what came of them. */
  #uncertain = new Map();
  /** Since it began a display came that says nothing of it, and another one was asked for. */
  #isChecking = false;

  /**
   * @param {object} host
   * @param {(data: object) => boolean} host.send sends it to the lobby; false if that can't be
   * @param {(target: Target, display: object) => string} host.verdictOf the code of an outcome;
   *     `NOT_YET` while it may still be on its way, `NOT_KNOWN` where the display can't tell
   * @param {() => void} host.onNoAnswer its limit is over
   */
  constructor({ send, verdictOf, onNoAnswer }) {
    this.#send = send;
    this.#verdictOf = verdictOf;
    this.#onNoAnswer = onNoAnswer;
  }

  /**
   * @param {Target} target
   * @param {object} terms what else is said of it
   */
  begin(target, terms) {
    const requestId = this.#uncertain.get(keyOf(target))?.requestId ?? newRequestId();
    if (!this.#send({ ...target, ...terms, requestId })) {
      this.#set({ target, outcome: { code: 'OFFLINE' } });
      return;
    }
    this.#requestId = requestId;
    this.#set({ isUnderWay: true, target, outcome: null });
    this.awaitAnswer();
  }

  /** Begins the wait for the answer anew, if there is one to wait for. */
  awaitAnswer() {
    this.pause();
    if (this.state.isUnderWay) {
      this.#timer = setTimeout(() => {
        this.giveUp();
        this.#set({ outcome: { code: 'NO_ANSWER' } });
        this.#onNoAnswer();
      }, ANSWER_LIMIT_MS);
    }
  }

  /** Without a connection there is no answer to wait for. */
  pause() {
    clearTimeout(this.#timer);
  }

  /** The connection is lost. */
  onLost() {
    this.pause();
    if (this.state.isUnderWay) {
      this.#set({ outcome: { code: 'LOST' } });
    }
  }

  /** The connection is back, and nothing is lost. */
  onBack() {
    if (this.state.isUnderWay) {
      this.#set({ outcome: null });
    }
  }

  /** It is not awaited any more: a display tells what came of it. */
  giveUp() {
    if (this.#end()) {
      this.#doubt();
    }
  }

  forgetOutcome() {
    this.#set({ outcome: null });
  }

  /**
   * Takes from a display what it tells. A lobby answers in the order it was asked: what is asked for
   * after the request comes after the request's answer. If it comes without, the player was moved to
   * another lobby, which knows nothing of the request.
   *
   * @returns {boolean} whether it takes another display to tell what came of it
   */
  learn(display) {
    const { isUnderWay, target } = this.state;
    if (isUnderWay) {
      const isOver = isOf(target, display) && isClaimed(display, target.valid);
      if (!this.#isChecking && !isOver) {
        this.#isChecking = true;
        return true;
      }
      this.giveUp();
    }
    for (const { target: doubted } of [...this.#uncertain.values()]) {
      if (isOf(doubted, display)) {
        this.#resolve(doubted, this.#verdictOf(doubted, display));
      }
    }
    return false;
  }

  /**
   * Its answer has come, or that to an earlier one.
   *
   * @param {object} answer the lobby's
   * @param {object} outcome
   * @returns {boolean} whether the one under way is over by it
   */
  answered({ code, activity, valid }, outcome) {
    const { isUnderWay, target } = this.state;
    const named = valid ? { activity: activity ?? target?.activity, valid } : target;
    if (isUnderWay && !isSame(named, target)) {
      if (code !== 'TRY_AGAIN') {
        this.#uncertain.delete(keyOf(named));
      }
      return false;
    }
    const wasUnderWay = this.#end();
    if (code !== 'TRY_AGAIN') {
      this.#uncertain.delete(keyOf(named));
    } else if (wasUnderWay) {
      this.#doubt();
    }
    this.#set({ outcome, target: named });
    return wasUnderWay;
  }

  #resolve(target, code) {
    if (!UNDECIDED.includes(code)) {
      this.#uncertain.delete(keyOf(target));
    }
    if (isSame(target, this.state.target) && this.state.outcome?.code !== code) {
      this.#set({ outcome: { code } });
    }
  }

  #doubt() {
    const { target } = this.state;
    this.#uncertain.set(keyOf(target), { target, requestId: this.#requestId });
  }

  /** @returns {boolean} whether one was under way */
  #end() {
    this.pause();
    this.#isChecking = false;
    const wasUnderWay = this.state.isUnderWay;
    this.#set({ isUnderWay: false });
    return wasUnderWay;
  }

  #set(change) {
    this.state = { ...this.state, ...change };
  }
}

function keyOf(target) {
  return target ? `${target.activity ?? ''}/${target.valid}` : '';
}

/** A lobby of an earlier version names no activity: it has one only. */
function isSame(one, other) {
  return one?.valid === other?.valid && isSameActivity(one?.activity, other?.activity);
}

/** Whether a display is of that target's activity. */
function isOf(target, display) {
  return isSameActivity(target.activity, display.activity);
}

function isSameActivity(one, other) {
  return !one || !other || one === other;
}
