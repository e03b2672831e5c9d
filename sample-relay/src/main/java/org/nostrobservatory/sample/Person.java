package org.nostrobservatory.sample;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.SecretKey;

/** Somebody of the sample network. */
final class Person {

    final SecretKey key;
    final Language language;
    final String name;
    final String displayName;
    /** The provider that receives this person's zaps; null for people without a Lightning address. */
    final LightningProvider provider;
    /** Seconds east of UTC. */
    final int utcOffset;
    /** How much this person does, relative to others. */
    final double activity;

    final List<String> topics;
    final Set<Person> follows = new LinkedHashSet<>();
    int followers;

    Person(
            SecretKey key,
            Language language,
            String name,
            String displayName,
            LightningProvider provider,
            int utcOffset,
            double activity,
            List<String> topics) {
        this.key = key;
        this.language = language;
        this.name = name;
        this.displayName = displayName;
        this.provider = provider;
        this.utcOffset = utcOffset;
        this.activity = activity;
        this.topics = topics;
    }

    Bytes pubkey() {
        return key.publicKey();
    }

    /** Follows somebody, unless it is done already. */
    void follow(Person other) {
        if (other != this && follows.add(other)) {
            other.followers++;
        }
    }
}
