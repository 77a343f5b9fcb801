import { element } from './element.js';
import { words } from './words.js';

/** `2026-11-25 12:00:07 UTC`: seconds matter to who compares it with a log. */
export function utc(time) {
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** The same moment as the clocks of a zone have it. */
export function inZone(time, zone) {
  const format = new Intl.DateTimeFormat(words.locale, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  return `${format.format(new Date(time))} ${zone}`;
}

/**
 * A moment in UTC, and below it in the plan's zone.
 *
 * @param {string | number | null | undefined} time nothing is shown without
 * @param {string} [zone]
 */
export function moment(time, zone) {
  if (time === null || time === undefined) {
    return '';
  }
  return element(
    'time',
    { datetime: new Date(time).toISOString() },
    utc(time),
    zone && zone !== 'UTC' ? element('small', { text: inZone(time, zone) }) : null,
  );
}

const WEEKDAY = new Intl.DateTimeFormat(words.locale, { weekday: 'short', timeZone: 'UTC' });
const MONTH = new Intl.DateTimeFormat(words.locale, {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

const midnight = (date) => new Date(`${date}T00:00:00Z`);

export const weekday = (date) => WEEKDAY.format(midnight(date));

/** 0 is Monday. */
export const weekdayNumber = (date) => (midnight(date).getUTCDay() + 6) % 7;

export const monthName = (month) => MONTH.format(midnight(`${month}-01`));

/** The month so many months later. */
export function monthPlus(month, months) {
  const begin = midnight(`${month}-01`);
  begin.setUTCMonth(begin.getUTCMonth() + months);
  return begin.toISOString().slice(0, 7);
}
