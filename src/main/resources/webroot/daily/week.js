import { nameDate } from './dates.js';
import { element } from './element.js';
import { icon, seal } from './icon.js';
import { words } from './words.js';

/** The seven days of a week, Monday first. */
export class Week {
  root = element('ol', { class: 'week', role: 'list' });

  /** @param {object} display the data of a DisplayDailyRewardEvent */
  show({ weekly, valid }) {
    this.root.replaceChildren(...weekly.map((day) => dayCard(day, day.date === valid)));
  }
}

/** A card: one sentence for those who listen, a picture of the same for those who look. */
function dayCard(day, isToday) {
  return element(
    'li',
    {
      class: isToday ? 'day is-today' : 'day',
      'data-testid': 'day',
      'data-state': day.state,
      'data-date': day.date,
      'aria-current': isToday ? 'date' : null,
    },
    element('span', { class: 'visually-hidden', text: dayLabel(day, isToday) }),
    dayPicture(day, isToday),
  );
}

function dayLabel(day, isToday) {
  const { weekday, dayAndMonth } = nameDate(day.date);
  const state = stateWords(day.state).label;
  return words.daily.dayLabel(
    `${weekday}, ${dayAndMonth}`,
    day.state === 'nothing' ? null : day.description,
    isToday ? `${state}, ${words.daily.isToday}` : state,
  );
}

function dayPicture(day, isToday) {
  const { shortWeekday, day: number } = nameDate(day.date);
  const hasGift = day.state !== 'nothing';
  return element(
    'div',
    { class: 'day-card', 'aria-hidden': 'true' },
    element(
      'div',
      { class: 'day-date' },
      element('span', { class: 'day-name', text: isToday ? words.daily.today : shortWeekday }),
      element('span', { class: 'day-number', text: number }),
    ),
    element(
      'div',
      { class: 'day-gift' },
      hasGift ? icon(day.icon, 'day-icon') : element('span', { class: 'day-none', text: '–' }),
      seal(day.state, 'day-seal'),
    ),
    element('div', {
      class: 'day-count',
      text: hasGift ? words.daily.count(day.shownCount) : '',
    }),
    element('div', { class: 'day-state', text: stateWords(day.state).short }),
  );
}

function stateWords(state) {
  return words.daily.states[state] ?? { label: state, short: state };
}
