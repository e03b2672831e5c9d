package org.nostrobservatory.launcher;

import java.time.Duration;

/** Is told what the launcher is doing. Called by the thread that starts, or stops, the parts. */
public interface Progress {

    /** Says nothing to nobody. */
    Progress SILENT = new Progress() {
        @Override
        public void begin(String step) {}

        @Override
        public void end(String step, Duration elapsed) {}
    };

    /** A step such as "Starting the database" begins. */
    void begin(String step);

    /** The step that began last has succeeded. */
    void end(String step, Duration elapsed);
}
