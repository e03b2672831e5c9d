package org.nostrobservatory.score;

/**
 * What can be seen of a note without reading it.
 *
 * @param length of the text, in code points
 * @param hashtags different ones
 * @param mentions different people
 * @param reply whether it answers something
 */
public record NoteShape(int length, boolean media, int hashtags, int urls, int mentions, boolean reply) {}
