/** The roles, one verticle each: they meet only on the bus. */
@NullMarked
package dev.delos.node;

import org.jspecify.annotations.NullMarked;
