/** A player of the daily sign-in with delos.js in Node: node signin.mjs ws://127.0.0.1:8080/ws Alice */
import { ClientSystem, DelosClient, logInAsGuest } from 'delos.js';

const [url, name] = process.argv.slice(2);

/** Signs in as soon as the page comes, prints what came of it, and leaves. */
class SignIn extends ClientSystem {
  start() {
    this.listenForEvent('daily', 'DailyServerSystem', 'DisplayDailyRewardEvent', ({ valid }) =>
      this.notifyToServer('PlayerRecvEvent', { valid, requestId: crypto.randomUUID() }),
    );
    this.listenForEvent('daily', 'DailyServerSystem', 'PlayerRecvEvent', ({ code, reward }) => {
      const { description } = reward ?? {};
      console.log(code, description?.en ?? description ?? '');
      return this.client.close();
    });
  }
}

const { token } = await logInAsGuest(name, url);
const client = new DelosClient({ url, token });
client.registerSystem('daily', 'DailyClientSystem', SignIn);
const player = await client.connect();
console.log(`${player.name} is in`);
