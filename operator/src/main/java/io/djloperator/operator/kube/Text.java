package io.djloperator.operator.kube;

/** Text from elsewhere, made fit for a status. */
public final class Text {
    private Text() {}

    /** {@code text} without control characters and cut to {@code limit} characters; empty where it is null. */
    public static String bounded(String text, int limit) {
        if (text == null) {
            return "";
        }
        var plain = text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .limit(limit + 1L)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return plain.length() <= limit ? plain : plain.substring(0, limit - 1) + "…";
    }
}
