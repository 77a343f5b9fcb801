/** The command {@code bots}: many real players in one process, to see what a network bears. */
@NullMarked
package dev.delos.bots;

import org.jspecify.annotations.NullMarked;
