/**
 * The players' side of the network when connections break: a breaker for TCP, and what it finds.
 */
package dev.delos.edge;
