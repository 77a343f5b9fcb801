import { playerAddress } from './addresses.js';
import { element } from './element.js';
import { dayReward, paymentLines } from './rewards.js';
import { panel, table } from './table.js';
import { moment, monthName, monthPlus, weekday, weekdayNumber } from './times.js';
import { words } from './words.js';

const texts = words.calendar;
const MONDAY = '2026-01-05';

/** A month of a player: as a page of a calendar, and day by day. */
export function playerCalendar({ uid, calendar, today, zone }, month) {
  return panel(
    monthName(month),
    element(
      'nav',
      { class: 'buttons', 'aria-label': texts.months },
      link(uid, monthPlus(month, -1), texts.previous, 'previous'),
      link(uid, monthPlus(month, 1), texts.next, 'next'),
    ),
    page(calendar, today, month),
    element(
      'details',
      { class: 'folded', open: isShort(calendar) },
      element('summary', { text: texts.days }),
      details(calendar, zone),
    ),
  );
}

function link(uid, month, text, id) {
  return element('a', {
    class: 'quiet',
    href: playerAddress(uid, month),
    'data-testid': `month-${id}`,
    text: `${text} (${monthName(month)})`,
  });
}

function page(calendar, today, month) {
  const headers = Array.from({ length: 7 }, (_, i) => {
    const name = weekday(new Date(Date.parse(MONDAY) + i * 86_400_000).toISOString().slice(0, 10));
    return element('th', { scope: 'col', text: name });
  });
  return element(
    'table',
    { class: 'month', 'data-testid': 'calendar' },
    element('caption', { class: 'visually-hidden', text: monthName(month) }),
    element('thead', {}, element('tr', {}, ...headers)),
    element('tbody', {}, ...weeks(calendar).map((week) => row(week, today))),
  );
}

/** Days in rows from Monday to Sunday; null where the month has none. */
function weeks(calendar) {
  if (calendar.length === 0) {
    return [];
  }
  const days = [...Array(weekdayNumber(calendar[0].date)).fill(null), ...calendar];
  days.push(...Array((7 - (days.length % 7)) % 7).fill(null));
  return Array.from({ length: days.length / 7 }, (_, i) => days.slice(i * 7, i * 7 + 7));
}

function row(week, today) {
  return element('tr', {}, ...week.map((day) => (day ? cell(day, today) : element('td', {}))));
}

function cell(day, today) {
  return element(
    'td',
    {
      'data-testid': 'day',
      'data-date': day.date,
      'data-state': day.state,
      'aria-current': day.date === today ? 'date' : null,
    },
    element('span', { class: 'month-day', text: Number(day.date.slice(8)) }),
    element('span', {
      class: 'month-mark',
      'aria-hidden': 'true',
      text: texts.marks[day.state] ?? '',
    }),
    element('span', { class: 'month-state', text: texts.states[day.state] ?? day.state }),
    element('span', { class: 'month-reward', text: dayReward(day) }),
  );
}

/** The days of which there is more to say. */
const told = (calendar) =>
  calendar.filter(({ state }) => ['claimed', 'madeUp', 'excused'].includes(state));

/** More rows would push all else out of sight. */
const isShort = (calendar) => told(calendar).length <= 7;

function details(calendar, zone) {
  return table({
    id: 'days',
    caption: texts.days,
    empty: texts.noDays,
    rows: told(calendar),
    columns: [
      { title: texts.day, cell: ({ date }) => `${date} ${weekday(date)}` },
      { title: texts.state, cell: ({ state }) => texts.states[state] ?? state },
      { title: texts.at, cell: ({ claimedAt }) => moment(claimedAt, zone) },
      { title: texts.paid, wide: true, cell: paid },
      { title: texts.version, number: true, cell: ({ version }) => version },
      { title: texts.delivered, cell: (day) => delivered(day, zone) },
      {
        title: texts.grantId,
        cell: ({ grantId }) => (grantId ? element('code', { text: grantId }) : ''),
      },
    ],
  });
}

function paid(day) {
  const lines = paymentLines(day.payment);
  return element(
    'span',
    {},
    dayReward(day),
    lines.length > 0 ? element('small', { text: lines.join('; ') }) : null,
  );
}

function delivered({ deliveredAt, expiresAt }, zone) {
  if (deliveredAt) {
    return moment(deliveredAt, zone);
  }
  return expiresAt ? element('span', {}, `${texts.waitsUntil} `, moment(expiresAt, zone)) : '';
}
