package io.djloperator.trainer.nodes;

import ai.djl.ndarray.NDList;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Rank 0, which the others are connected to. */
final class FirstNode implements Nodes {
    private static final int HELLO_MILLIS = 5_000;
    private static final int ACCEPT_MILLIS = 1_000;
    private final List<Connection> others;

    private FirstNode(List<Connection> others) {
        this.others = others;
    }

    /** Waits until all others have said hello. Whoever else comes is sent away. */
    static FirstNode listen(Place place, Hello hello, long deadline, Consumer<String> lines) throws IOException {
        var joined = new TreeMap<Integer, Connection>();
        try (var server = new ServerSocket()) {
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(place.port()), place.size());
            server.setSoTimeout(ACCEPT_MILLIS);
            while (joined.size() < place.size() - 1) {
                if (System.nanoTime() - deadline > 0) {
                    throw new NodeGone(
                            "only " + (joined.size() + 1) + " of " + place.size()
                                    + " nodes came in time: are the other pods Pending? A queue (spec.scheduling.queue) starts all at once");
                }
                accept(server, hello, joined, lines);
            }
            return new FirstNode(List.copyOf(joined.values()));
        } catch (IOException | RuntimeException e) {
            joined.values().forEach(Connection::close);
            throw e;
        }
    }

    private static void accept(
            ServerSocket server, Hello hello, SortedMap<Integer, Connection> joined, Consumer<String> lines)
            throws IOException {
        Socket socket;
        try {
            socket = server.accept();
        } catch (SocketTimeoutException e) {
            return;
        }
        try {
            welcome(socket, hello, joined, lines);
        } catch (IOException e) {
            socket.close(); // no node, or one that will come again
        }
    }

    private static void welcome(
            Socket socket, Hello hello, SortedMap<Integer, Connection> joined, Consumer<String> lines)
            throws IOException {
        var connection = new Connection(socket);
        socket.setSoTimeout(HELLO_MILLIS);
        var other = Hello.receive(connection.in());
        var objection = joined.containsKey(other.rank())
                ? "its rank has come already"
                : hello.objection(other).orElse("");
        Hello.answer(connection.out(), objection);
        if (objection.isEmpty()) {
            connection.beginFrames("rank " + other.rank());
            joined.put(other.rank(), connection);
        } else {
            lines.accept(
                    "nodes  rank " + other.rank() + " at " + socket.getInetAddress() + " is refused: " + objection);
            socket.close();
        }
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public int size() {
        return others.size() + 1;
    }

    @Override
    public boolean sum(float[] values, boolean stop) {
        boolean anyStop = stop;
        for (var other : others) {
            byte[] frame = other.receive(Frames.size(values.length), Frames.size(values.length));
            Frames.add(frame, values);
            anyStop |= Frames.stop(frame);
        }
        byte[] sums = Frames.of(values, anyStop);
        others.forEach(other -> other.send(sums));
        return anyStop;
    }

    @Override
    public String share(String about, NDList arrays) {
        send(about.getBytes(StandardCharsets.UTF_8));
        for (var array : arrays) {
            send(Frames.of(array));
        }
        return about;
    }

    private void send(byte[] frame) {
        others.forEach(other -> other.send(frame));
    }

    @Override
    public void close() {
        others.forEach(Connection::close);
    }
}
