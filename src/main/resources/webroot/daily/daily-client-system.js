import { ClientSystem } from '../delos.js';
import { newRequestId } from './request-id.js';
import { SignInScreen } from './sign-in-screen.js';
import { isClaimed, isWaiting, markClaimed, verdictOf } from './verdict.js';

export const NAMESPACE = 'daily';
export const SYSTEM_NAME = 'DailyClientSystem';
const SERVER_SYSTEM = 'DailyServerSystem';
const UI_KEY = 'signIn';

const ANSWER_LIMIT_MS = 15_000;
const DISPLAY_LIMIT_MS = 5_000;
const LONGEST_DISPLAY_LIMIT_MS = 60_000;
const CLOCK_CHECK_MS = 30_000;
/** At a reset all pages ask anew; this spreads them. */
const RESET_SPREAD_MS = 3_000;

/**
 * What the sign-in page shows. It is replaced as a whole on each change.
 *
 * @typedef {object} SignInModel
 * @property {object | null} display the data of the last DisplayDailyRewardEvent
 * @property {number} clockOffset what to add to this machine's clock to have the server's, in ms
 * @property {boolean} isOnline
 * @property {boolean} isClaiming a claim is on its way
 * @property {boolean} isCollecting the mailbox was asked for, and is on its way
 * @property {number | null} collected how many mails the last collecting brought into the bag
 * @property {boolean} isSlow the display was asked for, and is overdue
 * @property {{code: string, reward?: object} | null} outcome what came of the last claim
 */

/** The player's half of the daily sign-in: shows the week, claims, tells what came of it. */
export class DailyClientSystem extends ClientSystem {
  /** @type {SignInModel} */
  #model = {
    display: null,
    clockOffset: 0,
    isOnline: false,
    isClaiming: false,
    isCollecting: false,
    collected: null,
    isSlow: false,
    outcome: null,
  };
  #claimTimer = null;
  #displayTimer = null;
  #displayLimit = DISPLAY_LIMIT_MS;
  #resetTimer = null;
  /** A display was asked for, or will be as soon as there is a connection. */
  #isDisplayDue = false;
  /** Whether it was when the connection came back. */
  #wasDisplayDue = false;
  #isUiReady = false;
  /** The date of the last claim. */
  #claimed = null;
  /** The id of the last claim: its repeats have the same one, so that no lobby takes them for another. */
  #requestId = null;
  /** Since the claim a display came that says nothing of it, and another one was asked for. */
  #isChecking = false;
  /** The date of a claim of which nobody knows yet what came of it. */
  #uncertain = null;
  #endState = () => {};

  start() {
    this.registerUI(NAMESPACE, UI_KEY, SignInScreen);
    this.listenForEvent(this.engineNamespace(), this.engineSystemName(), 'UiInitFinished', () => {
      this.#isUiReady = true;
      this.#update({});
    });
    this.listenForEvent(NAMESPACE, SERVER_SYSTEM, 'DisplayDailyRewardEvent', (display) =>
      this.#onDisplay(display),
    );
    this.listenForEvent(NAMESPACE, SERVER_SYSTEM, 'PlayerRecvEvent', (answer) =>
      this.#onAnswer(answer),
    );
    this.listenForEvent(
      this.engineNamespace(),
      this.engineSystemName(),
      'ConnectionResumedEvent',
      (back) => this.#onBack(back),
    );
    this.#endState = this.client.onState(({ state }) => this.#onState(state));
  }

  stop() {
    this.#endState();
    clearTimeout(this.#claimTimer);
    clearTimeout(this.#displayTimer);
    clearTimeout(this.#resetTimer);
  }

  /** The player pressed the button: claims the day that is shown. */
  claim() {
    const { display, isClaiming } = this.#model;
    if (!display || isClaiming) {
      return;
    }
    const { valid } = display;
    const requestId = this.#uncertain === valid ? this.#requestId : newRequestId();
    if (!this.notifyToServer('PlayerRecvEvent', { valid, requestId })) {
      this.#update({ outcome: { code: 'OFFLINE' } });
      return;
    }
    this.#claimed = valid;
    this.#requestId = requestId;
    this.#update({ isClaiming: true, outcome: null, collected: null });
    this.#awaitAnswer();
  }

  #awaitAnswer() {
    clearTimeout(this.#claimTimer);
    if (this.#model.isClaiming) {
      this.#claimTimer = setTimeout(() => this.#onNoAnswer(), ANSWER_LIMIT_MS);
    }
  }

  /** The player asked for what waits: with a display the lobby delivers what there is room for. */
  collect() {
    const { isOnline, isCollecting } = this.#model;
    if (isOnline && !isCollecting) {
      this.#update({ isCollecting: true, collected: null });
      this.#expectDisplay('now');
    }
  }

  #onDisplay(display) {
    if (this.#model.isClaiming) {
      if (!this.#isAnswerLost(display)) {
        this.#update(this.#shown(display));
        this.#isChecking = true;
        this.#expectDisplay('now');
        return;
      }
      this.#endClaim();
      this.#uncertain = this.#claimed;
    }
    const { outcome } = this.#model;
    const isNewDay = display.valid !== this.#model.display?.valid;
    const isOver = isNewDay || (outcome?.code === 'NO_ROOM' && !isWaiting(display, this.#claimed));
    this.#update({
      ...this.#shown(display),
      outcome: this.#resolve(display) ?? (isOver ? null : outcome),
    });
  }

  /**
   * Whether a display that comes while a claim is on its way ends the claim. A lobby answers in the
   * order it was asked: what is asked for after the claim comes after the claim's answer. If it
   * comes without, the player was moved to another lobby, which knows nothing of the claim.
   */
  #isAnswerLost(display) {
    return this.#isChecking || isClaimed(display, this.#claimed);
  }

  #onAnswer({ suc, code, delivered, noRoom, reward, valid, display }) {
    if (code === 'TRY_AGAIN' && !valid && this.#model.isClaiming) {
      return; // It was the page that couldn't be opened: the claim's answer is yet to come.
    }
    const wasClaiming = this.#endClaim();
    const isOnItsWay = suc && delivered === false && !noRoom;
    if (code !== 'TRY_AGAIN') {
      this.#uncertain = null;
    } else if (wasClaiming) {
      this.#uncertain = this.#claimed;
    }
    const outcome = { code: codeOf(code, noRoom, isOnItsWay), reward };
    this.#update({ ...(display ? this.#shown(display) : this.#marked(suc, valid)), outcome });
    if (!display) {
      this.#expectDisplay(wasClaiming ? 'now' : 'later');
    } else if (isOnItsWay) {
      this.#expectDisplay('later');
    }
  }

  #onNoAnswer() {
    this.#endUncertain();
    this.#update({ outcome: { code: 'NO_ANSWER' } });
    this.#expectDisplay('now');
  }

  #onState(state) {
    this.#update({ isOnline: state === 'online' });
    if (state === 'online') {
      this.#wasDisplayDue = this.#isDisplayDue;
      // The lobby shows the page by itself when a player arrives; we ask only if it doesn't.
      this.#expectDisplay('later');
      this.#awaitAnswer();
      return;
    }
    clearTimeout(this.#displayTimer);
    clearTimeout(this.#claimTimer);
    if (this.#model.isClaiming) {
      this.#update({ outcome: { code: 'LOST' } });
    }
    if (state === 'closed') {
      this.#update({ isCollecting: false });
      this.#endUncertain();
    }
  }

  /** If nothing is lost, all goes on as if there had been no break: the answers are yet to come. */
  #onBack({ resumed, loss }) {
    const isWhole = resumed && loss === 'NONE';
    if (!isWhole) {
      this.#endUncertain();
    } else if (this.#model.isClaiming) {
      this.#update({ outcome: null });
    }
    if (resumed && !(isWhole && this.#model.display)) {
      // The player has been on the lobby all the time, so it shows nothing by itself.
      this.#expectDisplay('now');
    } else if (isWhole && !this.#wasDisplayDue) {
      clearTimeout(this.#displayTimer);
      this.#isDisplayDue = false;
    }
  }

  /** A claim that may be on its way is not awaited any more: a display tells what came of it. */
  #endUncertain() {
    if (this.#endClaim()) {
      this.#uncertain = this.#claimed;
      this.#update({});
    }
  }

  /** @returns {boolean} whether a claim was on its way */
  #endClaim() {
    clearTimeout(this.#claimTimer);
    this.#isChecking = false;
    const wasClaiming = this.#model.isClaiming;
    this.#model = { ...this.#model, isClaiming: false };
    return wasClaiming;
  }

  /** What a fresh display tells about a claim whose answer never came; null if there is none. */
  #resolve(display) {
    if (this.#uncertain === null) {
      return null;
    }
    const code = verdictOf(this.#uncertain, display);
    if (code !== 'NOT_YET') {
      this.#uncertain = null;
    }
    const { outcome } = this.#model;
    return outcome?.code === code ? outcome : { code };
  }

  /** Without a display a claimed day is marked here, until one comes. */
  #marked(suc, valid) {
    const { display } = this.#model;
    return suc && display ? { display: markClaimed(display, valid) } : {};
  }

  /** The part of the model that a display sets. */
  #shown(display) {
    clearTimeout(this.#displayTimer);
    this.#isDisplayDue = false;
    this.#displayLimit = DISPLAY_LIMIT_MS;
    const clockOffset = display.now - Date.now();
    this.#watchReset(display.nextReset - clockOffset + 500 + Math.random() * RESET_SPREAD_MS);
    return { display, clockOffset, isSlow: false, ...this.#collectedBy(display) };
  }

  /** What a display says of a mailbox that was asked for. */
  #collectedBy(display) {
    if (!this.#model.isCollecting) {
      return {};
    }
    const waiting = new Set((display.mailbox ?? []).map(({ grantId }) => grantId));
    const before = this.#model.display.mailbox ?? [];
    const collected = before.filter(({ grantId }) => !waiting.has(grantId)).length;
    return { isCollecting: false, collected };
  }

  /** Asks for a display once this machine's clock reaches `due`. Timers stop while it sleeps. */
  #watchReset(due) {
    clearTimeout(this.#resetTimer);
    const left = due - Date.now();
    if (left <= 0) {
      this.#expectDisplay('now');
    } else {
      this.#resetTimer = setTimeout(() => this.#watchReset(due), Math.min(left, CLOCK_CHECK_MS));
    }
  }

  /** Asks for a display until one comes, ever more patiently, while there is a connection. */
  #expectDisplay(when) {
    clearTimeout(this.#displayTimer);
    this.#isDisplayDue = true;
    if (!this.#model.isOnline) {
      return;
    }
    if (when === 'now') {
      this.notifyToServer('OpenDailyRewardEvent', {});
    }
    this.#displayTimer = setTimeout(() => {
      this.#displayLimit = Math.min(LONGEST_DISPLAY_LIMIT_MS, this.#displayLimit * 2);
      this.#update({ isSlow: true });
      this.#expectDisplay('now');
    }, this.#displayLimit);
  }

  #update(change) {
    this.#model = { ...this.#model, ...change };
    if (this.#isUiReady) {
      this.createUI(NAMESPACE, UI_KEY, this.#model);
    }
  }
}

function codeOf(code, noRoom, isOnItsWay) {
  if (noRoom) {
    return 'NO_ROOM';
  }
  return isOnItsWay ? 'ON_ITS_WAY' : code;
}
