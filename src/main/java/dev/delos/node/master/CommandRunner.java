package dev.delos.node.master;

import dev.delos.cluster.ClusterNode;
import dev.delos.host.CommandTable;
import dev.delos.protocol.NodeInfo;
import dev.delos.sdk.NamedOperatorCommand;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs operators' commands, on the active master alone and with a row in the audit table before
 * anything happens. Belongs to its node's context.
 */
final class CommandRunner {
  private static final Logger log = LoggerFactory.getLogger(CommandRunner.class);

  private final ClusterNode cluster;
  private final CommandTable commands;
  private final Forwarding forwarding;
  private final MasterLease lease;
  private final Audit audit;
  private final Duration limit;
  private final Duration beginLimit;
  private final List<Promise<Void>> idle = new ArrayList<>();
  private int running;
  private boolean leaving;

  CommandRunner(
      ClusterNode cluster,
      CommandTable commands,
      Forwarding forwarding,
      MasterLease lease,
      Audit audit,
      MasterLimits limits) {
    this.cluster = cluster;
    this.commands = commands;
    this.forwarding = forwarding;
    this.lease = lease;
    this.audit = audit;
    this.limit = limits.command();
    this.beginLimit = limits.call();
  }

  /** What the operator is told; never fails. */
  Future<Answer> run(Order order) {
    long epoch = lease.epoch();
    if (leaving) {
      return refuse(503, "node " + self() + " leaves" + active());
    }
    if (epoch == 0) {
      return refuse(503, "node " + self() + " stands by" + active());
    }
    Optional<NamedOperatorCommand> command =
        commands.find(order.path()).or(() -> forwarding.find(order.path()));
    return command.isPresent()
        ? counted(begin(order, epoch, command.get()))
        : refuse(404, "no command " + order.path() + ", allowed: " + String.join(", ", paths()));
  }

  private String active() {
    return cluster
        .directory()
        .activeMaster()
        .filter(master -> master.serverId() != self())
        .map(master -> "; the active master is node " + master.serverId())
        .orElse("; no master is active");
  }

  private Set<String> paths() {
    Set<String> paths = new TreeSet<>(commands.paths());
    cluster.directory().reachableNodes().map(NodeInfo::commands).forEach(paths::addAll);
    return paths;
  }

  private Future<Answer> begin(Order order, long epoch, NamedOperatorCommand command) {
    Future<Audit.Begun> writing = audit.begin(order, epoch);
    return writing
        .timeout(beginLimit.toMillis(), TimeUnit.MILLISECONDS)
        .transform(
            begun -> {
              if (begun.failed()) {
                return notBegun(order, writing, begun.cause());
              }
              if (begun.result() instanceof Audit.Repeated repeated) {
                return Future.succeededFuture(repeated.answer());
              }
              return lease.isHeld(epoch)
                  ? run(order, ((Audit.Run) begun.result()).id(), command)
                  : end(order, ((Audit.Run) begun.result()).id(), new DeposedException());
            });
  }

  private Future<Answer> notBegun(Order order, Future<Audit.Begun> writing, Throwable failure) {
    if (failure instanceof DeposedException) {
      return Future.succeededFuture(Answer.failure(order.path(), failure));
    }
    log.error("command {} was not run: no row could be written", order.path(), failure);
    Answer answer =
        Answer.refusal(503, "the command was not run: the audit table could not be written");
    return writing.isComplete()
        ? Future.succeededFuture(answer)
        : refuseLater(order, writing, answer);
  }

  /** The row may still be written: it says then that nothing was run. */
  private Future<Answer> refuseLater(Order order, Future<Audit.Begun> writing, Answer answer) {
    counted(
            writing.compose(
                late ->
                    late instanceof Audit.Run run
                        ? completed(order, run.id(), answer)
                        : Future.succeededFuture(answer)))
        .onFailure(failure -> log.debug("the late row was not written: {}", failure.toString()));
    return Future.succeededFuture(answer);
  }

  /** The command goes on after the limit, and its row is completed when it ends. */
  private Future<Answer> run(Order order, long id, NamedOperatorCommand command) {
    log.info("operator {} runs {}, audit row {}", order.operator(), order.path(), id);
    // A mod's future may end on any thread: its end is taken on this node's context.
    Promise<JsonObject> ended =
        ((ContextInternal) Objects.requireNonNull(Vertx.currentContext())).promise();
    Future.succeededFuture()
        .compose(start -> command.run(order.operator(), order.body()))
        .onComplete(ended);
    return ended
        .future()
        .map(Answer::success)
        .recover(failure -> Future.succeededFuture(Answer.failure(order.path(), failure)))
        .compose(answer -> completed(order, id, answer))
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(
            late ->
                Answer.refusal(
                    504,
                    "the command takes more than "
                        + limit.toMillis()
                        + " ms and goes on: see audit row "
                        + id));
  }

  private Future<Answer> end(Order order, long id, Throwable failure) {
    return completed(order, id, Answer.failure(order.path(), failure));
  }

  private Future<Answer> completed(Order order, long id, Answer answer) {
    return audit
        .complete(id, answer)
        .map(answer)
        .otherwise(
            failure -> {
              log.error("the end of {} is not in audit row {}", order.path(), id, failure);
              return answer;
            });
  }

  /** Takes no command any more; completes when none runs. */
  Future<Void> leave() {
    leaving = true;
    Promise<Void> promise = Promise.promise();
    idle.add(promise);
    tellIdle();
    return promise.future();
  }

  private Future<Answer> counted(Future<Answer> answer) {
    running++;
    return answer.onComplete(
        done -> {
          running--;
          tellIdle();
        });
  }

  private void tellIdle() {
    if (running == 0) {
      idle.forEach(Promise::tryComplete);
      idle.clear();
    }
  }

  private int self() {
    return cluster.self().serverId();
  }

  private static Future<Answer> refuse(int code, String message) {
    return Future.succeededFuture(Answer.refusal(code, message));
  }
}
