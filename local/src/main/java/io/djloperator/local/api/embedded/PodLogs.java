package io.djloperator.local.api.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** {@code kubectl logs}: the end of a pod's log file, and with {@code -f} what is added to it. */
final class PodLogs {
    private static final long MAX_BYTES = 8 * 1024 * 1024;
    private static final long FOLLOW_SECONDS = 3600;

    private PodLogs() {}

    static void copy(Path file, OutputStream out, boolean follow, BooleanSupplier isOver)
            throws IOException, InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(FOLLOW_SECONDS);
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(Math.max(0, Files.size(file) - MAX_BYTES));
            while (true) {
                var over = !follow || isOver.getAsBoolean() || System.nanoTime() > end;
                in.transferTo(out);
                out.flush();
                if (over) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }
}
