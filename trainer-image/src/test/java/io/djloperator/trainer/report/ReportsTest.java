package io.djloperator.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.djloperator.trainer.ReportServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    private static final Answer ACCEPTED = Answer.of(202, "", "{}");
    private static final Reports.Pace HOURLY = new Reports.Pace(Duration.ofHours(1), Duration.ZERO);

    private record Sent(long millis, long step) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final AtomicInteger stops = new AtomicInteger();
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    private static ReportBody body(long step) {
        return new ReportBody(1, 2, step, 5, 7L, null, null, List.of(new ReportBody.Point("train/loss", 0.5, step, 1)));
    }

    private Reports started(Reports.Pace pace, Reports.Sender sender) {
        var reports = new Reports(
                body -> {
                    sent.add(new Sent(System.nanoTime() / 1_000_000, body.step()));
                    return sender.send(body);
                },
                pace,
                lines::add,
                stops::incrementAndGet);
        reports.start();
        return reports;
    }

    private List<Long> steps() {
        return sent.stream().map(Sent::step).toList();
    }

    @Test
    void theFirstIsSentAtOnceTheNextAfterTheIntervalAndOnlyTheNewest() {
        try (var reports = started(new Reports.Pace(Duration.ofMillis(400), Duration.ZERO), body -> ACCEPTED)) {
            reports.update(body(1), false);
            reports.update(body(1), true);
            await().until(() -> !sent.isEmpty());
            for (long step = 2; step <= 1000; step++) {
                reports.update(body(step), false);
            }
            await().until(() -> sent.size() == 2);
            assertThat(steps()).containsExactly(1L, 1000L);
            assertThat(sent.get(1).millis() - sent.get(0).millis()).isBetween(390L, 5000L);
        }
    }

    @Test
    void whatIsUrgentDoesNotWaitForTheIntervalButKeepsItsOwn() {
        try (var reports = started(new Reports.Pace(Duration.ofHours(1), Duration.ofMillis(200)), body -> ACCEPTED)) {
            reports.update(body(1), true);
            await().until(() -> sent.size() == 1);
            reports.update(body(2), true);
            reports.update(body(3), true);
            await().until(() -> sent.size() == 2);
            assertThat(steps()).containsExactly(1L, 3L);
            assertThat(sent.get(1).millis() - sent.get(0).millis()).isBetween(190L, 5000L);
        }
    }

    @Test
    void theLastOneIsSentOnClose() {
        var reports = started(HOURLY, body -> ACCEPTED);
        reports.update(body(1), true);
        await().until(() -> sent.size() == 1);
        reports.update(body(2), false);
        reports.close();
        assertThat(steps()).containsExactly(1L, 2L);
    }

    @Test
    void aReceiverThatHangsDoesNotHoldUpUpdatesAndCloseForTwoSecondsAtMost() {
        var never = new CountDownLatch(1);
        var reports = started(HOURLY, body -> {
            never.await();
            return ACCEPTED;
        });
        reports.update(body(1), true);
        await().until(() -> sent.size() == 1);
        long start = System.nanoTime();
        for (int step = 2; step < 100_000; step++) {
            reports.update(body(step), step % 2 == 0);
        }
        assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
        reports.close();
        assertThat(System.nanoTime() - start).isBetween(1_900_000_000L, 4_000_000_000L);
    }

    @Test
    void retryAfterIsHonouredAlsoOnClose() {
        var reports = started(HOURLY, body -> Answer.of(429, "3600", ""));
        reports.update(body(1), true);
        await().until(() -> !lines.isEmpty());
        reports.update(body(2), true);
        long start = System.nanoTime();
        reports.close();
        assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
        assertThat(steps()).containsExactly(1L);
        assertThat(lines).containsExactly("report  not accepted: the answer is 429; the training goes on");
    }

    @Test
    void answersSayHowLongToPause() {
        assertThat(Answer.of(429, "7", "").pause()).isEqualTo(Duration.ofSeconds(7));
        assertThat(Answer.of(429, "tomorrow", "").pause()).isEqualTo(Duration.ofSeconds(5));
        assertThat(Answer.of(500, "", "").pause()).isEqualTo(Duration.ofSeconds(5));
        assertThat(Answer.of(409, "", "").isLast()).isTrue();
    }

    @Test
    void anAcceptedReportMayBeAnsweredByTheOrderToStop() {
        assertThat(Answer.of(202, "", "{\"stop\":true}")).isEqualTo(new Answer(null, Duration.ZERO, false, true, true));
        assertThat(Answer.of(202, "", "{\"stop\":true,\"keepCheckpoint\":false}")
                        .isCheckpointKept())
                .isFalse();
        for (var other : List.of("{}", "", "[", "null", "{\"stop\":false,\"keepCheckpoint\":false}", "<html>")) {
            assertThat(Answer.of(202, "", other)).as(other).isEqualTo(ACCEPTED);
        }
        assertThat(Answer.of(500, "", "{\"stop\":true,\"keepCheckpoint\":false}")
                        .isStop())
                .isFalse();
    }

    @Test
    void theAnswerToTheLastReportSaysWhetherCheckpointsAreKept() {
        var answers = new ArrayDeque<>(List.of(
                Answer.of(202, "", "{\"stop\":true,\"keepCheckpoint\":true}"),
                Answer.of(202, "", "{\"stop\":true,\"keepCheckpoint\":false}")));
        var reports = started(HOURLY, body -> answers.pop());
        reports.update(body(1), true);
        await().until(() -> stops.get() == 1);
        assertThat(reports.isCheckpointKept()).isTrue();
        reports.update(body(2), true);
        reports.close();
        assertThat(reports.isCheckpointKept()).isFalse();
        assertThat(stops.get()).isEqualTo(2);
    }

    @Test
    void theBodyIsWhatTheOperatorReads() {
        assertThat(body(12).json())
                .isEqualTo("{\"epoch\":1,\"epochs\":2,\"step\":12,\"percent\":5,\"remainingSeconds\":7,\"metrics\":"
                        + "[{\"name\":\"train/loss\",\"value\":\"0.5\",\"step\":12,\"epoch\":1}]}");
        assertThat(new ReportBody(
                                1,
                                2,
                                3,
                                4,
                                null,
                                5L,
                                6L,
                                List.of(new ReportBody.Point("train/loss", Double.POSITIVE_INFINITY, 3, 1)))
                        .json())
                .isEqualTo(
                        "{\"epoch\":1,\"epochs\":2,\"step\":3,\"percent\":4,\"checkpointStep\":5,\"resumedStep\":6}");
    }

    @Test
    void theTokenIsReadAnewForEachReport(@TempDir Path folder) throws Exception {
        try (var server = new ReportServer(folder, ReportServer::accept)) {
            var client = new ReportClient(ReportTarget.of(server.environment()).orElseThrow());
            assertThat(client.send(body(1))).isEqualTo(ACCEPTED);
            Files.writeString(folder.resolve("token"), "second");
            assertThat(client.send(body(2))).isEqualTo(ACCEPTED);
            assertThat(server.received())
                    .extracting(ReportServer.Received::authorization)
                    .containsExactly("Bearer first", "Bearer second");
        }
    }

    @Test
    void whatIsNoTokenIsNeverPrinted(@TempDir Path folder) throws Exception {
        var token = Files.writeString(folder.resolve("token"), "se cret\nline");
        var target = ReportTarget.of(
                        Map.of("DJL_REPORT_URL", "https://127.0.0.1:1/", "DJL_REPORT_TOKEN_FILE", token.toString()))
                .orElseThrow();
        assertThat(new ReportClient(target).send(body(1)).problem())
                .contains("holds no token")
                .doesNotContain("cret");
    }
}
