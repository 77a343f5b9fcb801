package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.ItemCount;
import dev.delos.mods.daily.rules.SignInRules;
import dev.delos.sdk.IdempotentMethod;
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
import java.util.Optional;

/**
 * Signs players in. The day is that of this service's clock: neither a client nor a lobby has a say
 * in it. Each method may be repeated.
 */
final class DailyServiceSystem extends ServiceSystem {
  static final String NAME = "DailyServiceSystem";

  private final DailyConfig config;
  private final SignInStore signIns;
  private final InventoryStore inventories;
  private final Visits visits;
  private final Activities activities;
  private final Pages pages;
  private final PlanCommands commands;
  private final DryRuns dryRuns;

  DailyServiceSystem(ServiceHost host) {
    super(host);
    this.config = DailyConfig.parse(config());
    this.signIns = new SignInStore(database());
    this.inventories = new InventoryStore(database(), config.bag());
    JsonObject settings = config();
    this.activities =
        new Activities(
            database(), name -> Activity.of(name, database(), settings, signIns, inventories));
    this.dryRuns = new DryRuns(database());
    this.visits = new Visits(database(), Visits.DELAY);
    this.pages = new Pages(activities, config.bag(), visits);
    this.commands = new PlanCommands(activities, clock());
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
    register("activities", new ActivityList(activities, clock())::show);
  }

  private void register(String method, RpcMethod handler) {
    registerRpcMethodForMod(DailyMod.MODULE, method, handler);
  }

  /** What operators order, and its dry run: the same, undone. */
  private void registerOrder(String method, IdempotentMethod order) {
    IdempotentMethod named =
        (transaction, key, args) ->
            order.call(transaction, key, args).map(reply -> Arguments.withOrder(reply, args));
    registerIdempotentMethod(DailyMod.MODULE, method, named);
    registerRepeatableMethod(
        DailyMod.MODULE,
        method + ".dry",
        (key, args) -> dryRuns.run(transaction -> named.call(transaction, key, args)));
  }

  /** The rules of an activity; fails if there is none. */
  private Future<SignInRules> rules(String activity) {
    return activities.meant(activity, clock().instant()).compose(found -> found.plans().rules());
  }

  /** {@code {activity?, claims?}} of a player to {@code {display, undelivered}}. */
  private Future<JsonObject> look(RequestKey key, JsonObject args) {
    String uid = Arguments.uid(key.owner());
    JsonObject token = Arguments.optionalObject(args, "claims");
    Instant now = clock().instant();
    return meant(args, now).compose(activity -> pages.page(activity, uid, token, now));
  }

  /**
   * {@code {activity?, valid, claims?}} to {@code {code, activity, reward?, payment?}}; claims are
   * those of the player's token.
   */
  private Future<JsonObject> claim(RequestKey key, JsonObject args) {
    String uid = Arguments.uid(key.owner());
    LocalDate valid = Arguments.date(args, "valid");
    JsonObject token = Arguments.optionalObject(args, "claims");
    Instant now = clock().instant();
    return meant(args, now)
        .compose(activity -> activity.claims().claim(uid, token, valid, key.requestId(), now))
        .onSuccess(reply -> noteVisit(uid, reply, valid))
        .map(ClaimReply::toJson);
  }

  private void noteVisit(String uid, ClaimReply reply, LocalDate day) {
    if (reply.code().isDone()) {
      visits.signedIn(reply.activity(), uid, day);
    }
  }

  /**
   * {@code {activity?, valid, price?}} to {@code {code, activity, reward?, payment?, cost?}}; the
   * price is what the player was shown.
   */
  private Future<JsonObject> makeUp(RequestKey key, JsonObject args) {
    String uid = Arguments.uid(key.owner());
    LocalDate valid = Arguments.date(args, "valid");
    Optional<ItemCount> price = Arguments.optionalPrice(args, "price");
    Instant now = clock().instant();
    return meant(args, now)
        .compose(activity -> activity.makeUps().makeUp(uid, valid, price, key.requestId(), now))
        .map(ClaimReply::toJson);
  }

  private Future<Activity> meant(JsonObject args, Instant now) {
    String name = args.getValue("activity") == null ? "" : Arguments.activity(args);
    return activities.meant(name, now);
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

  /** {@code {uid, activity?, week?}}, week any date in it, to {@code {uid, week, claims}}. */
  private Future<JsonObject> query(JsonObject args) {
    String uid = Arguments.uid(args);
    String activity = Arguments.activity(args);
    return Arguments.optionalDate(args, "week")
        .map(Future::succeededFuture)
        .orElseGet(this::today)
        .compose(day -> week(uid, activity, Week.of(day)));
  }

  private Future<JsonObject> week(String uid, String activity, Week week) {
    return signIns
        .claims(activity, uid, week.monday(), week.sunday())
        .map(
            found ->
                new JsonObject()
                    .put("uid", uid)
                    .put("week", week.monday().toString())
                    .put("claims", new JsonArray(found.stream().map(Claim::toJson).toList())));
  }

  /** {@code {before, dryRun?}} to {@code {detached}}, or with dryRun to {@code {wouldDetach}}. */
  private Future<JsonObject> detach(JsonObject args) {
    LocalDate before = Arguments.date(args, "before");
    boolean dryRun = Arguments.flag(args, "dryRun");
    return today()
        .compose(
            today -> {
              if (before.isAfter(Week.of(today).monday())) {
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
    return activities
        .daily()
        .plans()
        .rules()
        .map(rules -> rules.timeline().dayAt(clock().instant()));
  }
}
