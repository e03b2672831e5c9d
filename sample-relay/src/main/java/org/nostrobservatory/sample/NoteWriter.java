package org.nostrobservatory.sample;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.protocol.Tag;

/** What people write in public: notes, replies (NIP-10), comments (NIP-22), quotes (NIP-18), articles (NIP-23). */
final class NoteWriter {

    private static final int COMMENT = 1111;
    private static final int ARTICLE = 30_023;
    private static final int DAY = 86_400;

    private final Chance chance;
    private final RecentNotes recent;

    NoteWriter(Chance chance, RecentNotes recent) {
        this.chance = chance;
        this.recent = recent;
    }

    Optional<Event> note(Person author, long now) {
        List<Tag> tags = new ArrayList<>();
        String content = text(author, now, tags);
        if (chance.of(.02)) {
            tags.add(Tag.of("expiration", Long.toString(now + chance.between(1, 7) * (long) DAY)));
        }
        if (chance.of(.015)) {
            tags.add(Tag.of("content-warning", "spoiler"));
        }
        return Optional.of(publish(author, now, tags, content));
    }

    /** Answers a note with a reply, an article with a comment. */
    Optional<Event> reply(Person author, long now) {
        return recent.interesting(author, now).map(post -> {
            Event parent = post.event();
            String content = chance.pick(author.language.replies());
            return parent.kind() == Kinds.NOTE
                    ? publish(author, now, replyTags(parent, author), content)
                    : author.key.sign(now, COMMENT, commentTags(parent), content);
        });
    }

    private List<Tag> replyTags(Event parent, Person author) {
        List<Tag> tags = new ArrayList<>();
        Optional<Tag> root = parent.tags("e")
                .filter(tag -> tag.at(3).filter("root"::equals).isPresent())
                .findFirst();
        String hint = chance.pick(Profiles.RELAYS);
        tags.add(root.orElseGet(() -> eTag(parent, hint, "root")));
        if (root.isPresent()) {
            tags.add(eTag(parent, hint, "reply"));
        }
        Set<String> involved = new LinkedHashSet<>();
        involved.add(parent.pubkey().hex());
        parent.tags("p").flatMap(tag -> tag.value().stream()).forEach(involved::add);
        involved.remove(author.pubkey().hex());
        involved.forEach(pubkey -> tags.add(Tag.of("p", pubkey)));
        return tags;
    }

    private static Tag eTag(Event event, String hint, String marker) {
        return Tag.of("e", event.id().hex(), hint, marker, event.pubkey().hex());
    }

    private static List<Tag> commentTags(Event article) {
        String kind = Integer.toString(article.kind());
        String author = article.pubkey().hex();
        return List.of(
                Tag.of("A", address(article)),
                Tag.of("K", kind),
                Tag.of("P", author),
                Tag.of("a", address(article)),
                Tag.of("e", article.id().hex()),
                Tag.of("k", kind),
                Tag.of("p", author));
    }

    /** {@code kind:pubkey:d} of an addressable event (NIP-01). */
    static String address(Event event) {
        return event.kind() + ":" + event.pubkey() + ":" + event.tagValue("d").orElse("");
    }

    Optional<Event> quote(Person author, long now) {
        return recent.interesting(author, now).map(post -> {
            Event quoted = post.event();
            List<Tag> tags = new ArrayList<>();
            tags.add(Tag.of(
                    "q",
                    quoted.id().hex(),
                    chance.pick(Profiles.RELAYS),
                    quoted.pubkey().hex()));
            tags.add(Tag.of("p", quoted.pubkey().hex()));
            String content = text(author, now, tags) + "\n\nnostr:" + Nip19.note(quoted.id());
            return publish(author, now, tags, content);
        });
    }

    Optional<Event> article(Person author, long now) {
        Language language = author.language;
        String topic = chance.pick(language.articleTopics());
        String title = chance.pick(language.articleTitles(topic));
        List<String> sentences = language.notes(topic);
        StringBuilder body = new StringBuilder("# " + title + "\n");
        for (int i = chance.between(4, 12); i > 0; i--) {
            body.append('\n')
                    .append(chance.pick(sentences))
                    .append(' ')
                    .append(chance.pick(sentences))
                    .append('\n');
        }
        List<Tag> tags = List.of(
                Tag.of("d", topic + "-" + now / DAY),
                Tag.of("title", title),
                Tag.of("summary", chance.pick(sentences)),
                Tag.of("published_at", Long.toString(now)),
                Tag.of("t", topic));
        return Optional.of(recent.add(author.key.sign(now, ARTICLE, tags, body.toString()), author));
    }

    private Event publish(Person author, long now, List<Tag> tags, String content) {
        return recent.add(author.key.sign(now, Kinds.NOTE, tags, content), author);
    }

    /** A few sentences about one topic; the hashtags are added to the tags. */
    private String text(Person author, long now, List<Tag> tags) {
        Language language = author.language;
        String topic = chance.of(.7) ? chance.pick(author.topics) : topicOfTheDay(language, now);
        StringBuilder text = new StringBuilder();
        if (chance.of(.4)) {
            text.append(chance.pick(language.openers())).append(' ');
        }
        text.append(chance.pick(language.notes(topic)));
        if (chance.of(.4)) {
            text.append(' ').append(chance.pick(language.closers()));
        }
        if (chance.of(.55)) {
            Set<String> hashtags = new LinkedHashSet<>(List.of(topic));
            if (chance.of(.3)) {
                hashtags.add(chance.pick(author.topics));
            }
            for (String hashtag : hashtags) {
                text.append(" #").append(hashtag);
                tags.add(Tag.of("t", hashtag));
            }
        }
        return text.toString();
    }

    private static String topicOfTheDay(Language language, long now) {
        List<String> topics = language.topics();
        return topics.get((int) (now / DAY % topics.size()));
    }
}
