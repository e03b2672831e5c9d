package org.nostrobservatory.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.sample.Dvm.Manner;

/** What DVMs make of requests (NIP-90): over time feedback, payment and results; each in its manner. */
final class DvmWork {

    /** One request in the hands of one DVM. */
    record Job(Dvm dvm, Person customer, Event request) {

        boolean isBy(Manner manner) {
            return dvm.manner() == manner;
        }
    }

    private static final int RESULT_OFFSET = 1000;

    private final Chance chance;
    private final Agenda agenda;
    private final RecentNotes recent;
    private final ZapReceipts receipts;

    DvmWork(Chance chance, Agenda agenda, RecentNotes recent, ZapReceipts receipts) {
        this.chance = chance;
        this.agenda = agenda;
        this.recent = recent;
        this.receipts = receipts;
    }

    void takeUp(Job job, long now) {
        long begun = now + 1 + (long) chance.exponential(1.5);
        long done = begun + 1 + (long) chance.logNormal(job.dvm().medianSeconds(), .6);
        if (chance.of(.75)) {
            String status = job.isBy(Manner.CONFUSED) && chance.of(.4) ? "working" : "processing";
            agenda.at(begun, time -> feedback(job, time, Tag.of("status", status)));
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
            agenda.at(paid, time -> receipt(job, demand, price, time));
            finish(job, paid + workSeconds);
        }
        return demand;
    }

    private Event receipt(Job job, Event target, long msat, long now) {
        return receipts.receipt(job.customer(), job.dvm().provider(), target.pubkey(), Optional.of(target), msat, now);
    }

    private void finish(Job job, long done) {
        if (chance.of(job.dvm().fails())) {
            agenda.at(done, time -> feedback(job, time, Tag.of("status", "error", "The model is not available.")));
            return;
        }
        if (job.isBy(Manner.STREAMS)) {
            agenda.at(done - 1, time -> feedback(job, time, Tag.of("status", "partial", "half of it")));
        }
        agenda.at(done, time -> result(job, time));
        if (chance.of(.3)) {
            agenda.at(done + 1, time -> feedback(job, time, Tag.of("status", "success")));
        }
    }

    private Event feedback(Job job, long now, Tag... status) {
        Stream<Tag> said = job.isBy(Manner.SECRETIVE) ? Stream.of(Tag.of("encrypted")) : Stream.of(status);
        return job.dvm()
                .key()
                .sign(
                        now,
                        Kinds.JOB_FEEDBACK,
                        Stream.concat(said, answerTags(job)).toList(),
                        "");
    }

    /** Who got something for nothing sometimes zaps it. */
    private Event result(Job job, long now) {
        Event request = job.request();
        List<Tag> tags = new ArrayList<>();
        if (job.isBy(Manner.SECRETIVE)) {
            tags.add(Tag.of("encrypted"));
        } else {
            tags.add(Tag.of("request", EventJson.write(request)));
            request.tags("i").forEach(tags::add);
        }
        boolean astray = job.isBy(Manner.CONFUSED) && chance.of(.2);
        if (!astray || chance.of(.5)) {
            answerTags(job).forEach(tags::add);
        }
        if (job.dvm().priceMsat() > 0) {
            tags.add(Tag.of("amount", Long.toString(job.dvm().priceMsat())));
        } else if (job.isBy(Manner.CONFUSED) && chance.of(.2)) {
            tags.add(Tag.of("amount", "1_000"));
        }
        int kind = request.kind() + RESULT_OFFSET + (astray ? 1 : 0);
        Event result = job.dvm().key().sign(now, kind, tags, output(job));
        if (job.dvm().priceMsat() == 0 && chance.of(.1)) {
            agenda.at(now + chance.between(5, 120), time -> receipt(job, result, receipts.sats() * 1000, time));
        }
        return result;
    }

    private static Stream<Tag> answerTags(Job job) {
        return Stream.of(
                Tag.of("e", job.request().id().hex()),
                Tag.of("p", job.customer().pubkey().hex()));
    }

    private String output(Job job) {
        return switch (job.request().kind()) {
            case Jobs.CONTENT_DISCOVERY, Jobs.CONTENT_SEARCH ->
                EventJson.writeTags(recent.all().stream()
                        .limit(20)
                        .map(post -> Tag.of("e", post.event().id().hex()))
                        .toList());
            case Jobs.TEXT_GENERATION, Jobs.TRANSLATION ->
                chance.pick(job.customer().language.replies());
            default -> "https://media.example/" + job.request().id();
        };
    }
}
