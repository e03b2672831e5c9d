package org.nostrobservatory.sample;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.Tag;

/** Who people are, whom they follow and where they write: kinds 0, 3, 10002, 30315. */
final class Profiles {

    /** No relay answers at these addresses: example is a reserved domain (RFC 2606). */
    static final List<String> RELAYS = List.of(
            "wss://relay.meadow.example/",
            "wss://harbour.example/",
            "wss://nostr.alpine.example/",
            "wss://relay.lantern.example/",
            "wss://purple.example/",
            "wss://relay.driftwood.example/",
            "wss://nos.quill.example/");

    private static final int USER_STATUS = 30_315;
    private static final String NIP05_DOMAIN = "@people.example";

    private final Chance chance;
    private final People people;

    Profiles(Chance chance, People people) {
        this.chance = chance;
        this.people = people;
    }

    Event profile(Person person, long now) {
        String content = JsonText.object(
                "name",
                person.name,
                "display_name",
                person.displayName,
                "about",
                chance.pick(person.language.bios()),
                "nip05",
                person.name + NIP05_DOMAIN,
                "lud16",
                person.provider == null ? null : person.name + "@" + person.provider.domain());
        return person.key.sign(now, Kinds.PROFILE, List.of(), content);
    }

    Event relayList(Person person, long now) {
        Set<String> relays = new LinkedHashSet<>();
        int wanted = chance.between(2, 4);
        while (relays.size() < wanted) {
            relays.add(chance.pick(RELAYS));
        }
        List<Tag> tags = new ArrayList<>();
        for (String relay : relays) {
            tags.add(chance.of(.6) ? Tag.of("r", relay) : Tag.of("r", relay, chance.of(.5) ? "read" : "write"));
        }
        return person.key.sign(now, Kinds.RELAY_LIST, tags, "");
    }

    /** The first follow list. */
    Event followList(Person person, long now) {
        return followMore(person, now, (int) Math.min(120, chance.logNormal(22, .8)));
    }

    /** The follow list with a few more people on it. */
    Event followMore(Person person, long now) {
        return followMore(person, now, chance.between(1, 4));
    }

    private Event followMore(Person person, long now, int more) {
        for (int i = 0; i < more; i++) {
            person.follow(people.worthFollowing(person));
        }
        List<Tag> tags = person.follows.stream()
                .map(followed -> Tag.of("p", followed.pubkey().hex()))
                .toList();
        return person.key.sign(now, Kinds.FOLLOW_LIST, tags, "");
    }

    /** What somebody is doing right now (NIP-38); it expires by itself. */
    Optional<Event> status(Person person, long now) {
        List<Tag> tags = List.of(
                Tag.of("d", "general"), Tag.of("expiration", Long.toString(now + chance.between(1, 24) * 3600L)));
        return Optional.of(person.key.sign(now, USER_STATUS, tags, "#" + chance.pick(person.topics)));
    }
}
