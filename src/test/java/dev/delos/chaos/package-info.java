/** The chaos test: a network whose parts die at random, and whose rewards are then counted. */
package dev.delos.chaos;
