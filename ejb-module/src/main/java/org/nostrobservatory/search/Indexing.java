package org.nostrobservatory.search;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.nostrobservatory.ingest.ArchiveLock;
import org.nostrobservatory.ingest.EventRemoval;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.schema.AdvisoryLock;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Tells the languages of texts that came, and reads their words, so that they can be found. */
@Stateless
public class Indexing {

    private static final Logger LOG = System.getLogger(Indexing.class.getName());

    private record Document(Bytes id, String language, String words, String configuration, List<String> labels) {}

    @Inject
    private Database database;

    @Inject
    private Events events;

    @Inject
    private ArchiveLock archive;

    public Indexing() {}

    Indexing(Database database, Events events) {
        this.database = database;
        this.events = events;
        archive = new ArchiveLock(database);
    }

    /**
     * Reads the newest texts that nobody has read, in one transaction.
     *
     * @return how many it read; 0 if nothing is left, or another server is at it
     */
    public int update(int limit) {
        if (!AdvisoryLock.SEARCH_DOCUMENTS.tryLock(database)) {
            return 0;
        }
        List<EventRemoval.Key> keys = database.query(
                "select event_id, created_at from search_document where words is null order by created_at desc limit ?",
                row -> new EventRemoval.Key(Database.bytes(row, "event_id"), row.getLong("created_at")),
                limit);
        List<Document> documents =
                events.read(keys, texts -> texts.stream().map(Indexing::read).toList());
        if (!documents.isEmpty()) {
            archive.toAdd();
            database.update(
                    """
                    update search_document
                    set language = read.language,
                        words = to_tsvector(configuration::regconfig, text)
                                || array_to_tsvector(array_remove(string_to_array(labels, E'\\n'), ''))
                    from unnest(?, ?, ?, ?, ?) as read (id, language, text, configuration, labels) where event_id = id""",
                    Column.of("bytea", documents, Document::id),
                    Column.of("text", documents, Document::language),
                    Column.of("text", documents, Document::words),
                    Column.of("text", documents, Document::configuration),
                    // No label has a line feed: of a hashtag white space becomes a space.
                    Column.of("text", documents, document -> String.join("\n", document.labels())));
        }
        return documents.size();
    }

    /** Never fails: a text that did would be tried again for ever, and all older ones wait for it. */
    private static Document read(Event event) {
        try {
            String text = SearchText.of(event);
            String language = TextLanguage.of(text);
            String configuration = Stemming.configuration(language);
            return new Document(
                    event.id(), language, SearchText.words(text), configuration, SearchLabels.of(event, configuration));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(Level.WARNING, "Event " + event.id() + " cannot be searched", e);
            return new Document(event.id(), TextLanguage.UNDETERMINED, "", Stemming.NONE, List.of());
        }
    }
}
