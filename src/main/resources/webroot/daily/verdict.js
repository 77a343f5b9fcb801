/** What a display tells about a day: whether the player has claimed it. */
export function isClaimed({ weekly, recv }, date) {
  return Boolean(
    recv?.includes(date) || weekly.some((day) => day.date === date && day.state === 'claimed'),
  );
}

/**
 * What a display tells about a claim of which nobody knows what came of it, as the code of an
 * outcome. `NOT_YET` may change: the claim may still be on its way to where it is stored.
 *
 * @param {string} date the day that was claimed
 * @param {object} display the data of a DisplayDailyRewardEvent
 */
export function verdictOf(date, display) {
  if (isClaimed(display, date)) {
    return 'IT_WENT_THROUGH';
  }
  return date === display.valid ? 'NOT_YET' : 'NOT_TODAY';
}
