import { CommandError } from './commands.js';
import { element } from './element.js';
import { FieldError, reasonField } from './fields.js';
import { newRequestId } from './request-id.js';
import { asJson } from './table.js';
import { words } from './words.js';

/**
 * A command that changes something: filled in, checked by a dry run that shows what would be done,
 * then done. What is done is what was checked: with another letter it is to be checked again. It is
 * sent with the same ids until it has an answer, so that a repeat does nothing twice.
 *
 * @param {object} form
 * @param {import('./commands.js').Commands} form.commands
 * @param {string} form.path
 * @param {string} form.name for tests
 * @param {HTMLElement[]} form.fields without the reason, which each has
 * @param {() => object} form.body what was filled in; may throw a FieldError
 * @param {(entity: object, body: object) => Node} form.shows what would be done, or was
 * @param {(body: object) => Promise<Node | null>} [form.before] what stands against it, looked for
 *     before the dry run; null if nothing does
 * @param {(entity: object) => void} [form.done]
 */
export function actionForm(form) {
  return new ActionForm(form).root;
}

class ActionForm {
  #form;
  #reason = reasonField();
  /** The order that was checked, or null. */
  #order = null;
  #isBusy = false;
  #check = element('button', {
    class: 'main-button',
    'data-testid': 'check',
    text: words.action.check,
  });
  #do = element('button', {
    type: 'button',
    class: 'main-button grave',
    'data-testid': 'do',
    hidden: true,
    text: words.action.do,
    onclick: () => this.#onDo(),
  });
  #status = element('div', { class: 'outcome', role: 'status', 'data-testid': 'outcome' });

  constructor(form) {
    this.#form = form;
    this.root = element(
      'form',
      {
        class: 'action',
        'data-testid': `action-${form.name}`,
        oninput: () => this.#onInput(),
        onsubmit: (event) => this.#onCheck(event),
      },
      ...form.fields,
      this.#reason.root,
      element('div', { class: 'buttons' }, this.#check, this.#do),
      this.#status,
    );
  }

  /** What was checked is not what stands there any more. */
  #onInput() {
    this.#forget();
    this.#status.replaceChildren();
  }

  #forget() {
    this.#order = null;
    this.#do.hidden = true;
    this.#do.textContent = words.action.do;
  }

  async #onCheck(event) {
    event.preventDefault();
    this.#forget();
    await this.#whileBusy(words.action.checking, async () => {
      const body = { ...this.#form.body(), reason: this.#reason.read() };
      const mistakes = await this.#form.before?.(body);
      if (mistakes) {
        this.#show('bad', words.action.refused, mistakes);
        return;
      }
      const entity = await this.#form.commands.run(this.#form.path, { ...body, dryRun: true });
      this.#order = { body, requestId: newRequestId(), key: newRequestId() };
      this.#do.hidden = false;
      this.#show('calm', words.action.wouldBe, this.#shown(entity, body));
    });
  }

  async #onDo() {
    const order = this.#order;
    if (order === null) {
      return;
    }
    await this.#whileBusy(words.action.doing, async () => {
      const { body, requestId, key } = order;
      const entity = await this.#form.commands.run(this.#form.path, { ...body, requestId }, key);
      this.#forget();
      this.root.reset();
      this.#show('good', words.action.done, this.#shown(entity, body));
      this.#form.done?.(entity);
    });
  }

  #shown(entity, body) {
    return element(
      'div',
      {},
      this.#form.shows(entity, body),
      asJson(words.action.asJson, { request: body, answer: entity }),
    );
  }

  async #whileBusy(text, work) {
    if (this.#isBusy) {
      return;
    }
    this.#setBusy(true);
    this.#show('calm', text);
    try {
      await work();
    } catch (failure) {
      this.#onFailure(failure);
    } finally {
      this.#setBusy(false);
    }
  }

  #setBusy(isBusy) {
    this.#isBusy = isBusy;
    this.#check.disabled = isBusy;
    this.#do.disabled = isBusy;
  }

  #onFailure(failure) {
    if (failure instanceof FieldError) {
      this.#show('bad', failure.message);
    } else if (!(failure instanceof CommandError)) {
      throw failure;
    } else if (this.#order === null || failure.code === 400) {
      this.#forget();
      this.#show('bad', words.action.refused, reasons(failure));
    } else {
      this.#mayBeDone(failure);
    }
  }

  /** A repeat asks for the first one's answer; or runs again, if that was that it failed. */
  #mayBeDone({ code, message }) {
    if (code !== 0) {
      this.#order = { ...this.#order, key: newRequestId() };
    }
    this.#do.textContent = words.action.again;
    const text = code === 0 ? words.noAnswer : message;
    this.#show('bad', words.action.unknown, element('p', { text }));
  }

  #show(kind, title, ...content) {
    this.#status.dataset.kind = kind;
    this.#status.replaceChildren(element('p', { class: 'outcome-title', text: title }), ...content);
  }
}

/** A refusal may have many lines, one for each mistake. */
export function reasons({ code, message }) {
  const lines = (code === 0 ? words.noAnswer : message).split('\n');
  return element('ul', { class: 'reasons' }, ...lines.map((text) => element('li', { text })));
}
