const address = (path, query) => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  return `#/${path}?${new URLSearchParams(given)}`;
};

/** Where a player's month is shown; today's without one. */
export const playerAddress = (uid, month) => address('players', { uid, month });

/** Where the figures of these days are shown. */
export const figuresAddress = (from, to) => address('figures', { from, to });

/** Where a version of the plan is shown. */
export const versionAddress = (version) => address('plans/version', { version });

/** Where two versions are compared. */
export const differenceAddress = (from, to) => address('plans/difference', { from, to });

/** Where a new plan is written, on the base of a version. */
export const newPlanAddress = (version) => address('plans/new', { version });

/** Where a version is activated. */
export const activationAddress = (version) => address('plans/activate', { version });
