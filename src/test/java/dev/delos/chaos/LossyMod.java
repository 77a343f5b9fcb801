package dev.delos.chaos;

import dev.delos.sdk.MasterSystem;
import dev.delos.sdk.Mod;
import dev.delos.sdk.ServerSystem;
import dev.delos.sdk.ServiceSystem;
import dev.delos.sdk.Systems;
import dev.delos.sdk.spi.MasterHost;
import dev.delos.sdk.spi.ServerHost;
import dev.delos.sdk.spi.ServiceHost;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A mod, in a jar of its own, whose nodes lose and delay some of the messages that reach them:
 * calls, answers, events and announcements alike.
 */
public final class LossyMod implements Mod {
  /** Of 1000 messages. */
  private static final int LOST = 4;

  private static final int DELAYED = 15;
  private static final int LONGEST_DELAY_MS = 1_500;

  @Override
  public String name() {
    return "lossy";
  }

  @Override
  public void register(Systems systems) {
    systems.server("Lossy", LossyServer::new);
    systems.service("Lossy", LossyService::new);
    systems.master("Lossy", LossyMaster::new);
  }

  private static Future<?> begin() {
    Vertx vertx = Vertx.currentContext().owner();
    vertx
        .eventBus()
        .addInboundInterceptor((DeliveryContext<JsonObject> message) -> pass(vertx, message));
    return Future.succeededFuture();
  }

  private static void pass(Vertx vertx, DeliveryContext<?> message) {
    int chance = ThreadLocalRandom.current().nextInt(1_000);
    if (chance < DELAYED) {
      int delay = ThreadLocalRandom.current().nextInt(1, LONGEST_DELAY_MS);
      vertx.setTimer(delay, id -> message.next());
    } else if (chance >= DELAYED + LOST) {
      message.next();
    }
  }

  private static final class LossyServer extends ServerSystem {
    LossyServer(ServerHost host) {
      super(host);
    }

    @Override
    public Future<?> start() {
      return begin();
    }
  }

  private static final class LossyService extends ServiceSystem {
    LossyService(ServiceHost host) {
      super(host);
    }

    @Override
    public Future<?> start() {
      return begin();
    }
  }

  private static final class LossyMaster extends MasterSystem {
    LossyMaster(MasterHost host) {
      super(host);
    }

    @Override
    public Future<?> start() {
      return begin();
    }
  }
}
