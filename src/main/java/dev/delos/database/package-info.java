/** The pool, the migrations and the embedded PostgreSQL: the only builder of a pool. */
@CheckReturnValue
@NullMarked
package dev.delos.database;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
