package dev.delos.mods.daily.rules;

import java.time.Instant;

/**
 * A plan that is valid from an instant on, until the next version's.
 *
 * @param id what a payment names
 */
public record Version(long id, Instant from, Plan plan) {}
