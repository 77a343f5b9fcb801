import { ClientSystem, ScreenNode } from '../delos.js';
import { element } from './element.js';
import { say } from './words.js';

export const NAMESPACE = 'delos';
export const SYSTEM_NAME = 'BroadcastClientSystem';
const UI_KEY = 'broadcast';
const MAX_LENGTH = 500;

/** Shows what operators say to everybody. */
export class BroadcastClientSystem extends ClientSystem {
  start() {
    this.registerUI(NAMESPACE, UI_KEY, BroadcastScreen);
    this.#listen('UiInitFinished', () => this.createUI(NAMESPACE, UI_KEY, ''));
    this.#listen('BroadcastMessageEvent', ({ message }) => this.#show(message));
  }

  #listen(event, handler) {
    this.listenForEvent(this.engineNamespace(), this.engineSystemName(), event, handler);
  }

  #show(message) {
    const text = typeof message === 'string' ? message.trim() : '';
    if (text !== '') {
      this.createUI(NAMESPACE, UI_KEY, shortened(text));
    }
  }
}

/** The last message, until the player closes it. */
class BroadcastScreen extends ScreenNode {
  /** Always on the page: a live region that comes with its text is not read out. */
  #status = element('div', { class: 'notice-text', role: 'status', 'data-testid': 'broadcast' });
  #close = element('button', {
    type: 'button',
    class: 'quiet-button',
    'data-testid': 'broadcast-close',
    text: say('broadcast.close'),
    onclick: () => this.refresh(''),
  });

  open(text) {
    this.root.className = 'broadcast';
    this.root.append(this.#status, this.#close);
    this.refresh(text);
  }

  refresh(text) {
    const isShown = text !== '';
    this.root.classList.toggle('notice', isShown);
    this.#close.hidden = !isShown;
    this.#status.replaceChildren(
      ...(isShown
        ? [
            element('p', { class: 'broadcast-title', text: say('broadcast.title') }),
            element('p', { class: 'broadcast-text', dir: 'auto', text }),
          ]
        : []),
    );
  }
}

/** At most {@link MAX_LENGTH} characters, and no half of one. */
function shortened(text) {
  const characters = Array.from(text);
  return characters.length > MAX_LENGTH
    ? `${characters.slice(0, MAX_LENGTH - 1).join('')}…`
    : text;
}
