package io.djloperator.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.trainer.data.TableReader;
import io.djloperator.trainer.prepared.Prepared;
import io.djloperator.trainer.prepared.SharedData;
import io.djloperator.trainer.spec.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings with the same output that prepare their data once. */
class SharedDataTest {
    private static final Map<String, String> SHARING = Map.of("DJL_SHARE_DATA", "true");

    @TempDir
    Path folder;

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void job() throws IOException {
        CellsJob.in(folder, CellsJob.ADAM);
    }

    private void change(String from, String to) throws IOException {
        var job = folder.resolve("job.yaml");
        var text = Files.readString(job);
        assertThat(text).contains(from);
        Files.writeString(job, text.replace(from, to));
    }

    private String digest(Map<String, String> environment) throws IOException {
        lines.clear();
        return CellsJob.run(folder, lines::add, new Stop(), environment).model().digest();
    }

    private boolean isShared() {
        return lines.stream().anyMatch(line -> line.startsWith("data  shared: taken from .prepared/"));
    }

    private boolean isPublished() {
        return lines.stream()
                .anyMatch(line -> line.matches("data  prepared in [0-9.]+ s, and shared as \\.prepared/[0-9a-f]{12}"));
    }

    private List<Path> entries() throws IOException {
        try (var files = Files.list(folder.resolve("volume/out/.prepared"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void nothingIsSharedWhereItIsNotAskedFor() throws IOException {
        digest(Map.of());
        assertThat(folder.resolve("volume/out/.prepared")).doesNotExist();
    }

    @Test
    void anotherBatchSizeSeedAndNetworkShareAndTheModelIsTheSameBytes() throws IOException {
        digest(SHARING);
        assertThat(isPublished()).isTrue();
        change("batchSize: 32", "batchSize: 64, seed: 7");
        change("hiddenUnits: [16, 8]", "hiddenUnits: [5], activation: tanh");
        var shared = digest(SHARING);
        assertThat(isShared()).isTrue();
        assertThat(entries()).hasSize(1);
        assertThat(digest(Map.of())).isEqualTo(shared);
    }

    @Test
    void whatTheSpecSaysOfDataTellsDataSetsApart() throws IOException {
        digest(SHARING);
        change("task: classification", "task: classification\n      exclude: [mean_radius]");
        digest(SHARING);
        assertThat(isShared()).isFalse();
        assertThat(entries()).hasSize(2);
    }

    @Test
    void changedTableIsPreparedAnewThoughItsSizeAndTimeAreTheSame() throws IOException {
        digest(SHARING);
        var table = folder.resolve("volume/breast_cancer.csv");
        var time = Files.getLastModifiedTime(table);
        var text = Files.readString(table);
        var header = text.indexOf('\n');
        Files.writeString(
                table, text.substring(0, header) + text.substring(header).replaceFirst("\\d\\.\\d", "9.9"));
        Files.setLastModifiedTime(table, time);
        digest(SHARING);
        assertThat(isShared()).isFalse();
        assertThat(isPublished()).isTrue();
    }

    @Test
    void tableThatChangesWhileItIsReadIsNotShared() throws IOException {
        var spec = Documents.read(List.of(folder.resolve("job.yaml"))).spec();
        var table = folder.resolve("volume/breast_cancer.csv");
        var tables = Map.of("cells", table);
        var shared = Files.createDirectory(folder.resolve("shared"));
        new SharedData(shared, lines::add).of(spec, tables, 1L << 30, () -> {
            var data = new TableReader(spec.data().tabular(), 1L << 30).read(tables, folder);
            append(table);
            return Prepared.of(spec, data, 1L << 30);
        });
        assertThat(shared).isEmptyDirectory();
    }

    private static void append(Path table) {
        try {
            Files.writeString(table, "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.0001, 0.003, 0.5, 0.9, 1})
    void damagedEntryIsPassedOverAndWrittenAnew(double place) throws IOException {
        var whole = digest(SHARING);
        var entry = entries().get(0);
        var bytes = Files.readAllBytes(entry);
        bytes[(int) (place * (bytes.length - 1))] ^= 0x10;
        Files.write(entry, bytes);
        assertThat(digest(SHARING)).isEqualTo(whole);
        assertThat(lines).anyMatch(line -> line.matches("data  \\.prepared/[0-9a-f]{12} is not used: it.*"));
        assertThat(digest(SHARING)).isEqualTo(whole);
        assertThat(isShared()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.00001, 0.001, 0.5, 0.99999})
    void entryThatWasCutOffIsPassedOverAndWrittenAnew(double share) throws IOException {
        var whole = digest(SHARING);
        var entry = entries().get(0);
        var bytes = Files.readAllBytes(entry);
        Files.write(entry, java.util.Arrays.copyOf(bytes, (int) (share * bytes.length)));
        assertThat(digest(SHARING)).isEqualTo(whole);
        assertThat(isShared()).isFalse();
        assertThat(digest(SHARING)).isEqualTo(whole);
        assertThat(isShared()).isTrue();
    }

    @Test
    void threeThatWereUsedLastStay() throws IOException {
        change("task: classification", "task: classification\n    split: {seed: 1}");
        digest(SHARING);
        var first = entries().get(0);
        for (int seed = 1; seed <= 3; seed++) {
            change("split: {seed: " + seed, "split: {seed: " + (seed + 1));
            digest(SHARING);
            for (var entry : entries()) { // an hour passes
                var time = Files.getLastModifiedTime(entry).toInstant().minusSeconds(3600);
                Files.setLastModifiedTime(entry, FileTime.from(time));
            }
        }
        assertThat(entries()).hasSize(3).doesNotContain(first);
    }

    @Test
    void onlyWhatADeadWriterHasLeftIsRemoved() throws IOException {
        var shared = Files.createDirectories(folder.resolve("volume/out/.prepared"));
        var dead = Files.createFile(shared.resolve("a.part"));
        Files.setLastModifiedTime(dead, FileTime.from(Instant.now().minusSeconds(90_000)));
        var alive = Files.createFile(shared.resolve("b.part"));
        digest(SHARING);
        assertThat(dead).doesNotExist();
        assertThat(alive).exists();
    }

    @Test
    void folderThatCannotBeWrittenIsALine() throws IOException {
        Files.createDirectories(folder.resolve("volume/out"));
        Files.createFile(folder.resolve("volume/out/.prepared"));
        digest(SHARING);
        assertThat(lines).anyMatch(line -> line.contains("and not shared: "));
    }

    @Test
    void trainingsThatBeginTogetherLeaveOneEntryAndTheSameModel() throws Exception {
        var job = Files.readString(folder.resolve("job.yaml"));
        Files.writeString(folder.resolve("other.yaml"), job.replace("uid: 8a1b", "uid: 9c2d"));
        try (var one = TrainerProcess.start(folder, SHARING);
                var other = TrainerProcess.start(folder, "other", SHARING)) {
            assertThat(one.exitCode()).as(() -> String.join("\n", one.lines())).isZero();
            assertThat(other.exitCode())
                    .as(() -> String.join("\n", other.lines()))
                    .isZero();
            assertThat(one.digest()).isEqualTo(other.digest());
        }
        assertThat(entries()).hasSize(1);
    }
}
