package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.schema.Database;

/** Cuts the archive into sections, and reads what lies in them. */
@ApplicationScoped
class Sections {

    @Inject
    private Database database;

    protected Sections() {}

    Sections(Database database) {
        this.database = database;
    }

    /** How many events are stored. */
    long countEvents() {
        return database.find("select count(*) as events from event", row -> row.getLong("events"))
                .orElseThrow();
    }

    /** The section that comes next: so many events at most, and the authors of as many others. */
    Section next(Section.Place after, int limit) {
        List<EventRemoval.Key> events = database.query(
                "select created_at, id from event where created_at >= ? and (created_at, id) > (?, ?)"
                        + " order by created_at, id limit ?",
                row -> new EventRemoval.Key(Database.bytes(row, "id"), row.getLong("created_at")),
                after.createdAt(),
                after.createdAt(),
                after.id(),
                limit);
        List<Bytes> authors = database.query(
                "select pubkey from event where pubkey > ? order by pubkey limit ?",
                row -> Database.bytes(row, "pubkey"),
                after.author(),
                limit);
        Section.Place end = Section.Place.END;
        EventRemoval.Key last =
                events.size() < limit ? new EventRemoval.Key(end.id(), end.createdAt()) : events.get(limit - 1);
        Bytes author = authors.size() < limit ? end.author() : authors.get(limit - 1);
        return new Section(after, new Section.Place(last.createdAt(), last.id(), author), events.size());
    }

    /** The events of these kinds, from the first to the last, in a section. */
    List<Event> findEvents(Section section, int first, int last) {
        return database.query(
                "select " + EventTable.COLUMNS
                        // The times alone pick the partitions.
                        + " from event where created_at >= ? and created_at <= ?"
                        + " and (created_at, id) > (?, ?) and (created_at, id) <= (?, ?) and kind between ? and ?",
                row -> EventTable.read(row).event(),
                section.after().createdAt(),
                section.upTo().createdAt(),
                section.after().createdAt(),
                section.after().id(),
                section.upTo().createdAt(),
                section.upTo().id(),
                first,
                last);
    }

    /** The events of this replaceable or addressable kind by authors of this range of keys. */
    List<Event> findVersionsByAuthors(Bytes after, Bytes upTo, int kind) {
        return database.query(
                "select " + EventTable.COLUMNS
                        + " from event where pubkey > ? and pubkey <= ? and kind = ? and d_hash is not null",
                row -> EventTable.read(row).event(),
                after,
                upTo,
                kind);
    }
}
