package io.djloperator.local.node;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A container's mount paths and where they lie on this machine. In a container {@code /mnt/claim/models} is a folder of its own;
 * here every mention of it in arguments and environment is replaced.
 */
record MountPaths(Map<String, Path> places) {

    /** Replaces whole mount paths, also after {@code =} and in {@code file:///…}, but not inside longer names or other URIs. */
    String rewrite(String text) {
        if (places.isEmpty()) {
            return text;
        }
        var longestFirst = places.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile("(?:(?<![-\\w./])|(?<=://))(" + longestFirst + ")(?![-\\w.])")
                .matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement(places.get(match.group(1)).toString()));
    }
}
