package org.nostrobservatory.benchmark;

/** Says with the time of day how far a run is. */
final class Console {

    private Console() {}

    static void say(String text) {
        System.out.printf("%tT  %s%n", System.currentTimeMillis(), text);
    }
}
