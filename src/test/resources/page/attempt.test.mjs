/** What a claim or a make-up does when frames get lost, without a browser. Run by PageScriptsTest. */

import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';

const { Attempt } = await import(`${process.env.PAGE}/attempt.js`);
const { makeUpVerdict } = await import(`${process.env.PAGE}/verdict.js`);

const DAY = { activity: 'daily', valid: '2026-11-24' };
const OTHER_DAY = { activity: 'daily', valid: '2026-11-23' };

let sent;
let noAnswers;
let isConnected;
let attempt;

mock.timers.enable({ apis: ['setTimeout'] });

beforeEach(() => {
  sent = [];
  noAnswers = 0;
  isConnected = true;
  attempt = new Attempt({
    send: (data) => isConnected && sent.push(data) > 0,
    verdictOf: makeUpVerdict,
    onNoAnswer: () => (noAnswers += 1),
  });
});

afterEach(() => attempt.pause());

function display(claimed, activity = 'daily') {
  const days = [DAY, OTHER_DAY].map(({ valid: date }) => ({
    date,
    state: claimed.includes(date) ? 'claimed' : 'expired',
  }));
  return { activity, valid: '2026-11-25', weekly: [], month: days };
}

test('an answer ends it', () => {
  attempt.begin(DAY);
  assert.equal(attempt.state.isUnderWay, true);
  assert.equal(attempt.answered({ ...DAY, code: 'MADE_UP' }, { code: 'MADE_UP' }), true);
  assert.deepEqual(attempt.state, { isUnderWay: false, target: DAY, outcome: { code: 'MADE_UP' } });
});

test('a day that is not shown any more is not known to be made up, and keeps its id', () => {
  attempt.begin(DAY);
  attempt.giveUp();
  attempt.learn({ activity: 'daily', valid: '2027-01-01', weekly: [], month: [] });
  assert.equal(attempt.state.outcome.code, 'NOT_KNOWN');
  attempt.begin(DAY);
  assert.equal(sent[1].requestId, sent[0].requestId);
});

test('a late answer that it may be tried again decides nothing', () => {
  attempt.begin(DAY);
  attempt.giveUp();
  attempt.begin(OTHER_DAY);
  assert.equal(attempt.answered({ ...DAY, code: 'TRY_AGAIN' }, { code: 'TRY_AGAIN' }), false);
  attempt.answered({ ...OTHER_DAY, code: 'MADE_UP' }, { code: 'MADE_UP' });
  attempt.begin(DAY);
  assert.equal(sent[2].requestId, sent[0].requestId);
});

test('each has an id of its own', () => {
  attempt.begin(DAY);
  attempt.answered({ ...DAY, code: 'NOT_ENOUGH' }, { code: 'NOT_ENOUGH' });
  attempt.begin(DAY);
  assert.notEqual(sent[0].requestId, sent[1].requestId);
});

test('a repeat has the id of the one of which nobody knows what came of it', () => {
  attempt.begin(DAY);
  attempt.answered({ ...DAY, code: 'TRY_AGAIN' }, { code: 'TRY_AGAIN' });
  attempt.begin(DAY);
  assert.equal(sent[1].requestId, sent[0].requestId);
});

test('it is so though another day was tried in between', () => {
  attempt.begin(DAY);
  attempt.giveUp();
  attempt.begin(OTHER_DAY);
  attempt.answered({ ...OTHER_DAY, code: 'MADE_UP' }, { code: 'MADE_UP' });
  attempt.begin(DAY);
  assert.equal(sent[2].requestId, sent[0].requestId);
  assert.notEqual(sent[1].requestId, sent[0].requestId);
});

test('it is so though there was no connection in between', () => {
  attempt.begin(DAY);
  attempt.giveUp();
  isConnected = false;
  attempt.begin(DAY);
  assert.equal(attempt.state.outcome.code, 'OFFLINE');
  isConnected = true;
  attempt.begin(DAY);
  assert.equal(sent[1].requestId, sent[0].requestId);
});

test('without an answer it ends at its limit, which stands still while the connection is lost', () => {
  attempt.begin(DAY);
  mock.timers.tick(14_000);
  attempt.onLost();
  mock.timers.tick(60_000);
  assert.equal(attempt.state.outcome.code, 'LOST');
  assert.equal(attempt.state.isUnderWay, true);
  attempt.awaitAnswer();
  attempt.onBack();
  assert.equal(attempt.state.outcome, null);
  mock.timers.tick(15_000);
  assert.equal(attempt.state.outcome.code, 'NO_ANSWER');
  assert.equal(noAnswers, 1);
});

test('the second display without a word of it ends it', () => {
  attempt.begin(DAY);
  assert.equal(attempt.learn(display([])), true);
  assert.equal(attempt.state.isUnderWay, true);
  assert.equal(attempt.learn(display([])), false);
  assert.equal(attempt.state.isUnderWay, false);
  assert.equal(attempt.state.outcome.code, 'NOT_YET');
});

test('a display that has the day tells that it went through', () => {
  attempt.begin(DAY);
  assert.equal(attempt.learn(display([DAY.valid])), false);
  assert.equal(attempt.state.outcome.code, 'IT_WENT_THROUGH');
});

test('one that is called not done yet may still arrive', () => {
  attempt.begin(DAY);
  attempt.giveUp();
  attempt.learn(display([]));
  assert.equal(attempt.state.outcome.code, 'NOT_YET');
  attempt.learn(display([DAY.valid]));
  assert.equal(attempt.state.outcome.code, 'IT_WENT_THROUGH');
});

test('the display of another activity tells nothing of it', () => {
  attempt.begin(DAY);
  attempt.giveUp();
  attempt.learn(display([DAY.valid], 'winter'));
  assert.equal(attempt.state.outcome, null);
  attempt.learn(display([DAY.valid]));
  assert.equal(attempt.state.outcome.code, 'IT_WENT_THROUGH');
});

test('the late answer to an earlier one does not end another', () => {
  attempt.begin(OTHER_DAY);
  attempt.giveUp();
  attempt.begin(DAY);
  assert.equal(attempt.answered({ ...OTHER_DAY, code: 'MADE_UP' }, { code: 'MADE_UP' }), false);
  assert.equal(attempt.state.isUnderWay, true);
  assert.equal(attempt.state.outcome, null);
});

test('a lobby that knows no activities is understood', () => {
  const target = { valid: DAY.valid };
  attempt.begin(target);
  assert.deepEqual(Object.keys(sent[0]).sort(), ['requestId', 'valid']);
  assert.equal(attempt.answered({ valid: DAY.valid, code: 'CLAIMED' }, { code: 'CLAIMED' }), true);
});
