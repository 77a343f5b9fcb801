import { ClientSystem } from '../delos.js';
import { SignInScreen } from './sign-in-screen.js';
import { isClaimed, verdictOf } from './verdict.js';

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
    isSlow: false,
    outcome: null,
  };
  #claimTimer = null;
  #displayTimer = null;
  #displayLimit = DISPLAY_LIMIT_MS;
  #resetTimer = null;
  #isUiReady = false;
  /** The date of the last claim. */
  #claimed = null;
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
    if (!this.notifyToServer('PlayerRecvEvent', { valid: display.valid })) {
      this.#update({ outcome: { code: 'OFFLINE' } });
      return;
    }
    this.#claimed = display.valid;
    this.#claimTimer = setTimeout(() => this.#onNoAnswer(), ANSWER_LIMIT_MS);
    this.#update({ isClaiming: true, outcome: null });
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
    this.#update({
      ...this.#shown(display),
      outcome: this.#resolve(display) ?? (isNewDay ? null : outcome),
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

  #onAnswer({ suc, code, delivered, reward, valid, display }) {
    if (code === 'TRY_AGAIN' && !valid && this.#model.isClaiming) {
      return; // It was the page that couldn't be opened: the claim's answer is yet to come.
    }
    const wasClaiming = this.#endClaim();
    const isOnItsWay = suc && delivered === false;
    const isOurs = code === 'ALREADY_CLAIMED' && Boolean(valid) && valid === this.#uncertain;
    if (code !== 'TRY_AGAIN') {
      this.#uncertain = null;
    } else if (wasClaiming) {
      this.#uncertain = this.#claimed;
    }
    const outcome = isOurs
      ? { code: 'IT_WENT_THROUGH' }
      : { code: isOnItsWay ? 'ON_ITS_WAY' : code, reward };
    this.#update({ ...(display ? this.#shown(display) : {}), outcome });
    if (!display) {
      this.#expectDisplay(wasClaiming ? 'now' : 'later');
    } else if (isOnItsWay) {
      this.#expectDisplay('later');
    }
  }

  #onNoAnswer() {
    this.#leaveUncertain('NO_ANSWER');
    this.#expectDisplay('now');
  }

  #onState(state) {
    const isOnline = state === 'online';
    if (isOnline) {
      // The lobby shows the page by itself when a player arrives; we ask only if it doesn't.
      this.#expectDisplay('later');
    } else {
      clearTimeout(this.#displayTimer);
      if (this.#model.isClaiming) {
        this.#leaveUncertain('LOST');
      }
    }
    this.#update({ isOnline });
  }

  #leaveUncertain(code) {
    this.#endClaim();
    this.#uncertain = this.#claimed;
    this.#update({ outcome: { code } });
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

  /** The part of the model that a display sets. */
  #shown(display) {
    clearTimeout(this.#displayTimer);
    this.#displayLimit = DISPLAY_LIMIT_MS;
    const clockOffset = display.now - Date.now();
    this.#watchReset(display.nextReset - clockOffset + 500 + Math.random() * RESET_SPREAD_MS);
    return { display, clockOffset, isSlow: false };
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
