package io.djloperator.runtime;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a request's body, row by row and with bounds: nothing in it is trusted. */
final class RowsReader {
    static final int MAX_ROWS = 10_000;
    static final int MAX_BYTES = 16 << 20;

    private final Set<String> columns;

    RowsReader(TabularSchema schema) {
        columns = schema.features().stream().map(Feature::name).collect(Collectors.toUnmodifiableSet());
    }

    /** The rows of a body: an array of objects, or one object. */
    Body read(byte[] body) throws RequestException {
        if (body == null || body.length == 0) {
            throw new RequestException(400, "the body is empty; send a JSON object with a row, or an array of them");
        }
        if (body.length > MAX_BYTES) {
            throw new RequestException(
                    413, "the body has " + body.length + " bytes; at most " + MAX_BYTES + " are read");
        }
        try (var json = new JsonReader(new StringReader(new String(body, StandardCharsets.UTF_8)))) {
            var parsed = json.peek() == JsonToken.BEGIN_OBJECT
                    ? new Body(List.of(row(json)), true)
                    : new Body(rows(json), false);
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new RequestException(400, "the body goes on after its end at " + json.getPath());
            }
            return parsed;
        } catch (MalformedJsonException | EOFException | IllegalStateException | NumberFormatException e) {
            throw new RequestException(400, "the body is not a JSON object with a row or an array of them");
        } catch (IOException e) {
            throw new RequestException(400, "the body cannot be read: " + e.getMessage());
        }
    }

    private List<Row> rows(JsonReader json) throws IOException, RequestException {
        var rows = new ArrayList<Row>();
        json.beginArray();
        while (json.hasNext()) {
            if (rows.size() == MAX_ROWS) {
                throw new RequestException(
                        413, "the request has more than " + MAX_ROWS + " rows; send them in several");
            }
            rows.add(row(json));
        }
        json.endArray();
        if (rows.isEmpty()) {
            throw new RequestException(400, "the array holds no row");
        }
        return rows;
    }

    private Row row(JsonReader json) throws IOException {
        if (json.peek() != JsonToken.BEGIN_OBJECT) {
            json.skipValue();
            return new Row(Map.of(), "a row must be an object with a value for each column");
        }
        var values = new HashMap<String, Object>();
        String fault = null;
        json.beginObject();
        while (json.hasNext()) {
            var column = json.nextName();
            if (!columns.contains(column)) {
                json.skipValue();
                continue;
            }
            switch (json.peek()) {
                case NUMBER -> values.put(column, Double.parseDouble(json.nextString()));
                case STRING -> values.put(column, json.nextString());
                case BOOLEAN -> values.put(column, json.nextBoolean());
                case NULL -> {
                    json.nextNull();
                    values.remove(column);
                }
                default -> {
                    json.skipValue();
                    fault = "column '" + column + "': an object or array is no value";
                }
            }
        }
        json.endObject();
        return new Row(values, fault);
    }

    /** One row, and what is wrong with it already, or null. */
    record Row(Map<String, Object> values, String fault) {}

    /** A body's rows, and whether it was one object rather than an array. */
    record Body(List<Row> rows, boolean single) {}
}
