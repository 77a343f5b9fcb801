import { element } from './element.js';

const DRAWN = ['coin', 'gem', 'potion', 'chest', 'star', 'scroll', 'sword', 'token'];
const SEALS = {
  claimable: 'state-claimable',
  claimed: 'state-claimed',
  expired: 'state-expired',
  madeUp: 'state-made-up',
  canMakeUp: 'state-make-up',
  excused: 'state-excused',
  toCome: 'state-to-come',
};

/** The picture of an item or icon id; a gift box for one that nobody drew. */
export function icon(id, className) {
  return picture(DRAWN.includes(id) ? id : 'gift', className);
}

/** The seal of a day, by its look; null if it has none. */
export function seal(look, className) {
  return Object.hasOwn(SEALS, look) ? picture(SEALS[look], className) : null;
}

/** Pictures are decoration: what they show is always in words next to them. */
function picture(file, className) {
  const src = `icons/${file}.svg`;
  return element('img', { src, alt: '', class: className, draggable: 'false' });
}
