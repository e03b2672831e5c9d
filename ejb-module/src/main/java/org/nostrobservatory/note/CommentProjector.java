package org.nostrobservatory.note;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nostrobservatory.ingest.EventProjector;
import org.nostrobservatory.ingest.EventRows.Field;
import org.nostrobservatory.ingest.Portion;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Comment;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.Target;
import org.nostrobservatory.schema.Database;

/** Comments on events (NIP-22). One on an address or on something outside of Nostr stays an event and nothing more. */
@ApplicationScoped
class CommentProjector implements EventProjector {

    private record Row(Event event, Bytes root, Bytes parent) {}

    private final TargetRows<Row> comments;

    protected CommentProjector() {
        comments = null;
    }

    @Inject
    CommentProjector(Database database) {
        comments = new TargetRows<>(
                database,
                "comment",
                "parent_id",
                row -> Stream.of(row.parent()),
                List.of(
                        Field.of("event_id", "bytea", row -> row.event().id()),
                        Field.of("pubkey", "bytea", row -> row.event().pubkey()),
                        Field.of("created_at", "bigint", row -> row.event().createdAt()),
                        Field.of("root_id", "bytea", Row::root),
                        Field.of("parent_id", "bytea", Row::parent)),
                Kinds.COMMENT);
    }

    @Override
    public boolean accepts(int kind) {
        return kind == Kinds.COMMENT;
    }

    @Override
    public void project(List<Event> events) {
        comments.insert(rows(events));
    }

    @Override
    public void retract(List<Event> events) {
        comments.delete(events, rows(events));
    }

    @Override
    public int correct(Portion portion) {
        List<Event> events = portion.events(Kinds.COMMENT);
        return comments.correct(events, rows(events));
    }

    @Override
    public int correctRest() {
        return comments.deleteStrays();
    }

    private static List<Row> rows(List<Event> events) {
        return events.stream()
                .sorted(Comparator.comparing(Event::id))
                .flatMap(CommentProjector::read)
                .toList();
    }

    private static Stream<Row> read(Event event) {
        return Comment.of(event)
                .flatMap(comment -> eventId(comment.parent())
                        .map(parent -> new Row(event, eventId(comment.root()).orElse(null), parent)))
                .stream();
    }

    private static Optional<Bytes> eventId(Comment.Subject subject) {
        return subject.target() instanceof Target.EventId event ? Optional.of(event.id()) : Optional.empty();
    }
}
