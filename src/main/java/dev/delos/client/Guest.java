package dev.delos.client;

import java.time.Duration;

/**
 * A guest whom a proxy has let in.
 *
 * @param token who the player is, for {@link DelosClient#connect}
 * @param name as the proxy has it
 * @param lifetime how long the token is good from now on
 */
public record Guest(String token, String uid, String name, Duration lifetime) {}
