/** The proxy: holds the players' connections, checks every frame, knows no game rules. */
@NullMarked
package dev.delos.node.proxy;

import org.jspecify.annotations.NullMarked;
