package io.djloperator.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training does with the answer that it is to stop. */
class StopByReportTest {
    private static final String STOP = "{\"stop\":true,\"keepCheckpoint\":%s}";

    @TempDir
    Path folder;

    private volatile String order = "{}";

    @BeforeEach
    void job() throws IOException {
        var job = CellsJob.in(folder, CellsJob.ADAM);
        Files.writeString(job, Files.readString(job).replace("epochs: 3", "epochs: 100000"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = order.getBytes();
        exchange.sendResponseHeaders(202, body.length);
        exchange.getResponseBody().write(body);
    }

    private void awaitCheckpoint(TrainerProcess process) {
        process.await(() -> Files.exists(CellsJob.checkpoints(folder)));
    }

    private void assertStopped(TrainerProcess process) throws InterruptedException {
        assertThat(process.exitCode())
                .as(() -> String.join("\n", process.lines()))
                .isEqualTo(143);
        assertThat(process.lines()).anyMatch(line -> line.matches("stopped after step \\d+; a checkpoint is written"));
        assertThat(process.hasResult()).isFalse();
    }

    @Test
    void sigtermRemovesTheCheckpointsWhereTheLastReportIsAnsweredSo() throws Exception {
        try (var server = new ReportServer(folder, this::answer);
                var process = TrainerProcess.start(folder, server.environment())) {
            awaitCheckpoint(process);
            process.terminate();
            order = STOP.formatted(false);
            assertStopped(process);
            assertThat(process.lines()).contains("the checkpoints are removed: nobody will go on from them");
        }
        assertThat(folder.resolve("volume/out/.checkpoints")).doesNotExist();
    }

    @Test
    void aTrainingStopsByItselfWhenItIsToldSoAndKeepsItsCheckpoints() throws Exception {
        try (var server = new ReportServer(folder, this::answer);
                var process = TrainerProcess.start(folder, server.environment())) {
            awaitCheckpoint(process);
            order = STOP.formatted(true);
            assertStopped(process);
        }
        assertThat(CellsJob.checkpoints(folder)).isNotEmptyDirectory();
    }

    @Test
    void aReceiverThatIsGoneCostsLittleTimeAndNoCheckpoint() throws Exception {
        try (var server = new ReportServer(folder, this::answer);
                var process = TrainerProcess.start(folder, server.environment())) {
            awaitCheckpoint(process);
            server.close();
            var begin = System.nanoTime();
            process.terminate();
            assertStopped(process);
            assertThat(System.nanoTime() - begin).isLessThan(8_000_000_000L);
        }
        assertThat(CellsJob.checkpoints(folder)).isNotEmptyDirectory();
    }
}
