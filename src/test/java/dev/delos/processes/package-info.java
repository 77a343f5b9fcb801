/** Tests with each role a process of its own: killed, frozen, cut off, drained. */
package dev.delos.processes;
