package org.nostrobservatory.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request for a job (kinds 5000 to 5999, NIP-90). Of everything the first {@value #MAX_NUMBER} are read, texts up to
 * {@value #MAX_LENGTH} characters.
 *
 * @param inputs {@code i} tags
 * @param params {@code param} tags
 * @param output the content type that is wanted
 * @param bidMsat what the customer would pay at most, millisatoshi; empty where nothing usable is said
 * @param encrypted whether inputs and parameters are encrypted, and so not here
 * @param relays where answers are to be published, as written, each once
 * @param targets who is to do it, each once; empty for anybody
 */
public record JobRequest(
        List<Input> inputs,
        List<Param> params,
        Optional<String> output,
        OptionalLong bidMsat,
        boolean encrypted,
        List<String> relays,
        List<Bytes> targets) {

    /** How an input is to be understood. */
    public enum InputType {
        TEXT,
        URL,
        EVENT,
        /** The result of another job, named by its request. */
        JOB,
        /** Something that NIP-90 does not know. */
        OTHER
    }

    /**
     * What is to be worked on.
     *
     * @param marker what it is for, in the words of the customer; empty where nothing is said
     */
    public record Input(String data, InputType type, String marker) {

        /** The event that it names; none where it is no event or job. */
        public Optional<Bytes> eventId() {
            return type == InputType.EVENT || type == InputType.JOB ? Keys.parse(data) : Optional.empty();
        }
    }

    /** How it is to be done. */
    public record Param(String name, String value) {}

    public static final int MAX_NUMBER = 20;
    public static final int MAX_LENGTH = 1000;

    private static final int TYPE = 2;
    private static final int MARKER = 4;

    public JobRequest {
        inputs = List.copyOf(inputs);
        params = List.copyOf(params);
        relays = List.copyOf(relays);
        targets = List.copyOf(targets);
    }

    /** Reads a request; none for other kinds. */
    public static Optional<JobRequest> of(Event event) {
        if (!JobKind.isRequest(event.kind())) {
            return Optional.empty();
        }
        return Optional.of(new JobRequest(
                event.tags("i").limit(MAX_NUMBER).map(JobRequest::input).toList(),
                event.tags("param")
                        .limit(MAX_NUMBER)
                        .map(tag -> new Param(text(tag, 1), text(tag, 2)))
                        .toList(),
                event.tagValue("output").map(JobRequest::cut).filter(text -> !text.isEmpty()),
                event.tagValue("bid").map(JobAmount::number).orElse(OptionalLong.empty()),
                event.tags("encrypted").findAny().isPresent(),
                event.tags("relays")
                        .flatMap(tag -> tag.values().stream().skip(1))
                        .map(JobRequest::cut)
                        .distinct()
                        .limit(MAX_NUMBER)
                        .toList(),
                event.keys("p").distinct().limit(MAX_NUMBER).toList()));
    }

    /** The requests whose results are input of this one, each once. */
    public List<Bytes> chainedTo() {
        return inputs.stream()
                .filter(input -> input.type() == InputType.JOB)
                .flatMap(input -> input.eventId().stream())
                .distinct()
                .toList();
    }

    /** Clients leave the type out, or put nothing there: then it is text. */
    private static Input input(Tag tag) {
        InputType type = switch (text(tag, TYPE).strip().toLowerCase(Locale.ROOT)) {
            case "text", "" -> InputType.TEXT;
            case "url" -> InputType.URL;
            case "event" -> InputType.EVENT;
            case "job" -> InputType.JOB;
            default -> InputType.OTHER;
        };
        // Older clients have no place for a relay, and the marker there.
        String marker = text(tag, MARKER).isEmpty() && !text(tag, MARKER - 1).contains("://")
                ? text(tag, MARKER - 1)
                : text(tag, MARKER);
        return new Input(text(tag, 1), type, marker);
    }

    private static String text(Tag tag, int index) {
        return tag.at(index).map(JobRequest::cut).orElse("");
    }

    private static String cut(String text) {
        return Text.cut(text, MAX_LENGTH);
    }
}
