import { element } from './element.js';

const DRAWN = ['coin', 'gem', 'potion', 'chest', 'star', 'scroll', 'sword'];
const SEALS = {
  claimable: 'state-claimable',
  claimed: 'state-claimed',
  expired: 'state-expired',
  toCome: 'state-to-come',
};

/** The picture of an item or icon id; a gift box for one that nobody drew. */
export function icon(id, className) {
  return picture(DRAWN.includes(id) ? id : 'gift', className);
}

/** The seal of a day's state, or null if it has none. */
export function seal(state, className) {
  return Object.hasOwn(SEALS, state) ? picture(SEALS[state], className) : null;
}

/** Pictures are decoration: what they show is always in words next to them. */
function picture(file, className) {
  const src = `icons/${file}.svg`;
  return element('img', { src, alt: '', class: className, draggable: 'false' });
}
