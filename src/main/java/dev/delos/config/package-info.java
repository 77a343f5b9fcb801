/** Configuration files into validated, immutable records; one clear line for each mistake. */
@NullMarked
package dev.delos.config;

import org.jspecify.annotations.NullMarked;
