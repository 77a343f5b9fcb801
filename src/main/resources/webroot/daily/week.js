import { nameDate } from './dates.js';
import { bonusOf, dayLabel, hasGift, lookOf, lookText } from './day-look.js';
import { element } from './element.js';
import { icon, seal } from './icon.js';
import { say } from './words.js';

/**
 * The seven days of a week, Monday first.
 *
 * @param {object} display the data of a DisplayDailyRewardEvent
 * @param {(date: string) => void} open shows more of a day
 */
export function weekOf({ weekly, valid }, open) {
  return element(
    'ol',
    { class: 'week', role: 'list' },
    ...weekly.map((day) => dayCard(day, day.date === valid, open)),
  );
}

/** A card: one sentence for those who listen, a picture of the same for those who look. */
function dayCard(day, isToday, open) {
  return element(
    'li',
    {
      class: isToday ? 'day is-today' : 'day',
      'data-testid': 'day',
      'data-state': day.state,
      'data-look': lookOf(day),
      'data-date': day.date,
      'aria-current': isToday ? 'date' : null,
    },
    element(
      'button',
      { type: 'button', class: 'day-open', 'aria-haspopup': 'dialog', onclick: () => open(day.date) },
      element('span', { class: 'visually-hidden', text: dayLabel(day, isToday) }),
      dayPicture(day, isToday),
    ),
  );
}

function dayPicture(day, isToday) {
  const { shortWeekday, day: number } = nameDate(day.date);
  const isGift = hasGift(day);
  const bonus = bonusOf(day);
  return element(
    'span',
    { class: 'day-card', 'aria-hidden': 'true' },
    element(
      'span',
      { class: 'day-date' },
      element('span', { class: 'day-name', text: isToday ? say('day.today') : shortWeekday }),
      element('span', { class: 'day-number', text: number }),
    ),
    element(
      'span',
      { class: 'day-gift' },
      isGift ? icon(day.icon, 'day-icon') : element('span', { class: 'day-none', text: '–' }),
      seal(lookOf(day), 'day-seal'),
      bonus === '' ? null : element('span', { class: 'day-bonus', text: bonus }),
    ),
    element('span', {
      class: 'day-count',
      text: isGift ? say('day.count', { count: day.shownCount }) : '',
    }),
    element('span', { class: 'day-state', text: lookText(day) }),
  );
}
