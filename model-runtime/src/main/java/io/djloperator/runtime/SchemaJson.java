package io.djloperator.runtime;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** {@link TabularSchema} as JSON. Gson, since DJL's API already brings it along. */
public final class SchemaJson {
    /** Name of the file in a model package. */
    public static final String FILE_NAME = "tabular.json";

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final long MAX_BYTES = 64L << 20;

    private SchemaJson() {}

    /**
     * Reads the schema of the model package in {@code folder}.
     *
     * @throws IOException where the file is absent, too large or not a schema; the message says which
     */
    public static TabularSchema read(Path folder) throws IOException {
        var file = folder.resolve(FILE_NAME);
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " is larger than " + MAX_BYTES + " bytes");
        }
        try {
            return parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The schema in a text of JSON.
     *
     * @throws IllegalArgumentException where the text is no schema
     */
    public static TabularSchema parse(String json) {
        try {
            return schema(JsonParser.parseString(json).getAsJsonObject());
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) { // Gson answers a wrong shape by half a dozen kinds of exception
            throw new IllegalArgumentException("not a schema: " + e, e);
        }
    }

    /** The same schema always gives the same text. */
    public static String write(TabularSchema schema) {
        var json = new JsonObject();
        json.addProperty("formatVersion", schema.formatVersion());
        json.addProperty("task", schema.task().word());
        json.addProperty("target", schema.target());
        json.add("classes", GSON.toJsonTree(schema.classes()));
        json.addProperty("targetMean", schema.targetMean());
        json.addProperty("targetScale", schema.targetScale());
        var features = new JsonArray();
        schema.features().forEach(feature -> features.add(feature(feature)));
        json.add("features", features);
        json.add("network", network(schema.network()));
        return GSON.toJson(json) + "\n";
    }

    private static TabularSchema schema(JsonObject json) {
        var network = json.getAsJsonObject("network");
        return new TabularSchema(
                json.get("formatVersion").getAsInt(),
                Task.ofWord(json.get("task").getAsString()),
                json.get("target").getAsString(),
                texts(json.getAsJsonArray("classes")),
                json.get("targetMean").getAsDouble(),
                json.get("targetScale").getAsDouble(),
                stream(json.getAsJsonArray("features")).map(SchemaJson::feature).toList(),
                new Network(
                        network.get("inputs").getAsInt(),
                        stream(network.getAsJsonArray("hiddenUnits"))
                                .map(JsonElement::getAsInt)
                                .toList(),
                        network.get("activation").getAsString(),
                        network.get("dropout").getAsDouble(),
                        network.get("outputs").getAsInt()));
    }

    private static Feature feature(JsonElement element) {
        var json = element.getAsJsonObject();
        var name = json.get("name").getAsString();
        var kind = json.get("kind").getAsString();
        return switch (kind) {
            case "numeric" ->
                new NumericFeature(
                        name,
                        json.get("mean").getAsDouble(),
                        json.get("scale").getAsDouble(),
                        json.get("fill").getAsDouble());
            case "categorical", "boolean" -> new CategoricalFeature(name, texts(json.getAsJsonArray("categories")));
            default -> throw new IllegalArgumentException("feature '" + name + "': unknown kind '" + kind + "'");
        };
    }

    private static JsonObject feature(Feature feature) {
        var json = new JsonObject();
        json.addProperty("name", feature.name());
        if (feature instanceof NumericFeature numeric) {
            json.addProperty("kind", "numeric");
            json.addProperty("mean", numeric.mean());
            json.addProperty("scale", numeric.scale());
            json.addProperty("fill", numeric.fill());
        } else if (feature instanceof CategoricalFeature categorical) {
            json.addProperty("kind", categorical.isBoolean() ? "boolean" : "categorical");
            json.add("categories", GSON.toJsonTree(categorical.categories()));
        }
        return json;
    }

    private static JsonObject network(Network network) {
        var json = new JsonObject();
        json.addProperty("inputs", network.inputs());
        json.add("hiddenUnits", GSON.toJsonTree(network.hiddenUnits()));
        json.addProperty("activation", network.activation());
        json.addProperty("dropout", network.dropout());
        json.addProperty("outputs", network.outputs());
        return json;
    }

    private static Stream<JsonElement> stream(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static List<String> texts(JsonArray array) {
        return stream(array).map(JsonElement::getAsString).toList();
    }
}
