package org.nostrobservatory.sample;

import java.util.ArrayList;
import java.util.List;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;

/**
 * A data vending machine (NIP-90) and its manners.
 *
 * @param answers the share of jobs it takes up at all; 0 for one that is announced but gone
 * @param fails the share of jobs taken up that end in an error
 * @param medianSeconds until the result
 * @param priceMsat what a job costs; 0 if it is free
 */
record Dvm(
        SecretKey key,
        LightningProvider provider,
        String name,
        String about,
        List<Integer> kinds,
        double answers,
        double fails,
        double medianSeconds,
        long priceMsat,
        Manner manner) {

    /** How it speaks. */
    enum Manner {
        /** As NIP-90 wants it. */
        PROPER,
        /** Sends parts before the whole. */
        STREAMS,
        /** Encrypts what it says. */
        SECRETIVE,
        /** Mixes up kinds, statuses and amounts. */
        CONFUSED
    }

    static List<Dvm> all(Chance chance, LightningProvider provider) {
        return List.of(
                of(chance, provider, "Meadow Feed", "Notes from people like you.", .97, .02, 4, 0, 5300),
                of(chance, provider, "Popular Today", "What everybody talks about.", .95, .03, 9, 0, 5300),
                of(chance, provider, "Slow Picks", "A thoughtful selection, once it is done.", .9, .05, 150, 0, 5300),
                of(chance, provider, "Bird's Eye", "Discovery by topic.", 0, 0, 1, 0, 5300, 5301),
                of(chance, provider, "Scribe", "Text generation with a small model.", .96, .05, 12, 10_000, 5050)
                        .with(Manner.STREAMS),
                of(chance, provider, "Polyglot", "Translations and short texts.", .9, .1, 25, 0, 5050, 5002),
                of(chance, provider, "Canvas", "Pictures from words.", .92, .08, 35, 50_000, 5100),
                of(chance, provider, "Brushwork", "Pictures, unhurried.", .6, .35, 240, 21_000, 5100),
                of(chance, provider, "Orator", "Reads aloud.", .95, .04, 15, 5_000, 5250),
                of(chance, provider, "Old Telephone", "Speech as it used to sound.", 0, 0, 1, 0, 5250),
                of(chance, provider, "Whisper", "Texts for your eyes only.", .85, .02, 18, 0, 5050)
                        .with(Manner.SECRETIVE),
                of(chance, provider, "Second Try", "Searches notes, mostly.", .8, .15, 6, 0, 5302)
                        .with(Manner.CONFUSED),
                of(chance, provider, "Librarian", "Finds what was said.", .93, .03, 3, 1_000, 5302));
    }

    private static Dvm of(
            Chance chance,
            LightningProvider provider,
            String name,
            String about,
            double answers,
            double fails,
            double medianSeconds,
            long priceMsat,
            Integer... kinds) {
        return new Dvm(
                chance.secretKey(),
                provider,
                name,
                about,
                List.of(kinds),
                answers,
                fails,
                medianSeconds,
                priceMsat,
                Manner.PROPER);
    }

    private Dvm with(Manner other) {
        return new Dvm(key, provider, name, about, kinds, answers, fails, medianSeconds, priceMsat, other);
    }

    /** The announcement of what it can do (NIP-89). */
    Event announce(long now) {
        List<Tag> tags = new ArrayList<>();
        tags.add(Tag.of("d", Sha256.of(name).hex().substring(0, 16)));
        kinds.forEach(kind -> tags.add(Tag.of("k", Integer.toString(kind))));
        tags.add(Tag.of("t", "dvm"));
        return key.sign(now, Kinds.HANDLER_INFORMATION, tags, JsonText.object("name", name, "about", about));
    }
}
