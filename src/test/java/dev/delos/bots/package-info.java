/** The command {@code bots}. */
package dev.delos.bots;
