package org.nostrobservatory.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

class NoteChangesTest {

    private final Database database = TestDatabase.migrated();
    private final NoteChanges changes = new NoteChanges(database);

    @Test
    void idsAreWrittenOnceACall() {
        Bytes one = Bytes.sha256(new byte[] {1});
        Bytes other = Bytes.sha256(new byte[] {2});

        changes.add(List.of(one, other, one));
        changes.add(List.of());
        changes.add(List.of(one));

        assertThat(database.query("select event_id from note_change", row -> Database.bytes(row, "event_id")))
                .containsExactlyInAnyOrder(one, other, one);
    }
}
