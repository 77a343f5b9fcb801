import { element } from './element.js';
import { say, sayOr } from './words.js';

/** Who is logged in and how the connection is; with a notice if the player should know more. */
export class SessionBar {
  #connection = element('span', {
    class: 'connection',
    role: 'status',
    'data-testid': 'connection',
    'data-state': 'closed',
  });
  #player = element('span', { class: 'player' });
  #noticeText = element('p', { class: 'notice-text', role: 'status' });
  #button = element('button', { type: 'button', class: 'quiet-button' });

  root;
  /** Lies over the title: what the player may be about to press stays where it is. */
  notice = element(
    'div',
    { class: 'notice connection-notice', hidden: true, 'data-testid': 'connection-notice' },
    this.#noticeText,
    this.#button,
  );

  /**
   * @param {object} actions
   * @param {() => void} actions.onLogout
   * @param {() => void} actions.onRetry
   */
  constructor({ onLogout, onRetry }) {
    this.root = element(
      'div',
      { class: 'session', role: 'group', 'aria-label': say('session.label'), hidden: true },
      this.#connection,
      this.#player,
      element('button', {
        type: 'button',
        class: 'quiet-button',
        'data-testid': 'logout',
        text: say('session.logout'),
        onclick: onLogout,
      }),
    );
    this.#button.addEventListener('click', () =>
      this.#connection.dataset.state === 'closed' ? location.reload() : onRetry(),
    );
  }

  show(name) {
    this.root.hidden = false;
    this.#player.replaceChildren(
      element('span', { class: 'visually-hidden', text: say('session.player', { name }) }),
      element('span', { 'aria-hidden': 'true', class: 'player-name', text: name }),
    );
  }

  hide() {
    this.root.hidden = true;
    this.notice.hidden = true;
  }

  /** @param {import('../delos.js').ConnectionState} status */
  showState({ state, code }) {
    this.#connection.dataset.state = state;
    this.#connection.textContent = say(`connection.${state}`);
    const text = noticeText(state, code);
    // While it tries again the notice stays: it would only blink.
    if (state !== 'connecting') {
      this.notice.hidden = text === '';
      this.#noticeText.textContent = text;
      this.#button.textContent = say(
        state === 'closed' ? 'connection.reload' : 'connection.retry',
      );
    }
  }
}

function noticeText(state, code) {
  const key = `connection.notice.${code}`;
  if (state === 'waiting') {
    return sayOr(key, 'connection.notice.other');
  }
  const isLeftOrNew = code === 'LEFT' || code === 'NOT_CONNECTED';
  return state === 'closed' && !isLeftOrNew ? sayOr(key, 'connection.notice.final') : '';
}
