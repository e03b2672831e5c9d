package org.nostrobservatory.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a wallet service says of a recipient (LUD-06 step 3, NIP-57 appendix C): the answer from a {@link Lnurl}.
 *
 * @param callback where invoices are asked for; a URL as {@link Lnurl#parse} gives it
 * @param minSendableMsat millisatoshi, more than 0 and not more than {@code maxSendableMsat}; empty where they are not
 * @param nostrPubkey who signs the receipts of zaps, 32 bytes, a point of the curve; empty where zaps are not allowed
 */
public record LnurlPay(
        Optional<URI> callback,
        OptionalLong minSendableMsat,
        OptionalLong maxSendableMsat,
        Optional<Bytes> nostrPubkey) {

    /** In characters: the picture in the metadata may have 136,536 (LUD-06), every escape doubles some. */
    private static final int MAX_LENGTH = 512 * 1024;

    private static final String TAG = "payRequest";

    /**
     * Reads a document. Members that are missing, of a wrong type or unknown are ignored; of a member that stands twice
     * the last one counts, as everywhere else where JSON is read.
     *
     * @return empty if this is no answer to a payer: no JSON object, an error, another kind of LNURL, or longer than
     *     524,288 characters
     */
    public static Optional<LnurlPay> parse(String document) {
        if (document.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try (JsonParser parser = Json.parser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Draft draft = new Draft();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                draft.member(name, parser);
                parser.skipChildren();
            }
            return parser.nextToken() == null ? draft.toPay() : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static final class Draft {

        private Optional<String> tag = Optional.empty();
        private Optional<String> status = Optional.empty();
        private Optional<String> callback = Optional.empty();
        private Optional<String> nostrPubkey = Optional.empty();
        private OptionalLong minSendable = OptionalLong.empty();
        private OptionalLong maxSendable = OptionalLong.empty();
        private boolean allowsNostr;

        void member(String name, JsonParser parser) throws IOException {
            switch (name) {
                case "tag" -> tag = text(parser);
                case "status" -> status = text(parser);
                case "callback" -> callback = text(parser);
                case "nostrPubkey" -> nostrPubkey = text(parser);
                case "minSendable" -> minSendable = positive(parser);
                case "maxSendable" -> maxSendable = positive(parser);
                case "allowsNostr" -> allowsNostr = parser.currentToken() == JsonToken.VALUE_TRUE;
                default -> {}
            }
        }

        Optional<LnurlPay> toPay() {
            if (status.filter("ERROR"::equalsIgnoreCase).isPresent() || !tag.equals(Optional.of(TAG))) {
                return Optional.empty();
            }
            boolean range = minSendable.orElse(1) <= maxSendable.orElse(Long.MAX_VALUE);
            return Optional.of(new LnurlPay(
                    callback.flatMap(Lnurl::webUrl),
                    range ? minSendable : OptionalLong.empty(),
                    range ? maxSendable : OptionalLong.empty(),
                    nostrPubkey
                            .filter(hex -> allowsNostr)
                            .flatMap(hex -> Keys.parse(hex.toLowerCase(Locale.ROOT)))
                            .filter(Schnorr::isPublicKey)));
        }

        private static Optional<String> text(JsonParser parser) throws IOException {
            return parser.currentToken() == JsonToken.VALUE_STRING ? Optional.of(parser.getText()) : Optional.empty();
        }

        private static OptionalLong positive(JsonParser parser) throws IOException {
            return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                            && parser.getLongValue() > 0
                    ? OptionalLong.of(parser.getLongValue())
                    : OptionalLong.empty();
        }
    }
}
