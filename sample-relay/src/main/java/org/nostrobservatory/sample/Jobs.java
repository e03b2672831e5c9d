package org.nostrobservatory.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Tag;

/** What people ask of DVMs (NIP-90): one of them or all that can do it; some work on with what they got. */
final class Jobs {

    static final int TRANSLATION = 5002;
    static final int TEXT_GENERATION = 5050;
    static final int IMAGE_GENERATION = 5100;
    static final int TEXT_TO_SPEECH = 5250;
    static final int CONTENT_DISCOVERY = 5300;
    static final int CONTENT_SEARCH = 5302;

    private final Chance chance;
    private final Agenda agenda;
    private final DvmWork work;
    private final List<Dvm> announced = new ArrayList<>();

    Jobs(Chance chance, Agenda agenda, RecentNotes recent, ZapReceipts receipts) {
        this.chance = chance;
        this.agenda = agenda;
        work = new DvmWork(chance, agenda, recent, receipts);
    }

    Event announce(Dvm dvm, long now) {
        announced.add(dvm);
        return dvm.announce(now);
    }

    Optional<Event> request(Person customer, long now) {
        int kind = chance.of(.5)
                ? CONTENT_DISCOVERY
                : chance.pick(
                        List.of(TEXT_GENERATION, TEXT_GENERATION, IMAGE_GENERATION, TEXT_TO_SPEECH, CONTENT_SEARCH));
        List<Dvm> able = able(kind);
        if (able.isEmpty()) {
            return Optional.empty();
        }
        List<Dvm> asked = chance.of(.5) ? List.of(chance.pick(able)) : able;
        Event request = customer.key.sign(now, kind, tags(customer, kind, input(customer, kind), asked), "");
        hand(request, customer, asked, now);
        return Optional.of(request);
    }

    private List<Dvm> able(int kind) {
        return announced.stream().filter(dvm -> dvm.kinds().contains(kind)).toList();
    }

    private void hand(Event request, Person customer, List<Dvm> asked, long now) {
        asked.stream()
                .filter(dvm -> chance.of(dvm.answers()))
                .forEach(dvm -> work.takeUp(new DvmWork.Job(dvm, customer, request), now));
        List<Dvm> others = able(chance.of(.5) ? TRANSLATION : TEXT_TO_SPEECH);
        if (request.kind() == TEXT_GENERATION && !others.isEmpty() && chance.of(.4)) {
            Dvm next = chance.pick(others);
            agenda.at(now + chance.between(60, 240), time -> workOn(request, customer, next, time));
        }
    }

    /** A job whose input is the result of another one. */
    private Event workOn(Event before, Person customer, Dvm dvm, long now) {
        int kind = dvm.kinds().contains(TRANSLATION) ? TRANSLATION : TEXT_TO_SPEECH;
        List<Tag> input = List.of(Tag.of("i", before.id().hex(), "job"));
        Event request = customer.key.sign(now, kind, tags(customer, kind, input, List.of(dvm)), "");
        hand(request, customer, List.of(dvm), now);
        return request;
    }

    private List<Tag> input(Person customer, int kind) {
        String topic = chance.pick(customer.topics);
        return switch (kind) {
            case CONTENT_DISCOVERY ->
                List.of(Tag.of("param", "user", customer.pubkey().hex()), Tag.of("param", "max_results", "20"));
            case CONTENT_SEARCH -> List.of(Tag.of("i", topic, "text"), Tag.of("param", "max_results", "50"));
            default -> List.of(Tag.of("i", chance.pick(customer.language.notes(topic)), "text"));
        };
    }

    private List<Tag> tags(Person customer, int kind, List<Tag> input, List<Dvm> asked) {
        List<Tag> tags = new ArrayList<>(input);
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
}
