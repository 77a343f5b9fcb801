/** A mod of somebody who takes delos.js at its types. What is wrong must not compile. */
import {
  ClientSystem,
  ConnectionClosedError,
  DelosClient,
  LoginRefusedError,
  logInAsGuest,
  ScreenNode,
} from 'delos.js';
import type { ConnectionState, Player, SessionStorage } from 'delos.js';

/** Where there is no page, nobody declares it. */
declare const console: { log(...values: unknown[]): void };

interface Answer {
  code: 'CLAIMED' | 'ALREADY_CLAIMED';
}

class Daily extends ClientSystem {
  last: Answer | null = null;

  override start(): void {
    this.listenForEvent<Answer>('daily', 'DailyServerSystem', 'PlayerRecvEvent', (answer) => {
      this.last = answer;
    });
    this.listenForEvent('daily', 'DailyServerSystem', 'DisplayDailyRewardEvent', ({ valid }) => {
      // @ts-expect-error what an event brings is not known
      const date: string = valid;
      return void date;
    });
    this.listenForEvent('Minecraft', 'Engine', 'ConnectionResumedEvent', async ({ loss }) => {
      // @ts-expect-error no loss of that name
      await Promise.resolve(loss === 'SOME');
    });
    this.listenForEvent(
      this.engineNamespace(),
      this.engineSystemName(),
      'ConnectionLostEvent',
      ({ code, comesBack }) => console.log(code + 1, !comesBack),
    );
    this.registerUI('daily', 'page', Page);
  }

  claim(valid: string): boolean {
    // @ts-expect-error the data are an object
    this.notifyToServer('PlayerRecvEvent', valid);
    // @ts-expect-error the server's id is a number
    this.notifyToServiceNode('3001', 'PlayerRecvEvent');
    return this.notifyToServer('PlayerRecvEvent', { valid });
  }
}

class Page extends ScreenNode<Daily> {
  override open(data: Answer): void {
    console.log(data.code, this.system.last);
  }
}

const storage: SessionStorage = { getItem: () => null, setItem: () => {}, removeItem: () => {} };

export async function play(name: string): Promise<Player> {
  const { token } = await logInAsGuest(name, 'ws://127.0.0.1:8080/ws').catch((refused) => {
    throw refused instanceof LoginRefusedError ? new Error(refused.code) : refused;
  });
  // @ts-expect-error nobody without a token
  new DelosClient({ url: 'ws://127.0.0.1:8080/ws' });
  const client = new DelosClient({ token, url: ['ws://a/ws', 'ws://b/ws'], storage });
  const daily: Daily = client.registerSystem('daily', 'DailyClientSystem', Daily);
  // @ts-expect-error a system of a mod only
  client.registerSystem('daily', 'DailyClientSystem', Page);
  const end = client.onState(({ state, code }: ConnectionState) => console.log(state, code));
  // @ts-expect-error no state of that name
  const isGone: boolean = client.state === 'gone';
  client.onFault(({ code, message }) => console.log(code, message));
  try {
    return await client.connect();
  } catch (over) {
    console.log(over instanceof ConnectionClosedError && over.code + 1, daily.last, isGone);
    throw over;
  } finally {
    end();
    await client.close();
  }
}
