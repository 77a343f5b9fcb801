import { nameDate, nameWeekdays } from './dates.js';
import { bonusOf, dayLabel, hasGift, lookOf } from './day-look.js';
import { element } from './element.js';
import { icon, seal } from './icon.js';
import { say } from './words.js';

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/**
 * The days of a calendar month by weeks, Monday first. The arrow keys go from day to day.
 *
 * @param {object} display the data of a DisplayDailyRewardEvent
 * @param {(date: string) => void} open shows more of a day
 */
export function monthOf({ month, valid }, open) {
  return element(
    'table',
    {
      class: 'month',
      role: 'grid',
      'aria-labelledby': 'daily-calendar',
      onkeydown: (event) => step(event),
    },
    element('thead', {}, element('tr', { class: 'month-head' }, ...nameWeekdays().map(weekday))),
    element(
      'tbody',
      {},
      ...weeksOf(month).map((week) =>
        element('tr', {}, ...week.map((day) => cell(day, day?.date === valid, open))),
      ),
    ),
  );
}

function weekday({ weekday: name, shortWeekday }) {
  return element('th', { scope: 'col', abbr: name, text: shortWeekday });
}

/** In rows of seven; null where a week has days of other months. */
function weeksOf(month) {
  const before = Array(month[0].weekday - 1).fill(null);
  const after = Array(7 - month[month.length - 1].weekday).fill(null);
  const all = [...before, ...month, ...after];
  return Array.from({ length: all.length / 7 }, (_, week) => all.slice(week * 7, week * 7 + 7));
}

function cell(day, isToday, open) {
  if (!day) {
    return element('td', { class: 'month-none' });
  }
  return element(
    'td',
    {
      class: isToday ? 'month-day is-today' : 'month-day',
      'data-testid': 'day',
      'data-state': day.state,
      'data-look': lookOf(day),
      'data-date': day.date,
      'aria-current': isToday ? 'date' : null,
    },
    element(
      'button',
      {
        type: 'button',
        class: 'month-open',
        'aria-haspopup': 'dialog',
        // One stop for the tab key: from there the arrow keys go on.
        tabindex: isToday ? '0' : '-1',
        onclick: () => open(day.date),
      },
      element('span', { class: 'visually-hidden', text: dayLabel(day, isToday) }),
      picture(day),
    ),
  );
}

function picture(day) {
  const isGift = hasGift(day);
  const bonus = bonusOf(day);
  return element(
    'span',
    { class: 'month-picture', 'aria-hidden': 'true' },
    element('span', { class: 'month-number', text: nameDate(day.date).day }),
    isGift ? icon(day.icon, 'month-icon') : null,
    seal(lookOf(day), 'month-seal'),
    bonus === '' ? null : element('span', { class: 'month-bonus', text: bonus }),
    isGift
      ? element('span', { class: 'month-count', text: say('day.count', { count: day.shownCount }) })
      : null,
  );
}

function step(event) {
  const grid = event.currentTarget;
  const days = [...grid.querySelectorAll('.month-open')];
  const from = days.indexOf(document.activeElement);
  const to = goal(event.key, from, days.length);
  if (from < 0 || to === null) {
    return;
  }
  event.preventDefault();
  const next = days[to];
  days[from].tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

/** Where a key leads to, or null if it leads nowhere. */
function goal(key, from, count) {
  if (key === 'Home') {
    return 0;
  }
  if (key === 'End') {
    return count - 1;
  }
  const to = from + (STEPS[key] ?? Number.NaN);
  return to >= 0 && to < count ? to : null;
}
