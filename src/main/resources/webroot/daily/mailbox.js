import { localDate, nameDate } from './dates.js';
import { element } from './element.js';
import { icon } from './icon.js';
import { unsaidItems } from './reward-text.js';
import { inLanguage, say } from './words.js';

/** The rewards that wait, with the button that brings them into the bag. Hidden if there are none. */
export class Mailbox {
  #full = element('p', { class: 'mail-full', text: say('mailbox.full') });
  #list = element('ul', { class: 'mails', role: 'list' });
  #button;
  #result = element('p', { class: 'result', role: 'status', 'data-testid': 'mail-result' });
  #display = null;
  #collected = null;

  root;

  /** @param {() => void} collect what the button does */
  constructor(collect) {
    this.#button = element('button', {
      type: 'button',
      class: 'button collect',
      'data-testid': 'collect',
      onclick: collect,
    });
    this.root = element(
      'section',
      { class: 'mailbox panel', 'aria-labelledby': 'daily-mail', 'data-testid': 'mailbox' },
      element('h2', { class: 'section-title', id: 'daily-mail', text: say('mailbox.title') }),
      this.#full,
      this.#list,
      this.#button,
      this.#result,
    );
  }

  /** @param {import('./daily-client-system.js').SignInModel} model */
  show({ display, collected, isCollecting, isOnline }) {
    const mails = display?.mailbox ?? [];
    this.root.hidden = mails.length === 0 && collected === null;
    this.#button.disabled = !isOnline || isCollecting;
    this.#button.hidden = mails.length === 0;
    this.#button.textContent = say(
      isCollecting ? 'mailbox.collecting' : 'mailbox.collect',
    );
    if (display !== this.#display) {
      this.#display = display;
      this.#full.hidden = !mails.some(({ noRoom }) => noRoom);
      this.#list.replaceChildren(...mails.map(mail));
    }
    if (collected !== this.#collected) {
      this.#collected = collected;
      this.#result.textContent = collected === null ? '' : resultText(collected);
      this.#result.dataset.mood = collected ? 'glad' : 'calm';
    }
  }
}

function resultText(count) {
  return count === 0 ? say('mailbox.collectedNone') : say('mailbox.collected', { count });
}

/** What operators grant is of no day. */
function datesText(valid, until) {
  return valid
    ? say('mailbox.dates', { since: nameDate(valid).full, until })
    : say('mailbox.until', { until });
}

function mail({ grantId, reward, valid, expiresAt }) {
  return element(
    'li',
    { class: 'mail', 'data-testid': 'mail', 'data-grant': grantId },
    icon(reward.icon, 'mail-icon'),
    element(
      'div',
      { class: 'mail-text' },
      element('p', { class: 'mail-reward', text: inLanguage(reward.description) }),
      element('p', { class: 'mail-items', 'data-testid': 'mail-items', text: unsaidItems(reward) }),
      element('p', {
        class: 'mail-dates',
        text: datesText(valid, localDate(expiresAt)),
      }),
    ),
  );
}
