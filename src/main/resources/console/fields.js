import { element } from './element.js';
import { readItems } from './rewards.js';
import { words } from './words.js';

let number = 0;

/** What is wrong with what was filled in. */
export class FieldError extends Error {}

/**
 * A labelled field of a form.
 *
 * @typedef {object} Field
 * @property {HTMLElement} root
 * @property {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} input
 * @property {() => unknown} read what was filled in; undefined if nothing was. May throw a
 *     FieldError
 */

/** @returns {Field} */
export function textField(label, { hint, ...properties } = {}) {
  return field(label, element('input', { type: 'text', autocomplete: 'off', ...properties }), hint);
}

/** @returns {Field} */
export function numberField(label, { hint, ...properties } = {}) {
  const made = field(label, element('input', { type: 'number', step: 1, ...properties }), hint);
  return { ...made, read: () => (made.input.value === '' ? undefined : made.input.valueAsNumber) };
}

/** @returns {Field} */
export function dateField(label, { hint, ...properties } = {}) {
  return field(label, element('input', { type: 'date', ...properties }), hint);
}

/** @returns {Field} */
export function choiceField(label, options, { hint, ...properties } = {}) {
  const choice = element(
    'select',
    properties,
    ...options.map(([value, text, selected]) => element('option', { value, text, selected })),
  );
  return field(label, choice, hint);
}

/** @returns {Field} */
export function areaField(label, { hint, ...properties } = {}) {
  return field(label, element('textarea', { spellcheck: 'false', ...properties }), hint);
}

/** Items as text, such as `coin 100, gem 5`. @returns {Field} */
export function itemsField(label, properties = {}) {
  const made = textField(label, { hint: words.fields.itemsHint, required: true, ...properties });
  const read = () => {
    const items = readItems(made.input.value);
    if (items === null) {
      throw new FieldError(words.fields.badItems);
    }
    return items;
  };
  return { ...made, read };
}

/** Why an operator does it: goes into the ledger and the audit. @returns {Field} */
export function reasonField() {
  return textField(words.fields.reason, {
    hint: words.fields.reasonHint,
    required: true,
    maxlength: 200,
    'data-testid': 'reason',
  });
}

/** A text for players, in English and, if one likes, in Chinese. */
export function descriptionFields() {
  const english = textField(words.fields.description, { required: true, maxlength: 80 });
  const chinese = textField(words.fields.chinese, { maxlength: 80, lang: 'zh' });
  const read = () => {
    const zh = chinese.read();
    return zh === undefined ? english.read() : { en: english.read(), zh };
  };
  return { roots: [english.root, chinese.root], read };
}

function field(label, input, hint) {
  const id = `field-${++number}`;
  input.id = id;
  if (hint) {
    input.setAttribute('aria-describedby', `${id}-hint`);
  }
  const root = element(
    'div',
    { class: 'field' },
    element('label', { for: id, text: label }),
    input,
    hint ? element('p', { class: 'hint', id: `${id}-hint`, text: hint }) : null,
  );
  return { root, input, read: () => input.value.trim() || undefined };
}
