/** What the base classes of the SDK ask of the node that runs them; the host implements it. */
@CheckReturnValue
@NullMarked
package dev.delos.sdk.spi;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
