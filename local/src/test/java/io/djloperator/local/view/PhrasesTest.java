package io.djloperator.local.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.Condition;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.djloperator.api.v1alpha1.TrainingJobStatus.GateResult;
import io.djloperator.api.v1alpha1.TrainingJobStatus.ModelPackage;
import io.djloperator.cli.view.Printable;
import io.djloperator.cli.view.ProgressBar;
import io.djloperator.cli.view.Symbols;
import io.djloperator.trainer.report.ProgressLine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PhrasesTest {
    private static final Phrases UNICODE = new Phrases(Symbols.UNICODE);
    private static final ProgressLine HALF = ProgressLine.parse(
                    "epoch 10/20  train/loss 0.2931  validation/loss 0.3012  validation/auc 0.8534  0.41 s")
            .orElseThrow();

    @Test
    void theBarFillsByHalfCharacters() {
        assertThat(ProgressBar.of(0, 4, Symbols.UNICODE)).isEqualTo("────");
        assertThat(ProgressBar.of(0.375, 4, Symbols.UNICODE)).isEqualTo("━╸──");
        assertThat(ProgressBar.of(1.2, 4, Symbols.ASCII)).isEqualTo("====");
    }

    @Test
    void progressNamesTheMetricAndTheTimeLeft() {
        assertThat(UNICODE.progress(HALF))
                .isEqualTo("epoch 10/20  ━━━━━━━━━━━━━━━───────────────  50 %  validation/auc 0.853  4 s left");
    }

    @Test
    void gatesSayWhatWasMeasuredAndWhetherItPassed() {
        var gates = List.of(
                new GateResult("test/auc", null, "0.85654", "0.78", null, true),
                new GateResult("test/demographicParityDifference", "afam", "0.25", null, "0.20", false));
        assertThat(UNICODE.gates(gates))
                .isEqualTo("test/auc 0.857 ≥ 0.78 ✓   test/demographicParityDifference (afam) 0.250 ≤ 0.20 ✗");
        assertThat(new Phrases(Symbols.ASCII).gates(gates))
                .contains("0.857 >= 0.78 ok")
                .contains("FAILED");
    }

    @Test
    void theLocaleDecidesAboutUnicode() {
        assertThat(Symbols.of(Map.of("LANG", "en_US.UTF-8"))).isEqualTo(Symbols.UNICODE);
        assertThat(Symbols.of(Map.of("LC_ALL", "C", "LANG", "en_US.UTF-8"))).isEqualTo(Symbols.ASCII);
        assertThat(Symbols.of(Map.of())).isEqualTo(Symbols.ASCII);
    }

    @Test
    void withoutATerminalProgressIsToldAQuarterAtATime() {
        var story = new JobStory("hmda", UNICODE, job -> "card.html");
        var running = job("Unknown", "Running", "");
        assertThat(story.next(running, Optional.of(HALF), false)).hasSize(1);
        assertThat(story.next(running, Optional.of(HALF), false)).isEmpty();
        assertThat(story.next(running, Optional.of(HALF), true)).isEmpty();
    }

    @Test
    void theEndIsToldOnce() {
        var story = new JobStory("hmda", UNICODE, job -> "card.html");
        var failed = job("False", "DataError", "column 'x' is missing");
        assertThat(story.next(failed, Optional.empty(), false))
                .containsExactly("  hmda         failed     DataError: column 'x' is missing");
        assertThat(story.next(failed, Optional.empty(), false)).isEmpty();
        assertThat(story.isOver()).isTrue();
    }

    @Test
    void aFinishedJobNamesItsPackageAndCard() {
        var story = new JobStory("hmda", UNICODE, job -> "card.html");
        assertThat(story.next(job("True", "Completed", ""), Optional.empty(), false))
                .containsExactly("  hmda         packaged   sha256:3f9c2e41ab12...  214 KiB   card: card.html");
    }

    @Test
    void liveLinesAreErasedBeforeTheNextOnesAndOnlyOnATerminal() {
        var bytes = new ByteArrayOutputStream();
        var screen = new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), true);
        screen.draw(List.of("one"));
        screen.draw(List.of("two"));
        screen.print("stays");
        var nl = System.lineSeparator();
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("one" + nl + "\u001b[1A\u001b[2Ktwo" + nl + "\u001b[1A\u001b[2Kstays" + nl);

        bytes.reset();
        new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), false).draw(List.of("one"));
        assertThat(bytes.size()).isZero();
    }

    @Test
    void controlCharactersOfAMessageDoNotReachTheTerminal() {
        assertThat(Printable.of("a\u001b[2Jb\u0007")).isEqualTo("a?[2Jb?");
    }

    private static TrainingJob job(String status, String reason, String message) {
        var model = status.equals("True")
                ? new ModelPackage(
                        "pvc://models/hmda/3f9c2e41ab12", "sha256:" + "0".repeat(64), "3f9c2e41ab12", 219136L)
                : null;
        var job = new TrainingJob();
        job.setStatus(new TrainingJobStatus(
                1L,
                List.of(new Condition("Succeeded", status, reason, message, "2026-11-24T10:00:00Z", 1L)),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                model));
        return job;
    }
}
