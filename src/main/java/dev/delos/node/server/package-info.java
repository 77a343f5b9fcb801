/** The lobby and the game: the players on it and the systems that play with them. */
@NullMarked
package dev.delos.node.server;

import org.jspecify.annotations.NullMarked;
