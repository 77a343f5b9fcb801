/**
 * Makes an element. What comes from a server gets in as text or as an attribute's value, never as
 * markup.
 *
 * @param {string} tag
 * @param {Object<string, unknown>} [properties] `text` for its text, `on…` for listeners, all
 *     else as attributes; undefined, null and false leave an attribute out
 * @param {...(Node | string | null)} children null is left out
 * @returns {HTMLElement}
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'text') {
      made.textContent = String(value);
    } else if (name.startsWith('on')) {
      made.addEventListener(name.slice(2), value);
    } else if (value !== undefined && value !== null && value !== false) {
      made.setAttribute(name, value === true ? '' : String(value));
    }
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}
