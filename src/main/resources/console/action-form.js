import { CommandError } from './commands.js';
import { element } from './element.js';
import { FieldError, reasonField } from './fields.js';
import { newRequestId } from './request-id.js';
import { asJson } from './table.js';
import { words } from './words.js';

/** With these nothing was done, if nothing was sent before. */
const REFUSALS = [400, 401, 404, 405, 413];

/** The forms whose order was sent, and may be done or not. */
const unsettled = new Set();

/** Whether there is an order of which nobody knows whether it was done. */
export const isUnsettled = () => unsettled.size > 0;

/** Asks the operator before such an order is forgotten with its form. */
export function mayLeave() {
  const may = !isUnsettled() || confirm(words.action.leave);
  if (may) {
    unsettled.clear();
  }
  return may;
}

window.addEventListener('beforeunload', (event) => {
  if (isUnsettled()) {
    event.preventDefault();
  }
});

/**
 * A command that changes something: filled in, checked by a dry run that shows what would be done,
 * then done. What is done is what was checked: with another letter it is to be checked again. Once
 * sent it stays as it is, with its id, until an answer says what came of it, so that a repeat does
 * nothing twice; or until the operator gives it up.
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
  /**
   * The order that was checked, or null. `isSent`: its outcome is not known. `isRepeated`: it was
   * sent with more than one key.
   */
  #order = null;
  #isBusy = false;
  #fields;
  #check = element('button', {
    class: 'main-button',
    'data-testid': 'check',
    text: words.action.check,
  });
  #do = button('main-button grave', 'do', words.action.do, () => this.#onDo());
  #giveUp = button('quiet', 'give-up', words.action.giveUp, () => this.#onGiveUp());
  #status = element('div', { class: 'outcome', role: 'status', 'data-testid': 'outcome' });

  constructor(form) {
    this.#form = form;
    this.#fields = element('fieldset', { class: 'fields' }, ...form.fields, this.#reason.root);
    this.root = element(
      'form',
      {
        class: 'action',
        'data-testid': `action-${form.name}`,
        oninput: () => this.#onInput(),
        onsubmit: (event) => this.#onCheck(event),
      },
      this.#fields,
      element('div', { class: 'buttons' }, this.#check, this.#do, this.#giveUp),
      this.#status,
    );
    this.#draw();
  }

  /** What was checked is not what stands there any more. */
  #onInput() {
    if (!this.#isHeld()) {
      this.#order = null;
      this.#draw();
      this.#status.replaceChildren();
    }
  }

  async #onCheck(event) {
    event.preventDefault();
    if (!this.#isHeld()) {
      this.#order = null;
      await this.#whileBusy(words.action.checking, () => this.#tryOut());
    }
  }

  async #tryOut() {
    const { commands, path, before } = this.#form;
    try {
      const body = { ...this.#form.body(), reason: this.#reason.read() };
      const mistakes = await before?.(body);
      if (mistakes) {
        this.#show('bad', words.action.refused, mistakes);
        return;
      }
      // With the id that it will have: what it would bring may have an id made of that one.
      const requestId = newRequestId();
      const entity = await commands.run(path, { ...body, requestId, dryRun: true });
      this.#order = { body, requestId, key: newRequestId(), isSent: false, isRepeated: false };
      this.#show('calm', words.action.wouldBe, this.#shown(entity, this.#order));
    } catch (failure) {
      this.#onRefused(failure);
    }
  }

  async #onDo() {
    const order = this.#order;
    if (order !== null && !this.#isBusy) {
      unsettled.add(this);
      await this.#whileBusy(words.action.doing, () => this.#send(order));
    }
  }

  async #send(order) {
    const { body, requestId, key } = order;
    let entity;
    try {
      entity = await this.#form.commands.run(this.#form.path, { ...body, requestId }, key);
    } catch (failure) {
      this.#onNotDone(order, failure);
      return;
    }
    this.#settle();
    this.root.reset();
    this.#show('good', words.action.done, this.#shown(entity, order));
    this.#form.done?.(entity);
  }

  /** A refusal of a repeat with another key says nothing of what was sent before. */
  #onNotDone(order, failure) {
    if (!order.isRepeated && REFUSALS.includes(failure.code)) {
      this.#settle();
      this.#onRefused(failure);
      return;
    }
    const { code } = failure;
    // With the same key the first one's answer comes again; with another it runs again.
    const repeat = code === 0 ? {} : { key: newRequestId(), isRepeated: true };
    this.#order = { ...order, ...repeat, isSent: true };
    this.#show('bad', words.action.unknown, ...this.#doubts(this.#order, failure));
  }

  #doubts({ body, requestId }, failure) {
    return [
      reasons(failure),
      element('p', { text: words.action.giveUpMeans }),
      asJson(words.action.asJson, { request: { ...body, requestId } }),
    ];
  }

  #onGiveUp() {
    const { body, requestId } = this.#order;
    this.#settle();
    this.#draw();
    const request = asJson(words.action.asJson, { request: { ...body, requestId } });
    this.#show('bad', words.action.givenUp, request);
  }

  #settle() {
    unsettled.delete(this);
    this.#order = null;
  }

  #onRefused(failure) {
    if (failure instanceof FieldError) {
      this.#show('bad', failure.message);
    } else if (failure instanceof CommandError) {
      this.#show('bad', words.action.refused, reasons(failure));
    } else {
      throw failure;
    }
  }

  #shown(entity, { body, requestId }) {
    return element(
      'div',
      {},
      this.#form.shows(entity, body),
      asJson(words.action.asJson, { request: { ...body, requestId }, answer: entity }),
    );
  }

  /** Nothing can be changed meanwhile: the answer is about what stands there. */
  async #whileBusy(text, work) {
    const focused = document.activeElement;
    this.#setBusy(true);
    this.#show('calm', text);
    try {
      await work();
    } finally {
      this.#setBusy(false);
      if (document.activeElement === document.body) {
        focused.focus();
      }
    }
  }

  #setBusy(isBusy) {
    this.#isBusy = isBusy;
    this.#draw();
  }

  /** Whether the fields have to stay as they are. */
  #isHeld() {
    return this.#isBusy || Boolean(this.#order?.isSent);
  }

  #draw() {
    const isSent = Boolean(this.#order?.isSent);
    this.#fields.disabled = this.#isHeld();
    this.#check.hidden = isSent;
    this.#check.disabled = this.#isBusy;
    this.#do.hidden = this.#order === null;
    this.#do.disabled = this.#isBusy;
    this.#do.textContent = isSent ? words.action.again : words.action.do;
    this.#giveUp.hidden = !isSent;
    this.#giveUp.disabled = this.#isBusy;
  }

  #show(kind, title, ...content) {
    this.#status.dataset.kind = kind;
    this.#status.replaceChildren(element('p', { class: 'outcome-title', text: title }), ...content);
  }
}

function button(look, id, text, onclick) {
  return element('button', { type: 'button', class: look, 'data-testid': id, text, onclick });
}

/** A refusal may have many lines, one for each mistake. */
export function reasons({ code, message }) {
  const lines = (code === 0 ? words.noAnswer : message).split('\n');
  return element('ul', { class: 'reasons' }, ...lines.map((text) => element('li', { text })));
}
