package io.djloperator.operator.kube;

/** Text from elsewhere, made fit for a status. */
public final class Text {
    private Text() {}

    /** {@code text} in one line and cut to {@code limit} characters; empty where it is null. */
    public static String bounded(String text, int limit) {
        var plain = plain(text);
        return plain.length() <= limit ? plain : plain.substring(0, whole(plain, limit - 1)) + "…";
    }

    /** The same, where the end tells more than the beginning: of a log. */
    public static String tail(String text, int limit) {
        var plain = plain(text);
        return plain.length() <= limit ? plain : "…" + plain.substring(whole(plain, plain.length() - limit + 1));
    }

    /** Whether {@code text} can stand in a status as it is. */
    public static boolean isPlain(String text) {
        return text.codePoints().allMatch(Text::isPrintable);
    }

    private static String plain(String text) {
        return text == null
                ? ""
                : text.codePoints()
                        .map(c -> isPrintable(c) ? c : ' ')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                        .strip();
    }

    /** The API server reads what is applied as YAML, which has no other characters. */
    private static boolean isPrintable(int character) {
        return !Character.isISOControl(character)
                && Character.getType(character) != Character.SURROGATE
                && (character & 0xFFFE) != 0xFFFE;
    }

    /** Where to cut near {@code index} without splitting a character of two units. */
    private static int whole(String text, int index) {
        return index > 0 && Character.isLowSurrogate(text.charAt(index)) ? index - 1 : index;
    }
}
