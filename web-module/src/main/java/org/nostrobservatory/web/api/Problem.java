package org.nostrobservatory.web.api;

import jakarta.json.Json;
import java.util.UUID;

/**
 * What went wrong, as RFC 9457 wants it told.
 *
 * @param title the name of the status
 * @param detail what is wrong with this request, for people; names nothing of our insides
 * @param incident by which the log can be searched
 */
public record Problem(String type, String title, int status, String detail, String incident) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String NO_SPECIAL_TYPE = "about:blank";

    /** A problem that has just occurred. */
    public static Problem of(int status, String detail) {
        return new Problem(
                NO_SPECIAL_TYPE,
                title(status),
                status,
                detail,
                UUID.randomUUID().toString());
    }

    /** A problem of which nothing is known but the status. */
    public static Problem of(int status) {
        return of(status, detail(status));
    }

    /** The document. */
    public String toJson() {
        return Json.createObjectBuilder()
                .add("type", type)
                .add("title", title)
                .add("status", status)
                .add("detail", detail)
                .add("incident", incident)
                .build()
                .toString();
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 409 -> "Conflict";
            case 412 -> "Precondition Failed";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> status < 500 ? "Request Refused" : "Server Error";
        };
    }

    private static String detail(int status) {
        return switch (status) {
            case 400 -> "The request could not be understood.";
            case 401 -> "This needs a user name and a password.";
            case 403 -> "This is not for you.";
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not know this method; see the header Allow.";
            case 406 -> "What is here cannot be had in the media type that was asked for.";
            case 415 -> "What was sent is of a media type that is not understood here.";
            case 503 -> "This cannot be answered at the moment. Try again later.";
            default ->
                status < 500
                        ? "The request was refused."
                        : "Something went wrong here, not in the request. The log tells more under the incident's number.";
        };
    }
}
