package io.djloperator.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.trainer.packaging.Trees;
import io.djloperator.trainer.training.Stopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportingTest {
    private static final ReportServer.Behaviour HANG = exchange -> {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    };

    @TempDir
    Path folder;

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private String unreported;

    @BeforeEach
    void unreported() throws Exception {
        unreported = digest("unreported", Map.of());
        assertThat(warnings()).isEmpty();
    }

    private Path in(String name) throws IOException {
        var in = Files.createDirectory(folder.resolve(name));
        CellsJob.in(in, CellsJob.ADAM);
        return in;
    }

    private String digest(String name, Map<String, String> environment) throws IOException {
        lines.clear();
        return CellsJob.run(in(name), lines::add, new Stop(), environment)
                .model()
                .digest();
    }

    private List<String> warnings() {
        return lines.stream().filter(line -> line.startsWith("report  ")).toList();
    }

    private void assertOneWarningAndTheSameBytes(Map<String, String> environment, String warning) throws IOException {
        assertThat(digest("in", environment)).isEqualTo(unreported);
        assertThat(warnings()).hasSize(1);
        assertThat(warnings().get(0)).startsWith("report  not accepted: ").contains(warning);
    }

    @Test
    void theLastReportIsTheWholeTraining() throws Exception {
        try (var server = new ReportServer(folder, ReportServer::accept)) {
            assertThat(digest("in", server.environment())).isEqualTo(unreported);
            assertThat(warnings()).isEmpty();
            var last = server.received().get(server.received().size() - 1).body();
            assertThat(last.get("epoch").asInt()).isEqualTo(3);
            assertThat(last.get("epochs").asInt()).isEqualTo(3);
            assertThat(last.get("step").asLong()).isEqualTo(CellsJob.STEPS);
            assertThat(last.get("percent").asInt()).isEqualTo(100);
            assertThat(last.get("remainingSeconds").asLong()).isZero();
            assertThat(last.get("checkpointStep").asLong()).isEqualTo(CellsJob.STEPS);
            assertThat(last.has("resumedStep")).isFalse();
            assertThat(last.get("metrics").findValuesAsText("name"))
                    .containsExactly("validation/auc", "validation/loss", "train/loss");
            assertThat(last.at("/metrics/2/step").asLong()).isEqualTo(CellsJob.STEPS);
        }
    }

    @Test
    void aStoppedTrainingReportsItsCheckpointAndTheNextOneWhereItGoesOn() throws Exception {
        try (var server = new ReportServer(folder, ReportServer::accept)) {
            var in = in("in");
            assertThatThrownBy(() -> CellsJob.run(in, lines::add, CellsJob.stopAfter(20), server.environment()))
                    .isInstanceOf(Stopped.class);
            var last = server.received().get(server.received().size() - 1).body();
            assertThat(last.get("step").asLong()).isEqualTo(20);
            assertThat(last.get("epoch").asInt()).isEqualTo(2);
            assertThat(last.get("checkpointStep").asLong()).isEqualTo(20);
            server.received().clear();
            CellsJob.run(in, lines::add, new Stop(), server.environment());
            assertThat(server.received())
                    .allMatch(report -> report.body().get("resumedStep").asLong() == 20);
        }
    }

    @Test
    void aCertificateFromElsewhereIsNotTrusted() throws Exception {
        try (var server = new ReportServer(folder, ReportServer::accept)) {
            server.certificate("another");
            var environment = new HashMap<>(server.environment());
            environment.put("DJL_REPORT_CA_FILE", folder.resolve("another.pem").toString());
            assertOneWarningAndTheSameBytes(environment, "SSLHandshakeException");
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void aReceiverThatHangsCostsTwoSecondsAtTheEndAtMost() throws Exception {
        try (var server = new ReportServer(folder, HANG)) {
            long start = System.nanoTime();
            assertThat(digest("in", server.environment())).isEqualTo(unreported);
            assertThat(System.nanoTime() - start).isLessThan(6_000_000_000L);
        }
    }

    @Test
    void errorsAreOneWarning() throws Exception {
        for (int status : new int[] {500, 302, 401, 409, 429}) {
            try (var server = new ReportServer(folder, ReportServer.refuse(status, Map.of("Location", "https://a/")))) {
                assertOneWarningAndTheSameBytes(server.environment(), "the answer is " + status);
            }
            lines.clear();
            unlinkRun();
        }
    }

    private void unlinkRun() throws IOException {
        Trees.delete(folder.resolve("in"));
        for (var file : List.of("server.p12", "server.pem")) {
            Files.delete(folder.resolve(file));
        }
    }

    @Test
    void aReceiverThatIsGoneOrHasNoTokenFileIsOneWarning() throws Exception {
        Map<String, String> gone;
        try (var server = new ReportServer(folder, ReportServer::accept)) {
            gone = server.environment();
            Files.delete(folder.resolve("token"));
            assertOneWarningAndTheSameBytes(server.environment(), "NoSuchFileException");
        }
        Files.writeString(folder.resolve("token"), "token");
        Trees.delete(folder.resolve("in"));
        assertOneWarningAndTheSameBytes(gone, "ConnectException");
    }

    @Test
    void nothingGoesOverAnOpenLine() throws Exception {
        assertOneWarningAndTheSameBytes(
                Map.of("DJL_REPORT_URL", "http://127.0.0.1:1/v1/reports", "DJL_REPORT_TOKEN_FILE", "x"),
                "must begin with https://");
    }
}
