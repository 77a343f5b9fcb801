/** Node directory, routing, RPC and events: the only user of the event bus. */
@CheckReturnValue
@NullMarked
package dev.delos.cluster;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
