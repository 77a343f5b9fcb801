import { ClientSystem } from '../delos.js';
import { Attempt } from './attempt.js';
import { DisplayWatch } from './display-watch.js';
import { isBusy, isForeign, isSwitching } from './model.js';
import { SignInScreen } from './sign-in-screen.js';
import { claimVerdict, isWaiting, makeUpVerdict, markClaimed } from './verdict.js';

export const NAMESPACE = 'daily';
export const SYSTEM_NAME = 'DailyClientSystem';
const SERVER_SYSTEM = 'DailyServerSystem';
const UI_KEY = 'signIn';

/** The player's half of the daily sign-in: shows the days, claims, tells what came of it. */
export class DailyClientSystem extends ClientSystem {
  #claim = this.#attempt('PlayerRecvEvent', claimVerdict);
  #makeUp = this.#attempt('PlayerMakeUpEvent', makeUpVerdict);
  /** @type {import('./model.js').SignInModel} */
  #model = {
    display: null,
    chosen: null,
    clockOffset: 0,
    isOnline: false,
    isCollecting: false,
    collected: null,
    isSlow: false,
    claim: this.#claim.state,
    makeUp: this.#makeUp.state,
  };
  #displays = new DisplayWatch({
    ask: () => this.notifyToServer('OpenDailyRewardEvent', this.#question()),
    onSlow: () => this.#update({ isSlow: true }),
  });
  /** Whether a display was due when the connection came back. */
  #wasDisplayDue = false;
  /** The last display was of an activity that the player hasn't chosen. */
  #wasForeign = false;
  #isUiReady = false;
  #endState = () => {};

  start() {
    this.registerUI(NAMESPACE, UI_KEY, SignInScreen);
    this.#listenToEngine('UiInitFinished', () => {
      this.#isUiReady = true;
      this.#update({});
    });
    this.#listenToEngine('ConnectionResumedEvent', (back) => this.#onBack(back));
    this.#listen('DisplayDailyRewardEvent', (display) => this.#onDisplay(display));
    this.#listen('PlayerRecvEvent', (answer) => this.#onClaimed(answer));
    this.#listen('PlayerMakeUpEvent', (answer) => this.#onAnswer(this.#makeUp, answer));
    this.#endState = this.client.onState(({ state }) => this.#onState(state));
  }

  stop() {
    this.#endState();
    this.#attempts((attempt) => attempt.pause());
    this.#displays.stop();
  }

  /** The player pressed the button: claims the day that is shown. */
  claim() {
    this.#begin(this.#claim, this.#model.display?.valid);
  }

  /** The player pays for signing in on a day that is over: no more than the price that was shown. */
  makeUp(date, price) {
    this.#begin(this.#makeUp, date, { price });
  }

  #begin(attempt, valid, terms = {}) {
    const { display } = this.#model;
    if (display && !isBusy(this.#model) && !isSwitching(this.#model)) {
      const { activity } = display;
      // A lobby of an earlier version refuses what it doesn't know.
      attempt.begin(activity ? { activity, valid } : { valid }, terms);
      this.#update({ collected: null });
    }
  }

  /** The player asked for what waits: with a display the lobby delivers what there is room for. */
  collect() {
    const { isOnline, isCollecting } = this.#model;
    if (isOnline && !isCollecting) {
      this.#update({ isCollecting: true, collected: null });
      this.#displays.expect('now');
    }
  }

  /** The player wants to see another activity. */
  open(activity) {
    const { chosen, display, isOnline } = this.#model;
    const isShown = activity === (chosen ?? display?.activity);
    if (isOnline && !isBusy(this.#model) && !isShown) {
      this.#attempts((attempt) => attempt.forgetOutcome());
      this.#wasForeign = false;
      this.#update({ chosen: activity, collected: null });
      this.#displays.expect('now');
    }
  }

  #onDisplay(display) {
    if (this.#model.chosen && isOver(display)) {
      // It is asked for what there is instead; what comes then is shown as it is.
      this.#update({ chosen: null });
      this.#displays.expect('now');
      return;
    }
    if (isForeign(display, this.#model.chosen) && !this.#wasForeign) {
      // A lobby that the player comes to shows its first activity.
      this.#wasForeign = true;
      this.#update({ isSlow: false });
      this.#displays.expect('now');
      return;
    }
    this.#wasForeign = false;
    const { claim, makeUp } = this.#model;
    const isNewDay = display.valid !== this.#model.display?.valid;
    if (this.#learn(display)) {
      this.#update(this.#shown(display));
      this.#displays.expect('now');
      return;
    }
    const hasRoom = claim.outcome?.code === 'NO_ROOM' && !isWaiting(display, claim.target?.valid);
    if (isNewDay || hasRoom) {
      forget(this.#claim, claim);
    }
    if (isNewDay) {
      forget(this.#makeUp, makeUp);
    }
    this.#update(this.#shown(display));
  }

  /** @returns {boolean} whether it takes another display */
  #learn(display) {
    // Both learn from it.
    return [this.#claim.learn(display), this.#makeUp.learn(display)].includes(true);
  }

  #onClaimed(answer) {
    if (answer.code === 'TRY_AGAIN' && !answer.valid && isBusy(this.#model)) {
      return; // It was the page that couldn't be opened: what is under way is yet to be answered.
    }
    this.#onAnswer(this.#claim, answer);
  }

  #onAnswer(attempt, answer) {
    const { suc, delivered, noRoom, display } = answer;
    const opened = this.#model.chosen ?? this.#model.display?.activity;
    const isOnItsWay = suc && delivered === false && !noRoom;
    // One that is late, after the player has turned to another activity.
    const isLate = isForeign(answer, opened);
    const outcome = isLate ? null : outcomeOf(answer, isOnItsWay);
    const wasUnderWay = attempt.answered(answer, outcome);
    const isShown = display && !isForeign(display, opened);
    this.#update(isShown ? this.#shown(display) : this.#marked(suc && !isLate, answer.valid));
    if (!isShown) {
      this.#displays.expect(wasUnderWay ? 'now' : 'later');
    } else if (isOnItsWay) {
      this.#displays.expect('later');
    }
  }

  #onNoAnswer() {
    this.#update({});
    this.#displays.expect('now');
  }

  #onState(state) {
    const isOnline = state === 'online';
    this.#update({ isOnline });
    this.#displays.onState(isOnline);
    if (isOnline) {
      this.#wasDisplayDue = this.#displays.isDue;
      // The lobby shows the page by itself when a player arrives; we ask only if it doesn't.
      this.#displays.expect('later');
      this.#attempts((attempt) => attempt.awaitAnswer());
      return;
    }
    this.#attempts((attempt) => attempt.onLost());
    if (state === 'closed') {
      this.#attempts((attempt) => attempt.giveUp());
    }
    this.#update(state === 'closed' ? { isCollecting: false } : {});
  }

  /** If nothing is lost, all goes on as if there had been no break: the answers are yet to come. */
  #onBack({ resumed, loss }) {
    const isWhole = resumed && loss === 'NONE';
    this.#attempts((attempt) => (isWhole ? attempt.onBack() : attempt.giveUp()));
    this.#update({});
    if (resumed && !(isWhole && this.#model.display)) {
      // The player has been on the lobby all the time, so it shows nothing by itself.
      this.#displays.expect('now');
    } else if (isWhole && !this.#wasDisplayDue) {
      this.#displays.rest();
    }
  }

  /** Without a display a claimed day is marked here, until one comes. */
  #marked(suc, valid) {
    const { display } = this.#model;
    return suc && display ? { display: markClaimed(display, valid) } : {};
  }

  /** The part of the model that a display sets. */
  #shown(display) {
    const clockOffset = display.now - Date.now();
    this.#displays.came(display.nextReset - clockOffset);
    const { chosen } = this.#model;
    return {
      display,
      // One that is over by now is not chosen any more.
      chosen: isForeign(display, chosen) ? null : chosen,
      clockOffset,
      isSlow: false,
      ...this.#collectedBy(display),
    };
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

  /** A lobby of an earlier version would not understand which activity: the next try is plain. */
  #question() {
    const { chosen, isSlow } = this.#model;
    return chosen && !isSlow ? { activity: chosen } : {};
  }

  #attempt(event, verdictOf) {
    return new Attempt({
      send: (data) => this.notifyToServer(event, data),
      verdictOf,
      onNoAnswer: () => this.#onNoAnswer(),
    });
  }

  #attempts(change) {
    [this.#claim, this.#makeUp].forEach(change);
  }

  #listen(event, handler) {
    this.listenForEvent(NAMESPACE, SERVER_SYSTEM, event, handler);
  }

  #listenToEngine(event, handler) {
    this.listenForEvent(this.engineNamespace(), this.engineSystemName(), event, handler);
  }

  #update(change) {
    const { state: claim } = this.#claim;
    const { state: makeUp } = this.#makeUp;
    this.#model = { ...this.#model, ...change, claim, makeUp };
    if (this.#isUiReady) {
      this.createUI(NAMESPACE, UI_KEY, this.#model);
    }
  }
}

/** Whether a display is of an activity that is none of those that there are. */
function isOver({ activity, activities = [] }) {
  return activities.length > 0 && !activities.some((one) => one.activity === activity);
}

/** An outcome that is no news any more; one that has come since stays. */
function forget(attempt, before) {
  if (attempt.state.outcome === before.outcome) {
    attempt.forgetOutcome();
  }
}

function outcomeOf({ code, noRoom, reward, payment, cost }, isOnItsWay) {
  return { code: codeOf(code, noRoom, isOnItsWay), reward, payment, cost };
}

function codeOf(code, noRoom, isOnItsWay) {
  if (noRoom) {
    return 'NO_ROOM';
  }
  return isOnItsWay ? 'ON_ITS_WAY' : code;
}
