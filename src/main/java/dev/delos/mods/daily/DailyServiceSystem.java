package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.ItemCount;
import dev.delos.mods.daily.rules.PlanDocument;
import dev.delos.mods.daily.rules.Progress;
import dev.delos.mods.daily.rules.SignInRules;
import dev.delos.sdk.IdempotentMethod;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.RequestKey;
import dev.delos.sdk.RpcMethod;
import dev.delos.sdk.ServiceSystem;
import dev.delos.sdk.spi.ServiceHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Signs players in. The day is that of this service's clock: neither a client nor a lobby has a say
 * in it. Each method may be repeated.
 */
final class DailyServiceSystem extends ServiceSystem {
  static final String NAME = "DailyServiceSystem";

  private final DailyConfig config;
  private final Plans plans;
  private final PlanCommands commands;
  private final SignInStore signIns;
  private final Claims claims;
  private final MakeUps makeUps;
  private final PlayerStore players;
  private final InventoryStore inventories;
  private final DryRuns dryRuns;
  private final Visits visits;

  DailyServiceSystem(ServiceHost host) {
    super(host);
    String activity = DailyMod.ACTIVITY;
    this.config = DailyConfig.parse(config());
    PlanStore store = new PlanStore(database(), activity, PlanStore.LEAD);
    this.plans = new Plans(store, PlanDocument.ofSettings(config()));
    this.commands = new PlanCommands(activity, store, plans, clock());
    this.signIns = new SignInStore(database());
    ProgressStore progress = new ProgressStore(database(), activity);
    this.claims = new Claims(activity, plans, progress, signIns);
    this.players = new PlayerStore(database(), activity);
    this.inventories = new InventoryStore(database(), config.bag());
    this.dryRuns = new DryRuns(database());
    this.visits = new Visits(database(), Visits.DELAY);
    this.makeUps = new MakeUps(activity, database(), plans, progress, signIns, inventories);
  }

  @Override
  public Future<?> start() {
    registerRepeatableMethod(DailyMod.MODULE, "look", this::look);
    registerRepeatableMethod(DailyMod.MODULE, "claim", this::claim);
    registerRepeatableMethod(DailyMod.MODULE, "makeUp", this::makeUp);
    registerRepeatableMethod(DailyMod.MODULE, "deliver", this::deliver);
    registerRpcMethodForMod(DailyMod.MODULE, "query", this::query);
    registerRpcMethodForMod(DailyMod.MODULE, "detach", this::detach);
    registerPlanMethods();
    registerOperatorMethods();
    return today()
        .compose(today -> signIns.partitions().make(today))
        .compose(made -> signIns.keepMail(config.mailboxTime()));
  }

  @Override
  public Future<?> stop() {
    return visits.write();
  }

  private void registerPlanMethods() {
    registerOrder("plan.put", (transaction, key, args) -> commands.put(transaction, args));
    registerOrder(
        "plan.activate", (transaction, key, args) -> commands.activate(transaction, args));
    registerRpcMethodForMod(DailyMod.MODULE, "plan.list", commands::list);
    registerRpcMethodForMod(DailyMod.MODULE, "plan.show", commands::show);
    registerRpcMethodForMod(DailyMod.MODULE, "plan.preview", commands::preview);
    registerRpcMethodForMod(DailyMod.MODULE, "plan.diff", commands::diff);
  }

  private void registerOperatorMethods() {
    Grants grants = new Grants(this::rules, clock());
    registerOrder("correct", this::correct);
    registerOrder("grant", grants::grant);
    registerOrder("tokens.give", grants::giveTokens);
    registerOrder("compensate", new Compensation(this::rules, clock())::compensate);
    registerOrder("excuse", new Excuses(this::rules, clock())::excuse);
    register("player.show", new PlayerFile(database(), this::rules, clock())::show);
    register("statistics", new Statistics(database(), this::rules, visits, clock())::show);
    register(
        "activities", new ActivityList(List.of(DailyMod.ACTIVITY), this::rules, clock())::show);
  }

  private void register(String method, RpcMethod handler) {
    registerRpcMethodForMod(DailyMod.MODULE, method, handler);
  }

  /** What operators order, and its dry run: the same, undone. */
  private void registerOrder(String method, IdempotentMethod order) {
    registerIdempotentMethod(DailyMod.MODULE, method, order);
    registerRepeatableMethod(
        DailyMod.MODULE,
        method + ".dry",
        (key, args) -> dryRuns.run(transaction -> order.call(transaction, key, args)));
  }

  /** The rules of an activity; fails with an {@link InvalidRequestException} if there is none. */
  private Future<SignInRules> rules(String activity) {
    return activity.equals(DailyMod.ACTIVITY)
        ? plans.rules()
        : Future.failedFuture(
            new InvalidRequestException(
                Arguments.mistake("activity", activity, DailyMod.ACTIVITY)));
  }

  /** {@code {}} of a player to {@code {display, undelivered}}. */
  private Future<JsonObject> look(RequestKey key, JsonObject args) {
    Instant now = clock().instant();
    String uid = Arguments.uid(key.owner());
    return plans.rules().compose(rules -> look(uid, rules, now));
  }

  private Future<JsonObject> look(String uid, SignInRules rules, Instant now) {
    DailyDisplay display = new DailyDisplay(rules, now);
    LocalDate monday = display.monday();
    return players
        .look(uid, monday, monday.plusDays(6), now)
        .map(
            found -> {
              Inventory inventory = Inventory.of(found.inventory(), config.bag());
              Progress progress = found.stand().under(rules);
              LocalDate today = rules.timeline().dayAt(now);
              if (!progress.hasSignedIn(today)) {
                visits.opened(DailyMod.ACTIVITY, uid, today);
              }
              return new JsonObject()
                  .put("display", display.of(found.claims(), progress, inventory))
                  .put("undelivered", Grant.toJson(found.undelivered()));
            });
  }

  /** {@code {valid}} to {@code {code, reward?}}. */
  private Future<JsonObject> claim(RequestKey key, JsonObject args) {
    String uid = Arguments.uid(key.owner());
    LocalDate valid = Arguments.date(args, "valid");
    return claims
        .claim(uid, valid, key.requestId(), clock().instant())
        .onSuccess(
            reply -> {
              if (reply.code() == ClaimCode.CLAIMED) {
                visits.signedIn(DailyMod.ACTIVITY, uid, valid);
              }
            })
        .map(ClaimReply::toJson);
  }

  /** {@code {valid}} to {@code {code, reward?, cost?}}. */
  private Future<JsonObject> makeUp(RequestKey key, JsonObject args) {
    String uid = Arguments.uid(key.owner());
    LocalDate valid = Arguments.date(args, "valid");
    return makeUps.makeUp(uid, valid, key.requestId(), clock().instant());
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
    Author author = Author.of(args);
    return inventories
        .correct(transaction, uid, key.requestId(), change, author, clock().instant())
        .map(inventory -> inventory.writeTo(new JsonObject().put("uid", uid)));
  }

  /** {@code {uid, week?}}, week being any date in it, to {@code {uid, week, claims}}. */
  private Future<JsonObject> query(JsonObject args) {
    String uid = Arguments.uid(args);
    return Arguments.optionalDate(args, "week")
        .map(Future::succeededFuture)
        .orElseGet(this::today)
        .compose(day -> query(uid, SignInCalendar.monday(day)));
  }

  private Future<JsonObject> query(String uid, LocalDate monday) {
    return signIns
        .claims(DailyMod.ACTIVITY, uid, monday, monday.plusDays(6))
        .map(
            found ->
                new JsonObject()
                    .put("uid", uid)
                    .put("week", monday.toString())
                    .put("claims", new JsonArray(found.stream().map(Claim::toJson).toList())));
  }

  /** {@code {before, dryRun?}} to {@code {detached}}, or with dryRun to {@code {wouldDetach}}. */
  private Future<JsonObject> detach(JsonObject args) {
    LocalDate before = Arguments.date(args, "before");
    boolean dryRun = Arguments.flag(args, "dryRun");
    return today()
        .compose(
            today -> {
              if (before.isAfter(SignInCalendar.monday(today))) {
                throw Arguments.refused(
                    args, "before", "a date that is not after this week's Monday");
              }
              return signIns.partitions().mailboxBegin(clock().instant());
            })
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

  private Future<LocalDate> today() {
    return plans.rules().map(rules -> rules.timeline().dayAt(clock().instant()));
  }
}
