package org.nostrobservatory.score;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What people have done to a note, as whole numbers: adding and taking away in any order gives exactly what counting
 * afresh gives.
 *
 * <p>Who counts: each actor once for each action, however often he repeats it; each zap, because each is paid for; the
 * author not at all. Of a zap's amount at most {@value #MAX_MSAT_PER_ZAP} msat count: forged receipts name any amount,
 * honest ones hardly ever more than that (field study, section 2.2), and the sum cannot overflow.
 *
 * @param msat millisatoshis of the zaps, as far as they count
 */
public record Engagement(long zaps, long msat, long replies, long reposts, long reactions) {

    /** 1,000,000 sats. */
    public static final long MAX_MSAT_PER_ZAP = 1_000_000_000L;

    public static final Engagement NONE = new Engagement(0, 0, 0, 0, 0);

    /**
     * The definition: counts all interactions with a note.
     *
     * @param author whose own interactions are left out
     * @param counted the actors that count: all of them, or those of a {@link TrustSet}
     */
    public static Engagement of(Collection<Interaction> interactions, int author, IntPredicate counted) {
        record Deed(int actor, Action action) {}
        Set<Deed> done = new HashSet<>();
        Engagement engagement = NONE;
        for (Interaction interaction : interactions) {
            int actor = interaction.actor();
            if (actor == author || !counted.test(actor)) {
                continue;
            }
            boolean first = done.add(new Deed(actor, interaction.action()));
            if (first || interaction.action() == Action.ZAP) {
                engagement = engagement.plus(interaction);
            }
        }
        return engagement;
    }

    /** With one more interaction, which the caller knows to count. */
    public Engagement plus(Interaction interaction) {
        return changed(interaction, 1);
    }

    /** Without an interaction that was counted: its event went away, or its actor's trust. */
    public Engagement minus(Interaction interaction) {
        return changed(interaction, -1);
    }

    private Engagement changed(Interaction interaction, int sign) {
        return switch (interaction.action()) {
            case REACTION -> new Engagement(zaps, msat, replies, reposts, reactions + sign);
            case REPLY -> new Engagement(zaps, msat, replies + sign, reposts, reactions);
            case REPOST -> new Engagement(zaps, msat, replies, reposts + sign, reactions);
            case ZAP -> new Engagement(zaps + sign, msat + sign * counted(interaction), replies, reposts, reactions);
        };
    }

    private static long counted(Interaction zap) {
        return Math.max(0, Math.min(zap.msat(), MAX_MSAT_PER_ZAP));
    }
}
