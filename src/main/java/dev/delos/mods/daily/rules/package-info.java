/**
 * The pure rules of the sign-in: what a plan says, which day it is, how far a player is, what a
 * sign-in pays. The time is always a parameter; nothing here waits, reads or writes.
 */
@NullMarked
package dev.delos.mods.daily.rules;

import org.jspecify.annotations.NullMarked;
