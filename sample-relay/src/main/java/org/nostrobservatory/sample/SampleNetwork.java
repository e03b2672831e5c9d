package org.nostrobservatory.sample;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;

/**
 * A small living network of about 300 people and a dozen DVMs, all of it validly signed. Everything is decided by the
 * seed and the clock: the same seed at the same times gives the same events. References point at events that the
 * network has made before. May be used by several threads.
 */
public final class SampleNetwork {

    /** One thing people do, and how large its share of all they do is. */
    private record Habit(double share, Act act) {}

    /** Empty where there is nothing to do it with, for example no note to answer. */
    @FunctionalInterface
    private interface Act {
        Optional<Event> by(Person person, long now);
    }

    private static final List<String> PROVIDER_DOMAINS =
            List.of("satchel.example", "lightpost.example", "coinpurse.example", "zapwell.example");

    private final Clock clock;
    private final Chance chance;
    private final Agenda agenda = new Agenda();
    private final People people;
    private final Profiles profiles;
    private final NoteWriter notes;
    private final Jobs jobs;
    private final List<Dvm> dvms;
    private final List<Habit> habits;
    private final Set<Bytes> idsOfThisSecond = new HashSet<>();
    private long thisSecond;
    private boolean begun;

    /** @param clock gives now for {@link #history} and {@link #next} */
    public SampleNetwork(long seed, Clock clock) {
        this.clock = clock;
        chance = new Chance(seed);
        List<LightningProvider> providers = PROVIDER_DOMAINS.stream()
                .map(domain -> new LightningProvider(domain, chance.secretKey(), chance.bytes(32)))
                .toList();
        people = new People(chance, providers);
        dvms = Dvm.all(chance, providers.get(0));
        RecentNotes recent = new RecentNotes(chance);
        profiles = new Profiles(chance, people);
        notes = new NoteWriter(chance, recent);
        Reactions reactions = new Reactions(chance, recent);
        ZapReceipts receipts = new ZapReceipts(chance);
        Zaps zaps = new Zaps(chance, people, recent, receipts);
        jobs = new Jobs(chance, agenda, recent, receipts);
        PrivateTalk talk = new PrivateTalk(chance, people);
        habits = List.of(
                new Habit(23, notes::note),
                new Habit(17, notes::reply),
                new Habit(3, notes::quote),
                new Habit(22, reactions::react),
                new Habit(5, reactions::repost),
                new Habit(9, zaps::zap),
                new Habit(2.5, jobs::request),
                new Habit(1.2, (person, now) -> Optional.of(profiles.profile(person, now))),
                new Habit(2.5, (person, now) -> Optional.of(profiles.followMore(person, now))),
                new Habit(.6, (person, now) -> Optional.of(profiles.relayList(person, now))),
                new Habit(.9, notes::article),
                new Habit(.6, profiles::status),
                new Habit(.5, reactions::report),
                new Habit(1, reactions::delete),
                new Habit(5, talk::directMessage),
                new Habit(2.2, talk::giftWrap),
                new Habit(.7, talk::ephemeral));
    }

    /**
     * What has happened until now, oldest first. To be asked for once, before {@link #next}.
     *
     * @param back how far it reaches into the past
     * @param count how many events, exactly; about one person in twenty of them
     * @throws IllegalStateException if the network has begun to live already
     */
    public synchronized List<Event> history(Duration back, int count) {
        if (begun) {
            throw new IllegalStateException("the network has a history already");
        }
        long end = clock.instant().getEpochSecond();
        long start = end - back.toSeconds();
        begin(start, back.toSeconds(), Math.max(5, Math.min(People.COUNT * 19 / 20, count / 20)));
        Rhythm rhythm = new Rhythm(people.all());
        List<Event> events = new ArrayList<>(count);
        double time = start;
        while (events.size() < count) {
            long unplanned = count - events.size() - agenda.dueUntil(end);
            // The earliest of so many points spread over the time that is left.
            double earliest = unplanned <= 0
                    ? end
                    : rhythm.after(time, rhythm.between(time, end) * (1 - Math.pow(chance.unit(), 1.0 / unplanned)));
            if (agenda.nextDue() <= earliest) {
                time = Math.max(time, agenda.nextDue());
                addNew(agenda.happen((long) time), events);
            } else {
                time = earliest;
                addNew(act((long) time), events);
            }
        }
        return events;
    }

    /** One more event, dated now: something that is due, otherwise something that somebody feels like. */
    public synchronized Event next() {
        long now = clock.instant().getEpochSecond();
        if (!begun) {
            begin(now, 0, People.COUNT / 10);
        }
        while (true) {
            if (chance.of(.005)) {
                invite(now);
            }
            Event event = agenda.nextDue() <= now ? agenda.happen(now) : act(now);
            if (isNew(event)) {
                return event;
            }
        }
    }

    private void addNew(Event event, List<Event> events) {
        if (isNew(event)) {
            events.add(event);
        }
    }

    /** Who does the same thing twice in a second has done it once: the id is the same. */
    private boolean isNew(Event event) {
        if (event.createdAt() != thisSecond) {
            thisSecond = event.createdAt();
            idsOfThisSecond.clear();
        }
        return idsOfThisSecond.add(event.id());
    }

    /** Invites the first people; most of them come early. Announces the DVMs. */
    private void begin(long start, long seconds, int newcomers) {
        begun = true;
        for (int i = 0; i < newcomers; i++) {
            invite(start + (long) (seconds * .9 * Math.pow((double) i / newcomers, 2)));
        }
        for (int i = 0; i < dvms.size(); i++) {
            Dvm dvm = dvms.get(i);
            agenda.at(start + seconds * i / 50, now -> jobs.announce(dvm, now));
        }
        DvmNotices.plan(chance, agenda, start);
    }

    private void invite(long time) {
        people.invite().ifPresent(person -> {
            agenda.at(time, now -> {
                people.join(person);
                return profiles.profile(person, now);
            });
            agenda.at(time + 20, now -> profiles.relayList(person, now));
            agenda.at(time + 90, now -> profiles.followList(person, now));
        });
    }

    private Event act(long now) {
        Person person = people.awake(now);
        return chance.pick(habits, Habit::share)
                .act()
                .by(person, now)
                .or(() -> notes.note(person, now))
                .orElseThrow();
    }
}
