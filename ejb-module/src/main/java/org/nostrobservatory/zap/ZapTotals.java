package org.nostrobservatory.zap;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.nostrobservatory.dvm.JobChanges;
import org.nostrobservatory.note.NoteChanges;
import org.nostrobservatory.person.PersonChanges;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * The totals: {@code zap_total}, {@code zap_minute}, {@code zap_account}. They change by the receipts that came, went or
 * became something else, in the same transaction, under the lock of {@link Payments}.
 */
final class ZapTotals {

    /** What receipts came (1) and went (-1). */
    private record Entry(Tallied receipt, int sign) {}

    private static final String APPLY = """
            with entry as materialized (
                select * from unnest(?, ?, ?, ?, ?, ?) as entry (minute, verdict, sign, amount_msat, sender, recipient)
            ), total as (
                insert into zap_total as old (verdict, zaps, msat)
                select verdict, sum(sign), sum(sign * amount_msat) from entry group by verdict
                on conflict (verdict) do update set zaps = old.zaps + excluded.zaps, msat = old.msat + excluded.msat
            ), minute as (
                insert into zap_minute as old (minute, verdict, zaps, msat)
                select minute, verdict, sum(sign), sum(sign * amount_msat) from entry group by minute, verdict
                order by minute, verdict
                on conflict (minute, verdict) do update
                set zaps = old.zaps + excluded.zaps, msat = old.msat + excluded.msat
            )
            insert into zap_account as old (pubkey, received, received_msat, sent, sent_msat)
            select pubkey, sum(received), sum(received_msat), sum(sent), sum(sent_msat)
            from (select recipient as pubkey, sign as received, sign * amount_msat as received_msat, 0 as sent,
                         0 as sent_msat
                  from entry where verdict in ('verified', 'plausible')
                  union all
                  select sender, 0, 0, sign, sign * amount_msat from entry
                  where verdict in ('verified', 'plausible')) as side
            group by pubkey order by pubkey
            on conflict (pubkey) do update
            set received = old.received + excluded.received, received_msat = old.received_msat + excluded.received_msat,
                sent = old.sent + excluded.sent, sent_msat = old.sent_msat + excluded.sent_msat""";

    private final Database database;
    private final PersonChanges people;
    private final NoteChanges notes;
    private final JobChanges jobs;

    ZapTotals(Database database, PersonChanges people, NoteChanges notes, JobChanges jobs) {
        this.database = database;
        this.people = people;
        this.notes = notes;
        this.jobs = jobs;
    }

    /** Takes these receipts out and those in; one that only becomes something else is among both. */
    void change(List<Tallied> gone, List<Tallied> come) {
        List<Entry> entries = new ArrayList<>();
        gone.forEach(receipt -> entries.add(new Entry(receipt, -1)));
        come.forEach(receipt -> entries.add(new Entry(receipt, 1)));
        if (entries.isEmpty()) {
            return;
        }
        database.update(
                APPLY,
                Column.of("bigint", entries, entry -> entry.receipt().minute()),
                Column.of("text", entries, entry -> entry.receipt().entry()),
                Column.of("integer", entries, Entry::sign),
                Column.of("bigint", entries, entry -> entry.receipt().amountMsat()),
                Column.of("bytea", entries, entry -> entry.receipt().sender()),
                Column.of("bytea", entries, entry -> entry.receipt().recipient()));
        if (!gone.isEmpty()) {
            forgetEmpty(gone);
        }
        report(Stream.concat(gone.stream(), come.stream()).toList());
    }

    /** Has the people, the notes and the jobs of these receipts counted again. */
    void report(List<Tallied> receipts) {
        List<Bytes> keys = named(receipts, Tallied::sender);
        keys.addAll(named(receipts, Tallied::recipient));
        people.add(keys);
        List<Bytes> targets = named(receipts, Tallied::target);
        notes.add(targets);
        List<Bytes> paid = named(receipts, Tallied::payment);
        paid.addAll(targets);
        jobs.addPaid(paid);
    }

    private static List<Bytes> named(List<Tallied> receipts, Function<Tallied, Bytes> name) {
        List<Bytes> names = new ArrayList<>();
        receipts.stream().map(name).filter(Objects::nonNull).forEach(names::add);
        return names;
    }

    private void forgetEmpty(List<Tallied> gone) {
        database.update("delete from zap_total where zaps = 0");
        database.update(
                "delete from zap_minute where minute = any (?) and zaps = 0",
                Column.of("bigint", gone, Tallied::minute));
        List<Bytes> keys = named(gone, Tallied::sender);
        keys.addAll(named(gone, Tallied::recipient));
        database.update(
                "delete from zap_account where pubkey = any (?) and received = 0 and sent = 0",
                Column.of("bytea", keys, key -> key));
    }

    /**
     * Makes all of them what the receipts say. Nobody changes receipts meanwhile.
     *
     * @return how many rows were not right
     */
    int correct() {
        int wrong = database.update("""
                insert into zap_total as old (verdict, zaps, msat)
                select verdict, coalesce(counted.zaps, 0) - coalesce(kept.zaps, 0),
                       coalesce(counted.msat, 0) - coalesce(kept.msat, 0)
                from (select verdict, count(*) as zaps, sum(amount_msat) as msat from zap_entry group by verdict) as counted
                full join zap_total as kept using (verdict)
                where (counted.zaps, counted.msat) is distinct from (kept.zaps, kept.msat)
                on conflict (verdict) do update set zaps = old.zaps + excluded.zaps, msat = old.msat + excluded.msat""");
        wrong += database.update("""
                insert into zap_minute as old (minute, verdict, zaps, msat)
                select minute, verdict, coalesce(counted.zaps, 0) - coalesce(kept.zaps, 0),
                       coalesce(counted.msat, 0) - coalesce(kept.msat, 0)
                from (select created_at - created_at % 60 as minute, verdict, count(*) as zaps, sum(amount_msat) as msat
                      from zap_entry group by 1, 2) as counted
                full join zap_minute as kept using (minute, verdict)
                where (counted.zaps, counted.msat) is distinct from (kept.zaps, kept.msat)
                on conflict (minute, verdict) do update
                set zaps = old.zaps + excluded.zaps, msat = old.msat + excluded.msat""");
        wrong += database.update("""
                insert into zap_account as old (pubkey, received, received_msat, sent, sent_msat)
                select pubkey, coalesce(counted.received, 0) - coalesce(kept.received, 0),
                       coalesce(counted.received_msat, 0) - coalesce(kept.received_msat, 0),
                       coalesce(counted.sent, 0) - coalesce(kept.sent, 0),
                       coalesce(counted.sent_msat, 0) - coalesce(kept.sent_msat, 0)
                from (select pubkey, sum(received) as received, sum(received_msat) as received_msat, sum(sent) as sent,
                             sum(sent_msat) as sent_msat
                      from (select recipient as pubkey, 1 as received, amount_msat as received_msat, 0 as sent,
                                   0 as sent_msat
                            from zap_entry where verdict in ('verified', 'plausible')
                            union all
                            select sender, 0, 0, 1, amount_msat from zap_entry
                            where verdict in ('verified', 'plausible')) as side
                      group by pubkey) as counted
                full join zap_account as kept using (pubkey)
                where (counted.received, counted.received_msat, counted.sent, counted.sent_msat)
                      is distinct from (kept.received, kept.received_msat, kept.sent, kept.sent_msat)
                on conflict (pubkey) do update
                set received = old.received + excluded.received,
                    received_msat = old.received_msat + excluded.received_msat,
                    sent = old.sent + excluded.sent, sent_msat = old.sent_msat + excluded.sent_msat""");
        database.update("delete from zap_total where zaps = 0 and msat = 0");
        database.update("delete from zap_minute where zaps = 0 and msat = 0");
        database.update("delete from zap_account where (received, received_msat, sent, sent_msat) = (0, 0, 0, 0)");
        return wrong;
    }
}
