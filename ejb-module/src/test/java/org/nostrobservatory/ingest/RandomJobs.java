package org.nostrobservatory.ingest;

import static org.nostrobservatory.ingest.SampleEvents.key;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.zap.Receipts;

/**
 * A few customers and data vending machines, and everything that goes right and wrong between them: results of other kinds,
 * before their request, for unknown requests, by the customer, in floods; feedback without sense; amounts, invoices shown
 * twice and zaps; announcements; and what takes some of it back.
 */
final class RandomJobs {

    static final int CUSTOMERS = 4;
    static final int DVMS = 5;

    private static final List<Integer> REQUESTS = List.of(5000, 5050, 5050, 5300, 5999, 5969);
    private static final List<String> STATUSES = List.of(
            "payment-required", "payment-required", "processing", "partial", "success", "error", "Error", "done", "");
    private static final List<String> AMOUNTS = List.of("1000", "25000", "0", "free", "100_000", "2000000000");
    private static final List<String> IDENTIFIERS = List.of("", "a", "b");
    private static final List<String> CONTENTS = List.of(
            "{\"name\":\"DVM %s\",\"about\":\"does\",\"picture\":\"https://a.example/x.png\"}",
            "{\"display_name\":\"%s\",\"image\":7}", "%s", "{\"name\":\"\\u0000%s\"}");

    private final Random random;
    private final long now;
    private final List<Event> requests = new ArrayList<>();
    private final List<Event> answers = new ArrayList<>();
    private final List<Event> others = new ArrayList<>();
    private final List<String> invoices = new ArrayList<>();
    private int number;

    private RandomJobs(Random random, long now) {
        this.random = random;
        this.now = now;
    }

    /** Some hundred events, in no order. */
    static List<Event> of(Random random, long now) {
        RandomJobs jobs = new RandomJobs(random, now);
        for (int i = 0; i < 30; i++) {
            jobs.requests.add(jobs.request());
        }
        for (int i = 0; i < 12; i++) {
            jobs.payInvoice();
        }
        for (int i = 0; i < 120; i++) {
            jobs.answers.add(random.nextBoolean() ? jobs.result() : jobs.feedback());
        }
        if (random.nextInt(3) == 0) {
            jobs.flood();
        }
        for (int i = 0; i < 40; i++) {
            jobs.others.add(random.nextInt(3) == 0 ? jobs.announcement() : jobs.zap());
        }
        for (int i = 0; i < 8; i++) {
            jobs.others.add(jobs.article());
        }
        List<Event> all = new ArrayList<>(jobs.requests);
        all.addAll(jobs.answers);
        all.addAll(jobs.others);
        for (int i = 0; i < 15; i++) {
            all.add(jobs.deletion(all.get(random.nextInt(all.size()))));
        }
        List<Event> distinct = new ArrayList<>(all.stream().distinct().toList());
        Collections.shuffle(distinct, random);
        return distinct;
    }

    private Event request() {
        List<Tag> tags = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            tags.add(Tag.of(
                    "p", random.nextInt(6) == 0 ? "nobody" : dvm().publicKey().hex()));
        }
        if (!requests.isEmpty() && random.nextInt(4) == 0) {
            tags.add(Tag.of("i", pick(requests).id().hex(), random.nextBoolean() ? "job" : "event"));
        }
        if (random.nextInt(3) == 0) {
            tags.add(Tag.of("bid", random.nextBoolean() ? "5000" : "much"));
        }
        if (random.nextInt(6) == 0) {
            tags.add(Tag.of("encrypted"));
        }
        long at = random.nextInt(12) == 0 ? now + 7_200 : now - random.nextInt(90_000);
        return customer().sign(at, pick(REQUESTS), tags, "job " + number++);
    }

    private Event result() {
        Event request = pick(requests);
        int kind = random.nextInt(8) == 0 ? 6000 + random.nextInt(1000) : request.kind() + 1000;
        List<Tag> tags = new ArrayList<>();
        switch (random.nextInt(14)) {
            case 0 -> tags.add(Tag.of("e", "no id"));
            case 1 -> tags.add(Tag.of("e", "ab".repeat(32)));
            case 2 -> tags.add(Tag.of("request", EventJson.write(request)));
            case 3 -> tags.add(Tag.of("request", EventJson.write(request).replace("job ", "forged ")));
            default -> {
                tags.add(Tag.of("e", request.id().hex()));
                tags.add(Tag.of("e", pick(requests).id().hex()));
            }
        }
        addAmount(tags);
        return answerer(request).sign(answeredAt(request), kind, tags, "result " + number++);
    }

    private Event feedback() {
        Event request = pick(requests);
        List<Tag> tags = new ArrayList<>();
        if (random.nextInt(10) > 0) {
            tags.add(Tag.of(
                    "e",
                    random.nextInt(15) == 0 ? "ab".repeat(32) : request.id().hex()));
        }
        switch (random.nextInt(12)) {
            case 0 -> tags.add(Tag.of("encrypted"));
            case 1 -> tags.add(Tag.of("status"));
            default -> tags.add(Tag.of("status", pick(STATUSES), "information"));
        }
        addAmount(tags);
        return answerer(request).sign(answeredAt(request), Kinds.JOB_FEEDBACK, tags, "feedback " + number++);
    }

    private void addAmount(List<Tag> tags) {
        switch (random.nextInt(6)) {
            case 0 -> tags.add(Tag.of("amount", pick(AMOUNTS)));
            case 1, 2 -> tags.add(Tag.of("amount", pick(AMOUNTS), pick(invoices)));
            case 3 -> tags.add(Tag.of("amount", "1000", "dvm@wallet.example"));
            default -> {}
        }
    }

    /** An invoice that is paid, for a job or for nothing that is named; it may be shown any number of times. */
    private void payInvoice() {
        Bytes target = random.nextBoolean() ? null : pick(requests).id();
        SecretKey dvm = dvm();
        SecretKey payer = random.nextInt(5) == 0 ? dvm : customer();
        Event receipt = Receipts.of(Receipts.PROVIDER, payer, dvm, target, 1_000 + random.nextInt(900_000), now - 60);
        invoices.add(receipt.tagValue("bolt11").orElseThrow());
        others.add(receipt);
    }

    private Event zap() {
        Event target = pick(answers);
        SecretKey recipient = key(11);
        for (int i = 0; i < DVMS; i++) {
            recipient = key(11 + i).publicKey().equals(target.pubkey()) ? key(11 + i) : recipient;
        }
        return Receipts.of(
                Receipts.PROVIDER,
                random.nextInt(6) == 0 ? recipient : customer(),
                recipient,
                target.id(),
                1_000 + random.nextInt(random.nextInt(4) == 0 ? 2_000_000_000 : 900_000),
                now - random.nextInt(60_000));
    }

    private void flood() {
        Event request = pick(requests);
        SecretKey dvm = dvm();
        for (int i = 0; i < 130; i++) {
            answers.add(dvm.sign(
                    request.createdAt() + random.nextInt(100),
                    request.kind() + 1000,
                    List.of(Tag.of("e", request.id().hex())),
                    "flood " + number++));
        }
    }

    private Event announcement() {
        List<Tag> tags = new ArrayList<>(List.of(Tag.of("d", pick(IDENTIFIERS))));
        for (int i = random.nextInt(4); i > 0; i--) {
            tags.add(Tag.of("k", pick(List.of("5000", "5050", "5999", "5969", "1", "6000", "x"))));
        }
        int kind = pick(List.of(31_990, 31_990, 31_990, 11_316, 11_999));
        SecretKey author = random.nextInt(4) == 0 ? customer() : dvm();
        return author.sign(time(), kind, tags, pick(CONTENTS).formatted(number++));
    }

    private Event article() {
        List<Tag> tags =
                new ArrayList<>(List.of(Tag.of("d", pick(List.of("kind:5998", "kind-5998", "kind:5300", "nostr")))));
        if (random.nextInt(4) > 0) {
            tags.add(Tag.of("title", "Nostr DVM Kind 5998/6998 - Title " + random.nextInt(3)));
        }
        return customer().sign(time(), Kinds.WIKI_ARTICLE, tags, "article " + number++);
    }

    private Event deletion(Event target) {
        SecretKey author = customer();
        for (int i = 1; i < 11 + DVMS; i++) {
            author = key(i).publicKey().equals(target.pubkey()) && random.nextInt(6) > 0 ? key(i) : author;
        }
        return author.sign(now, Kinds.DELETION, List.of(Tag.of("e", target.id().hex())), "");
    }

    /** The customer now and then. */
    private SecretKey answerer(Event request) {
        for (int i = 1; i <= CUSTOMERS; i++) {
            if (key(i).publicKey().equals(request.pubkey()) && random.nextInt(12) == 0) {
                return key(i);
            }
        }
        return dvm();
    }

    private long answeredAt(Event request) {
        long at = request.createdAt();
        return switch (random.nextInt(10)) {
            case 0 -> at - 600 - random.nextInt(2);
            case 1 -> at - random.nextInt(2_000);
            case 2 -> now + 7_200 + random.nextInt(2);
            default -> at + random.nextInt(300);
        };
    }

    private long time() {
        return random.nextInt(10) == 0 ? now + 7_200 : now - random.nextInt(80_000);
    }

    private SecretKey customer() {
        return key(1 + random.nextInt(CUSTOMERS));
    }

    private SecretKey dvm() {
        return key(11 + random.nextInt(DVMS));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
