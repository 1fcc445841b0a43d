package io.djloperator.trainer.nodes;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Frames between two nodes: a kind, a length, the bytes. While a node computes it sends empty frames, so that one which is gone without a
 * word is noticed; so is one that takes nothing any more.
 */
final class Connection implements Closeable {
    private static final byte ALIVE = 0;
    private static final byte CONTENT = 1;
    private static final int ALIVE_MILLIS = 5_000;
    private static final int SILENCE_MILLIS = 30_000;
    private static final int CHUNK = 1 << 16;

    private final Socket socket;
    private String peer = "a node";
    private final DataInputStream in;
    private final DataOutputStream out;

    private final int silenceMillis;

    /** When the write began that is under way; 0 where there is none. */
    private final AtomicLong writingSince = new AtomicLong();

    Connection(Socket socket) throws IOException {
        this(socket, SILENCE_MILLIS);
    }

    /** With a node that may be silent for {@code silenceMillis}. */
    Connection(Socket socket, int silenceMillis) throws IOException {
        this.socket = socket;
        this.silenceMillis = silenceMillis;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(silenceMillis);
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
        socket.setSoTimeout(silenceMillis);
        start(this::keepAlive, "alive");
        start(this::watchWrites, "writes");
    }

    private static void start(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** A socket's time-out is for reads only: a write to a node that takes nothing would last until TCP gives up, or for ever. */
    private void watchWrites() {
        try {
            while (!socket.isClosed()) {
                Thread.sleep(Math.max(1, silenceMillis / 10));
                long since = writingSince.get();
                if (since != 0 && System.nanoTime() - since > silenceMillis * 1_000_000L) {
                    close(); // and so wakes the writer
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
        try {
            writingSince.set(System.nanoTime());
            out.writeByte(kind);
            out.writeInt(bytes.length);
            for (int from = 0; from < bytes.length; from += CHUNK) {
                writingSince.set(System.nanoTime());
                out.write(bytes, from, Math.min(CHUNK, bytes.length - from));
            }
            out.flush();
        } finally {
            writingSince.set(0);
        }
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
