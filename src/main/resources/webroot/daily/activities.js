import { element } from './element.js';
import { isBusy } from './model.js';
import { inLanguage, say, sayOr } from './words.js';

const TURN = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

/** The sign-ins that are open, as tabs. Hidden where there is one only. */
export class Activities {
  #open;
  #panel;
  #shown = '';

  root = element('div', {
    class: 'activities',
    role: 'tablist',
    'aria-label': say('daily.activities'),
    hidden: true,
    onkeydown: (event) => this.#turn(event),
  });

  /**
   * @param {Element} panel what the tabs change
   * @param {(activity: string) => void} open shows an activity
   */
  constructor(panel, open) {
    this.#panel = panel;
    this.#open = open;
  }

  /** @param {import('./model.js').SignInModel} model */
  show(model) {
    const activities = model.display?.activities ?? [];
    const hasTabs = activities.length > 1;
    const selected = model.chosen ?? model.display?.activity;
    this.root.hidden = !hasTabs;
    this.#labelPanel(hasTabs ? selected : null);
    const shown = JSON.stringify([activities, selected]);
    if (hasTabs && shown !== this.#shown) {
      this.#shown = shown;
      this.#draw(activities, selected);
    }
    const isStill = !model.isOnline || isBusy(model);
    this.#tabs().forEach((tab) => tab.setAttribute('aria-disabled', String(isStill)));
  }

  #draw(activities, selected) {
    const hadFocus = this.root.contains(document.activeElement);
    this.root.replaceChildren(...activities.map((one) => this.#tab(one, one.activity === selected)));
    if (!this.root.querySelector('[tabindex="0"]')) {
      // The keyboard has to come in somewhere.
      this.root.firstElementChild.tabIndex = 0;
    }
    if (hadFocus) {
      this.root.querySelector('[aria-selected=true]')?.focus();
    }
  }

  #tab({ activity, title, state }, isSelected) {
    return element(
      'button',
      {
        type: 'button',
        class: 'activity',
        role: 'tab',
        id: tabId(activity),
        'aria-selected': String(isSelected),
        'aria-controls': this.#panel.id,
        tabindex: isSelected ? '0' : '-1',
        'data-testid': 'activity',
        'data-activity': activity,
        'data-state': state,
        onclick: () => this.#open(activity),
      },
      element('span', { text: inLanguage(title) || activity }),
      element('span', { class: 'visually-hidden', text: `, ${sayOr(`daily.activity.${state}`, 'daily.activity.nothing')}` }),
    );
  }

  #labelPanel(selected) {
    if (selected) {
      this.#panel.setAttribute('role', 'tabpanel');
      this.#panel.setAttribute('aria-labelledby', tabId(selected));
    } else {
      this.#panel.removeAttribute('role');
      this.#panel.removeAttribute('aria-labelledby');
    }
  }

  #turn(event) {
    const tabs = this.#tabs();
    const turn = TURN[event.key];
    const from = tabs.indexOf(document.activeElement);
    if (turn !== undefined && from >= 0) {
      event.preventDefault();
      const to = Math.min(tabs.length - 1, Math.max(0, from + turn));
      tabs[to].focus();
      tabs[to].click();
    }
  }

  #tabs() {
    return [...this.root.children];
  }
}

function tabId(activity) {
  return `daily-activity-${activity}`;
}
