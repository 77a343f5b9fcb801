import { nameDate } from './dates.js';
import { isNothing, rewardText } from './reward-text.js';
import { itemText, say, sayOr } from './words.js';

const GLAD = ['MADE_UP', 'ON_ITS_WAY', 'NO_ROOM', 'IT_WENT_THROUGH'];

/** What came of making a day up, in words; empty if nothing has yet. */
export function makeUpText({ outcome, target }) {
  if (!outcome) {
    return '';
  }
  const { code, reward, payment, cost } = outcome;
  const text = sayOr(`makeUp.${shownCode(outcome)}`, 'makeUp.BAD_REQUEST', {
    date: target ? nameDate(target.valid).full : '',
    reward: rewardText(reward, payment),
    cost: cost ? itemText(cost) : '',
  });
  // The answer to a repeat doesn't say what the first one took.
  const isPaid = cost && GLAD.includes(code);
  return isPaid ? `${text} ${say('makeUp.taken', { cost: itemText(cost) })}` : text;
}

function shownCode({ code, reward, cost }) {
  if (code === 'NOT_ENOUGH' && !cost) {
    return 'NOT_ENOUGH_NOW';
  }
  return code === 'MADE_UP' && isNothing(reward) ? 'COUNTED' : code;
}

export function makeUpMood({ outcome }) {
  if (!outcome) {
    return 'none';
  }
  return GLAD.includes(outcome.code) ? 'glad' : 'sorry';
}

/** How many more days can be made up, what the next one costs, and what the player has. */
export function offerParts({ item, cost, left, have }) {
  return { cost: itemText({ item, count: cost }), have: itemText({ item, count: have }), count: left };
}
