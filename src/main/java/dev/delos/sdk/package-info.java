/** All that a mod may import: the base classes of its systems and what they work with. */
@CheckReturnValue
@NullMarked
package dev.delos.sdk;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
