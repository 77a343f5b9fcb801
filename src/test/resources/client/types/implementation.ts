/** The declarations are those of the implementation: nothing is missing, nothing is too much. */
import type * as declared from './declared/delos.js';
import * as implemented from './implemented/delos.js';

type Same<One, Other> = [Exclude<One, Other>, Exclude<Other, One>] extends [never, never]
  ? true
  : { tooMuch: Exclude<One, Other>; missing: Exclude<Other, One> };

type Values = Omit<typeof declared, never>;

export const names: Same<keyof typeof implemented, keyof Values> = true;
export const client: Same<keyof implemented.DelosClient, keyof declared.DelosClient> = true;
export const system: Same<keyof implemented.ClientSystem, keyof declared.ClientSystem> = true;
export const screen: Same<keyof implemented.ScreenNode, keyof declared.ScreenNode> = true;
export const state: Same<
  implemented.ConnectionState['state'],
  declared.ConnectionState['state']
> = true;
