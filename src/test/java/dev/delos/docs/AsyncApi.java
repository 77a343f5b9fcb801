package dev.delos.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code docs/asyncapi.yaml}, to check frames against. */
public final class AsyncApi {
  private static final Path FILE = Path.of("docs", "asyncapi.yaml");

  private final JsonObject document;

  /** The messages of the connection that a proxy receives, and those that it sends. */
  private final Map<String, Validator> fromClient;

  private final Map<String, Validator> fromProxy;

  public AsyncApi() {
    try {
      document = new JsonObject(new YAMLMapper().readTree(FILE.toFile()).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    fromClient = validators("receive");
    fromProxy = validators("send");
    // The answer to hello is what an operation replies.
    replies().forEach(name -> fromProxy.put(name, validator(name)));
  }

  private Map<String, Validator> validators(String action) {
    Map<String, Validator> found = new TreeMap<>();
    operations()
        .filter(operation -> operation.getString("action").equals(action))
        .flatMap(operation -> names(operation.getJsonArray("messages")))
        .forEach(name -> found.put(name, validator(name)));
    return found;
  }

  /** The operations on the connection. */
  private Stream<JsonObject> operations() {
    return document.getJsonObject("operations").stream()
        .map(operation -> (JsonObject) operation.getValue())
        .filter(
            operation ->
                operation
                    .getJsonObject("channel")
                    .getString("$ref")
                    .equals("#/channels/connection"));
  }

  private Stream<String> replies() {
    return operations()
        .flatMap(operation -> Optional.ofNullable(operation.getJsonObject("reply")).stream())
        .flatMap(reply -> names(reply.getJsonArray("messages")));
  }

  private static Stream<String> names(JsonArray references) {
    return references.stream()
        .map(reference -> ((JsonObject) reference).getString("$ref"))
        .map(reference -> reference.substring(reference.lastIndexOf('/') + 1));
  }

  private Validator validator(String message) {
    JsonObject payload =
        (JsonObject)
            JsonPointer.from("/components/messages/" + message + "/payload").queryJson(document);
    // Beside it, as its references begin at the document's root.
    JsonObject schema = payload.copy().put("components", document.getJsonObject("components"));
    return Validator.create(
        JsonSchema.of(schema),
        new JsonSchemaOptions()
            .setBaseUri("https://delos.dev")
            .setDraft(Draft.DRAFT7)
            .setOutputFormat(OutputFormat.Basic));
  }

  /** The messages of the connection. */
  Set<String> messages() {
    return ((JsonObject) at("/channels/connection/messages")).fieldNames();
  }

  /** What stands there. */
  Object at(String pointer) {
    return JsonPointer.from(pointer).queryJson(document);
  }

  /** Which message of a client the frame is; empty for none. */
  Optional<String> ofClient(JsonObject frame) {
    return kind(fromClient, frame);
  }

  /** Which message of a proxy the frame is; empty for none. */
  Optional<String> ofProxy(JsonObject frame) {
    return kind(fromProxy, frame);
  }

  private static Optional<String> kind(Map<String, Validator> messages, JsonObject frame) {
    List<String> fitting =
        messages.entrySet().stream()
            .filter(message -> message.getValue().validate(frame).getValid())
            .map(Map.Entry::getKey)
            .toList();
    assertThat(fitting).as(frame.encode()).hasSizeLessThan(2);
    return fitting.stream().findFirst();
  }

  /** What is wrong with a message, or nothing. */
  Optional<String> faultOf(String message, JsonObject body) {
    OutputUnit result = validator(message).validate(body);
    return result.getValid() ? Optional.empty() : Optional.of(result.getErrors().toString());
  }

  /** The keys of a message. */
  Set<String> keys(String message) {
    JsonObject payload = (JsonObject) at("/components/messages/" + message + "/payload");
    String reference = payload.getString("$ref");
    JsonObject schema = reference == null ? payload : (JsonObject) at(reference.substring(1));
    return schema.getJsonObject("properties").fieldNames();
  }

  /** Checks all that was recorded of well-behaved clients, and of the proxy. */
  public void assertConform(Recorder recorder) {
    assertThat(recorder.fromClients())
        .isNotEmpty()
        .allSatisfy(frame -> assertThat(ofClient(new JsonObject(frame))).as(frame).isPresent());
    assertThat(recorder.fromProxy())
        .isNotEmpty()
        .allSatisfy(frame -> assertThat(ofProxy(new JsonObject(frame))).as(frame).isPresent());
  }
}
