import { nameDate } from './dates.js';
import { hasStory, isMultiplied, rewardName } from './reward-text.js';
import { say, sayOr } from './words.js';

/** How a day looks: its state, or what is to be seen of it first. */
export function lookOf({ state, cost, madeUp, excused }) {
  if (cost) {
    return 'canMakeUp';
  }
  if (state === 'claimed') {
    return madeUp ? 'madeUp' : 'claimed';
  }
  return excused ? 'excused' : state;
}

/** The look in a word. */
export function lookText(day) {
  const look = lookOf(day);
  return sayOr(`day.${look}`, look);
}

/** A day in a sentence, for those who listen. */
export function dayLabel(day, isToday) {
  const look = lookOf(day);
  const what = [
    hasGift(day) && rewardName(day),
    sayOr(`day.${look}.label`, look),
    isToday && say('day.isToday'),
    hasStory(day.payment) && say('day.bonus'),
  ];
  return say('day.label', {
    date: nameDate(day.date).full,
    what: what.filter(Boolean).join(', '),
  });
}

export function hasGift({ icon, items = [] }) {
  return items.length > 0 || Boolean(icon && icon !== 'nothing');
}

/** What makes a day special: its factor, or a star; empty if nothing does. */
export function bonusOf({ payment }) {
  if (!hasStory(payment)) {
    return '';
  }
  const multiplied = payment.lines.find(isMultiplied);
  return multiplied ? `×${multiplied.factor}` : '★';
}
