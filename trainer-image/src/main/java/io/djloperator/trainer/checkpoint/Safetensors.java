package io.djloperator.trainer.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The safetensors format, which every framework reads: the length of a header, the header as JSON, the arrays' bytes. DJL has it too, but
 * only for less than 2 GiB at once.
 */
final class Safetensors {
    private static final int MAX_HEADER_BYTES = 1 << 20;
    private static final int VALUES_AT_ONCE = 1 << 14;
    private static final String ABOUT = "__metadata__";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Safetensors() {}

    /** Writes named arrays of float32; {@code about} goes into the header as text. */
    static void write(OutputStream out, String about, NDList arrays) throws IOException {
        var header = JSON.createObjectNode();
        header.putObject(ABOUT).put("state", about);
        long offset = 0;
        for (var array : arrays) {
            long end = offset + 4 * array.size();
            var entry = header.putObject(array.getName()).put("dtype", "F32");
            var shape = entry.putArray("shape");
            Arrays.stream(array.getShape().getShape()).forEach(shape::add);
            entry.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = JSON.writeValueAsBytes(header);
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .array());
        out.write(json);
        for (var array : arrays) {
            write(out, array.toFloatArray());
        }
    }

    private static void write(OutputStream out, float[] values) throws IOException {
        var bytes = ByteBuffer.allocate(4 * VALUES_AT_ONCE).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += VALUES_AT_ONCE) {
            int length = Math.min(VALUES_AT_ONCE, values.length - from);
            bytes.asFloatBuffer().put(values, from, length);
            out.write(bytes.array(), 0, 4 * length);
        }
    }

    /** Reads the header, and leaves the stream at the first array. */
    static JsonNode readHeader(InputStream in) throws IOException {
        long length =
                ByteBuffer.wrap(exactly(in, 8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > MAX_HEADER_BYTES) {
            throw new IOException("a header of " + length + " bytes");
        }
        try {
            return JSON.readTree(exactly(in, (int) length));
        } catch (JacksonException e) {
            throw new IOException("a header that is no JSON");
        }
    }

    static String about(JsonNode header) {
        return header.path(ABOUT).path("state").asText();
    }

    /** Whether the file has these arrays, in this order, and no others. */
    static boolean fits(JsonNode header, NDList arrays) {
        long offset = 0;
        for (var array : arrays) {
            var entry = header.path(array.getName());
            var shape = JSON.valueToTree(array.getShape().getShape());
            if (!entry.path("dtype").asText().equals("F32")
                    || !entry.path("shape").toString().equals(shape.toString())
                    || entry.at("/data_offsets/0").asLong(-1) != offset) {
                return false;
            }
            offset += 4 * array.size();
        }
        return header.size() == arrays.size() + 1;
    }

    /** Fills arrays that {@linkplain #fits fit} from behind the header. */
    static void fill(InputStream in, NDList arrays) throws IOException {
        for (NDArray array : arrays) {
            var values = new float[Math.toIntExact(array.size())];
            for (int from = 0; from < values.length; from += VALUES_AT_ONCE) {
                int length = Math.min(VALUES_AT_ONCE, values.length - from);
                ByteBuffer.wrap(exactly(in, 4 * length))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .get(values, from, length);
            }
            // Not array.set(): the engine would then use Java's buffer as the array's memory.
            try (var read = array.getManager().create(values, array.getShape())) {
                read.copyTo(array);
            }
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the file ends too early");
        }
        return bytes;
    }
}
