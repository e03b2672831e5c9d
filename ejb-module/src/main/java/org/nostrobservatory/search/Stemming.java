package org.nostrobservatory.search;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The text search configurations that PostgreSQL brings since version 15, and which languages they are for. */
final class Stemming {

    /** For languages without a stemmer, and for texts of unknown language: takes words as they are. */
    static final String NONE = "simple";

    private static final Map<String, String> CONFIGURATIONS = new TreeMap<>();

    static {
        String all =
                "ar=arabic da=danish de=german el=greek en=english es=spanish fi=finnish fr=french hi=hindi hu=hungarian"
                        + " hy=armenian id=indonesian it=italian lt=lithuanian nb=norwegian nl=dutch pt=portuguese ro=romanian"
                        + " ru=russian sv=swedish ta=tamil tr=turkish";
        Arrays.stream(all.split(" "))
                .map(entry -> entry.split("="))
                .forEach(entry -> CONFIGURATIONS.put(entry[0], entry[1]));
    }

    private Stemming() {}

    /** @param language ISO 639-1, or anything else */
    static String configuration(String language) {
        return CONFIGURATIONS.getOrDefault(language, NONE);
    }

    /** All that words can have been indexed with. */
    static List<String> configurations() {
        return Stream.concat(CONFIGURATIONS.values().stream(), Stream.of(NONE)).toList();
    }
}
