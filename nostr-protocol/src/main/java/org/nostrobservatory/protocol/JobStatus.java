package org.nostrobservatory.protocol;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What feedback (kind 7000) says of a job, NIP-90. */
public enum JobStatus {
    PAYMENT_REQUIRED,
    PROCESSING,
    PARTIAL,
    SUCCESS,
    ERROR,
    /** Nobody but the customer can read it. */
    ENCRYPTED,
    /** Something else, or nothing. */
    UNKNOWN;

    private static final Map<String, JobStatus> BY_CODE =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(JobStatus::code, Function.identity()));

    private static final Map<String, JobStatus> SAID = Stream.of(PAYMENT_REQUIRED, PROCESSING, PARTIAL, SUCCESS, ERROR)
            .collect(Collectors.toUnmodifiableMap(JobStatus::code, Function.identity()));

    /** As NIP-90 writes it: lower case, with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The status with this code; unknown for anything else. */
    public static JobStatus ofCode(String code) {
        return BY_CODE.getOrDefault(code, UNKNOWN);
    }

    /** Of a text as the status tag has it; upper case and blanks around it do no harm. */
    static JobStatus parse(String text) {
        // What is longer is none, and may be very long.
        return text.length() > 100 ? UNKNOWN : SAID.getOrDefault(text.strip().toLowerCase(Locale.ROOT), UNKNOWN);
    }
}
