/** Tests on a real PostgreSQL. */
@NullMarked
package dev.delos.database;

import org.jspecify.annotations.NullMarked;
