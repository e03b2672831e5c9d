package org.nostrobservatory.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;

/** What a hostile relay sends between good events, with the reason that each must be counted under. */
final class HostileFrames {

    static final int GOOD_EVENTS = 30;

    private static final SecretKey AUTHOR = SecretKey.of("hostile relay's good author.....".getBytes());

    private HostileFrames() {}

    /** The good events: they must arrive, whatever surrounds them. */
    static List<Event> good() {
        long now = 1_780_000_000L;
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < GOOD_EVENTS; i++) {
            events.add(AUTHOR.sign(now + i, 1, List.of(Tag.of("t", "good")), "good \u0000 note " + i));
        }
        return events;
    }

    /** The bad lines by the reason they must be rejected for. */
    static Map<String, List<String>> bad() {
        String event = EventJson.write(AUTHOR.sign(1_780_000_000L, 1, List.of(), "bad"));
        List<Tag> manyTags = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            manyTags.add(Tag.of("t", "tag" + i));
        }
        Map<String, List<String>> bad = new TreeMap<>();
        bad.put("malformed-json", List.of("this is not JSON", event.substring(0, 100), "{\"id\":}"));
        bad.put("bad-frame", List.of("42", "\"text\"", "[1,2]"));
        bad.put("duplicate-key", List.of(event.replace("\"kind\":1", "\"kind\":1,\"kind\":1")));
        bad.put("bad-kind", List.of(event.replace("\"kind\":1", "\"kind\":1.5")));
        bad.put("bad-tags", List.of(event.replace("\"tags\":[]", "\"tags\":[[null]]")));
        bad.put(
                "bad-created-at",
                List.of(
                        event.replace("\"created_at\":1780000000", "\"created_at\":-62135596800"),
                        event.replace("\"created_at\":1780000000", "\"created_at\":\"now\"")));
        bad.put("bad-id", List.of(event.replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"" + "AB".repeat(32) + "\"")));
        bad.put("lone-surrogate", List.of(event.replace("\"content\":\"bad\"", "\"content\":\"\\udc00\"")));
        bad.put("id-mismatch", List.of(event.replace("\"content\":\"bad\"", "\"content\":\"\\u0000\"")));
        bad.put(
                "sig-invalid",
                List.of(event.replaceFirst("\"sig\":\"[^\"]*\"", "\"sig\":\"" + "1".repeat(128) + "\"")));
        bad.put("too-many-tags", List.of(EventJson.write(AUTHOR.sign(1_780_000_000L, 1, manyTags, ""))));
        bad.put("frame-too-large", List.of("\"" + "x".repeat(10 << 20) + "\""));
        return bad;
    }

    /** All of them as the lines of one file: bad and good by turns, and a good event of the year 9999. */
    static Path write() throws IOException {
        List<String> lines = new ArrayList<>();
        bad().values().forEach(lines::addAll);
        int place = 0;
        for (Event event : good()) {
            lines.add(Math.min(place, lines.size()), EventJson.write(event));
            place += 2;
        }
        lines.add(EventJson.write(yearNineThousand()));
        Path file = Files.createTempFile("hostile", ".jsonl");
        file.toFile().deleteOnExit();
        return Files.write(file, lines);
    }

    static Event yearNineThousand() {
        return AUTHOR.sign(253_370_764_800L, 1, List.of(), "year 9999");
    }
}
