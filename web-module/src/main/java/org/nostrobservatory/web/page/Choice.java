package org.nostrobservatory.web.page;

/**
 * One of the things that {@code <o:choice/>} lets people choose.
 *
 * @param code as it stands in the address
 * @param label as it stands on the page
 * @param description in more words, for those who hear the page
 */
public record Choice(String code, String label, String description) {

    /** One whose label says enough. */
    public static Choice of(String code, String label) {
        return new Choice(code, label, label);
    }
}
