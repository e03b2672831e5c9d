package org.nostrobservatory.score;

/**
 * Something that somebody did to a note.
 *
 * @param actor number of the account
 * @param msat the zapped amount; 0 for anything else
 */
public record Interaction(int actor, Action action, long msat) {}
