/** What no client should send, by the hundred thousand. */
package dev.delos.fuzz;
