package org.nostrobservatory.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.BOB;
import static org.nostrobservatory.ingest.SampleEvents.TIME;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.ingest.Events.Place;
import org.nostrobservatory.ingest.ProjectionCheck;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.ingest.TestEvents;
import org.nostrobservatory.ingest.WholeArchive;
import org.nostrobservatory.protocol.Address;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;
import org.nostrobservatory.search.Search.Found;
import org.nostrobservatory.search.Search.Part;

class SearchTest {

    private static final Instant NOW = Instant.ofEpochSecond(TIME + 1000);

    private final Database database = TestDatabase.migrated();
    private final TestArchive archive = new TestArchive(database, new SearchProjector(database));
    private final Indexing indexing = new Indexing(database, TestEvents.of(database));
    private final Search search = new Search(database, TestEvents.of(database));

    @Test
    void wordsAreFoundInAllTheirForms() {
        Event english = note(1, "The houses on the hill are running out of wood and nobody knows why");
        Event german = note(2, "Die Häuser auf dem Hügel haben kein Holz mehr und niemand weiß warum");
        Event unknown = note(3, "Haus");
        index(english, german, unknown);

        assertThat(find("house")).containsExactly(english);
        assertThat(find("RUN")).containsExactly(english);
        assertThat(find("Haus")).containsExactly(unknown, german);
        assertThat(find("häuser")).containsExactly(german);
        assertThat(find("hauser")).containsExactly(german);
        assertThat(find("hugel")).containsExactly(german);
        assertThat(find("weiss")).containsExactly(german);
    }

    @Test
    void aQueryIsWhatSearchEnginesTake() {
        Event one = note(1, "proof of work is what secures the chain");
        Event two = note(2, "work needs no proof, they say");
        Event three = note(3, "stakes are high for cats and dogs #Caturday");
        index(one, two, three);

        assertThat(find("work proof")).containsExactly(two, one);
        assertThat(find("\"proof of work\"")).containsExactly(one);
        assertThat(find("proof -chain")).containsExactly(two);
        assertThat(find("chain or dogs")).containsExactly(three, one);
        assertThat(find("#caturday")).containsExactly(three);
        assertThat(find("caturday")).containsExactly(three);
        assertThat(find("cats -#caturday")).isEmpty();
        assertThat(find("-#caturday")).containsExactly(two, one);
        assertThat(find("#dogs")).isEmpty();
        assertThat(find("#dogs or #caturday cats")).containsExactly(three);
    }

    @Test
    void wordsWithoutSpacesAreFoundByAnyPieceOfTwoCharacters() {
        Event japanese = note(1, "ビットコインの最高値を更新しました");
        Event chinese = note(2, "比特币创下历史新高");
        index(japanese, chinese);

        assertThat(find("最高値")).containsExactly(japanese);
        assertThat(find("ビットコイン")).containsExactly(japanese);
        assertThat(find("历史")).containsExactly(chinese);
        assertThat(find("历新")).isEmpty();
    }

    @Test
    void profilesCommentsAndArticlesAreFoundByTheirKind() {
        Event profile = ALICE.sign(
                TIME,
                0,
                List.of(),
                "{\"name\":\"wonderland\",\"about\":\"rabbits\",\"nip05\":\"alice@rabbit-hole.example\"}");
        Event note = note(1, "wonderland is a note");
        Event comment = BOB.sign(TIME + 2, 1111, List.of(Tag.of("e", "ab".repeat(32))), "wonderland comment");
        Event article = BOB.sign(
                TIME + 3,
                30023,
                List.of(Tag.of("d", "x"), Tag.of("title", "Wonderland at night")),
                "# Once upon a time");
        Event reaction = BOB.sign(TIME + 4, 7, List.of(Tag.of("e", "ab".repeat(32))), "wonderland");
        index(profile, note, comment, article, reaction);

        assertThat(find("wonderland")).containsExactly(article, comment, note, profile);
        assertThat(find("wonderland", Set.of(0, 1111))).containsExactly(comment, profile);
        assertThat(find("rabbits alice")).containsExactly(profile);
        assertThat(find("alice@rabbit-hole.example")).containsExactly(profile);
        assertThat(search.find(query("rabbits", SearchQuery.KINDS), Optional.empty(), 1, NOW)
                        .found()
                        .get(0)
                        .preview()
                        .text())
                .isEqualTo("wonderland\nalice@rabbit-hole.example\nrabbits");
    }

    @Test
    void onlyWhatIsToBeShownIsFound() {
        Event old = ALICE.sign(TIME, 0, List.of(), "{\"name\":\"needle one\"}");
        Event current = ALICE.sign(TIME + 1, 0, List.of(), "{\"name\":\"needle two\"}");
        Event expired = ALICE.sign(TIME + 2, 1, List.of(Tag.of("expiration", "" + (TIME + 900))), "needle three");
        Event ahead = ALICE.sign(TIME + 2000, 1, List.of(), "needle four");
        Event gone = note(3, "needle five");
        index(old, current, expired, ahead, gone);
        archive.remove(gone);

        assertThat(find("needle")).containsExactly(current);
        archive.remove(current);
        assertThat(find("needle")).containsExactly(old);
    }

    @Test
    void aDeletedNoteIsNotReadAfterwards() {
        Event note = note(1, "needle");
        archive.add(note);
        archive.remove(note);
        assertThat(indexing.update(10)).isZero();
        assertThat(database.query("select event_id from search_document", row -> "row"))
                .isEmpty();
    }

    @Test
    void theNewestTextsAreReadFirstAndEachOnce() {
        Event old = note(1, "needle old");
        Event recent = note(2, "needle recent");
        archive.add(old, recent);

        assertThat(find("needle")).isEmpty();
        assertThat(indexing.update(1)).isEqualTo(1);
        assertThat(find("needle")).containsExactly(recent);
        assertThat(indexing.update(5)).isEqualTo(1);
        assertThat(indexing.update(5)).isZero();
        assertThat(find("needle")).containsExactly(recent, old);
    }

    /** One that could not be read would be tried again for ever, and keep all older ones waiting. */
    @Test
    void everyTextIsReadWhateverItHolds() {
        StringBuilder expanding = new StringBuilder();
        for (int i = 0; expanding.length() < 50_000; i++) {
            expanding
                    .append("\uFDF2\uFDF3".repeat(45))
                    .append(Integer.toString(i, 36))
                    .append(' ');
        }
        List<String> texts = List.of(
                "\u0000",
                "a".repeat(900_000),
                "\n \n\t".repeat(100_000),
                "\u0300".repeat(100_000),
                "'\\\"&|!():*<->".repeat(10_000),
                "#a ".repeat(100_000),
                "#" + "1".repeat(100_000),
                "https://!".repeat(50_000),
                "nostr:".repeat(50_000),
                "\u0E01\u0E33".repeat(50_000),
                "\uD83D\uDE00\u200D".repeat(50_000),
                expanding.toString());
        for (int i = 0; i < texts.size(); i++) {
            archive.add(ALICE.sign(TIME + i, 1, List.of(Tag.of("t", texts.get(i))), texts.get(i)));
            archive.add(ALICE.sign(TIME + i, 30_023, List.of(Tag.of("d", "" + i), Tag.of("title", texts.get(i))), ""));
        }
        readAll();

        assertThat(database.find(
                        "select count(*) as unread from search_document where words is null",
                        row -> row.getLong("unread")))
                .contains(0L);
    }

    @Test
    void whatStrangersWriteIsTextAndNothingElse() {
        Event markup = note(1, "<script>alert('needle')</script> \u0000 \u202Eneedle\u202C");
        Event quotes = note(2, "it''s 'needle' & | ! ( ) <-> :* \\ \"needle\" #it's\\odd");
        Event megabyte = note(3, "needle " + "häufig und 中文 words ".repeat(40_000));
        Event code = note(4, "needle " + "x".repeat(900_000));
        Event tagged = ALICE.sign(
                TIME + 5, 1, List.of(Tag.of("t", "it's \\ \"odd\""), Tag.of("t", "z".repeat(10_000))), "needle");
        index(markup, quotes, megabyte, code, tagged);

        assertThat(find("needle")).containsExactly(tagged, code, megabyte, quotes, markup);
        assertThat(find("\"#needle")).hasSize(5);
        Found found = search.find(query("needle script", SearchQuery.KINDS), Optional.empty(), 1, NOW)
                .found()
                .get(0);
        assertThat(found.preview().text()).startsWith("<script>alert('needle')</script>");
        assertThat(found.preview().matches()).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the",
                "to be or not to be",
                "\"to be or not to be\"",
                "die",
                "a & b | !c",
                "it's",
                "\\",
                "'needle'",
                "%k1",
                "#it's\\odd",
                "-needle",
                "needle:*",
                "\"unbalanced",
                "٣ شيء",
                "-\"\"",
                "(((",
                "1e999999",
                "a@b.c"
            })
    void anyQueryHasAnAnswer(String text) {
        index(note(1, "needle"));
        Optional<SearchQuery> query = SearchQuery.parse(text, SearchQuery.KINDS);
        query.ifPresent(it ->
                assertThat(search.find(it, Optional.empty(), 5, NOW).found()).hasSizeLessThanOrEqualTo(1));
    }

    @Test
    void aWordThatIsTooCommonInOneLanguageIsFoundInOthers() {
        Event german = note(1, "Die Sonne scheint und wir gehen heute in den Bergen wandern");
        Event english = note(2, "Old habits never die, they only fade away slowly");
        index(german, english);

        assertThat(find("die")).containsExactly(english);
        assertThat(find("die Sonne")).containsExactly(german);
    }

    @Test
    void whatNamesSomethingNeedNotBeSearched() {
        Event note = note(1, "needle");
        Event article = ALICE.sign(TIME, 30023, List.of(Tag.of("d", "x")), "text");
        archive.add(note, article);
        Bytes alice = ALICE.publicKey();

        assertThat(search.named(" " + note.id() + " ")).contains(new Named(Named.Type.EVENT, note.id()));
        assertThat(search.named("nostr:" + Nip19.note(note.id()))).contains(new Named(Named.Type.EVENT, note.id()));
        assertThat(search.named(alice.hex())).contains(new Named(Named.Type.PERSON, alice));
        assertThat(search.named(Nip19.npub(alice))).contains(new Named(Named.Type.PERSON, alice));
        assertThat(search.named(new Nip19.Naddr(new Address(30023, alice, "x"), List.of()).toText()))
                .contains(new Named(Named.Type.EVENT, article.id()));
        assertThat(search.named(new Nip19.Naddr(new Address(30023, alice, "y"), List.of()).toText()))
                .isEmpty();
        assertThat(search.named("needle")).isEmpty();
        assertThat(search.named("")).isEmpty();
        assertThat(search.named(new Nip19.Nsec(ALICE).toText())).isEmpty();
    }

    @Test
    void theCheckSeesWrongLabels() {
        WholeArchive whole = new WholeArchive(database);
        whole.archive.add(note(1, "one #tag"), note(2, "two"), ALICE.sign(TIME, 0, List.of(), "{\"name\":\"#tag\"}"));
        readAll();
        assertThat(differences()).isEmpty();

        for (String damage : List.of(
                "words || array_to_tsvector('{#never}')",
                "ts_delete(words, '#tag')",
                "ts_delete(words, '%k1')",
                "words || array_to_tsvector('{%t0.7}')")) {
            database.update("update search_document set words = " + damage + " where words @@ '''#tag'''");
            assertThat(differences()).as(damage).isNotEmpty();
            database.update("update search_document set words = null");
            readAll();
            assertThat(differences()).isEmpty();
        }
    }

    private List<String> differences() {
        return ProjectionCheck.differences(database).stream()
                .filter(line -> line.startsWith("search_document"))
                .toList();
    }

    @Test
    void aLabelIsNoWord() {
        index(note(1, "k1 cenglish t0 #tag"));
        assertThat(find("%k1 k1")).hasSize(1);
        assertThat(find("%k0")).isEmpty();
        assertThat(find("tag")).hasSize(1);
    }

    /** Texts of five years, most of them close together: every part is right, whatever the stretches. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void partAfterPartIsTheWholeList(long seed) {
        Random random = new Random(seed);
        String[] vocabulary = {"alpha", "beta", "gamma", "delta"};
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            int[] spans = {100, 86_400, 20 * 86_400, 1800 * 86_400};
            long age = random.nextInt(spans[random.nextInt(spans.length)]) - 50;
            String text = vocabulary[random.nextInt(4)] + " " + vocabulary[random.nextInt(4)] + " " + i;
            events.add(key(random.nextInt(3)).sign(NOW.getEpochSecond() - age, 1, List.of(), text));
        }
        events.add(ALICE.sign(7, 1, List.of(), "alpha of 1970"));
        index(events.toArray(Event[]::new));

        for (String query : List.of("alpha", "alpha beta", "gamma -delta", "beta or delta", "nothing")) {
            List<Event> expected = events.stream()
                    .filter(event -> event.createdAt() <= NOW.getEpochSecond() && matches(query, event.content()))
                    .sorted((a, b) -> a.createdAt() != b.createdAt()
                            ? Long.compare(b.createdAt(), a.createdAt())
                            : a.id().compareTo(b.id()))
                    .toList();
            List<Event> found = new ArrayList<>();
            Optional<Place> place = Optional.empty();
            int parts = 0;
            do {
                int limit = 1 + random.nextInt(20);
                Part part = search.find(query(query, Set.of(1)), place, limit, NOW);
                assertThat(part.found()).hasSizeLessThanOrEqualTo(limit);
                part.found().forEach(it -> found.add(it.event()));
                place = part.next();
                assertThat(parts++).isLessThan(200);
            } while (place.isPresent());
            assertThat(found).as(query).isEqualTo(expected);
        }
    }

    @Test
    void largeTextsMakeSmallerParts() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            events.add(note(i / 7, "alpha " + "x".repeat(100) + i));
        }
        index(events.toArray(Event[]::new));
        List<Event> expected = find("alpha");
        assertThat(expected).hasSize(45);

        List<Event> found = new ArrayList<>();
        Optional<Place> place = Optional.empty();
        do {
            Part part = search.find(query("alpha", Set.of(1)), place, 100, NOW, 1_500);
            assertThat(part.found()).hasSizeBetween(1, 24);
            part.found().forEach(it -> found.add(it.event()));
            place = part.next();
        } while (place.isPresent());
        assertThat(found).isEqualTo(expected);
    }

    private static boolean matches(String query, String text) {
        List<String> words = Arrays.asList(text.split(" "));
        return switch (query) {
            case "alpha beta" -> words.containsAll(List.of("alpha", "beta"));
            case "gamma -delta" -> words.contains("gamma") && !words.contains("delta");
            case "beta or delta" -> words.contains("beta") || words.contains("delta");
            default -> words.contains(query);
        };
    }

    private static SecretKey key(int number) {
        return number == 0 ? ALICE : BOB;
    }

    private static Event note(long second, String text) {
        return ALICE.sign(TIME + second, 1, List.of(), text);
    }

    private void index(Event... events) {
        archive.add(events);
        readAll();
    }

    private void readAll() {
        while (indexing.update(50) > 0) {
            // Until all is read.
        }
    }

    private List<Event> find(String text) {
        return find(text, SearchQuery.KINDS);
    }

    private List<Event> find(String text, Set<Integer> kinds) {
        return search.find(query(text, kinds), Optional.empty(), 100, NOW).found().stream()
                .map(Found::event)
                .toList();
    }

    private static SearchQuery query(String text, Set<Integer> kinds) {
        return SearchQuery.parse(text, kinds).orElseThrow();
    }
}
