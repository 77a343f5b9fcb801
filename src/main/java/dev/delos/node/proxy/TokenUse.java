package dev.delos.node.proxy;

import dev.delos.cluster.UsedTokens;
import dev.delos.protocol.CloseCode;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** Whether a token that is good may begin a session. One that goes on asks for none of it. */
interface TokenUse {
  /** A token begins as many sessions as its holder likes; each ends the one before. */
  TokenUse AGAIN_AND_AGAIN =
      new TokenUse() {
        @Override
        public <T> Future<T> with(Ticket ticket, Supplier<Future<T>> login) {
          return login.get();
        }
      };

  /** Logs in with the token; fails with a {@link RefusedException} if it has been used. */
  <T> Future<T> with(Ticket ticket, Supplier<Future<T>> login);

  /** A token begins one session; a login that fails uses none. */
  static TokenUse once(UsedTokens used) {
    return new Once(used);
  }

  /** See {@link #once}. */
  record Once(UsedTokens used) implements TokenUse {
    @Override
    public <T> Future<T> with(Ticket ticket, Supplier<Future<T>> login) {
      return used.use(ticket.id(), ticket.rest())
          .compose(
              isFirst ->
                  isFirst
                      ? login.get().recover(failure -> giveBack(ticket, failure))
                      : Future.failedFuture(
                          new RefusedException(
                              CloseCode.TOKEN_INVALID,
                              "the token is not valid: it was used before, log in again")));
    }

    private <T> Future<T> giveBack(Ticket ticket, Throwable failure) {
      return used.giveBack(ticket.id()).transform(done -> Future.failedFuture(failure));
    }
  }
}
