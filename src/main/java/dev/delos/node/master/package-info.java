/** The master: the operators' HTTP interface. */
@NullMarked
package dev.delos.node.master;

import org.jspecify.annotations.NullMarked;
