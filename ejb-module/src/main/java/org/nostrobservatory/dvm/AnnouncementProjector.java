package org.nostrobservatory.dvm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.dvm.VersionRows.Version;
import org.nostrobservatory.ingest.EventProjector;
import org.nostrobservatory.ingest.EventRows.Field;
import org.nostrobservatory.ingest.Portion;
import org.nostrobservatory.protocol.DvmAnnouncement;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.schema.Database;

/** What DVMs, ContextVM servers and other handlers say of themselves. */
@ApplicationScoped
class AnnouncementProjector implements EventProjector {

    private static final List<Integer> KINDS =
            List.of(Kinds.HANDLER_INFORMATION, Kinds.CONTEXTVM_SERVER, Kinds.ENCRYPTED_DVM);

    private static final int KEPT_IDENTIFIER_CHARS = 256;

    private final Database database;
    private final Set<Integer> excluded;
    private final VersionRows<DvmAnnouncement> announcements;

    protected AnnouncementProjector() {
        database = null;
        excluded = Set.of();
        announcements = null;
    }

    /** With the default settings. */
    AnnouncementProjector(Database database) {
        this(database, new Settings(setting -> Optional.empty()));
    }

    @Inject
    AnnouncementProjector(Database database, Settings settings) {
        this.database = database;
        excluded = settings.get(Setting.DVM_EXCLUDED_KINDS);
        announcements = new VersionRows<>(
                database,
                "dvm_announcement",
                "pubkey, kind, d_hash",
                KINDS,
                DvmAnnouncement::of,
                List.of(
                        Field.of("kind", "integer", row -> row.event().kind()),
                        Field.of(
                                "d",
                                "text",
                                row -> Database.text(row.event().tagValue("d").orElse(""), KEPT_IDENTIFIER_CHARS)),
                        text("name", DvmAnnouncement::name),
                        text("about", DvmAnnouncement::about),
                        text("picture", DvmAnnouncement::picture),
                        new Field<>("kinds", "text", "kinds::integer[]", row -> kinds(row.said()))));
    }

    private static Field<Version<DvmAnnouncement>> text(
            String name, Function<DvmAnnouncement, Optional<String>> value) {
        return Field.of(
                name, "text", row -> Database.text(value.apply(row.said()).orElse(null), DvmAnnouncement.MAX_ABOUT));
    }

    private String kinds(DvmAnnouncement announcement) {
        return announcement.kinds().stream()
                .filter(kind -> !excluded.contains(kind))
                .map(String::valueOf)
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public boolean accepts(int kind) {
        return KINDS.contains(kind);
    }

    @Override
    public void project(List<Event> events) {
        announcements.project(events);
        report(events);
    }

    @Override
    public void retract(List<Event> events) {
        announcements.retract(events);
        report(events);
    }

    private void report(List<Event> events) {
        JobChanges.dvms(database)
                .add(events.stream()
                        .filter(event -> event.kind() == Kinds.HANDLER_INFORMATION)
                        .map(Event::pubkey)
                        .toList());
    }

    /** Has all that announce something looked at again. */
    @Override
    public int correct(Portion portion) {
        int wrong = announcements.correct(portion);
        database.update(
                "insert into dvm_change select distinct pubkey from dvm_announcement"
                        + " where kind = 31990 and pubkey > ? and pubkey <= ?",
                portion.after(),
                portion.upTo());
        return wrong;
    }
}
