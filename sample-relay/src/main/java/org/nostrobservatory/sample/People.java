package org.nostrobservatory.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The people of a sample network: all of them are known from the start, but they join one after the other. */
final class People {

    static final int COUNT = 300;

    private static final int HOUR = 3600;
    /** Language, share in percent, time zones its people live in (hours east of UTC). */
    private record Community(Language language, int percent, List<Integer> utcOffsets) {}

    private final Chance chance;
    private final List<Person> all = new ArrayList<>();
    private final List<Person> joined = new ArrayList<>();
    private final Map<String, Integer> names = new HashMap<>();
    private int invited;

    People(Chance chance, List<LightningProvider> providers) {
        this.chance = chance;
        List<Community> communities = List.of(
                new Community(new Language("en"), 48, List.of(-8, -6, -5, -5, 0, 0, 2, 10)),
                new Community(new Language("de"), 11, List.of(1)),
                new Community(new Language("es"), 10, List.of(1, -3, -6)),
                new Community(new Language("pt"), 9, List.of(-3, -3, 0)),
                new Community(new Language("ja"), 8, List.of(9)),
                new Community(new Language("fr"), 6, List.of(1, 1, -5)),
                new Community(new Language("it"), 4, List.of(1)),
                new Community(new Language("zh"), 4, List.of(8)));
        for (int i = 0; i < COUNT; i++) {
            all.add(person(chance.pick(communities, Community::percent), providers));
        }
    }

    private Person person(Community community, List<LightningProvider> providers) {
        Language language = community.language();
        String[] first = chance.pick(language.firstNames()).split("/");
        String[] last = chance.pick(language.lastNames()).split("/");
        boolean familyNameFirst =
                language.code().equals("ja") || language.code().equals("zh");
        String displayName = familyNameFirst ? last[0] + " " + first[0] : first[0] + " " + last[0];
        int namesakes = names.merge(first[1] + last[1], 1, Integer::sum);
        Set<String> topics = new LinkedHashSet<>();
        int wanted = chance.between(2, 4);
        while (topics.size() < wanted) {
            topics.add(chance.pick(language.topics()));
        }
        return new Person(
                chance.secretKey(),
                language,
                first[1] + last[1] + (namesakes == 1 ? "" : namesakes),
                displayName,
                chance.of(.75) ? chance.pick(providers) : null,
                chance.pick(community.utcOffsets()) * HOUR,
                Math.min(60, chance.powerLaw(1.1)),
                List.copyOf(topics));
    }

    List<Person> all() {
        return all;
    }

    List<Person> joined() {
        return joined;
    }

    /** Somebody who has not been invited to join so far; empty when everybody has. */
    Optional<Person> invite() {
        return invited < COUNT ? Optional.of(all.get(invited++)) : Optional.empty();
    }

    void join(Person person) {
        joined.add(person);
    }

    /** Who acts at this time: active people more often, people for whom it is night less often. */
    Person awake(long unixSeconds) {
        return chance.pick(joined, person -> person.activity * Rhythm.at(person, unixSeconds));
    }

    /** Preferential attachment: who has followers gets more of them, within a language above all. */
    Person worthFollowing(Person follower) {
        return chance.pick(joined, other -> (other.followers + 1) * (other.language == follower.language ? 1 : .2));
    }
}
