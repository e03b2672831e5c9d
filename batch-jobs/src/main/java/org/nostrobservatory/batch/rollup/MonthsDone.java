package org.nostrobservatory.batch.rollup;

import java.io.Serializable;

/**
 * What a partition reports after each chunk.
 *
 * @param months gone through
 * @param computed those of them that had changed
 */
record MonthsDone(int months, int computed) implements Serializable {}
