package dev.delos.bench;

import io.vertx.core.Vertx;
import java.nio.file.Path;

/** The process that {@link RpcBench} calls, in every way that it compares. */
final class RpcCallee {
  private RpcCallee() {}

  /** The cluster's configuration; the ports of NATS and of Redis, 0 where there is none. */
  public static void main(String[] args) throws Exception {
    Vertx vertx = Member.join(Path.of(args[0]));
    int nats = Integer.parseInt(args[1]);
    int redis = Integer.parseInt(args[2]);
    DelosCalls.answer(vertx);
    BusCalls.answer(Member.joinPlain(Path.of(args[0])), BusCalls.PLAIN);
    BusCalls.answer(vertx, BusCalls.ONE_LOOP);
    if (nats > 0) {
      NatsCalls.answer(nats);
    }
    if (redis > 0) {
      RedisCalls.answer(redis);
    }
    System.out.println("answers, gRPC on " + GrpcCalls.answer() + ".");
  }
}
