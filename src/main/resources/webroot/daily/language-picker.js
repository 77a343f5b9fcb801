import { element } from './element.js';
import { choose } from './language.js';
import { language, languages, say } from './words.js';

/** Lets the player choose among all languages that there are, each by its own name. */
export function languagePicker() {
  const select = element(
    'select',
    {
      class: 'language-select',
      'aria-label': say('page.language'),
      'data-testid': 'language',
      onchange: ({ target }) => choose(target.value),
    },
    ...languages.map((tag) =>
      element('option', { value: tag, lang: tag, selected: tag === language, text: nameOf(tag) }),
    ),
  );
  return element('span', { class: 'language', hidden: languages.length < 2 }, select);
}

function nameOf(tag) {
  try {
    const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag);
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
  } catch {
    return tag; // The browser knows no such language.
  }
}
