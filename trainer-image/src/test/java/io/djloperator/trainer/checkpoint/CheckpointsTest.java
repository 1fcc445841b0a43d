package io.djloperator.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.djloperator.api.v1alpha1.Checkpoint;
import io.djloperator.trainer.training.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir
    Path folder;

    private final NDManager manager = NDManager.newBaseManager();
    private final List<String> lines = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();

    @AfterEach
    void close() {
        manager.close();
    }

    private Checkpoints checkpoints(String training) {
        return new Checkpoints(folder.resolve("all/mine"), training, new Checkpoint(60, 2), lines::add, nanos::get);
    }

    private static Position at(long step) {
        return new Position(2, 3, step, 0.1 + step, new Position.Best("validation/auc", 0.75, 1));
    }

    private NDList arrays(float... values) {
        NDArray array = manager.create(values, new Shape(values.length));
        array.setName("parameter.weight");
        return new NDList(array);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder.resolve("all/mine"))) {
            return files.sorted().toList();
        }
    }

    private void assertResumes(long step, float value) {
        var arrays = arrays(0);
        assertThat(checkpoints("this").resume(arrays)).contains(at(step));
        assertThat(arrays.singletonOrThrow().toFloatArray()).containsExactly(value);
    }

    @Test
    void theNewestIsResumedAndTooManyAreRemoved() throws Exception {
        var checkpoints = checkpoints("this");
        for (int step = 8; step <= 12; step++) {
            assertThat(checkpoints.write(at(step), arrays(step))).isTrue();
        }
        assertThat(files()).hasSize(2);
        assertResumes(12, 12);
    }

    @Test
    void oneThatIsNotWholeIsPassedOver() throws Exception {
        checkpoints("this").write(at(1), arrays(1));
        checkpoints("this").write(at(2), arrays(2));
        var newest = files().get(1);
        byte[] whole = Files.readAllBytes(newest);
        for (int length : new int[] {0, 7, 8, whole.length / 2, whole.length - 1}) {
            lines.clear();
            Files.write(newest, Arrays.copyOf(whole, length));
            assertResumes(1, 1);
            assertThat(lines).containsExactly("checkpoint  " + newest.getFileName() + " is not used: it is not whole");
        }
    }

    @Test
    void oneChangedBitAnywhereIsNoticed() throws Exception {
        checkpoints("this").write(at(1), arrays(1));
        var file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            Files.write(file, changed);
            assertThat(checkpoints("this").resume(arrays(0))).as("byte " + i).isEmpty();
        }
    }

    @Test
    void anotherTrainingsAreNotUsedAndDoNotPushOutOurs() throws Exception {
        checkpoints("another").write(at(100), arrays(1));
        checkpoints("another").write(at(200), arrays(1));
        assertThat(checkpoints("this").resume(arrays(0))).isEmpty();
        assertThat(lines).hasSize(2).allMatch(line -> line.endsWith("it is of another spec or other data"));
        checkpoints("this").write(at(1), arrays(1));
        assertThat(files()).hasSize(1);
        assertResumes(1, 1);
    }

    @Test
    void arraysOfAnotherShapeAreNotFilled() {
        checkpoints("this").write(at(1), arrays(1, 2));
        assertThat(checkpoints("this").resume(arrays(0))).isEmpty();
    }

    @Test
    void theNextOneIsDueAfterTheInterval() {
        var checkpoints = checkpoints("this");
        nanos.set(59_000_000_000L);
        assertThat(checkpoints.isDue()).isFalse();
        nanos.set(60_000_000_000L);
        assertThat(checkpoints.isDue()).isTrue();
        checkpoints.write(at(1), arrays(1));
        assertThat(checkpoints.isDue()).isFalse();
    }

    @Test
    void nothingIsLeftBesideThoseOfOthers() throws Exception {
        checkpoints("this").write(at(1), arrays(1));
        var others = Files.createDirectory(folder.resolve("all/others"));
        checkpoints("this").delete();
        assertThat(folder.resolve("all/mine")).doesNotExist();
        Files.delete(others);
        checkpoints("this").delete();
        assertThat(folder.resolve("all")).doesNotExist();
    }

    @Test
    void whatOtherProgramsReadIsWhatWasWritten() throws Exception {
        checkpoints("this").write(at(1), arrays(1, 2, 3));
        var read = NDList.decode(manager, Files.readAllBytes(files().get(0)));
        assertThat(read.get("parameter.weight").toFloatArray()).containsExactly(1, 2, 3);
    }

    @Test
    void diskThatFailsEndsTheAttemptAndRemovesNothing() throws IOException {
        checkpoints("this").write(at(5), arrays(1));
        var unreadable = Files.createDirectories(folder.resolve(
                "all/mine/step-000000000007." + "a".repeat(64) + ".safetensors")); // reading it is an I/O error
        assertThatThrownBy(() -> checkpoints("this").resume(arrays(0))).isInstanceOf(UncheckedIOException.class);
        assertThat(unreadable).exists();
        assertThat(files()).hasSize(2);
    }
}
