package dev.delos.bench;

import static io.grpc.stub.ServerCalls.asyncUnaryCall;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Unary calls of gRPC, on the threads of its sockets. */
final class GrpcCalls implements Calls {
  private static final String SERVICE = "bench";

  private static final MethodDescriptor<JsonObject, JsonObject> ECHO =
      MethodDescriptor.<JsonObject, JsonObject>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "echo"))
          .setRequestMarshaller(new JsonMarshaller())
          .setResponseMarshaller(new JsonMarshaller())
          .build();

  private final ManagedChannel channel;

  GrpcCalls(int port) {
    channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().directExecutor().build();
  }

  /** Returns the port. */
  static int answer() throws IOException {
    Server server =
        ServerBuilder.forPort(0)
            .directExecutor()
            .addService(
                ServerServiceDefinition.builder(SERVICE)
                    .addMethod(
                        ECHO,
                        asyncUnaryCall(
                            (request, answer) -> {
                              answer.onNext(request);
                              answer.onCompleted();
                            }))
                    .build())
            .build()
            .start();
    return server.getPort();
  }

  @Override
  public void call(JsonObject args, Consumer<JsonObject> reply) {
    ClientCalls.asyncUnaryCall(
        channel.newCall(ECHO, CallOptions.DEFAULT),
        args,
        new StreamObserver<JsonObject>() {
          @Override
          public void onNext(JsonObject value) {
            reply.accept(value);
          }

          @Override
          public void onError(Throwable failure) {
            failure.printStackTrace();
          }

          @Override
          public void onCompleted() {}
        });
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private static final class JsonMarshaller implements MethodDescriptor.Marshaller<JsonObject> {
    @Override
    public InputStream stream(JsonObject value) {
      return new ByteArrayInputStream(value.toBuffer().getBytes());
    }

    @Override
    public JsonObject parse(InputStream stream) {
      try {
        return new JsonObject(Buffer.buffer(stream.readAllBytes()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
