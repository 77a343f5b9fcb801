/**
 * What nodes and clients say to each other: addresses, frames, envelopes, codes, limits. No I/O.
 */
@NullMarked
package dev.delos.protocol;

import org.jspecify.annotations.NullMarked;
