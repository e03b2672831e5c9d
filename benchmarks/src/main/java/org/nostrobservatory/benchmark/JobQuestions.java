package org.nostrobservatory.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.InvalidEventException;
import org.nostrobservatory.protocol.JobKind;
import org.nostrobservatory.protocol.Nip19;

/** Each time about another window, other DVMs, kinds and jobs of the corpus, the busy ones more often. */
final class JobQuestions implements Questions {

    private static final List<String> WINDOWS = List.of("1h", "24h", "7d", "30d");
    private static final List<String> STATES = List.of("all", "answered", "unanswered", "failed", "undelivered");

    private final SplittableRandom random;
    private final List<Event> requests = new ArrayList<>();
    private final List<Event> results = new ArrayList<>();

    /** Samples these events of the corpus. */
    static JobQuestions of(Corpus corpus, int from, int to, long seed) throws IOException, InvalidEventException {
        JobQuestions questions = new JobQuestions(new SplittableRandom(seed));
        for (Event event : corpus.sample(KNOWN, questions.random, from, to)) {
            if (JobKind.isRequest(event.kind())) {
                questions.requests.add(event);
            } else if (JobKind.isResult(event.kind())) {
                questions.results.add(event);
            }
        }
        return questions;
    }

    private JobQuestions(SplittableRandom random) {
        this.random = random;
    }

    @Override
    public List<Supplier<Question>> figures() {
        return List.of(
                () -> Question.api("DVM overview", "/dvm/overview?window=" + window()),
                () -> Question.api("DVMs", "/dvm/providers?limit=20&window=" + window()),
                () -> Question.api("a DVM", "/dvm/providers/" + dvm().hex() + "?window=" + window()),
                () -> Question.api("kinds", "/dvm/kinds?window=" + window()),
                () -> Question.api("a kind", "/dvm/kinds/" + kind() + "?window=" + window()),
                () -> Question.api("months", "/dvm/monthly"),
                () -> Question.api("history", "/dvm/history"),
                () -> new Question("DVMDash: global", "/dvmdash/api/stats/global/latest?timeRange=" + window()),
                () -> new Question("DVMDash: DVMs", "/dvmdash/api/dvms?limit=100&timeRange=" + window()),
                () -> new Question(
                        "DVMDash: a DVM", "/dvmdash/api/stats/dvm/" + dvm().hex() + "?timeRange=" + window()));
    }

    @Override
    public List<Supplier<Question>> archive() {
        return List.of(
                () -> Question.api("latest jobs", "/dvm/jobs?limit=20&state=" + state()),
                () -> Question.api("jobs of a kind", "/dvm/jobs?limit=20&kind=" + kind()),
                () -> Question.api(
                        "jobs of a DVM", "/dvm/providers/" + dvm().hex() + "/jobs?limit=20&state=" + state()),
                () -> Question.api("a job", "/dvm/jobs/" + pick(requests).id()),
                () -> Question.api(
                        "a job by its result", "/dvm/jobs/" + pick(results).id()));
    }

    @Override
    public List<Supplier<Question>> pages() {
        return List.of(
                () -> new Question("DVMs", "/dvms?window=" + window()),
                () -> new Question("DVM list", "/dvm-list?window=" + window()),
                () -> new Question("DVM", "/dvm?key=" + Nip19.npub(dvm()) + "&window=" + window()),
                () -> new Question("Kinds", "/kinds?window=" + window()),
                () -> new Question("Kind", "/kind?kind=" + kind() + "&window=" + window()),
                () -> new Question("Jobs", "/jobs?state=" + state()),
                () -> new Question("Job", "/job?id=" + pick(requests).id()),
                () -> new Question("DVM history", "/dvm-history"));
    }

    private String window() {
        return pick(WINDOWS);
    }

    private String state() {
        return pick(STATES);
    }

    private Bytes dvm() {
        return pick(results).pubkey();
    }

    private int kind() {
        return pick(requests).kind();
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
