/** The daily sign-in: calendar (pure rules), store (SQL) and a system for each role. */
@CheckReturnValue
@NullMarked
package dev.delos.mods.daily;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
