package org.nostrobservatory.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.TIME;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

class ProfileProjectorTest {

    private final Database database = TestDatabase.migrated();
    private final TestArchive archive = new TestArchive(database, new ProfileProjector(database));

    @Test
    void theNewestProfileIsCurrentInWhateverOrderTheyCome() {
        Event old = profile(TIME, "{\"name\":\"old\"}");
        Event current = profile(TIME + 10, "{\"name\":\"current\",\"nip05\":\"a@b.example\",\"lud16\":7}");
        Event late = profile(TIME + 5, "{\"name\":\"late\"}");

        archive.add(old, current);
        archive.add(late);

        assertThat(names()).containsExactly("current");
    }

    @Test
    void atEqualTimeTheLowerIdIsCurrent() {
        Event a = profile(TIME, "{\"name\":\"a\"}");
        Event b = profile(TIME, "{\"name\":\"b\"}");
        String expected = a.id().compareTo(b.id()) < 0 ? "a" : "b";

        archive.add(a);
        archive.add(b);
        assertThat(names()).containsExactly(expected);
    }

    @Test
    void whenTheCurrentOneGoesTheOneBeforeIsCurrentAgain() {
        Event old = profile(TIME, "{\"name\":\"old\"}");
        Event current = profile(TIME + 10, "{\"name\":\"current\"}");
        archive.add(old, current);

        archive.remove(current);
        assertThat(names()).containsExactly("old");
        archive.remove(old);
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[]", "7", "{\"name\":", "null", "{\"name\":\"a\"} {"})
    void contentThatIsNoObjectLeavesNoProfile(String content) {
        archive.add(profile(TIME, content));

        assertThat(names()).isEmpty();
    }

    @Test
    void contentThatIsNestedTooDeeplyLeavesNoProfile() {
        archive.add(profile(TIME, "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"));

        assertThat(names()).isEmpty();
    }

    @Test
    void aNameMayBeLongAndStrange() {
        archive.add(profile(TIME, "{\"name\":\"\\u0000\u202e" + "x".repeat(1_000_000) + "\"}"));

        assertThat(names()).singleElement().satisfies(name -> assertThat(name).hasSize(2_000));
    }

    private static Event profile(long createdAt, String content) {
        return ALICE.sign(createdAt, 0, List.of(), content);
    }

    private List<String> names() {
        return database.query("select name from profile", row -> row.getString("name"));
    }
}
