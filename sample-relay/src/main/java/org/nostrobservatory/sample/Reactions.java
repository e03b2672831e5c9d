package org.nostrobservatory.sample;

import java.util.List;
import java.util.Optional;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.Tag;

/** What people do with notes: react (NIP-25), repost (NIP-18), report (NIP-56), delete their own (NIP-09). */
final class Reactions {

    private static final int REPORT = 1984;
    private static final List<String> EMOJI = List.of("🤙", "❤️", "🔥", "😂", "🫂", "🚀", "👀");

    private final Chance chance;
    private final RecentNotes recent;

    Reactions(Chance chance, RecentNotes recent) {
        this.chance = chance;
        this.recent = recent;
    }

    Optional<Event> react(Person person, long now) {
        return find(person, now, Kinds.REACTION).map(post -> {
            Event liked = post.event();
            String content = chance.of(.03) ? "-" : chance.of(.55) ? "+" : chance.pick(EMOJI);
            List<Tag> tags = List.of(eTag(liked), pTag(liked), kTag(liked));
            return person.key.sign(now, Kinds.REACTION, tags, content);
        });
    }

    Optional<Event> repost(Person person, long now) {
        return find(person, now, Kinds.REPOST).map(post -> {
            Event shared = post.event();
            if (shared.kind() == Kinds.NOTE) {
                List<Tag> tags = List.of(eTag(shared), pTag(shared));
                return person.key.sign(now, Kinds.REPOST, tags, EventJson.write(shared));
            }
            List<Tag> tags = List.of(eTag(shared), pTag(shared), kTag(shared), Tag.of("a", NoteWriter.address(shared)));
            return person.key.sign(now, Kinds.GENERIC_REPOST, tags, EventJson.write(shared));
        });
    }

    Optional<Event> report(Person person, long now) {
        return find(person, now, REPORT).map(post -> {
            Event reported = post.event();
            String type = chance.pick(List.of("spam", "impersonation", "nudity", "other"));
            List<Tag> tags = List.of(
                    Tag.of("e", reported.id().hex(), type),
                    Tag.of("p", reported.pubkey().hex()));
            return person.key.sign(now, REPORT, tags, "");
        });
    }

    Optional<Event> delete(Person person, long now) {
        return recent.own(person, Kinds.NOTE).map(post -> {
            Event regretted = post.event();
            recent.remove(regretted.id());
            List<Tag> tags = List.of(Tag.of("e", regretted.id().hex()), kTag(regretted));
            return person.key.sign(now, Kinds.DELETION, tags, "");
        });
    }

    /** A note of interest with which this person has not done this yet. */
    private Optional<RecentNotes.Post> find(Person person, long now, int kind) {
        return recent.interesting(person, now).filter(post -> post.isFirst(person, kind));
    }

    private Tag eTag(Event event) {
        return Tag.of("e", event.id().hex(), chance.pick(Profiles.RELAYS));
    }

    private static Tag pTag(Event event) {
        return Tag.of("p", event.pubkey().hex());
    }

    private static Tag kTag(Event event) {
        return Tag.of("k", Integer.toString(event.kind()));
    }
}
