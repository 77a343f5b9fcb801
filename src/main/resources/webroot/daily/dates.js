import { locale, say } from './words.js';

const inUtc = (options) => new Intl.DateTimeFormat(locale, { ...options, calendar: 'gregory', timeZone: 'UTC' });
const WEEKDAY = inUtc({ weekday: 'long' });
const SHORT_WEEKDAY = inUtc({ weekday: 'short' });
const DAY = inUtc({ day: 'numeric' });
const DAY_AND_MONTH = inUtc({ day: 'numeric', month: 'long' });
const FULL = inUtc({ weekday: 'long', day: 'numeric', month: 'long' });
const MONTH = inUtc({ month: 'long', year: 'numeric' });

const midnightOf = (date) => new Date(`${date}T00:00:00Z`);

/** The names of a calendar date such as `2026-11-23`, which belongs to no time zone. */
export function nameDate(date) {
  const midnight = midnightOf(date);
  return {
    weekday: WEEKDAY.format(midnight),
    shortWeekday: SHORT_WEEKDAY.format(midnight),
    // Of the number alone: some languages would add a word for day.
    day: DAY.formatToParts(midnight).find(({ type }) => type === 'day').value,
    full: FULL.format(midnight),
    month: MONTH.format(midnight),
  };
}

/** From one calendar date to another, as briefly as the language can. */
export function nameRange(from, to) {
  return DAY_AND_MONTH.formatRange(midnightOf(from), midnightOf(to));
}

/** The names of the days of the week, Monday first. */
export function nameWeekdays() {
  return Array.from({ length: 7 }, (_, index) => nameDate(`2026-02-0${2 + index}`));
}

/** A moment as the player's clock has it: its time, and the player's zone. */
export function localTime(epochMs) {
  const format = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  return { time: format.format(epochMs), zone: format.resolvedOptions().timeZone };
}

/** The day of a moment, and its time, as the player's clock has them. */
export function localDate(epochMs) {
  const options = { calendar: 'gregory', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' };
  return new Intl.DateTimeFormat(locale, options).format(epochMs);
}

/** Milliseconds as `1 d 02:03:04`, or `02:03:04` on the last day. */
export function duration(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (part) => String(part).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const clock = [seconds / 3600, seconds / 60, seconds].map(Math.floor);
  const time = `${two(clock[0] % 24)}:${two(clock[1] % 60)}:${two(clock[2] % 60)}`;
  return days > 0 ? say('reset.days', { days, time }) : time;
}
