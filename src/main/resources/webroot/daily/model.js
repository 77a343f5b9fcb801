/**
 * What the sign-in page shows. It is replaced as a whole on each change.
 *
 * @typedef {object} SignInModel
 * @property {object | null} display the data of the last DisplayDailyRewardEvent
 * @property {string | null} chosen the activity that the player chose; null: the lobby chooses
 * @property {number} clockOffset what to add to this machine's clock to have the server's, in ms
 * @property {boolean} isOnline
 * @property {boolean} isCollecting the mailbox was asked for, and is on its way
 * @property {number | null} collected how many mails the last collecting brought into the bag
 * @property {boolean} isSlow the display was asked for, and is overdue
 * @property {import('./attempt.js').AttemptState} claim
 * @property {import('./attempt.js').AttemptState} makeUp
 */

/** Whether the player has to wait until what is under way is over. */
export function isBusy({ claim, makeUp }) {
  return claim.isUnderWay || makeUp.isUnderWay;
}

/** Whether another activity than the one that is shown was asked for. */
export function isSwitching({ chosen, display }) {
  return isForeign(display, chosen);
}

/** Whether a display is of another activity than the chosen one. */
export function isForeign(display, chosen) {
  return Boolean(chosen && display?.activity && display.activity !== chosen);
}
