package io.djloperator.trainer.prepared;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Reads what {@link SummedOutput} has written, once and in order. Nothing of it may be used before the sum was compared. */
final class SummedInput implements Closeable {
    private final FileChannel channel;
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(8 * SummedOutput.VALUES_AT_ONCE).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C sum = new CRC32C();

    SummedInput(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    /** Bytes that have not been read. */
    long left() throws IOException {
        return channel.size() - channel.position();
    }

    byte[] bytes(int count) throws IOException {
        var values = new byte[count];
        for (int from = 0; from < count; from += buffer.capacity()) {
            int length = Math.min(buffer.capacity(), count - from);
            take(length).get(values, from, length);
        }
        return values;
    }

    int[] ints(int count) throws IOException {
        var values = new int[count];
        for (int from = 0; from < count; from += SummedOutput.VALUES_AT_ONCE) {
            int length = Math.min(SummedOutput.VALUES_AT_ONCE, count - from);
            take(4 * length).asIntBuffer().get(values, from, length);
        }
        return values;
    }

    float[] floats(int count) throws IOException {
        var values = new float[count];
        for (int from = 0; from < count; from += SummedOutput.VALUES_AT_ONCE) {
            int length = Math.min(SummedOutput.VALUES_AT_ONCE, count - from);
            take(4 * length).asFloatBuffer().get(values, from, length);
        }
        return values;
    }

    double[] doubles(int count) throws IOException {
        var values = new double[count];
        for (int from = 0; from < count; from += SummedOutput.VALUES_AT_ONCE) {
            int length = Math.min(SummedOutput.VALUES_AT_ONCE, count - from);
            take(8 * length).asDoubleBuffer().get(values, from, length);
        }
        return values;
    }

    /** Whether the file ends here, with the sum of all that was read. */
    boolean isWhole() throws IOException {
        long expected = sum.getValue();
        return left() == Long.BYTES && take(Long.BYTES).getLong() == expected;
    }

    private ByteBuffer take(int bytes) throws IOException {
        buffer.clear().limit(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the file ends too early");
            }
        }
        buffer.flip();
        sum.update(buffer.duplicate());
        return buffer;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
