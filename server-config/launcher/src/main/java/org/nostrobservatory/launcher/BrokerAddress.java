package org.nostrobservatory.launcher;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a broker listens. */
record BrokerAddress(String host, int port) {

    private static final Pattern URL = Pattern.compile("tcp://([\\w.-]+|\\[[0-9A-Fa-f:]+]):(\\d{1,5})/?");

    /** @throws StartFailedException if the text is not {@code tcp://host:port} */
    static BrokerAddress parse(String url) {
        Matcher matcher = URL.matcher(url.strip());
        if (!matcher.matches()) {
            throw new StartFailedException(
                    "OBSERVATORY_BROKER_URL is \"%s\", but it has to be tcp://host:port.".formatted(url));
        }
        return new BrokerAddress(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }
}
