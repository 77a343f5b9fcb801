/** Reads the configuration, starts the nodes in order and stops them in reverse. */
@NullMarked
package dev.delos.launcher;

import org.jspecify.annotations.NullMarked;
