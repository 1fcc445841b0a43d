package io.djloperator.local.up;

import io.djloperator.trainer.report.ProgressLine;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The end of a pod's log. */
final class LogTail {
    private static final int TAIL_BYTES = 4096;

    private LogTail() {}

    /** The last progress line near the end of a log; empty where there is none, or no log. */
    static Optional<ProgressLine> progress(Path log) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var from = Math.max(0, file.length() - TAIL_BYTES);
            var bytes = new byte[(int) Math.min(TAIL_BYTES, file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .map(ProgressLine::parse)
                    .flatMap(Optional::stream)
                    .reduce((earlier, later) -> later);
        } catch (IOException e) {
            return Optional.empty(); // not written yet
        }
    }
}
