package org.nostrobservatory.dvm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.nostrobservatory.ingest.EventProjector;
import org.nostrobservatory.ingest.EventRows.Field;
import org.nostrobservatory.ingest.Portion;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.JobKindTitle;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.schema.Database;

/** What wiki articles call kinds of jobs. */
@ApplicationScoped
class KindTitleProjector implements EventProjector {

    private final VersionRows<JobKindTitle> titles;

    protected KindTitleProjector() {
        titles = null;
    }

    @Inject
    KindTitleProjector(Database database) {
        titles = new VersionRows<>(
                database,
                "kind_title",
                "pubkey, d_hash",
                List.of(Kinds.WIKI_ARTICLE),
                JobKindTitle::of,
                List.of(
                        Field.of("kind", "integer", row -> row.said().kind()),
                        Field.of(
                                "title", "text", row -> Database.text(row.said().title(), JobKindTitle.MAX_LENGTH))));
    }

    @Override
    public boolean accepts(int kind) {
        return kind == Kinds.WIKI_ARTICLE;
    }

    @Override
    public void project(List<Event> events) {
        titles.project(events);
    }

    @Override
    public void retract(List<Event> events) {
        titles.retract(events);
    }

    @Override
    public int correct(Portion portion) {
        return titles.correct(portion);
    }
}
