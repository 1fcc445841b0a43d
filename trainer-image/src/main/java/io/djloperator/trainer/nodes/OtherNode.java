package io.djloperator.trainer.nodes;

import ai.djl.ndarray.NDList;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A node that is connected to rank 0. */
final class OtherNode implements Nodes {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int AGAIN_MILLIS = 200;
    private static final int MAX_WORDS_BYTES = 4096;
    private final Place place;
    private final Connection first;

    private OtherNode(Place place, Connection first) {
        this.place = place;
        this.first = first;
    }

    /** Tries again and again: rank 0 may still start or read its data, and its name may not resolve yet. */
    static OtherNode connect(Place place, Hello hello, long deadline) {
        while (true) {
            try {
                return connect(place, hello);
            } catch (IOException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw new NodeGone("rank 0 at " + place.address() + ":" + place.port() + " cannot be reached: " + e
                            + "; all nodes must start again");
                }
                pause();
            }
        }
    }

    private static OtherNode connect(Place place, Hello hello) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(place.address(), place.port()), CONNECT_MILLIS); // resolves it anew
            var first = new Connection(socket);
            hello.send(first.out());
            var objection = Hello.receiveAnswer(first.in());
            if (!objection.isEmpty()) {
                throw new NodeGone("rank 0 refuses rank " + place.rank() + ": " + objection);
            }
            first.beginFrames("rank 0");
            return new OtherNode(place, first);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeGone("interrupted while waiting for rank 0");
        }
    }

    @Override
    public int rank() {
        return place.rank();
    }

    @Override
    public int size() {
        return place.size();
    }

    @Override
    public boolean sum(float[] values, boolean stop) {
        first.send(Frames.of(values, stop));
        byte[] sums = first.receive(Frames.size(values.length), Frames.size(values.length));
        Frames.copy(sums, values);
        return Frames.stop(sums);
    }

    @Override
    public String share(String about, NDList arrays) {
        var words = new String(first.receive(0, MAX_WORDS_BYTES), StandardCharsets.UTF_8);
        for (var array : arrays) {
            int size = Frames.size(Math.toIntExact(array.size()));
            Frames.fill(array, first.receive(size, size));
        }
        return words;
    }

    @Override
    public void close() {
        first.close();
    }
}
