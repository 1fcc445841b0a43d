package io.djloperator.trainer.nodes;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/**
 * Frames between two nodes: a kind, a length, the bytes. While a node computes it sends empty frames, so that one which is gone without a
 * word is noticed.
 */
final class Connection implements Closeable {
    private static final byte ALIVE = 0;
    private static final byte CONTENT = 1;
    private static final int ALIVE_MILLIS = 5_000;
    private static final int SILENCE_MILLIS = 30_000;

    private final Socket socket;
    private String peer = "a node";
    private final DataInputStream in;
    private final DataOutputStream out;

    Connection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENCE_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
    }

    DataInputStream in() {
        return in;
    }

    DataOutputStream out() {
        return out;
    }

    /**
     * From now on only frames are sent.
     *
     * @param peer for messages: "rank 3"
     */
    void beginFrames(String peer) throws IOException {
        this.peer = peer;
        socket.setSoTimeout(SILENCE_MILLIS);
        var thread = new Thread(this::keepAlive, "alive");
        thread.setDaemon(true);
        thread.start();
    }

    private void keepAlive() {
        try {
            while (!socket.isClosed()) {
                Thread.sleep(ALIVE_MILLIS);
                send(ALIVE, new byte[0]);
            }
        } catch (IOException | InterruptedException e) {
            return; // the next frame with content says it
        }
    }

    void send(byte[] bytes) {
        try {
            send(CONTENT, bytes);
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private synchronized void send(byte kind, byte[] bytes) throws IOException {
        out.writeByte(kind);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    /** The next frame, which must have from {@code min} to {@code max} bytes. */
    byte[] receive(int min, int max) {
        try {
            byte kind;
            int length;
            do {
                kind = in.readByte();
                length = in.readInt();
            } while (kind == ALIVE && length == 0);
            if (kind != CONTENT || length < min || length > max) {
                throw new IOException("a frame of kind " + kind + " with " + length + " bytes");
            }
            var bytes = new byte[length];
            in.readFully(bytes);
            return bytes;
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private NodeGone gone(IOException e) {
        return new NodeGone(
                peer + " at " + socket.getInetAddress() + " is gone: " + e + "; all nodes must start again");
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            return; // it is of no use any more
        }
    }
}
