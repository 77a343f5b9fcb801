import { reasons } from './action-form.js';
import { CommandError } from './commands.js';
import { element } from './element.js';
import { words } from './words.js';

/** A place for what has to be asked for first; what is asked for later replaces it. */
export class Loading {
  #latest = 0;

  root = element('div', { class: 'loading' });

  /** Shows what comes of the work, or why nothing does. Of two, the later one stands. */
  async show(work) {
    const turn = ++this.#latest;
    this.root.setAttribute('aria-busy', 'true');
    const content = await work().catch(failure);
    if (turn === this.#latest) {
      this.root.removeAttribute('aria-busy');
      this.root.replaceChildren(content);
    }
  }
}

function failure(error) {
  if (!(error instanceof CommandError)) {
    throw error;
  }
  return element(
    'div',
    { class: 'outcome', role: 'alert', 'data-kind': 'bad' },
    element('p', { class: 'outcome-title', text: words.failed }),
    reasons(error),
  );
}
