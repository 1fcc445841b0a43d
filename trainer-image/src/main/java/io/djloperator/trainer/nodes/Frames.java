package io.djloperator.trainer.nodes;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;

/** What frames hold, as bytes. */
final class Frames {
    private Frames() {}

    /** Values, and whether to stop, in one frame. */
    static byte[] of(float[] values, boolean stop) {
        var bytes = ByteBuffer.allocate(size(values.length));
        bytes.put((byte) (stop ? 1 : 0));
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    static int size(int values) {
        return Math.addExact(1, Math.multiplyExact(4, values));
    }

    static boolean stop(byte[] frame) {
        return frame[0] != 0;
    }

    static void add(byte[] frame, float[] to) {
        var values = ByteBuffer.wrap(frame, 1, frame.length - 1).asFloatBuffer();
        for (int i = 0; i < to.length; i++) {
            to[i] += values.get(i);
        }
    }

    static void copy(byte[] frame, float[] to) {
        ByteBuffer.wrap(frame, 1, frame.length - 1).asFloatBuffer().get(to);
    }

    static byte[] of(NDArray array) {
        return of(array.toFloatArray(), false);
    }

    static void fill(NDArray array, byte[] frame) {
        var values = new float[Math.toIntExact(array.size())];
        copy(frame, values);
        try (var received = array.getManager().create(values, array.getShape())) {
            received.copyTo(array);
        }
    }
}
