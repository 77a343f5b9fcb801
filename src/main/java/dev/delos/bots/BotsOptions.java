package dev.delos.bots;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run does.
 *
 * @param urls the proxies' WebSockets; a bot takes the next one each time it connects
 * @param rate new logins a second
 * @param name what the guests' names begin with
 * @param tokens a file with a token a line, for networks that take no guests
 * @param pace between two openings of the page by one bot
 * @param reconnects connections a second, of all bots together, that are broken
 * @param from the local addresses that connections come from; empty: the system's choice
 * @param expected kinds of failures that don't make the run a failure
 */
record BotsOptions(
    List<URI> urls,
    int count,
    double rate,
    String name,
    Optional<Path> tokens,
    Duration time,
    Duration pace,
    double reconnects,
    List<String> from,
    Set<String> expected) {}
