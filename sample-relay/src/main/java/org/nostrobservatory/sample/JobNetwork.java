package org.nostrobservatory.sample;

import java.util.ArrayList;
import java.util.List;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;

/**
 * A network of any size that does nothing but jobs (NIP-90): requests, feedback, invoices, results, and receipts of what was paid.
 * A few of its DVMs and customers do most of it. All of it is validly signed; the seed decides everything. For one thread.
 */
public final class JobNetwork {

    /** Groups of DVMs with all their manners; a request is for those of one group. */
    private static final int GROUPS = 8;

    private static final double NEW_CUSTOMER = .04;
    private static final double ANNOUNCED_AGAIN = .01;

    private final Chance chance;
    private final Agenda agenda = new Agenda();
    private final LightningProvider provider;
    private final Language language = new Language("en");
    private final List<Jobs> groups = new ArrayList<>();
    private final List<Dvm> dvms = new ArrayList<>();
    private final List<Person> customers = new ArrayList<>();

    public JobNetwork(long seed) {
        chance = new Chance(seed);
        provider = new LightningProvider("lightpost.example", chance.secretKey(), chance.bytes(32));
        RecentNotes recommended = new RecentNotes(chance);
        for (int i = 0; i < 20; i++) {
            customers.add(customer());
            Event note = customers.get(i).key.sign(0, Kinds.NOTE, List.of(), "note " + i);
            recommended.add(note, customers.get(i));
        }
        ZapReceipts receipts = new ZapReceipts(chance);
        for (int i = 0; i < GROUPS; i++) {
            Jobs group = new Jobs(chance, agenda, recommended, receipts);
            for (Dvm dvm : Dvm.all(chance, provider)) {
                agenda.at(0, now -> group.announce(dvm, now));
                dvms.add(dvm);
            }
            groups.add(group);
        }
    }

    /** The next event, dated {@code now} (unix seconds), which must not go back: what is due, otherwise a request or an announcement. */
    public Event next(long now) {
        if (agenda.nextDue() <= now) {
            return agenda.happen(now);
        }
        if (chance.of(ANNOUNCED_AGAIN)) {
            return chance.pick(dvms).announce(now);
        }
        Jobs group = groups.get((int) (GROUPS * Math.pow(chance.unit(), 2)));
        if (chance.of(NEW_CUSTOMER)) {
            customers.add(customer());
        }
        Person customer = customers.get((int) (customers.size() * Math.pow(chance.unit(), 3)));
        return group.request(customer, now)
                .orElseThrow(() -> new IllegalStateException("no DVM of this group does such jobs"));
    }

    private Person customer() {
        String name = "customer" + customers.size();
        return new Person(chance.secretKey(), language, name, name, provider, 0, 1, language.topics());
    }
}
