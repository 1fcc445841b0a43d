package io.djloperator.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.trainer.training.Stopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
    @TempDir
    Path folder;

    private final List<String> lines = new ArrayList<>();

    private Path fresh(String name, String optimizer) throws IOException {
        var fresh = Files.createDirectory(folder.resolve(name));
        CellsJob.in(fresh, optimizer);
        lines.clear();
        return fresh;
    }

    private void stopAfter(int steps, Path in) {
        assertThatThrownBy(() -> CellsJob.run(in, lines::add, CellsJob.stopAfter(steps)))
                .isInstanceOf(Stopped.class);
    }

    private String digest(Path in) throws IOException {
        return CellsJob.run(in, lines::add, new Stop()).model().digest();
    }

    /** The lines of epochs without the seconds. */
    private List<String> epochs() {
        return lines.stream()
                .filter(line -> line.startsWith("epoch "))
                .map(line -> line.replaceFirst("  \\S+ s$", ""))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {CellsJob.ADAM, CellsJob.SGD})
    void stoppingAtAnyStepAndGoingOnGivesTheSameBytes(String optimizer) throws Exception {
        var undisturbed = fresh("undisturbed", optimizer);
        var digest = digest(undisturbed);
        var epochs = epochs();
        for (int step : new int[] {1, 2, 7, 12, 13, 14, 20, 26, 38, 39}) {
            var stopped = fresh("stopped-" + step, optimizer);
            stopAfter(step, stopped);
            assertThat(digest(stopped)).as("stopped after step " + step).isEqualTo(digest);
            assertThat(lines).anyMatch(line -> line.startsWith("resumes at step " + step + ", in epoch "));
            assertThat(epochs()).isEqualTo(epochs);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CellsJob.ADAM, CellsJob.SGD})
    void stoppingAgainAndAgainGivesTheSameBytes(String optimizer) throws Exception {
        var digest = digest(fresh("undisturbed", optimizer));
        var stopped = fresh("stopped", optimizer);
        for (int steps = 0; steps + 5 < CellsJob.STEPS; steps += 5) {
            stopAfter(5, stopped);
        }
        assertThat(digest(stopped)).isEqualTo(digest);
    }

    @Test
    void theLineOfAResumedTrainingSaysTheBestSoFar() throws Exception {
        var stopped = fresh("stopped", CellsJob.ADAM);
        stopAfter(CellsJob.STEPS_PER_EPOCH + 1, stopped);
        var first = epochs().get(0).replaceFirst(".*validation/auc ", "");
        digest(stopped);
        assertThat(lines)
                .anyMatch(line -> line.startsWith("resumes at step 14, in epoch 2/3; best so far: validation/auc ")
                        && line.endsWith(" in epoch 1")
                        && line.contains(first.substring(0, 5)));
    }

    @Test
    void checkpointsAreGoneWhenThePackageIsThere() throws Exception {
        var in = fresh("in", CellsJob.ADAM);
        stopAfter(3, in);
        try (var files = Files.list(CellsJob.checkpoints(in))) {
            assertThat(files).hasSize(1);
        }
        digest(in);
        try (Stream<Path> left = Files.list(in.resolve("volume/out"))) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void checkpointsOfOtherDataAreNotUsed() throws Exception {
        var in = fresh("in", CellsJob.ADAM);
        stopAfter(3, in);
        var data = in.resolve("volume/breast_cancer.csv");
        var rows = Files.readAllLines(data);
        Files.write(data, rows.subList(0, rows.size() - 1));
        digest(in);
        assertThat(lines)
                .anyMatch(line -> line.matches(
                        "checkpoint  step-0+3\\.\\w+\\.safetensors is not used: it is of another spec or other data"))
                .noneMatch(line -> line.startsWith("resumes"));
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidOnceAndChangesNothing() throws Exception {
        var digest = digest(fresh("undisturbed", CellsJob.ADAM));
        var in = fresh("in", CellsJob.ADAM);
        Files.createDirectories(in.resolve("volume/out"));
        Files.writeString(in.resolve("volume/out/.checkpoints"), "a file where the folder should be");
        assertThat(digest(in)).isEqualTo(digest);
        assertThat(lines)
                .filteredOn(line -> line.startsWith("checkpoint  "))
                .as("once that it cannot be read, once that it cannot be written")
                .hasSize(2);
    }

    @Test
    void whatAKilledRunHasLeftOfAPackageIsRemovedAtTheNextStart() throws Exception {
        var in = fresh("in", CellsJob.ADAM);
        var part = Files.createDirectories(in.resolve("volume/out/.part-8a1b"));
        Files.writeString(part.resolve("model-0000.params"), "half of it");
        var others = Files.createDirectories(in.resolve("volume/out/.part-another"));
        stopAfter(1, in);
        assertThat(part).doesNotExist();
        assertThat(others).exists();
    }
}
