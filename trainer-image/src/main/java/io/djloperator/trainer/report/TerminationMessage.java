package io.djloperator.trainer.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a {@link Result} where the kubelet looks for it. The kubelet cuts at 4096 bytes, which would leave broken JSON. */
public final class TerminationMessage {
    public static final int MAX_BYTES = 4096;
    static final int MAX_MESSAGE = 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private TerminationMessage() {}

    public static void write(Path file, Result result) throws IOException {
        Files.write(file, render(result));
    }

    /** Where it is too long the message is cut first, then metrics are left out from the end: the most important stand first. */
    static byte[] render(Result result) {
        int length = MAX_MESSAGE;
        var shown = with(result, cut(result.message(), length), result.metrics().size());
        byte[] bytes = bytes(shown);
        while (bytes.length > MAX_BYTES && !shown.metrics().isEmpty()) {
            shown = with(shown, shown.message(), shown.metrics().size() - 1);
            bytes = bytes(shown);
        }
        while (bytes.length > MAX_BYTES && length > 64) { // characters of several bytes, or escaped ones
            length /= 2;
            shown = with(shown, cut(shown.message(), length), 0);
            bytes = bytes(shown);
        }
        return bytes;
    }

    private static Result with(Result result, String message, int metrics) {
        return new Result(
                result.reason(), message, result.metrics().subList(0, metrics), result.gates(), result.model());
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, end) + "…";
    }

    private static byte[] bytes(Result result) {
        try {
            return JSON.writeValueAsString(result).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
