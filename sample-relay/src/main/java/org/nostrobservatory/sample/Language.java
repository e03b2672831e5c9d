package org.nostrobservatory.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names and phrases of people who write one language, read from the resource {@code <code>.txt}. */
final class Language {

    private static final String NOTE = "note ";
    private static final String ARTICLE = "article ";

    private final String code;
    private final Map<String, List<String>> sections = new LinkedHashMap<>();

    Language(String code) {
        this.code = code;
        String resource = code + ".txt";
        try (InputStream in = Language.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    int colon = line.indexOf(": ");
                    sections.computeIfAbsent(line.substring(0, colon), section -> new ArrayList<>())
                            .add(line.substring(colon + 2));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /** ISO 639-1. */
    String code() {
        return code;
    }

    /** Topics of notes; each is a hashtag. */
    List<String> topics() {
        return namesOf(NOTE);
    }

    List<String> articleTopics() {
        return namesOf(ARTICLE);
    }

    List<String> notes(String topic) {
        return sections.get(NOTE + topic);
    }

    List<String> articleTitles(String topic) {
        return sections.get(ARTICLE + topic);
    }

    /** {@code display/ascii} pairs. */
    List<String> firstNames() {
        return List.of(sections.get("first").get(0).split(", "));
    }

    /** {@code display/ascii} pairs. */
    List<String> lastNames() {
        return List.of(sections.get("last").get(0).split(", "));
    }

    List<String> bios() {
        return sections.get("bio");
    }

    List<String> openers() {
        return sections.get("opener");
    }

    List<String> closers() {
        return sections.get("closer");
    }

    List<String> replies() {
        return sections.get("reply");
    }

    private List<String> namesOf(String kind) {
        return sections.keySet().stream()
                .filter(section -> section.startsWith(kind))
                .map(section -> section.substring(kind.length()))
                .toList();
    }
}
