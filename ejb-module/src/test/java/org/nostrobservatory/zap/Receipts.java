package org.nostrobservatory.zap;

import static org.nostrobservatory.ingest.SampleEvents.key;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.nostrobservatory.protocol.Bech32;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.InvalidEventException;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.sample.Bolt11Invoice;

/** Zap receipts of all kinds, made for tests: few people, few notes, and copies. */
public final class Receipts {

    public static final SecretKey PROVIDER = key(100);
    public static final SecretKey OTHER_PROVIDER = key(101);
    static final int PEOPLE = 6;

    private static final int NOTES = 5;
    private static final int PROVIDERS = 2;

    private final Random random;
    private final long end;
    private final int seconds;
    private int count;

    /** Of the last so many seconds before {@code end}. */
    public Receipts(Random random, long end, int seconds) {
        this.random = random;
        this.end = end;
        this.seconds = seconds;
    }

    /** As they come: what is right, suspicious, none, and copies of what was before. */
    public List<Event> some(int number) {
        List<Event> receipts = new ArrayList<>();
        while (receipts.size() < number) {
            receipts.add(
                    receipts.isEmpty() || random.nextInt(4) > 0
                            ? receipt()
                            : copy(receipts.get(random.nextInt(receipts.size()))));
        }
        return receipts;
    }

    private Event receipt() {
        SecretKey recipient = key(1 + random.nextInt(PEOPLE));
        SecretKey sender = random.nextInt(12) == 0 ? recipient : key(1 + random.nextInt(PEOPLE));
        long paidAt = end - random.nextInt(seconds);
        long msat = switch (random.nextInt(6)) {
            case 0 -> 1 + random.nextInt(5_000);
            case 1 -> 2_100_000_000_000_000_000L - random.nextInt(3);
            case 2 -> 1_000_000_000L + random.nextInt(2);
            default -> 1_000L * (1 + random.nextInt(20_000));
        };
        String request = request(sender, recipient, paidAt, random.nextBoolean() ? note(random.nextInt(NOTES)) : null);
        String invoice = invoice(request, msat, paidAt + (random.nextInt(12) == 0 ? 5_000 : -3));
        return switch (random.nextInt(12)) {
            case 0 -> signed(PROVIDER, request, withPrefix(invoice, "lnbc"), paidAt);
            case 1 -> signed(PROVIDER, request, withPrefix(invoice, "lnbc1" + "0".repeat(30)), paidAt);
            case 2 -> signed(PROVIDER, "no event " + count, invoice, paidAt);
            default -> signed(key(100 + random.nextInt(PROVIDERS)), request, invoice, paidAt);
        };
    }

    /** The same papers in another one's name, or at another time: anybody can make it. */
    public Event copy(Event receipt) {
        SecretKey signer = random.nextBoolean() ? PROVIDER : key(1 + random.nextInt(PEOPLE));
        return signer.sign(
                receipt.createdAt() + random.nextInt(3) - 1, receipt.kind(), receipt.tags(), "copy " + count++);
    }

    /** A receipt against which nothing can be said. */
    public static Event of(
            SecretKey provider, SecretKey sender, SecretKey recipient, Bytes note, long msat, long paidAt) {
        Receipts receipts = new Receipts(new Random(msat ^ paidAt), paidAt, 1);
        String request = receipts.request(sender, recipient, paidAt, note);
        return receipts.signed(provider, request, receipts.invoice(request, msat, paidAt), paidAt);
    }

    static Bytes note(int number) {
        byte[] id = new byte[32];
        Arrays.fill(id, (byte) (0xB0 + number));
        return Bytes.of(id);
    }

    private String request(SecretKey sender, SecretKey recipient, long at, Bytes note) {
        List<Tag> tags = new ArrayList<>();
        tags.add(Tag.of("p", recipient.publicKey().hex()));
        tags.add(Tag.of("relays", "wss://relay.example/"));
        if (note != null) {
            tags.add(Tag.of("e", note.hex()));
        }
        return EventJson.write(sender.sign(at, Kinds.ZAP_REQUEST, tags, "zap " + count++));
    }

    private String invoice(String request, long msat, long issuedAt) {
        Bytes hash = Bytes.sha256(request.getBytes(StandardCharsets.UTF_8));
        String invoice = new Bolt11Invoice(msat % 1_000_000_000_000L + 1, issuedAt, bytes(), bytes(), hash)
                .encode(bytes().toArray());
        return withPrefix(invoice, "lnbc" + BigInteger.valueOf(msat).multiply(BigInteger.TEN) + "p");
    }

    /** Of the same data, though the signature does not hold any more. */
    private static String withPrefix(String invoice, String prefix) {
        return Bech32.encode(prefix, Bech32.decode(invoice).groups());
    }

    private Event signed(SecretKey provider, String request, String invoice, long at) {
        List<Tag> tags = new ArrayList<>();
        try {
            EventJson.parse(request, 100).tags().stream()
                    .filter(tag -> tag.name().equals("p") || tag.name().equals("e"))
                    .forEach(tags::add);
        } catch (InvalidEventException e) {
            tags.add(Tag.of("p", PROVIDER.publicKey().hex()));
        }
        tags.add(Tag.of("bolt11", invoice));
        tags.add(Tag.of("description", request));
        return provider.sign(at, Kinds.ZAP_RECEIPT, tags, "");
    }

    private Bytes bytes() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }
}
