package io.djloperator.trainer.nodes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The first words of a node to rank 0, by which they make sure that they train the same.
 *
 * @param training 64 hexadecimal digits
 */
record Hello(int size, int rank, String training) {
    private static final int MAGIC = 0x444a4c4e; // "DJLN"
    private static final int VERSION = 1;
    private static final int MAX_REFUSAL = 256;

    void send(DataOutputStream out) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(size);
        out.writeInt(rank);
        out.write(training.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** What another node says; an {@link IOException} where it is no node, or one of another version. */
    static Hello receive(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC || in.readInt() != VERSION) {
            throw new IOException("no node of this version");
        }
        return new Hello(in.readInt(), in.readInt(), new String(in.readNBytes(64), StandardCharsets.US_ASCII));
    }

    /** Why rank 0, which this is, does not train with another node; empty where it does. */
    Optional<String> objection(Hello other) {
        if (other.size != size) {
            return Optional.of("it counts " + other.size + " nodes, not " + size);
        }
        if (other.rank < 1 || other.rank >= size) {
            return Optional.of("there is no such rank among " + size + " nodes");
        }
        return other.training.equals(training) ? Optional.empty() : Optional.of("its spec or its data differ");
    }

    static void answer(DataOutputStream out, String objection) throws IOException {
        byte[] text = objection.getBytes(StandardCharsets.US_ASCII);
        out.writeInt(text.length);
        out.write(text);
        out.flush();
    }

    /** Rank 0's objection; empty where there is none. */
    static String receiveAnswer(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_REFUSAL) {
            throw new IOException("an answer of " + length + " bytes");
        }
        return new String(in.readNBytes(length), StandardCharsets.US_ASCII);
    }
}
