/** The days that a display shows: those of the week, and those of the month if it has one. */
export function daysOf({ weekly, month = [] }) {
  return [...weekly, ...month];
}

/** What a display tells about a day: whether the player has claimed it. */
export function isClaimed(display, date) {
  return Boolean(
    display.recv?.includes(date) ||
      daysOf(display).some((day) => day.date === date && day.state === 'claimed'),
  );
}

/**
 * What a display tells about a claim of which nobody knows what came of it, as the code of an
 * outcome. `NOT_YET` may change: the claim may still be on its way to where it is stored.
 *
 * @param {{valid: string}} target the day that was claimed
 * @param {object} display the data of a DisplayDailyRewardEvent
 */
export function claimVerdict({ valid }, display) {
  if (isClaimed(display, valid)) {
    return 'IT_WENT_THROUGH';
  }
  return valid === display.valid ? 'NOT_YET' : 'NOT_TODAY';
}

/**
 * As {@link claimVerdict}, about a day that was to be made up; `NOT_KNOWN` of one that is not shown
 * any more.
 */
export function makeUpVerdict({ valid }, display) {
  if (isClaimed(display, valid)) {
    return 'IT_WENT_THROUGH';
  }
  return daysOf(display).some(({ date }) => date === valid) ? 'NOT_YET' : 'NOT_KNOWN';
}

/** Whether a day's reward waits in the mailbox. */
export function isWaiting({ mailbox }, date) {
  return Boolean(mailbox?.some(({ valid }) => valid === date));
}

/** The same display with that day claimed. */
export function markClaimed(display, date) {
  const mark = (day) => (day.date === date ? { ...day, state: 'claimed', cost: undefined } : day);
  return {
    ...display,
    recv: [...(display.recv ?? []), date],
    weekly: display.weekly.map(mark),
    month: display.month?.map(mark),
  };
}
