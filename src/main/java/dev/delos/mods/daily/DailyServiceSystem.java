package dev.delos.mods.daily;

import dev.delos.sdk.ServiceSystem;
import dev.delos.sdk.spi.ServiceHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Signs players in. The day is that of this service's clock: neither a client nor a lobby has a say
 * in it. Each method may be repeated.
 */
final class DailyServiceSystem extends ServiceSystem {
  static final String NAME = "DailyServiceSystem";

  private final SignInCalendar calendar;
  private final DailyDisplay display;
  private final SignInStore store;

  DailyServiceSystem(ServiceHost host) {
    super(host);
    this.calendar = new SignInCalendar(DailyConfig.parse(config()));
    this.display = new DailyDisplay(calendar);
    this.store = new SignInStore(database());
  }

  @Override
  public Future<?> start() {
    registerRpcMethodForMod(DailyMod.MODULE, "look", this::look);
    registerRpcMethodForMod(DailyMod.MODULE, "claim", this::claim);
    registerRpcMethodForMod(DailyMod.MODULE, "deliver", this::deliver);
    registerRpcMethodForMod(DailyMod.MODULE, "query", this::query);
    return Future.succeededFuture();
  }

  /** {@code {uid}} to {@code {display, undelivered}}. */
  private Future<JsonObject> look(JsonObject args) {
    return state(Arguments.uid(args), clock().instant());
  }

  /** {@code {uid, valid}} to {@code {code, reward?, display, undelivered}}. */
  private Future<JsonObject> claim(JsonObject args) {
    String uid = Arguments.uid(args);
    LocalDate valid = Arguments.date(args, "valid");
    Instant now = clock().instant();
    Optional<Reward> reward = calendar.reward(valid);
    return signIn(uid, valid, reward, now)
        .compose(code -> state(uid, now).map(state -> claimed(state, code, reward)));
  }

  private Future<ClaimCode> signIn(
      String uid, LocalDate valid, Optional<Reward> reward, Instant now) {
    if (!valid.isEqual(calendar.signInDate(now))) {
      return Future.succeededFuture(ClaimCode.NOT_TODAY);
    }
    if (reward.isEmpty()) {
      return Future.succeededFuture(ClaimCode.NOTHING_TODAY);
    }
    return store
        .claim(DailyMod.ACTIVITY, uid, valid, reward.get(), now)
        .map(won -> won ? ClaimCode.CLAIMED : ClaimCode.ALREADY_CLAIMED);
  }

  private static JsonObject claimed(JsonObject state, ClaimCode code, Optional<Reward> reward) {
    state.put("code", code.name());
    if (code == ClaimCode.CLAIMED) {
      state.put("reward", reward.orElseThrow().toJson());
    }
    return state;
  }

  /** {@code {uid, grantId}} to {@code {delivered: true, inventory}}. */
  private Future<JsonObject> deliver(JsonObject args) {
    return store
        .deliver(Arguments.uid(args), Arguments.grantId(args), clock().instant())
        .map(ItemCount::toJson)
        .map(inventory -> new JsonObject().put("delivered", true).put("inventory", inventory));
  }

  /** {@code {uid, week?}}, week being any date in it, to {@code {uid, week, claims}}. */
  private Future<JsonObject> query(JsonObject args) {
    String uid = Arguments.uid(args);
    LocalDate date =
        Arguments.optionalDate(args, "week")
            .orElseGet(() -> calendar.signInDate(clock().instant()));
    return claims(uid, date)
        .map(
            claims ->
                new JsonObject()
                    .put("uid", uid)
                    .put("week", SignInCalendar.monday(date).toString())
                    .put("claims", new JsonArray(claims.stream().map(Claim::toJson).toList())));
  }

  private Future<JsonObject> state(String uid, Instant now) {
    Future<List<Claim>> claims = claims(uid, calendar.signInDate(now));
    Future<List<Grant>> undelivered = store.undelivered(uid);
    Future<List<ItemCount>> inventory = store.inventory(uid);
    return Future.all(claims, undelivered, inventory)
        .map(
            all ->
                new JsonObject()
                    .put("display", display.of(now, claims.result(), inventory.result()))
                    .put("undelivered", Grant.toJson(undelivered.result())));
  }

  private Future<List<Claim>> claims(String uid, LocalDate date) {
    LocalDate monday = SignInCalendar.monday(date);
    return store.claims(DailyMod.ACTIVITY, uid, monday, monday.plusDays(6));
  }
}
