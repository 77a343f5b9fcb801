package dev.delos.sdk;

import io.vertx.core.Future;

/** An RPC method whose arguments and answer are records. Fails like an {@link RpcMethod}. */
@FunctionalInterface
public interface RecordMethod<A extends Record, R extends Record> {
  /** Answers a request. */
  Future<R> call(A args);
}
