/** What spec/COMMUNICATION.md says, row by row, on a cluster of two members. */
package dev.delos.conformance;
