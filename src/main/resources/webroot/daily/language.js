/** Which language the page speaks. The texts are asked for as soon as this module is there. */

import { recall, remember } from './storage.js';

const KEY = 'delos.language';
const RETRY_MS = 2_000;
/** Enough to find one that we speak. */
const MOST_WISHES = 8;

/**
 * The texts in the language that fits best: what the player chose, else what the browser asks for.
 *
 * @type {Promise<{
 *   language: string,
 *   languages: string[],
 *   texts: Object<string, string | object>,
 *   english: Object<string, string | object>,
 * }>} `languages` are all that there are; `english` has the texts that the language lacks
 */
export const messages = load();

/** Keeps the player's choice, and shows the page in it. */
export function choose(language) {
  remember(KEY, language);
  location.reload();
}

/** A page without texts is none: asks until it has them. */
async function load() {
  for (;;) {
    try {
      const answer = await fetch(new URL(`messages?languages=${wishes()}`, import.meta.url));
      if (answer.ok) {
        return await answer.json();
      }
    } catch {
      // No connection: as good as an answer that brings nothing.
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

function wishes() {
  const all = [recall(KEY), ...navigator.languages].filter(Boolean);
  return encodeURIComponent(all.slice(0, MOST_WISHES).join(','));
}
