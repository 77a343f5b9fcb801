/** The Java client: a home for a mod's client systems, for bots, load tests and Java games. */
@NullMarked
package dev.delos.client;

import org.jspecify.annotations.NullMarked;
