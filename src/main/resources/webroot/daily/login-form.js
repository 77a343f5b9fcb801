import { element } from './element.js';
import { login } from './session.js';
import { say, sayOr } from './words.js';

/** As the server has it: letters and digits of every script. */
const NAME = /^[\p{L}\p{N}_.-][\p{L}\p{M}\p{N}_. -]{0,23}$/u;

/** Asks who the player is. */
export class LoginForm {
  #onLogin;
  #name = element('input', {
    id: 'login-name',
    class: 'field',
    name: 'name',
    maxlength: '24',
    autocomplete: 'username',
    autocapitalize: 'none',
    spellcheck: 'false',
    'aria-describedby': 'login-hint login-message',
    'data-testid': 'login-name',
    oninput: () => this.#accuse(''),
  });
  #submit = element('button', {
    class: 'button',
    'data-testid': 'login-submit',
    text: say('login.submit'),
  });
  #message = element('p', { id: 'login-message', class: 'login-message', role: 'alert' });
  #note = element('p', { class: 'login-note', role: 'status' });

  root = element(
    'section',
    { class: 'login panel', 'aria-labelledby': 'login-title' },
    element('img', { src: 'icons/delos.svg', alt: '', class: 'login-crest' }),
    element('h1', { class: 'login-title', id: 'login-title', text: say('login.title') }),
    element('p', { class: 'login-lead', text: say('login.lead') }),
    this.#note,
    element(
      'form',
      { class: 'login-form', novalidate: true, onsubmit: (event) => this.#onSubmit(event) },
      element('label', { for: 'login-name', class: 'label', text: say('login.name') }),
      this.#name,
      element('p', { id: 'login-hint', class: 'hint', text: say('login.hint') }),
      this.#message,
      this.#submit,
    ),
  );

  /** @param {(session: {token: string, name: string}) => void} onLogin */
  constructor(onLogin) {
    this.#onLogin = onLogin;
  }

  /**
   * Puts the form in front of the player.
   *
   * @param {string} note why it is here, in words; may be empty
   */
  show(note) {
    this.root.hidden = false;
    this.#note.textContent = note;
    this.#accuse('');
    this.#name.focus();
  }

  hide() {
    this.root.hidden = true;
  }

  async #onSubmit(event) {
    event.preventDefault();
    const name = this.#name.value.normalize('NFC').trim();
    if (!NAME.test(name)) {
      this.#accuse(refusalText({ code: 'BAD_NAME' }));
      return;
    }
    this.#setBusy(true);
    try {
      this.#onLogin(await login(name));
    } catch (refused) {
      this.#accuse(refusalText(refused));
    } finally {
      this.#setBusy(false);
    }
  }

  #setBusy(isBusy) {
    this.#submit.disabled = isBusy;
    this.#submit.textContent = isBusy ? say('login.sending') : say('login.submit');
  }

  #accuse(text) {
    this.#message.textContent = text;
    this.#name.setAttribute('aria-invalid', String(text !== ''));
    if (text !== '') {
      this.#name.focus();
    }
  }
}

function refusalText({ code }) {
  return sayOr(`login.refused.${code}`, 'login.unreachable');
}
