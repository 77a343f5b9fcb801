package dev.delos.mods.daily;

import dev.delos.sdk.RequestKey;
import dev.delos.sdk.ServiceSystem;
import dev.delos.sdk.spi.ServiceHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Signs players in. The day is that of this service's clock: neither a client nor a lobby has a say
 * in it. Each method may be repeated.
 */
final class DailyServiceSystem extends ServiceSystem {
  static final String NAME = "DailyServiceSystem";

  private final DailyConfig config;
  private final SignInCalendar calendar;
  private final DailyDisplay display;
  private final SignInStore signIns;
  private final PlayerStore players;
  private final InventoryStore inventories;

  DailyServiceSystem(ServiceHost host) {
    super(host);
    this.config = DailyConfig.parse(config());
    this.calendar = new SignInCalendar(config);
    this.display = new DailyDisplay(calendar);
    this.signIns = new SignInStore(database());
    this.players = new PlayerStore(database(), DailyMod.ACTIVITY);
    this.inventories = new InventoryStore(database(), config.bag());
  }

  @Override
  public Future<?> start() {
    registerRepeatableMethod(DailyMod.MODULE, "look", this::look);
    registerRepeatableMethod(DailyMod.MODULE, "claim", this::claim);
    registerRepeatableMethod(DailyMod.MODULE, "deliver", this::deliver);
    registerIdempotentMethod(DailyMod.MODULE, "correct", this::correct);
    registerRpcMethodForMod(DailyMod.MODULE, "query", this::query);
    registerRpcMethodForMod(DailyMod.MODULE, "detach", this::detach);
    return signIns
        .partitions()
        .make(today())
        .compose(made -> signIns.keepMail(config.mailboxTime()));
  }

  /** {@code {}} of a player to {@code {display, undelivered}}. */
  private Future<JsonObject> look(RequestKey key, JsonObject args) {
    Instant now = clock().instant();
    LocalDate monday = SignInCalendar.monday(calendar.signInDate(now));
    return players
        .look(Arguments.uid(key.owner()), monday, monday.plusDays(6), now)
        .map(found -> state(now, found));
  }

  private JsonObject state(Instant now, PlayerStore.Found found) {
    Inventory inventory = Inventory.of(found.inventory(), config.bag());
    return new JsonObject()
        .put("display", display.of(now, found.claims(), inventory))
        .put("undelivered", Grant.toJson(found.undelivered()));
  }

  /** {@code {valid}} to {@code {code, reward?}}. */
  private Future<JsonObject> claim(RequestKey key, JsonObject args) {
    String uid = Arguments.uid(key.owner());
    LocalDate valid = Arguments.date(args, "valid");
    Instant now = clock().instant();
    return signIn(uid, valid, key.requestId(), now).map(ClaimReply::toJson);
  }

  private Future<ClaimReply> signIn(String uid, LocalDate valid, UUID requestId, Instant now) {
    Optional<Reward> reward = calendar.reward(valid);
    if (!valid.isEqual(calendar.signInDate(now))) {
      return unlessRepeated(uid, valid, requestId, ClaimCode.NOT_TODAY);
    }
    if (reward.isEmpty()) {
      return unlessRepeated(uid, valid, requestId, ClaimCode.NOTHING_TODAY);
    }
    Occasion occasion = new Occasion(DailyMod.ACTIVITY, valid, reward.get(), config.mailboxTime());
    return signIns
        .claim(new SignIn(uid, occasion, now, requestId))
        .compose(
            won ->
                won
                    ? Future.succeededFuture(ClaimReply.claimed(reward.get()))
                    : unlessRepeated(uid, valid, requestId, ClaimCode.ALREADY_CLAIMED));
  }

  /** A repeat is answered as the first try was, or would have been. */
  private Future<ClaimReply> unlessRepeated(
      String uid, LocalDate valid, UUID requestId, ClaimCode refusal) {
    return signIns
        .claimedBy(requestId, DailyMod.ACTIVITY, uid, valid)
        .map(earlier -> earlier.map(ClaimReply::claimed).orElseGet(() -> ClaimReply.of(refusal)));
  }

  /**
   * {@code {valid}} of a player and a grant, whose id is the request's and whose date that is, to
   * {@code {code, inventory}}.
   */
  private Future<JsonObject> deliver(RequestKey key, JsonObject args) {
    return inventories
        .deliver(
            Arguments.uid(key.owner()),
            key.requestId(),
            Arguments.date(args, "valid"),
            clock().instant())
        .map(Delivery::toJson);
  }

  /** {@code {item, count, reason}} of a player to {@code {uid, inventory, bag}}. */
  private Future<JsonObject> correct(SqlConnection transaction, RequestKey key, JsonObject args) {
    String uid = Arguments.uid(key.owner());
    ItemCount change = new ItemCount(Arguments.item(args), Arguments.change(args));
    String reason = Arguments.reason(args);
    return inventories
        .correct(transaction, uid, key.requestId(), change, reason, clock().instant())
        .map(inventory -> inventory.writeTo(new JsonObject().put("uid", uid)));
  }

  /** {@code {uid, week?}}, week being any date in it, to {@code {uid, week, claims}}. */
  private Future<JsonObject> query(JsonObject args) {
    String uid = Arguments.uid(args);
    LocalDate monday =
        SignInCalendar.monday(Arguments.optionalDate(args, "week").orElseGet(this::today));
    return signIns
        .claims(DailyMod.ACTIVITY, uid, monday, monday.plusDays(6))
        .map(
            claims ->
                new JsonObject()
                    .put("uid", uid)
                    .put("week", monday.toString())
                    .put("claims", new JsonArray(claims.stream().map(Claim::toJson).toList())));
  }

  /** {@code {before, dryRun?}} to {@code {detached}}, or with dryRun to {@code {wouldDetach}}. */
  private Future<JsonObject> detach(JsonObject args) {
    LocalDate before = Arguments.date(args, "before");
    boolean dryRun = Arguments.flag(args, "dryRun");
    if (before.isAfter(SignInCalendar.monday(today()))) {
      throw Arguments.refused(args, "before", "a date that is not after this week's Monday");
    }
    return signIns
        .partitions()
        .mailboxBegin(clock().instant())
        .compose(begin -> before.isAfter(begin) ? stillWaits(args, begin) : detach(before, dryRun));
  }

  private static Future<JsonObject> stillWaits(JsonObject args, LocalDate begin) {
    String allowed = "a date that is not after " + begin + ": rewards of later days may still wait";
    return Future.failedFuture(Arguments.refused(args, "before", allowed));
  }

  private Future<JsonObject> detach(LocalDate before, boolean dryRun) {
    return signIns
        .partitions()
        .before(before)
        .compose(
            old ->
                dryRun
                    ? Future.succeededFuture(names("wouldDetach", old))
                    : signIns.partitions().detach(old).map(names -> names("detached", names)));
  }

  private static JsonObject names(String key, List<?> found) {
    return new JsonObject().put(key, new JsonArray(found.stream().map(Object::toString).toList()));
  }

  private LocalDate today() {
    return calendar.signInDate(clock().instant());
  }
}
