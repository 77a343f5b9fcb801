/** The daily sign-in: calendar (pure rules), store (SQL) and a system for each role. */
@NullMarked
package dev.delos.mods.daily;

import org.jspecify.annotations.NullMarked;
