package dev.delos.node.proxy;

import java.time.Duration;

/**
 * A token that is good.
 *
 * @param id its {@code jti}, or the empty string
 * @param rest how much longer it would be taken
 */
record Ticket(Account account, String id, Duration rest) {}
