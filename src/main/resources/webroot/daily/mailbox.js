import { localDate, nameDate } from './dates.js';
import { element } from './element.js';
import { icon } from './icon.js';
import { words } from './words.js';

/** The rewards that wait, with the button that brings them into the bag. Hidden if there are none. */
export class Mailbox {
  #full = element('p', { class: 'mail-full', text: words.mailbox.full });
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
      element('h2', { class: 'section-title', id: 'daily-mail', text: words.mailbox.title }),
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
    this.#button.textContent = isCollecting ? words.mailbox.collecting : words.mailbox.collect;
    if (display !== this.#display) {
      this.#display = display;
      this.#full.hidden = !mails.some(({ noRoom }) => noRoom);
      this.#list.replaceChildren(...mails.map(mail));
    }
    if (collected !== this.#collected) {
      this.#collected = collected;
      this.#result.textContent = collected === null ? '' : words.mailbox.collected(collected);
      this.#result.dataset.mood = collected ? 'glad' : 'calm';
    }
  }
}

function mail({ grantId, reward, valid, expiresAt }) {
  const { weekday, dayAndMonth } = nameDate(valid);
  return element(
    'li',
    { class: 'mail', 'data-testid': 'mail', 'data-grant': grantId },
    icon(reward.icon, 'mail-icon'),
    element(
      'div',
      { class: 'mail-text' },
      element('p', { class: 'mail-reward', text: reward.description }),
      element('p', {
        class: 'mail-dates',
        text: words.mailbox.dates(`${weekday}, ${dayAndMonth}`, localDate(expiresAt)),
      }),
    ),
  );
}
