package org.nostrobservatory.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.Tag;

/** Jobs for DVMs (NIP-90): a request, then over time feedback, payment and results of those that take it up. */
final class Jobs {

    private static final int TEXT_GENERATION = 5050;
    private static final int IMAGE_GENERATION = 5100;
    private static final int TEXT_TO_SPEECH = 5250;
    private static final int CONTENT_DISCOVERY = 5300;
    private static final int RESULT_OFFSET = 1000;
    private static final int FEEDBACK = 7000;

    private final Chance chance;
    private final Agenda agenda;
    private final RecentNotes recent;
    private final ZapReceipts receipts;
    private final List<Dvm> announced = new ArrayList<>();

    Jobs(Chance chance, Agenda agenda, RecentNotes recent, ZapReceipts receipts) {
        this.chance = chance;
        this.agenda = agenda;
        this.recent = recent;
        this.receipts = receipts;
    }

    Event announce(Dvm dvm, long now) {
        announced.add(dvm);
        return dvm.announce(now);
    }

    Optional<Event> request(Person customer, long now) {
        int kind = chance.of(.65)
                ? CONTENT_DISCOVERY
                : chance.pick(List.of(TEXT_GENERATION, IMAGE_GENERATION, TEXT_TO_SPEECH));
        List<Dvm> able =
                announced.stream().filter(dvm -> dvm.kinds().contains(kind)).toList();
        if (able.isEmpty()) {
            return Optional.empty();
        }
        List<Dvm> asked = chance.of(.5) ? List.of(chance.pick(able)) : able;
        Event request = customer.key.sign(now, kind, requestTags(customer, kind, asked), "");
        asked.stream()
                .filter(dvm -> chance.of(dvm.answers()))
                .forEach(dvm -> takeUp(new Job(dvm, customer, request), now));
        return Optional.of(request);
    }

    private List<Tag> requestTags(Person customer, int kind, List<Dvm> asked) {
        List<Tag> tags = new ArrayList<>();
        String topic = chance.pick(customer.topics);
        if (kind == CONTENT_DISCOVERY) {
            tags.add(Tag.of("param", "user", customer.pubkey().hex()));
            tags.add(Tag.of("param", "max_results", "20"));
        } else {
            tags.add(Tag.of("i", chance.pick(customer.language.notes(topic)), "text"));
        }
        tags.add(Tag.of(
                "output",
                kind == IMAGE_GENERATION ? "image/png" : kind == TEXT_TO_SPEECH ? "audio/mpeg" : "text/plain"));
        tags.add(Tag.of("relays", chance.pick(Profiles.RELAYS), chance.pick(Profiles.RELAYS)));
        if (chance.of(.3)) {
            tags.add(Tag.of("bid", Long.toString(chance.between(1, 100) * 1000L)));
        }
        if (asked.size() == 1) {
            tags.add(Tag.of("p", asked.get(0).key().publicKey().hex()));
        }
        return tags;
    }

    /** One request in the hands of one DVM. */
    private record Job(Dvm dvm, Person customer, Event request) {}

    private void takeUp(Job job, long now) {
        long begun = now + 1 + (long) chance.exponential(1.5);
        long done = begun + 1 + (long) chance.logNormal(job.dvm().medianSeconds(), .6);
        if (chance.of(.75)) {
            agenda.at(begun, time -> feedback(job, time, Tag.of("status", "processing")));
        }
        if (job.dvm().priceMsat() > 0 && chance.of(.7)) {
            agenda.at(begun, time -> demandPayment(job, time, done - begun));
        } else {
            finish(job, done);
        }
    }

    private Event demandPayment(Job job, long now, long workSeconds) {
        long price = job.dvm().priceMsat();
        String invoice = job.dvm()
                .provider()
                .payment(chance, price, now, "Job " + job.request().id())
                .bolt11();
        Event demand = feedback(
                job,
                now,
                Tag.of("status", "payment-required", "This job has a price."),
                Tag.of("amount", Long.toString(price), invoice));
        if (chance.of(.7)) {
            long paid = now + chance.between(3, 40);
            agenda.at(
                    paid,
                    time -> receipts.receipt(
                            job.customer(), job.dvm().provider(), demand.pubkey(), Optional.of(demand), price, time));
            finish(job, paid + workSeconds);
        }
        return demand;
    }

    private void finish(Job job, long done) {
        if (chance.of(job.dvm().fails())) {
            agenda.at(done, time -> feedback(job, time, Tag.of("status", "error", "The model is not available.")));
            return;
        }
        agenda.at(done, time -> result(job, time));
        if (chance.of(.3)) {
            agenda.at(done + 1, time -> feedback(job, time, Tag.of("status", "success")));
        }
    }

    private Event feedback(Job job, long now, Tag... status) {
        List<Tag> tags = Stream.concat(Stream.of(status), answerTags(job)).toList();
        return job.dvm().key().sign(now, FEEDBACK, tags, "");
    }

    private Event result(Job job, long now) {
        Event request = job.request();
        List<Tag> tags = new ArrayList<>();
        tags.add(Tag.of("request", EventJson.write(request)));
        answerTags(job).forEach(tags::add);
        request.tags("i").forEach(tags::add);
        if (job.dvm().priceMsat() > 0) {
            tags.add(Tag.of("amount", Long.toString(job.dvm().priceMsat())));
        }
        return job.dvm().key().sign(now, request.kind() + RESULT_OFFSET, tags, output(job));
    }

    private static Stream<Tag> answerTags(Job job) {
        return Stream.of(
                Tag.of("e", job.request().id().hex()),
                Tag.of("p", job.customer().pubkey().hex()));
    }

    private String output(Job job) {
        return switch (job.request().kind()) {
            case CONTENT_DISCOVERY ->
                EventJson.writeTags(recent.all().stream()
                        .limit(20)
                        .map(post -> Tag.of("e", post.event().id().hex()))
                        .toList());
            case TEXT_GENERATION -> chance.pick(job.customer().language.replies());
            default -> "https://media.example/" + job.request().id();
        };
    }
}
