import { nameDate } from './dates.js';
import { element } from './element.js';
import { icon, seal } from './icon.js';
import { words } from './words.js';

const SPARKS = 10;
const GLAD = ['CLAIMED', 'ON_ITS_WAY', 'NO_ROOM', 'IT_WENT_THROUGH'];
const CALM = ['ALREADY_CLAIMED', 'NOT_TODAY', 'NOTHING_TODAY'];
const REVEALED = ['CLAIMED', 'ON_ITS_WAY', 'NO_ROOM'];

/** Today's gift on its pedestal, the button that collects it, and what came of it. */
export class Stage {
  #gift = element('div', { class: 'stage-gift', 'aria-hidden': 'true' });
  #title = element('p', { class: 'stage-reward' });
  #contents = element('p', { class: 'stage-contents' });
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
        element('h2', { class: 'section-title', id: 'daily-today', text: words.daily.todayTitle }),
        this.#title,
        this.#contents,
        this.#button,
        this.#result,
        this.#next,
      ),
    );
  }

  /** @param {import('./daily-client-system.js').SignInModel} model */
  show(model) {
    const today = model.display?.weekly.find((day) => day.date === model.display.valid);
    this.#showButton(model, today);
    const isNews = model.outcome !== this.#outcome;
    if (isNews) {
      this.#outcome = model.outcome;
      this.#showResult(model.outcome);
    }
    if (today && (isNews || model.display !== this.#display)) {
      this.#display = model.display;
      this.#showGift(model, today, isNews);
    }
  }

  #showButton({ isOnline, isClaiming }, today) {
    const isReady = isOnline && !isClaiming && today?.state === 'claimable';
    if (!isReady && document.activeElement === this.#button) {
      this.#hadFocus = true;
    }
    this.#button.disabled = !isReady;
    this.#button.classList.toggle('is-busy', isClaiming);
    this.#button.textContent = buttonText(isOnline, isClaiming, today);
    if (isReady && this.#hadFocus) {
      this.#hadFocus = false;
      this.#button.focus();
    }
  }

  #showResult(outcome) {
    this.#result.textContent = outcome ? resultText(outcome) : '';
    this.#result.dataset.mood = moodOf(outcome);
  }

  #showGift({ display, outcome }, today, isNews) {
    const won = outcome && REVEALED.includes(outcome.code) ? outcome.reward : null;
    if (isNews || !won) {
      this.#isRevealed = Boolean(won);
      this.#gift.replaceChildren(...(won ? reveal(won) : resting(today)));
    }
    this.root.dataset.state = this.#isRevealed ? 'won' : today.state;
    this.#title.textContent = titleOf(today);
    this.#contents.textContent = contentsOf(today);
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
      element('span', { text: words.daily.plus(count.toLocaleString(words.locale)) }),
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
  return today.state === 'nothing' ? words.daily.restDay : today.description;
}

/** The next gift of this week; empty where the week shows none. */
function nextOf({ weekly, valid }) {
  const next = weekly.find((day) => day.date > valid && day.state === 'toCome');
  return next ? words.daily.next(nameDate(next.date).weekday, next.description) : '';
}

function buttonText(isOnline, isClaiming, today) {
  if (isClaiming) {
    return words.daily.claiming;
  }
  if (today?.state === 'claimed') {
    return words.daily.claimed;
  }
  if (!isOnline) {
    return words.daily.offline;
  }
  return today && today.state !== 'claimable' ? words.daily.noClaim : words.daily.claim;
}

function resultText({ code, reward }) {
  const text = words.outcome[code] ?? words.outcome.BAD_REQUEST;
  return typeof text === 'string' ? text : text(rewardText(reward));
}

function rewardText(reward) {
  if (!reward) {
    return words.daily.unknownReward;
  }
  const contents = contentsOf(reward);
  return contents ? `${reward.description} (${contents})` : reward.description;
}

/** What is inside a gift of several items; empty where the description says it all. */
function contentsOf({ items = [] }) {
  return items.length > 1 ? items.map(itemText).join(', ') : '';
}

function itemText({ item, count }) {
  return `${count.toLocaleString(words.locale)} ${words.itemName(item, count)}`;
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
