import { nameDate } from './dates.js';
import { hasGift } from './day-look.js';
import { element } from './element.js';
import { icon, seal } from './icon.js';
import { isBusy, isSwitching } from './model.js';
import {
  contentsOf,
  hasStory,
  isNothing,
  milestonesOf,
  multipliersText,
  rewardName,
  rewardText,
  whyText,
} from './reward-text.js';
import { inLanguage, say, sayOr } from './words.js';

const SPARKS = 10;
const GLAD = ['CLAIMED', 'ON_ITS_WAY', 'NO_ROOM', 'IT_WENT_THROUGH'];
const CALM = ['ALREADY_CLAIMED', 'NOT_TODAY', 'NOTHING_TODAY'];
const REVEALED = ['CLAIMED', 'ON_ITS_WAY', 'NO_ROOM'];

/** Today's gift on its pedestal, the button that collects it, and what came of it. */
export class Stage {
  #gift = element('div', { class: 'stage-gift', 'aria-hidden': 'true' });
  #title = element('p', { class: 'stage-reward' });
  #contents = element('p', { class: 'stage-contents' });
  #reasons = element('p', { class: 'stage-reasons', 'data-testid': 'reasons' });
  #next = element('p', { class: 'stage-next' });
  #button;
  #result = element('p', {
    class: 'result',
    role: 'status',
    'aria-live': 'polite',
    'data-testid': 'result',
  });
  #outcome = null;
  #display = null;
  #hadFocus = false;
  #isRevealed = false;

  root;

  /** @param {() => void} claim what the button does */
  constructor(claim) {
    this.#button = element('button', {
      type: 'button',
      class: 'button claim',
      'data-testid': 'claim',
      onclick: claim,
    });
    this.root = element(
      'section',
      { class: 'stage panel', 'aria-labelledby': 'daily-today' },
      this.#gift,
      element(
        'div',
        { class: 'stage-side' },
        element('h2', { class: 'section-title', id: 'daily-today', text: say('stage.title') }),
        this.#title,
        this.#contents,
        this.#reasons,
        this.#button,
        this.#result,
        this.#next,
      ),
    );
  }

  /** @param {import('./model.js').SignInModel} model */
  show(model) {
    const today = model.display?.weekly.find((day) => day.date === model.display.valid);
    this.#showButton(model, today);
    const { outcome } = model.claim;
    const isNews = outcome !== this.#outcome;
    if (isNews) {
      this.#outcome = outcome;
      this.#showResult(outcome);
    }
    if (today && (isNews || model.display !== this.#display)) {
      this.#display = model.display;
      this.#showGift(model, today, isNews);
    }
  }

  #showButton(model, today) {
    const isReady =
      model.isOnline && !isBusy(model) && !isSwitching(model) && today?.state === 'claimable';
    if (!isReady && document.activeElement === this.#button) {
      this.#hadFocus = true;
    }
    this.#button.disabled = !isReady;
    this.#button.classList.toggle('is-busy', model.claim.isUnderWay);
    this.#button.textContent = buttonText(model, today);
    if (isReady && this.#hadFocus) {
      this.#hadFocus = false;
      if (document.activeElement === document.body) {
        this.#button.focus();
      }
    }
  }

  #showResult(outcome) {
    this.#result.textContent = outcome ? resultText(outcome) : '';
    this.#result.dataset.mood = moodOf(outcome);
  }

  #showGift({ display, claim }, today, isNews) {
    const { outcome } = claim;
    const isWon = outcome && REVEALED.includes(outcome.code) && !isNothing(outcome.reward);
    const won = isWon ? outcome.reward : null;
    if (isNews || !won) {
      this.#isRevealed = Boolean(won);
      this.#gift.replaceChildren(...(won ? reveal(won) : resting(today)));
    }
    this.root.dataset.state = this.#isRevealed ? 'won' : today.state;
    this.#title.textContent = titleOf(today);
    this.#contents.textContent = insideOf(today);
    this.#reasons.textContent = reasonsOf(today, display.titles);
    this.#next.textContent = nextOf(display);
  }
}

function resting(today) {
  if (today.state === 'nothing') {
    return [...pedestal(), element('span', { class: 'stage-rest' })];
  }
  return [...pedestal(), icon(today.icon, 'stage-icon'), seal(today.state, 'stage-seal')].filter(
    Boolean,
  );
}

/** The gift in its glory: rays, sparks, and each item with its count. */
function reveal(reward) {
  const sparks = Array.from({ length: SPARKS }, () => element('i', { class: 'spark' }));
  const items = (reward.items ?? []).map(({ item, count }) =>
    element(
      'span',
      { class: 'won-item' },
      icon(item, 'won-item-icon'),
      element('span', { text: say('reward.plus', { count }) }),
    ),
  );
  return [
    ...pedestal(),
    element('span', { class: 'burst' }, ...sparks),
    icon(reward.icon, 'stage-icon is-won'),
    element('span', { class: 'won-items' }, ...items),
  ];
}

function pedestal() {
  return [element('span', { class: 'rays' }), element('span', { class: 'pedestal' })];
}

function titleOf(today) {
  if (today.state === 'nothing') {
    return say('stage.rest');
  }
  return hasGift(today) ? rewardName(today) : say('stage.counts');
}

function insideOf(today) {
  return hasStory(today.payment) ? '' : contentsOf(today);
}

/** What makes it more than the reward of the day; empty if nothing does. */
function reasonsOf({ payment }, titles) {
  const lines = payment?.lines ?? [];
  const others = lines.filter(({ why }) => why !== 'DAY').map((line) => whyText(line, titles));
  const factors = new Set(lines.map((line) => multipliersText(line, titles)).filter(Boolean));
  return [...factors, ...others].join(' · ');
}

/** The next gift of this week; empty where the week shows none. */
function nextOf({ weekly, valid }) {
  const next = weekly.find((day) => day.date > valid && day.state === 'toCome');
  return next
    ? say('stage.next', {
        weekday: nameDate(next.date).weekday,
        reward: rewardName(next),
      })
    : '';
}

function buttonText({ isOnline, claim }, today) {
  if (claim.isUnderWay) {
    return say('stage.claiming');
  }
  if (today?.state === 'claimed') {
    return say('stage.claimed');
  }
  if (!isOnline) {
    return say('stage.offline');
  }
  return say(today && today.state !== 'claimable' ? 'stage.noClaim' : 'stage.claim');
}

function resultText({ code, reward, payment }) {
  const isEmpty = code === 'CLAIMED' && isNothing(reward);
  const text = sayOr(`claim.${isEmpty ? 'COUNTED' : code}`, 'claim.BAD_REQUEST', {
    reward: rewardText(reward, payment),
  });
  const milestones = milestonesOf(payment).map(({ at, reward: reached }) =>
    say('claim.milestone', { count: at, reward: inLanguage(reached.description) }),
  );
  return [text, ...milestones].join(' ');
}

function moodOf(outcome) {
  if (!outcome) {
    return 'none';
  }
  if (GLAD.includes(outcome.code)) {
    return 'glad';
  }
  return CALM.includes(outcome.code) ? 'calm' : 'sorry';
}
