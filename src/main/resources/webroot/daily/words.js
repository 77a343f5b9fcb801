/** What the page says, in the player's language. The texts are in the files of `messages`. */

import { messages } from './language.js';

const { language, languages, texts, english } = await messages;

export { language, languages };

/** For dates and numbers: the player's own kind of the language, if the browser names one. */
export const locale =
  navigator.languages.find((tag) => tag.split('-')[0] === language) ?? known(language);

const NUMBER = new Intl.NumberFormat(locale);
const LIST = new Intl.ListFormat(locale, { type: 'conjunction' });
const PLURALS = new Intl.PluralRules(locale);
const ENGLISH_PLURALS = new Intl.PluralRules('en');

document.documentElement.lang = language;
document.documentElement.dir = directionOf(language);

/**
 * A text with its parts filled in.
 *
 * @param {string} key
 * @param {Object<string, string | number>} [parts] by the names that the text has in braces; a
 *     text with plurals goes by `count`
 */
export function say(key, parts = {}) {
  const own = texts[key];
  const text = own ?? english[key] ?? key;
  const plurals = own === undefined ? ENGLISH_PLURALS : PLURALS;
  const form =
    typeof text === 'string' ? text : (text[plurals.select(parts.count)] ?? text.other ?? key);
  return form.replace(/\{(\w+)\}/g, (whole, name) =>
    Object.hasOwn(parts, name) ? shown(parts[name]) : whole,
  );
}

/** The first text, or the second if there is none: for keys with a part that a server says. */
export function sayOr(key, other, parts) {
  return say(canSay(key) ? key : other, parts);
}

export function canSay(key) {
  return Object.hasOwn(texts, key) || Object.hasOwn(english, key);
}

/**
 * What a server says.
 *
 * @param {string | Object<string, string> | undefined} text one for all, or by language
 */
export function inLanguage(text) {
  if (typeof text !== 'object' || text === null) {
    return text ?? '';
  }
  return text[language] ?? text[language.split('-')[0]] ?? text.en ?? Object.values(text)[0] ?? '';
}

export function number(count) {
  return NUMBER.format(count);
}

export function list(parts) {
  return LIST.format(parts);
}

/** An item's name for that many; one that has none here goes by its id. */
export function itemName(item, count) {
  const key = `item.${item}`;
  return canSay(key) ? say(key, { count }) : item;
}

/** So many of an item. */
export function itemText({ item, count }) {
  return say('reward.item', { count, item: itemName(item, count) });
}

function shown(part) {
  return typeof part === 'number' ? number(part) : part;
}

function directionOf(tag) {
  const about = new Intl.Locale(known(tag));
  return (about.getTextInfo?.() ?? about.textInfo)?.direction ?? 'ltr';
}

/** The language, or English if the browser refuses its name. */
function known(tag) {
  try {
    return new Intl.Locale(tag).toString();
  } catch {
    return 'en';
  }
}
