/** Runs mods: finds, starts and stops them, and keeps the failure of one from the others. */
@NullMarked
package dev.delos.host;

import org.jspecify.annotations.NullMarked;
