package org.nostrobservatory.dial;

import java.io.IOException;
import java.net.InetAddress;

/** A host name that leads into a private network: whoever names a server could look around in there. */
public final class NonPublicAddressException extends IOException {

    private static final long serialVersionUID = 1;

    NonPublicAddressException(String host, InetAddress address) {
        super(host + " is at the private address " + address.getHostAddress());
    }
}
