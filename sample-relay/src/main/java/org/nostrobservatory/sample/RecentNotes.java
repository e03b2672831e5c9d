package org.nostrobservatory.sample;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;

/** The notes and articles that people still talk about. */
final class RecentNotes {

    /**
     * @param appeal how much more than others it is answered, liked, reposted and zapped
     * @param done who has done what with it that is done once, as pubkey and kind
     */
    record Post(Event event, Person author, double appeal, Set<String> done) {

        /** Whether this person does this for the first time; from then on it is done. */
        boolean isFirst(Person person, int kind) {
            return done.add(person.pubkey() + ":" + kind);
        }
    }

    private static final int KEPT = 500;
    private static final double MEAN_INTEREST_SECONDS = 5 * 3600;
    private static final double FOREIGN_LANGUAGE = .08;

    private final Chance chance;
    private final Deque<Post> posts = new ArrayDeque<>();

    RecentNotes(Chance chance) {
        this.chance = chance;
    }

    Event add(Event event, Person author) {
        if (posts.size() == KEPT) {
            posts.removeFirst();
        }
        posts.addLast(new Post(event, author, chance.powerLaw(1.3) * Math.sqrt(1 + author.followers), new HashSet<>()));
        return event;
    }

    void remove(Bytes id) {
        posts.removeIf(post -> post.event().id().equals(id));
    }

    /** A note of somebody else that this person reacts to. */
    Optional<Post> interesting(Person reader, long now) {
        List<Post> others =
                posts.stream().filter(post -> post.author() != reader).toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(chance.pick(others, post -> interest(post, reader, now)));
    }

    private static double interest(Post post, Person reader, long now) {
        double age = now - post.event().createdAt();
        return post.appeal()
                * Math.exp(-age / MEAN_INTEREST_SECONDS)
                * (post.author().language == reader.language ? 1 : FOREIGN_LANGUAGE);
    }

    /** A note of one's own. */
    Optional<Post> own(Person author, int kind) {
        List<Post> own = posts.stream()
                .filter(post -> post.author() == author && post.event().kind() == kind)
                .toList();
        return own.isEmpty() ? Optional.empty() : Optional.of(chance.pick(own));
    }

    List<Post> all() {
        return new ArrayList<>(posts);
    }
}
