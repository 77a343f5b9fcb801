import { words } from './words.js';

const inUtc = (options) => new Intl.DateTimeFormat(words.locale, { ...options, timeZone: 'UTC' });
const WEEKDAY = inUtc({ weekday: 'long' });
const SHORT_WEEKDAY = inUtc({ weekday: 'short' });
const DAY = inUtc({ day: 'numeric' });
const DAY_AND_MONTH = inUtc({ day: 'numeric', month: 'long' });

/** The names of a calendar date such as `2026-11-23`, which belongs to no time zone. */
export function nameDate(date) {
  const midnight = new Date(`${date}T00:00:00Z`);
  return {
    weekday: WEEKDAY.format(midnight),
    shortWeekday: SHORT_WEEKDAY.format(midnight),
    day: DAY.format(midnight),
    dayAndMonth: DAY_AND_MONTH.format(midnight),
  };
}

/** A moment as the player's clock has it: its time, and the player's zone. */
export function localTime(epochMs) {
  const format = new Intl.DateTimeFormat(words.locale, { hour: '2-digit', minute: '2-digit' });
  return { time: format.format(epochMs), zone: format.resolvedOptions().timeZone };
}

/** The day of a moment, and its time, as the player's clock has them. */
export function localDate(epochMs) {
  const options = { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' };
  return new Intl.DateTimeFormat(words.locale, options).format(epochMs);
}

/** Milliseconds as `1 d 02:03:04`, or `02:03:04` on the last day. */
export function duration(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (number) => String(number).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const clock = [seconds / 3600, seconds / 60, seconds].map(Math.floor);
  const text = `${two(clock[0] % 24)}:${two(clock[1] % 60)}:${two(clock[2] % 60)}`;
  return days > 0 ? `${days} d ${text}` : text;
}
