package org.nostrobservatory.protocol;

/** Strangers' texts, made short. */
final class Text {

    private Text() {}

    /** At most so many characters, no half of a pair at the end. */
    static String cut(String text, int maxChars) {
        if (text.length() <= maxChars) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
        return text.substring(0, end);
    }
}
