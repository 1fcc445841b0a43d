package io.djloperator.local.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.cli.view.Curve;
import io.djloperator.cli.view.SearchView;
import io.djloperator.cli.view.Symbols;
import io.djloperator.cli.view.TrialLines;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchStoryTest {
    private final SearchStory story = new SearchStory(
            "tune", Symbols.UNICODE, new JobStory("tune", new Phrases(Symbols.UNICODE), job -> "card.html"));

    @Test
    void whileItRunsOneLineIsDrawnOverAgain() {
        var job = job("Unknown", "Running", 1);
        assertThat(story.next(job, view(job, 1), true)).isEmpty();
        assertThat(story.live(view(job, 1)))
                .hasValue("  tune         searching  trials 1/4   best: trial 1   0.91   learningRate=0.001");
    }

    @Test
    void theLineThatIsDrawnOverAgainIsNeverLong() {
        var job = job("Unknown", "Running", 1);
        job.getStatus().search().best().parameters().put("hiddenUnits", "x".repeat(200));
        assertThat(story.live(view(job, 1)).orElseThrow()).hasSize(111).endsWith("…");
    }

    @Test
    void withoutATerminalProgressIsToldAQuarterOfTheTrialsAtATime() {
        var first = job("Unknown", "Running", 1);
        assertThat(story.next(first, view(first, 0), false)).isEmpty();
        assertThat(story.next(first, view(first, 1), false))
                .hasSize(1)
                .first()
                .asString()
                .contains("trials 1/4");
        assertThat(story.next(first, view(first, 1), false)).isEmpty();
        var third = job("Unknown", "Running", 3);
        assertThat(story.next(third, view(third, 3), false)).hasSize(1);
    }

    @Test
    void atItsEndTheTableIsPrintedOnce() {
        var job = job("True", "Completed", 4);
        for (var redraws : List.of(true, false)) {
            var another = new SearchStory(
                    "tune", Symbols.UNICODE, new JobStory("tune", new Phrases(Symbols.UNICODE), model -> "card.html"));
            assertThat(another.next(job, view(job, 2), redraws))
                    .containsExactly("""
                      tune         searching  trials 4/4   best: trial 1   0.91   learningRate=0.001

                         TRIAL  STATE      validation/auc  EPOCHS  DURATION  learningRate
                      *      1  Completed            0.91       -         -  0.001
                             2  Completed            0.91       -         -  0.001

                      tune         packaged   sha256:0123456789ab...  1 KiB   card: card.html
                    """.stripTrailing().split("\n"));
            assertThat(another.isOver()).isTrue();
            assertThat(another.next(job, view(job, 2), redraws)).isEmpty();
            assertThat(another.live(view(job, 2))).isEmpty();
        }
    }

    @Test
    void whyItFailedIsSaid() {
        var job = job("False", "TooManyFailedTrials", 2);
        assertThat(story.next(job, view(job, 2), true))
                .last()
                .asString()
                .contains("failed     TooManyFailedTrials: why");
    }

    private static TrainingJob job(String status, String reason, int ended) {
        return new KubernetesSerialization().unmarshal("""
                apiVersion: djl-operator.io/v1alpha1
                kind: TrainingJob
                metadata: {name: tune}
                spec:
                  container: {image: a}
                  search:
                    objectives: [{metric: validation/auc, goal: maximize}]
                    maxTrials: 4
                    parameters: [{path: /a/learningRate, uniform: {min: "0", max: "1"}}]
                status:
                  conditions: [{type: Succeeded, status: "%s", reason: %s, message: why}]
                  model: {uri: "pvc://a/b", digest: "sha256:0", version: 0123456789ab, sizeBytes: 1024}
                  search: {trials: %d/4, best: {trial: 1, values: ["0.91"], parameters: {learningRate: "0.001"}}}
                """.formatted(status, reason, ended), TrainingJob.class);
    }

    private static SearchView view(TrainingJob job, int trials) {
        var lines = new StringBuilder();
        for (int i = 1; i <= trials; i++) {
            lines.append("""
                    {"trial":%d,"parameters":{"learningRate":"0.001"},"state":"Completed","values":["0.91"],"ended":%d}
                    """.formatted(i, i));
        }
        return SearchView.of(job, TrialLines.parse(lines.toString()), Curve.NONE);
    }
}
