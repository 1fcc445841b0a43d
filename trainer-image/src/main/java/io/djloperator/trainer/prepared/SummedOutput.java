package io.djloperator.trainer.prepared;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Numbers one after the other, and in the end their CRC-32C: of a file that a crash has cut or left with holes, it shows. */
final class SummedOutput implements Closeable {
    static final int VALUES_AT_ONCE = 1 << 17;

    private final FileChannel channel;
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(8 * VALUES_AT_ONCE).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C sum = new CRC32C();

    /** A new file. */
    SummedOutput(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void write(byte[] values) throws IOException {
        for (int from = 0; from < values.length; from += buffer.capacity()) {
            buffer.clear().put(values, from, Math.min(buffer.capacity(), values.length - from));
            emit(buffer.position());
        }
    }

    void write(int[] values) throws IOException {
        for (int from = 0; from < values.length; from += VALUES_AT_ONCE) {
            int length = Math.min(VALUES_AT_ONCE, values.length - from);
            buffer.clear().asIntBuffer().put(values, from, length);
            emit(4 * length);
        }
    }

    void write(float[] values) throws IOException {
        for (int from = 0; from < values.length; from += VALUES_AT_ONCE) {
            int length = Math.min(VALUES_AT_ONCE, values.length - from);
            buffer.clear().asFloatBuffer().put(values, from, length);
            emit(4 * length);
        }
    }

    void write(double[] values) throws IOException {
        for (int from = 0; from < values.length; from += VALUES_AT_ONCE) {
            int length = Math.min(VALUES_AT_ONCE, values.length - from);
            buffer.clear().asDoubleBuffer().put(values, from, length);
            emit(8 * length);
        }
    }

    /** To be called last. */
    void writeSum() throws IOException {
        buffer.clear().putLong(sum.getValue());
        emit(Long.BYTES);
    }

    private void emit(int bytes) throws IOException {
        buffer.position(0).limit(bytes);
        sum.update(buffer.duplicate());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
