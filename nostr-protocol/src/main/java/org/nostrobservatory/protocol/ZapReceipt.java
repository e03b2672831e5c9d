package org.nostrobservatory.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a zap receipt (kind 9735, NIP-57) says that is well formed.
 *
 * @param provider who signed the receipt
 * @param sender who signed the zap request; a key made for this one zap where the sender is not public
 * @param target the zapped event; with {@code targetAddress}, the version of it
 * @param targetAddress the zapped replaceable or addressable event; both targets are empty if the person was zapped
 * @param amountMsat what the invoice asks for, in millisatoshi, more than 0
 * @param paymentHash of the invoice, 32 bytes: receipts with the same one are of one payment, and so one zap
 * @param lnurl the LNURL for which the zap request was made, as written, of any length
 * @param comment the content of the zap request, of any length
 * @param doubt the gravest reason to doubt it that it shows by itself, {@link ZapReason#NO_DOUBT} where there is none
 */
public record ZapReceipt(
        Bytes provider,
        Bytes sender,
        Privacy privacy,
        Bytes recipient,
        Optional<Bytes> target,
        Optional<Address> targetAddress,
        long amountMsat,
        Optional<Bytes> paymentHash,
        Optional<String> lnurl,
        String comment,
        ZapReason doubt) {

    /** To whom the sender is known. */
    public enum Privacy {
        PUBLIC,
        /** To nobody ({@code anon} tag). */
        ANONYMOUS,
        /** To the recipient: the {@code anon} tag has the sender's own request, encrypted. */
        PRIVATE
    }

    private static final int MAX_REQUEST_TAGS = 1000;
    /** 99.9 % of all zaps are smaller (p99.9 of millions of receipts: 0.9 to 1.1 million satoshi). */
    private static final long UNUSUAL_AMOUNT_MSAT = 1_000_000_000L;
    /** How far the clocks of two honest services may be apart. */
    private static final long CLOCK_TOLERANCE_SECONDS = 600;

    private static final String ENCRYPTED_REQUEST = "pzap1";
    /** No more digits than all bitcoin there is has millisatoshi. */
    private static final Pattern MSAT = Pattern.compile("[0-9]{1,19}");

    /** @param receipt an event whose id and signature hold */
    static ZapReceipt of(Event receipt) throws InvalidZapException {
        check(receipt.kind() == Kinds.ZAP_RECEIPT, ZapReason.NOT_A_RECEIPT);
        String description = only(receipt, "description", Optional::of, ZapReason.DESCRIPTION_TAG);
        String bolt11 = only(receipt, "bolt11", Optional::of, ZapReason.BOLT11_TAG);
        Event request = request(description);
        Bytes recipient = only(request, "p", Keys::parse, ZapReason.REQUEST_RECIPIENT);
        Optional<Bytes> target = atMostOne(request, "e", Keys::parse, ZapReason.REQUEST_EVENT);
        Optional<Address> targetAddress = atMostOne(request, "a", Address::parse, ZapReason.REQUEST_ADDRESS);
        checkAgreement(receipt, request);
        Bolt11 invoice = invoice(bolt11);
        long amount = amount(invoice, request);
        verify(request);
        return new ZapReceipt(
                receipt.pubkey(),
                request.pubkey(),
                privacy(request),
                recipient,
                target,
                targetAddress,
                amount,
                invoice.paymentHash(),
                request.tagValue("lnurl"),
                request.content(),
                doubtOfPeople(receipt, request, recipient, amount)
                        .orGraver(doubtOfTime(receipt, invoice))
                        .orGraver(doubtOfPapers(receipt, request, invoice, description)));
    }

    /** Why it is worth what it is worth, given what is known of the recipient's wallet service. */
    public ZapReason judge(ProviderKnowledge knowledge) {
        ZapReason authority = knowledge
                .keys()
                .map(keys -> keys.contains(provider) ? ZapReason.NO_DOUBT : ZapReason.PROVIDER_DIFFERS)
                .orElse(ZapReason.PROVIDER_UNKNOWN);
        boolean other = knowledge.lnurl().isPresent()
                && lnurl.isPresent()
                && !lnurl.flatMap(Lnurl::parse).equals(knowledge.lnurl());
        return doubt.orGraver(authority).orGraver(other ? ZapReason.LNURL_DIFFERS : ZapReason.NO_DOUBT);
    }

    private static Event request(String description) throws InvalidZapException {
        try {
            Event request = EventJson.parse(description, MAX_REQUEST_TAGS);
            check(request.kind() == Kinds.ZAP_REQUEST, ZapReason.REQUEST_KIND);
            return request;
        } catch (InvalidEventException e) {
            throw new InvalidZapException(ZapReason.REQUEST_MALFORMED);
        }
    }

    private static void verify(Event request) throws InvalidZapException {
        try {
            EventVerifier.verify(request);
        } catch (InvalidEventException e) {
            throw new InvalidZapException(ZapReason.REQUEST_FORGED);
        }
    }

    /**
     * What both name must be the same. By appendix D the P tag is the signer of the receipt, by appendix E the sender;
     * both are written.
     */
    private static void checkAgreement(Event receipt, Event request) throws InvalidZapException {
        check(request.tags("P").count() <= 1, ZapReason.REQUEST_SENDER);
        check(values(receipt, "p").equals(values(request, "p")), ZapReason.RECIPIENT_DIFFERS);
        check(values(receipt, "e").equals(values(request, "e")), ZapReason.EVENT_DIFFERS);
        check(values(receipt, "a").equals(values(request, "a")), ZapReason.ADDRESS_DIFFERS);
        List<String> signers = List.of(request.pubkey().hex(), receipt.pubkey().hex());
        check(signers.containsAll(values(receipt, "P")), ZapReason.SENDER_DIFFERS);
        check(signers.containsAll(values(request, "P")), ZapReason.SENDER_DIFFERS);
    }

    private static Bolt11 invoice(String text) throws InvalidZapException {
        try {
            return Bolt11.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidZapException(ZapReason.INVOICE_MALFORMED);
        }
    }

    private static long amount(Bolt11 invoice, Event request) throws InvalidZapException {
        check(invoice.isMoney(), ZapReason.TEST_NETWORK);
        long amount = invoice.amountMsat().orElseThrow(() -> new InvalidZapException(ZapReason.AMOUNT_MISSING));
        check(
                values(request, "amount").stream()
                        .allMatch(text -> MSAT.matcher(text).matches() && Long.parseUnsignedLong(text) == amount),
                ZapReason.AMOUNT_DIFFERS);
        return amount;
    }

    private static Privacy privacy(Event request) {
        Optional<Tag> anon = request.tags("anon").findFirst();
        if (anon.isEmpty()) {
            return Privacy.PUBLIC;
        }
        boolean encrypted = anon.get().value().orElse("").startsWith(ENCRYPTED_REQUEST);
        return encrypted ? Privacy.PRIVATE : Privacy.ANONYMOUS;
    }

    private static ZapReason doubtOfPeople(Event receipt, Event request, Bytes recipient, long amountMsat) {
        if (request.pubkey().equals(receipt.pubkey())) {
            return ZapReason.SENDER_IS_PROVIDER;
        }
        if (request.pubkey().equals(recipient)) {
            return ZapReason.SELF_ZAP;
        }
        return amountMsat > UNUSUAL_AMOUNT_MSAT ? ZapReason.AMOUNT_UNUSUAL : ZapReason.NO_DOUBT;
    }

    /** The receipt bears the time of payment (appendix E). */
    private static ZapReason doubtOfTime(Event receipt, Bolt11 invoice) {
        if (receipt.createdAt() < invoice.timestamp() - CLOCK_TOLERANCE_SECONDS) {
            return ZapReason.BEFORE_INVOICE;
        }
        return receipt.createdAt() > invoice.expiresAt() + CLOCK_TOLERANCE_SECONDS
                ? ZapReason.AFTER_EXPIRY
                : ZapReason.NO_DOUBT;
    }

    private static ZapReason doubtOfPapers(Event receipt, Event request, Bolt11 invoice, String description) {
        if (!invoice.complete()) {
            return ZapReason.INVOICE_UNPAYABLE;
        }
        if (invoice.descriptionHash().isEmpty()) {
            return ZapReason.DESCRIPTION_HASH_MISSING;
        }
        if (!invoice.descriptionHash().get().equals(Bytes.sha256(description.getBytes(StandardCharsets.UTF_8)))) {
            return ZapReason.DESCRIPTION_HASH_DIFFERS;
        }
        // Between two accounts of theirs, some services write an internal number there: it says nothing.
        Optional<Bytes> preimage = receipt.keys("preimage").findFirst();
        if (preimage.isPresent() && !invoice.paymentHash().equals(preimage.map(it -> Bytes.sha256(it.toArray())))) {
            return ZapReason.PREIMAGE_DIFFERS;
        }
        return request.tags("relays").anyMatch(relays -> relays.value().isPresent())
                ? ZapReason.NO_DOUBT
                : ZapReason.RELAYS_MISSING;
    }

    /** What the value of the only tag of this name says. */
    private static <T> T only(Event event, String name, Function<String, Optional<T>> read, ZapReason otherwise)
            throws InvalidZapException {
        List<Tag> tags = event.tags(name).toList();
        check(tags.size() == 1, otherwise);
        return tags.get(0).value().flatMap(read).orElseThrow(() -> new InvalidZapException(otherwise));
    }

    private static <T> Optional<T> atMostOne(
            Event event, String name, Function<String, Optional<T>> read, ZapReason otherwise)
            throws InvalidZapException {
        return event.tags(name).findAny().isEmpty()
                ? Optional.empty()
                : Optional.of(only(event, name, read, otherwise));
    }

    private static List<String> values(Event event, String name) {
        return event.tags(name).map(tag -> tag.value().orElse("")).distinct().toList();
    }

    private static void check(boolean holds, ZapReason otherwise) throws InvalidZapException {
        if (!holds) {
            throw new InvalidZapException(otherwise);
        }
    }
}
