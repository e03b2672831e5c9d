package org.nostrobservatory.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import org.nostrobservatory.ingest.EventProjector;
import org.nostrobservatory.ingest.EventRows;
import org.nostrobservatory.ingest.EventRows.Field;
import org.nostrobservatory.ingest.Portion;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Notes down what is to be found; a timer reads it afterwards ({@link Indexing}). */
@ApplicationScoped
class SearchProjector implements EventProjector {

    private final Database database;
    private final EventRows<Event> documents;

    protected SearchProjector() {
        database = null;
        documents = null;
    }

    @Inject
    SearchProjector(Database database) {
        this.database = database;
        documents = new EventRows<>(
                database,
                "search_document",
                "event_id",
                "event_id",
                List.of(
                        Field.of("event_id", "bytea", Event::id),
                        Field.of("created_at", "bigint", Event::createdAt),
                        Field.of("kind", "integer", Event::kind)));
    }

    @Override
    public boolean accepts(int kind) {
        return SearchQuery.KINDS.contains(kind);
    }

    @Override
    public void project(List<Event> events) {
        documents.insert(sorted(events));
    }

    @Override
    public void retract(List<Event> events) {
        documents.delete(events);
    }

    @Override
    public int correct(Portion portion) {
        List<Event> events = SearchQuery.KINDS.stream()
                .flatMap(kind -> portion.events(kind).stream())
                .toList();
        return documents.correct(events, sorted(events));
    }

    @Override
    public int correctRest() {
        return database.update("""
                delete from search_document
                where not exists (select from event where event.id = event_id and event.kind = any (?))""", Column.of("integer", List.copyOf(SearchQuery.KINDS), kind -> kind));
    }

    private static List<Event> sorted(List<Event> events) {
        return events.stream().sorted(Comparator.comparing(Event::id)).toList();
    }
}
