package org.nostrobservatory.protocol;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What a DVM asks to be paid: the {@code amount} tag of a result or of feedback (NIP-90), an amount in millisatoshi and
 * perhaps an invoice. Where both name an amount, the invoice's is what would be paid, and counts.
 *
 * @param msat empty where nothing is asked for, or nothing plausible
 * @param invoice as it was written, if it is an invoice for real money
 * @param paymentHash of the invoice
 * @param isBad whether the tag names something that is no amount in plain digits, more than {@link #MAX_MSAT}, or another
 *     amount than its invoice
 */
public record JobAmount(OptionalLong msat, Optional<String> invoice, Optional<Bytes> paymentHash, boolean isBad) {

    /** No tag. */
    public static final JobAmount NONE = new JobAmount(OptionalLong.empty(), Optional.empty(), Optional.empty(), false);

    /** A million satoshi: what is more is no plausible price of a job, nor a plausible zap. */
    public static final long MAX_MSAT = 1_000_000_000;

    /** Eighteen digits fit into 64 bits. */
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    private static final int INVOICE = 2;

    /** Reads the first amount tag. */
    public static JobAmount of(Event event) {
        return event.tags("amount").findFirst().map(JobAmount::of).orElse(NONE);
    }

    private static JobAmount of(Tag tag) {
        OptionalLong said = number(tag.value().orElse(""));
        Optional<Bolt11> invoice = tag.at(INVOICE).flatMap(JobAmount::invoice);
        OptionalLong invoiced = invoice.map(Bolt11::amountMsat).orElse(OptionalLong.empty());
        OptionalLong asked = invoiced.isPresent() ? invoiced : said;
        boolean plausible = asked.isPresent() && asked.getAsLong() <= MAX_MSAT;
        return new JobAmount(
                plausible ? asked : OptionalLong.empty(),
                invoice.flatMap(it -> tag.at(INVOICE)).map(String::strip),
                invoice.flatMap(Bolt11::paymentHash),
                !plausible || !said.equals(asked));
    }

    /** Millisatoshi in plain digits; none for anything else. */
    static OptionalLong number(String text) {
        // Longer than the digits may be with blanks around them: not searched.
        String digits = text.length() > 100 ? "" : text.strip();
        return DIGITS.matcher(digits).matches() ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    /** Clients write Lightning addresses and other things there: no invoice, and nothing wrong. */
    private static Optional<Bolt11> invoice(String text) {
        try {
            return Optional.of(Bolt11.parse(text)).filter(Bolt11::isMoney);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
