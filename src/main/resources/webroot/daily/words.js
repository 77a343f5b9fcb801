/** Every text that the pages show, in one place. Functions where a text has a part to fill in. */
export const words = {
  locale: 'en-GB',
  title: 'Daily gifts · Delos',
  brand: 'Delos',
  skip: 'Skip to the content',

  login: {
    title: 'Welcome to the island',
    lead: 'Every day that you come by, the sun of Delos has a gift for you.',
    name: 'Your name',
    hint: '1 to 24 letters, digits, spaces, dots, dashes or underscores',
    submit: 'Enter',
    sending: 'Entering…',
    badName:
      'That name does not work here: use 1 to 24 letters, digits, spaces, dots, dashes or underscores.',
    refused: {
      GUESTS_REFUSED: 'This network does not take guests. Log in through your game.',
      TOO_MANY_LOGINS: 'Too many logins just now. Wait a minute and try again.',
    },
    unreachable: 'The server does not answer. Check your connection and try again.',
    over: 'Your session is over. Log in again to go on.',
    left: 'You are logged out. See you tomorrow!',
  },

  session: {
    label: 'Session',
    player: (name) => `Logged in as ${name}`,
    logout: 'Log out',
  },

  connection: {
    connecting: 'Connecting…',
    online: 'Online',
    waiting: 'Reconnecting…',
    closed: 'Offline',
    notice: {
      GOING_AWAY: 'The server restarts. You are back in a moment, without doing anything.',
      NO_SERVER: 'All lobbies are busy right now. You get in as soon as there is room.',
      MAINTENANCE: 'The network is being looked after. You get in as soon as it is done.',
      LOGGED_IN_ELSEWHERE: 'You are playing in another window now. Reload to play here instead.',
      KICKED: 'You were sent off the network. Reload to come back.',
      BANNED: 'This account is banned.',
      other: 'The connection is lost. It comes back by itself; nothing of yours is lost.',
      final: 'The server closed the connection. Load the page again to go on.',
    },
    retry: 'Try now',
    reload: 'Reload',
  },

  broadcast: {
    title: 'To all players',
    close: 'Close',
  },

  daily: {
    title: 'Gifts of the sun',
    lead: 'One gift a day. Come back after each reset for the next one.',
    loading: 'The gifts of this week are on their way…',
    unconnected: 'No way to the island just now.',
    slow: 'The gifts take longer than usual. We keep asking.',
    week: 'This week',
    weekOf: (from, to) => `${from} to ${to}`,
    today: 'Today',
    todayTitle: 'Today’s gift',
    count: (count) => `×${count}`,
    dayLabel: (date, reward, state) => `${date}: ${[reward, state].filter(Boolean).join(', ')}`,
    isToday: 'today',
    states: {
      claimable: { label: 'ready to collect', short: 'Ready' },
      claimed: { label: 'claimed', short: 'Claimed' },
      expired: { label: 'missed', short: 'Missed' },
      toCome: { label: 'to come', short: 'To come' },
      nothing: { label: 'no gift', short: 'No gift' },
    },
    restDay: 'No gift today. The sun rests, too.',
    next: (weekday, reward) => `Next, on ${weekday}: ${reward}`,
    claim: 'Collect',
    claiming: 'Collecting…',
    claimed: 'Collected',
    noClaim: 'Nothing to collect',
    offline: 'Not connected',
    unknownReward: 'your gift',
    plus: (count) => `+${count}`,
    resetIn: 'New day in',
    resetDue: 'Any moment now',
    resetAt: (time, zone) => `Reset at ${time} your time (${zone})`,
    bag: 'Your bag',
    bagEmpty: 'Still empty. Your first gift goes in here.',
    bagItem: (name, count) => `${name}: ${count}`,
  },

  /** What came of a claim, by code. */
  outcome: {
    CLAIMED: (reward) => `You received ${reward}!`,
    ON_ITS_WAY: (reward) => `You received ${reward}. It is on its way to your bag.`,
    ALREADY_CLAIMED: 'You have already collected today’s reward. See you tomorrow!',
    NOT_TODAY: 'A new day has begun: this page showed an older one. Here is today’s gift.',
    NOTHING_TODAY: 'There is no gift today. The next one is on the calendar.',
    TRY_AGAIN:
      'The treasury did not answer. Nothing is lost, and nothing is paid twice: try again.',
    BAD_REQUEST: 'That went wrong on our side. Nothing is lost: try again.',
    NO_ANSWER: 'No answer yet. Nothing is lost: we are checking what came of it.',
    LOST: 'The connection broke while collecting. Nothing is lost: we check as soon as it is back.',
    OFFLINE: 'There is no connection just now. Try again when it is back.',
    IT_WENT_THROUGH: 'All is well: your gift was collected.',
    NOT_YET: 'Your gift was not collected yet. Try again.',
  },

  /** An item's name for one and for many; an item that is not here goes by its id. */
  items: {
    coin: ['coin', 'coins'],
    gem: ['gem', 'gems'],
    potion: ['potion', 'potions'],
    chest: ['treasure chest', 'treasure chests'],
    star: ['star', 'stars'],
    scroll: ['scroll', 'scrolls'],
    sword: ['sword', 'swords'],
    gift: ['gift', 'gifts'],
  },
  itemName: (item, count) =>
    Object.hasOwn(words.items, item) ? words.items[item][count === 1 ? 0 : 1] : item,
};
