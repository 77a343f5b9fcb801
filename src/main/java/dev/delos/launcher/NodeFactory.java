package dev.delos.launcher;

import dev.delos.config.DelosConfig;
import dev.delos.config.LoginConfig;
import dev.delos.config.MasterConfig;
import dev.delos.config.NodeConfig;
import dev.delos.config.Operator;
import dev.delos.config.ProxyConfig;
import dev.delos.config.ServerConfig;
import dev.delos.config.ServiceConfig;
import dev.delos.database.PgDatabase;
import dev.delos.node.NodeContext;
import dev.delos.node.master.MasterVerticle;
import dev.delos.node.proxy.ProxyVerticle;
import dev.delos.node.server.ServerVerticle;
import dev.delos.node.service.ServiceVerticle;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Makes the verticle of each role.
 *
 * @param ports told the server id and port of each node that listens
 */
record NodeFactory(
    DelosConfig config,
    NodeContext context,
    Optional<PgDatabase> database,
    LoginConfig login,
    List<Operator> operators,
    BiConsumer<Integer, Integer> ports) {

  /** Finds or makes the secrets first. Blocks. */
  static NodeFactory create(
      DelosConfig config,
      NodeContext context,
      Optional<PgDatabase> database,
      BiConsumer<Integer, Integer> ports) {
    return new NodeFactory(config, context, database, login(config), operators(config), ports);
  }

  private static LoginConfig login(DelosConfig config) {
    LoginConfig login = config.login();
    return login.keys().isPresent()
        ? login
        : login.with(DevSecrets.orMade(login.secret(), config, DevSecrets.JWT_SECRET));
  }

  private static List<Operator> operators(DelosConfig config) {
    return config.operators().isEmpty()
        ? List.of(
            new Operator(
                Operator.UNNAMED,
                DevSecrets.orMade(Optional.empty(), config, DevSecrets.OPERATOR_TOKEN)))
        : config.operators();
  }

  VerticleBase verticle(NodeConfig node) {
    if (node instanceof ServiceConfig service) {
      return new ServiceVerticle(service, context, database.orElseThrow());
    }
    if (node instanceof ServerConfig server) {
      return new ServerVerticle(server, context);
    }
    if (node instanceof MasterConfig master) {
      return new MasterVerticle(
          master,
          context,
          database.orElseThrow(),
          operators,
          port -> ports.accept(master.serverId(), port));
    }
    ProxyConfig proxy = (ProxyConfig) node;
    return new ProxyVerticle(proxy, context, login, port -> ports.accept(proxy.serverId(), port));
  }
}
