package org.nostrobservatory.protocol;

/** A receipt that is no zap. An expected outcome, so it carries no stack trace. */
final class InvalidZapException extends Exception {

    private final ZapReason reason;

    InvalidZapException(ZapReason reason) {
        super(reason.description(), null, false, false);
        this.reason = reason;
    }

    ZapReason reason() {
        return reason;
    }
}
