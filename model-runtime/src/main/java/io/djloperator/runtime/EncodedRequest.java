package io.djloperator.runtime;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One request after reading: its good rows encoded, and for each row the fault or its place among the good ones. */
final class EncodedRequest {
    private final TabularSchema schema;
    private final boolean single;
    private final List<String> faults;
    private final float[] inputs;
    private final int goodRows;

    private EncodedRequest(TabularSchema schema, boolean single, List<String> faults, float[] inputs, int goodRows) {
        this.schema = schema;
        this.single = single;
        this.faults = faults;
        this.inputs = inputs;
        this.goodRows = goodRows;
    }

    /**
     * Encodes a body.
     *
     * @param maxCells most numbers that the rows may be encoded into
     */
    static EncodedRequest of(TabularSchema schema, RowsReader.Body body, long maxCells) throws RequestException {
        int width = schema.width();
        if ((long) body.rows().size() * width > maxCells) {
            throw new RequestException(
                    413, "the request is too large for one batch: send at most " + maxCells / width + " rows at once");
        }
        float[] inputs = new float[body.rows().size() * width];
        var faults = new ArrayList<String>(body.rows().size());
        int good = 0;
        for (var row : body.rows()) {
            var fault = row.fault();
            if (fault == null) {
                try {
                    schema.encode(row.values(), inputs, good * width);
                    good++;
                } catch (RowException e) {
                    fault = e.getMessage();
                }
            }
            faults.add(fault);
        }
        return new EncodedRequest(schema, body.single(), faults, Arrays.copyOf(inputs, good * width), good);
    }

    float[] inputs() {
        return inputs;
    }

    int rows() {
        return faults.size();
    }

    int goodRows() {
        return goodRows;
    }

    /** The answer, in the order of the rows. {@code outputs} holds this request's good rows from row {@code first} on. */
    String answer(float[] outputs, int first) {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.setHtmlSafe(false);
            if (!single) {
                json.beginArray();
            }
            int row = first;
            for (var fault : faults) {
                if (fault == null) {
                    Outputs.write(schema, outputs, row++, json);
                } else {
                    json.beginObject().name("error").value(fault).endObject();
                }
            }
            if (!single) {
                json.endArray();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e); // a StringWriter does not fail
        }
        return text.toString();
    }
}
