package io.djloperator.trainer.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodesTest {
    private static final String TRAINING = "a".repeat(64);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private int port;

    @BeforeEach
    void freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void shutDown() {
        threads.shutdownNow();
    }

    private Future<Nodes> join(int rank, int size, String training, Duration limit) {
        return threads.submit(() -> new Place(rank, size, "127.0.0.1", port).join(training, lines::add, limit));
    }

    private List<Nodes> joined(int size) throws Exception {
        var futures = new ArrayList<Future<Nodes>>();
        for (int rank = size - 1; rank >= 0; rank--) { // rank 0 comes last
            futures.add(0, join(rank, size, TRAINING, LONG));
        }
        var nodes = new ArrayList<Nodes>();
        for (var future : futures) {
            nodes.add(future.get());
        }
        return nodes;
    }

    /** What each node does at the same time; the results in the order of the ranks. */
    private <T> List<T> together(List<Callable<T>> work) throws Exception {
        var results = new ArrayList<T>();
        for (var future : threads.invokeAll(work)) {
            results.add(future.get());
        }
        return results;
    }

    private static void close(List<Nodes> nodes) {
        nodes.forEach(Nodes::close);
    }

    @Test
    void valuesAreAddedInTheOrderOfTheRanks() throws Exception {
        var nodes = joined(3);
        // In floats (1e8 + -1e8) + 1 is 1, and 1e8 + (-1e8 + 1) is 0.
        var values = List.of(new float[] {1e8f, 1}, new float[] {-1e8f, 2}, new float[] {1, 3});
        var work = new ArrayList<Callable<Boolean>>();
        for (int rank = 0; rank < 3; rank++) {
            int own = rank;
            work.add(() -> nodes.get(own).sum(values.get(own), own == 2));
        }
        assertThat(together(work)).as("stop at one is stop at all").containsExactly(true, true, true);
        assertThat(values).allSatisfy(sums -> assertThat(sums).containsExactly(1, 6));
        close(nodes);
    }

    @Test
    void theStateOfRank0GoesToAll() throws Exception {
        var nodes = joined(2);
        try (var manager = NDManager.newBaseManager()) {
            var first = new NDList(manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2)), manager.create(5f));
            var second = new NDList(manager.zeros(new Shape(2, 2)), manager.create(0f));
            assertThat(together(List.<Callable<String>>of(
                            () -> nodes.get(0).share("here", first),
                            () -> nodes.get(1).share("elsewhere", second))))
                    .containsExactly("here", "here");
            assertThat(second.get(0).toFloatArray()).containsExactly(1, 2, 3, 4);
            assertThat(second.get(1).toFloatArray()).containsExactly(5);
        }
        close(nodes);
    }

    @Test
    void aNodeWithAnotherTrainingIsRefusedAndTheOthersStillCome() throws Exception {
        var first = join(0, 2, TRAINING, LONG);
        assertThatThrownBy(() -> join(1, 2, "b".repeat(64), LONG).get())
                .hasRootCauseMessage("rank 0 refuses rank 1: its spec or its data differ");
        assertThatThrownBy(() -> join(1, 3, TRAINING, LONG).get())
                .hasRootCauseMessage("rank 0 refuses rank 1: it counts 3 nodes, not 2");
        assertThat(lines)
                .anyMatch(line -> line.contains("rank 1 at /127.0.0.1 is refused: its spec or its data differ"));
        var second = join(1, 2, TRAINING, LONG).get();
        close(List.of(first.get(), second));
    }

    @Test
    void theSameRankTwiceIsRefused() throws Exception {
        var first = join(0, 3, TRAINING, LONG);
        var second = join(1, 3, TRAINING, LONG).get();
        assertThatThrownBy(() -> join(1, 3, TRAINING, LONG).get())
                .hasRootCauseMessage("rank 0 refuses rank 1: its rank has come already");
        close(List.of(join(2, 3, TRAINING, LONG).get(), second, first.get()));
    }

    @Test
    void strangersAreSentAway() throws Exception {
        var first = join(0, 2, TRAINING, LONG);
        try (var http = connected()) {
            http.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
            assertThat(http.getInputStream().read()).isEqualTo(-1);
        }
        connected().close();
        close(List.of(join(1, 2, TRAINING, LONG).get(), first.get()));
    }

    private Socket connected() throws InterruptedException {
        while (true) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (IOException e) {
                Thread.sleep(10); // rank 0 does not listen yet
            }
        }
    }

    @Test
    void waitingHasAnEnd() {
        assertThatThrownBy(() -> join(0, 2, TRAINING, Duration.ZERO).get())
                .hasRootCauseMessage(
                        "only 1 of 2 nodes came in time: are the other pods Pending? A queue (spec.scheduling.queue) starts all at once");
        assertThatThrownBy(() -> join(1, 2, TRAINING, Duration.ZERO).get())
                .rootCause()
                .hasMessageStartingWith("rank 0 at 127.0.0.1:" + port + " cannot be reached: ");
        assertThatThrownBy(() -> new Place(1, 2, "nowhere.invalid", port).join(TRAINING, lines::add, Duration.ZERO))
                .isInstanceOf(NodeGone.class)
                .hasMessageContaining("UnknownHostException");
    }

    @Test
    void aNodeThatIsGoneEndsTheOthers() throws Exception {
        var nodes = joined(3);
        nodes.get(1).close();
        var failed = threads.submit(() -> nodes.get(0).sum(new float[2], false));
        assertThatThrownBy(failed::get)
                .rootCause()
                .isInstanceOf(NodeGone.class)
                .hasMessageMatching("rank 1 at /127.0.0.1 is gone: .*; all nodes must start again");
        nodes.get(0).close();
        assertThatThrownBy(() -> nodes.get(2).sum(new float[2], false)).hasMessageStartingWith("rank 0 at ");
        nodes.get(2).close();
    }

    @Test
    void anotherNumberOfValuesIsNoSum() throws Exception {
        var nodes = joined(2);
        threads.submit(() -> nodes.get(1).sum(new float[3], false));
        assertThatThrownBy(() -> nodes.get(0).sum(new float[2], false)).hasMessageContaining("with 13 bytes");
        close(nodes);
    }

    @Test
    void thePlaceComesFromTheEnvironment() {
        assertThat(Place.of(Map.of())).isEqualTo(new Place(0, 1, "", 0));
        assertThat(Place.of(Map.of("WORLD_SIZE", "3", "RANK", "2", "MASTER_ADDR", "tj-0.tj", "MASTER_PORT", "1234")))
                .isEqualTo(new Place(2, 3, "tj-0.tj", 1234));
        assertThatThrownBy(() -> Place.of(Map.of("WORLD_SIZE", "3", "RANK", "3", "MASTER_ADDR", "x")))
                .hasMessage("RANK: '3' must be a number from 0 to 2");
        assertThatThrownBy(() -> Place.of(Map.of("WORLD_SIZE", "3", "RANK", "1")))
                .hasMessage("MASTER_ADDR must be set where WORLD_SIZE is 3");
    }

    @Test
    void aNodeThatTakesNothingAnyMoreIsNoticed() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                var frozen = server.accept();
                var connection = new Connection(socket, 300)) {
            connection.beginFrames("rank 1");
            assertThatThrownBy(() -> connection.send(new byte[64 << 20]))
                    .isInstanceOf(NodeGone.class)
                    .hasMessageContaining("rank 1");
            assertThat(frozen.isClosed()).isFalse();
        }
    }
}
