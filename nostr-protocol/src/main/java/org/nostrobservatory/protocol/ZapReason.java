package org.nostrobservatory.protocol;

import java.util.Locale;

/**
 * Why a zap receipt is worth what it is worth, the gravest first: of several reasons the first of this list counts, and
 * the last one is left where there is none to doubt.
 */
public enum ZapReason {
    NOT_A_RECEIPT(ZapVerdict.INVALID, "The event is not of kind 9735."),
    DESCRIPTION_TAG(ZapVerdict.INVALID, "The receipt has no description tag, or several."),
    BOLT11_TAG(ZapVerdict.INVALID, "The receipt has no bolt11 tag, or several."),
    REQUEST_MALFORMED(ZapVerdict.INVALID, "The description is not one event as JSON."),
    REQUEST_KIND(ZapVerdict.INVALID, "The description is not an event of kind 9734."),
    REQUEST_RECIPIENT(ZapVerdict.INVALID, "The zap request has not exactly one p tag, or no key in it."),
    REQUEST_EVENT(ZapVerdict.INVALID, "The zap request has several e tags, or no event id in it."),
    REQUEST_ADDRESS(ZapVerdict.INVALID, "The zap request has several a tags, or no address in it."),
    REQUEST_SENDER(ZapVerdict.INVALID, "The zap request has several P tags."),
    RECIPIENT_DIFFERS(ZapVerdict.INVALID, "The receipt names another recipient than the zap request."),
    EVENT_DIFFERS(ZapVerdict.INVALID, "The receipt names another event than the zap request."),
    ADDRESS_DIFFERS(ZapVerdict.INVALID, "The receipt names another address than the zap request."),
    SENDER_DIFFERS(ZapVerdict.INVALID, "A P tag names neither who signed the zap request nor who signed the receipt."),
    INVOICE_MALFORMED(ZapVerdict.INVALID, "The invoice cannot be read, or asks for an impossible amount."),
    TEST_NETWORK(ZapVerdict.INVALID, "The invoice is for a test network: no money."),
    AMOUNT_MISSING(ZapVerdict.INVALID, "The invoice leaves the amount to the payer."),
    AMOUNT_DIFFERS(ZapVerdict.INVALID, "The invoice asks for another amount than the zap request."),
    REQUEST_FORGED(ZapVerdict.INVALID, "The id or the signature of the zap request does not hold."),

    PROVIDER_DIFFERS(ZapVerdict.SUSPICIOUS, "Somebody else signed it than the recipient's wallet service."),
    SENDER_IS_PROVIDER(ZapVerdict.SUSPICIOUS, "Who sent it has signed the receipt as well."),
    SELF_ZAP(ZapVerdict.SUSPICIOUS, "Who sent it has received it as well."),
    AMOUNT_UNUSUAL(
            ZapVerdict.SUSPICIOUS, "The amount is larger than 1,000,000 satoshi; that of one zap in a thousand is."),
    BEFORE_INVOICE(ZapVerdict.SUSPICIOUS, "The receipt is older than the invoice."),
    AFTER_EXPIRY(ZapVerdict.SUSPICIOUS, "The invoice had expired when the receipt was made."),

    INVOICE_UNPAYABLE(ZapVerdict.PLAUSIBLE, "Nobody could have paid the invoice as it stands in the receipt."),
    DESCRIPTION_HASH_MISSING(ZapVerdict.PLAUSIBLE, "The invoice does not say that it belongs to the zap request."),
    DESCRIPTION_HASH_DIFFERS(ZapVerdict.PLAUSIBLE, "The invoice says that it belongs to something else."),
    PREIMAGE_DIFFERS(ZapVerdict.PLAUSIBLE, "The preimage is not that of the invoice."),
    RELAYS_MISSING(ZapVerdict.PLAUSIBLE, "The zap request names no relay for the receipt."),
    LNURL_DIFFERS(ZapVerdict.PLAUSIBLE, "The zap request was made for another LNURL than the recipient's."),
    PROVIDER_UNKNOWN(ZapVerdict.PLAUSIBLE, "It is not known who signs receipts for the recipient."),

    NO_DOUBT(ZapVerdict.VERIFIED, "The recipient's wallet service has signed it, and everything agrees.");

    private final ZapVerdict verdict;
    private final String description;

    ZapReason(ZapVerdict verdict, String description) {
        this.verdict = verdict;
        this.description = description;
    }

    public ZapVerdict verdict() {
        return verdict;
    }

    /** Kebab-case, for example {@code self-zap}: what is stored, counted and shown; it never changes its meaning. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One sentence for people. */
    public String description() {
        return description;
    }

    ZapReason orGraver(ZapReason other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
