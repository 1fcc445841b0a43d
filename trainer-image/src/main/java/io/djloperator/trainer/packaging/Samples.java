package io.djloperator.trainer.packaging;

import com.google.gson.stream.JsonWriter;
import io.djloperator.runtime.Outputs;
import io.djloperator.runtime.TabularSchema;
import io.djloperator.trainer.data.Column;
import io.djloperator.trainer.data.Dataset;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of the test part with what the model predicted for them in the trainer: {@code {"input":{…},"output":{"deny":{…}}}}. */
public final class Samples {
    private static final int MAX = 32;

    private Samples() {}

    /** {@code outputs} are the network's for {@code rows}, in their order. */
    public static List<String> of(TabularSchema schema, Dataset data, int[] rows, float[] outputs) throws IOException {
        var lines = new ArrayList<String>();
        for (int i = 0; i < Math.min(MAX, rows.length); i++) {
            var line = new StringWriter();
            try (var json = new JsonWriter(line)) {
                json.beginObject().name("input").beginObject();
                for (Column column : data.features()) {
                    json.name(column.name());
                    cell(json, column.at(rows[i]), column instanceof Column.Texts texts && texts.isBoolean());
                }
                json.endObject().name("output");
                Outputs.write(schema, outputs, i, json);
                json.endObject();
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static void cell(JsonWriter json, Object value, boolean isBoolean) throws IOException {
        if (value == null) {
            json.nullValue();
        } else if (value instanceof Double number) {
            json.value(number);
        } else if (isBoolean) {
            json.value(Boolean.parseBoolean((String) value));
        } else {
            json.value((String) value);
        }
    }
}
