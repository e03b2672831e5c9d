package org.nostrobservatory.web.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Slows down whoever guesses passwords: after five wrong ones an address waits two seconds before the next, then four, and so
 * on up to a minute, which is 1,440 guesses a day. A right one, or a quarter of an hour without any, makes up for it. By address
 * and not by account: otherwise anybody could lock the administrator out. Behind a proxy all have the proxy's address, so that
 * there one who guesses slows all logins down; who is signed in is not touched.
 */
@ApplicationScoped
class LoginBrake {

    private static final int FREE = 5;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);
    private static final int ADDRESSES = 10_000;

    private record Tries(int count, long nextNanos) {}

    private final Ticker ticker;
    private final Cache<String, Tries> tries;

    LoginBrake() {
        this(Ticker.systemTicker());
    }

    LoginBrake(Ticker ticker) {
        this.ticker = ticker;
        tries = Caffeine.newBuilder()
                .maximumSize(ADDRESSES)
                .expireAfterWrite(FORGOTTEN)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Asks for leave to try a password. It counts as wrong until {@link #right} says otherwise, so that many at once are no way
     * around.
     *
     * @return how long to wait before that; zero if it may be tried now
     */
    synchronized Duration ask(String address) {
        String key = key(address);
        Tries before = tries.getIfPresent(key);
        long now = ticker.read();
        if (before != null && before.nextNanos() - now > 0) {
            return Duration.ofNanos(before.nextNanos() - now);
        }
        int count = before == null ? 1 : before.count() + 1;
        tries.put(key, new Tries(count, now + delay(count).toNanos()));
        return Duration.ZERO;
    }

    /** The password was right. */
    synchronized void right(String address) {
        tries.invalidate(key(address));
    }

    private static Duration delay(int count) {
        if (count < FREE) {
            return Duration.ZERO;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(count - FREE + 1, 10));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    /** Of IPv6 the network, because whoever has an address there has 2^64 of them. */
    private static String key(String address) {
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8))
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
