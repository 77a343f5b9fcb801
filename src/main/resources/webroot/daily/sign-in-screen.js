import { ScreenNode } from '../delos.js';
import { Activities } from './activities.js';
import { Bag } from './bag.js';
import { Calendar } from './calendar.js';
import { Countdown } from './countdown.js';
import { DayDialog } from './day-dialog.js';
import { element } from './element.js';
import { Mailbox } from './mailbox.js';
import { isSwitching } from './model.js';
import { Stage } from './stage.js';
import { StandingPanel } from './standing.js';
import { say } from './words.js';

/**
 * The sign-in page: the activities, the days of one with its progress, today's gift with the button,
 * the mailbox, the bag, the time to the reset.
 */
export class SignInScreen extends ScreenNode {
  #calendar = new Calendar((date) => this.#dialog.open(date, this.#model));
  #dialog = new DayDialog({
    makeUp: (date, price) => this.system.makeUp(date, price),
    onClose: (date) => this.#calendar.focus(date),
  });
  #standing = new StandingPanel();
  #stage = new Stage(() => this.system.claim());
  #mailbox = new Mailbox(() => this.system.collect());
  #bag = new Bag();
  #countdown = new Countdown();
  #loading = element('p', { class: 'loading panel', role: 'status' });
  #activity = element('div', { class: 'daily-activity', id: 'daily-activity' });
  #activities = new Activities(this.#activity, (activity) => this.system.open(activity));
  #model = null;
  #shown = null;

  open(model) {
    this.root.className = 'daily';
    this.#activity.append(
      this.#calendar.root,
      this.#stage.root,
      this.#standing.root,
      this.#mailbox.root,
      this.#bag.root,
    );
    this.root.append(
      element(
        'div',
        { class: 'daily-head' },
        element(
          'div',
          {},
          element('h1', { class: 'daily-title', tabindex: '-1', text: say('daily.title') }),
          element('p', { class: 'daily-lead', text: say('daily.lead') }),
        ),
        this.#countdown.root,
      ),
      this.#loading,
      this.#activities.root,
      this.#activity,
      this.#dialog.root,
    );
    this.refresh(model);
    this.root.querySelector('h1').focus();
  }

  /** @param {import('./model.js').SignInModel} model */
  refresh(model) {
    this.#model = model;
    const { display } = model;
    this.root.classList.toggle('is-loading', !display);
    this.#loading.hidden = Boolean(display);
    setText(this.#loading, loadingText(model));
    if (display && display !== this.#shown) {
      this.#shown = display;
      this.#bag.show(display);
      this.#standing.show(display);
      this.#countdown.show(display.nextReset, model.clockOffset);
    }
    this.#activities.show(model);
    this.#activity.setAttribute('aria-busy', String(isSwitching(model)));
    this.#calendar.show(model);
    this.#stage.show(model);
    this.#mailbox.show(model);
    if (this.#dialog.root.open) {
      this.#dialog.show(model);
    }
  }

  close() {
    this.#countdown.stop();
    super.close();
  }
}

function loadingText({ display, isOnline, isSlow }) {
  if (display) {
    return '';
  }
  if (!isOnline) {
    return say('daily.unconnected');
  }
  return say(isSlow ? 'daily.slow' : 'daily.loading');
}

/** A live region speaks on each write: writes only what changed. */
function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}
