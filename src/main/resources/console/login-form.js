import { element } from './element.js';
import { words } from './words.js';

/** What a header can't have. */
const NOT_SENT = /[^\x20-\xff]/;

/**
 * Asks for an operator's token.
 *
 * @param {string} note what is to be said first
 * @param {(token: string) => void} enter
 */
export function loginForm(note, enter) {
  const field = element('input', {
    id: 'token',
    type: 'password',
    required: true,
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'token-hint',
    'data-testid': 'token',
  });
  const said = element('p', {
    class: 'message',
    role: 'alert',
    'data-testid': 'login-note',
    text: note,
  });
  const submit = (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (NOT_SENT.test(text)) {
      said.textContent = words.login.noToken;
    } else if (text !== '') {
      enter(text);
    }
  };
  return element(
    'form',
    { class: 'panel login', onsubmit: submit },
    element('h1', { text: words.login.title }),
    said,
    element('label', { for: 'token', text: words.login.token }),
    field,
    element('p', { class: 'hint', id: 'token-hint', text: words.login.hint }),
    element('button', { class: 'main-button', 'data-testid': 'enter', text: words.login.enter }),
  );
}
