package io.djloperator.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import io.djloperator.runtime.SchemaJson;
import io.djloperator.runtime.TabularBlocks;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoNodesTest {
    private static final long SECOND_NANOS = 1_000_000_000L;

    @TempDir
    Path folder;

    private Path in(String name, String from, String to) throws IOException {
        var in = Files.createDirectory(folder.resolve(name));
        var job = CellsJob.in(in, CellsJob.ADAM);
        Files.writeString(job, Files.readString(job).replace(from, to));
        return in;
    }

    private static List<TrainerProcess> start(Path in) throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var nodes = new ArrayList<TrainerProcess>();
        for (int rank = 0; rank < 2; rank++) {
            nodes.add(TrainerProcess.start(
                    in,
                    Map.of(
                            "WORLD_SIZE",
                            "2",
                            "RANK",
                            String.valueOf(rank),
                            "MASTER_ADDR",
                            "127.0.0.1",
                            "MASTER_PORT",
                            String.valueOf(port))));
        }
        return nodes;
    }

    private static String finish(Path in) throws Exception {
        var nodes = start(in);
        try (var first = nodes.get(0);
                var second = nodes.get(1)) {
            assertThat(first.exitCode()).as(String.join("\n", first.lines())).isZero();
            assertThat(second.exitCode()).as(String.join("\n", second.lines())).isZero();
            assertThat(first.hasResult()).isTrue();
            assertThat(second.hasResult()).as("rank 0 speaks for all").isFalse();
            return first.digest();
        }
    }

    private static float[][] parameters(Path in) throws Exception {
        try (var packages = Files.list(in.resolve("volume/out"));
                var model = Model.newInstance("model", "PyTorch")) {
            var folder = packages.findFirst().orElseThrow();
            var schema = SchemaJson.read(folder);
            model.setBlock(TabularBlocks.of(schema.network()));
            model.load(folder, "model");
            return model.getBlock().getParameters().values().stream()
                    .map(parameter -> parameter.getArray().toFloatArray())
                    .toArray(float[][]::new);
        }
    }

    @Test
    void twoNodesLearnWhatOneLearnsAndTheSameBitsEachTime() throws Exception {
        // Without dropout: each node leaves out other units. Batches of 33 do not divide by two, the last one has a
        // single row.
        var first = in("first", "dropout: \"0.3\"", "dropout: \"0\"");
        var job = first.resolve("job.yaml");
        Files.writeString(job, Files.readString(job).replace("batchSize: 32", "batchSize: 33"));
        var second = in("second", "", "");
        var alone = in("alone", "", "");
        Files.copy(job, second.resolve("job.yaml"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(job, alone.resolve("job.yaml"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(finish(second)).isEqualTo(finish(first));
        try (var process = TrainerProcess.start(alone, Map.of())) {
            assertThat(process.exitCode()).isZero();
        }
        var ours = parameters(first);
        var theirs = parameters(alone);
        for (int i = 0; i < theirs.length; i++) {
            assertThat(ours[i]).containsExactly(theirs[i], within(1e-5f));
        }
    }

    @Test
    void sigtermAtOneNodeStopsBothWithACheckpointAndTheyGoOnToTheSameBytes() throws Exception {
        var digest = finish(in("undisturbed", "epochs: 3", "epochs: 100"));
        var in = in("stopped", "epochs: 3", "epochs: 100");
        var nodes = start(in);
        try (var first = nodes.get(0);
                var second = nodes.get(1)) {
            first.awaitLine(line -> line.startsWith("epoch 3/"));
            second.terminate();
            assertThat(second.exitCode()).isEqualTo(143);
            assertThat(first.exitCode()).isEqualTo(143);
            assertThat(first.lines()).anyMatch(line -> line.endsWith("; a checkpoint is written"));
            assertThat(first.hasResult() || second.hasResult()).isFalse();
        }
        assertThat(finish(in)).isEqualTo(digest);
    }

    @Test
    void aKilledNodeEndsTheOtherWithASentence() throws Exception {
        for (int killed = 0; killed < 2; killed++) {
            var nodes = start(in("killed-" + killed, "epochs: 3", "epochs: 100000"));
            try (var victim = nodes.get(killed);
                    var other = nodes.get(1 - killed)) {
                nodes.get(0).awaitLine(line -> line.startsWith("epoch 3/"));
                victim.kill();
                long start = System.nanoTime();
                assertThat(other.exitCode()).isEqualTo(1);
                assertThat(System.nanoTime() - start).isLessThan(5 * SECOND_NANOS);
                var gone = "Error: rank " + killed + " at ";
                assertThat(other.lines()).anyMatch(line -> line.startsWith(gone) && line.contains(" is gone: "));
            }
        }
    }
}
