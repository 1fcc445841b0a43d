package io.djloperator.runtime;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small model package with random parameters that never change. */
public final class TinyPackage {
    public static final String ROW = "{\"age\":40,\"colour\":\"red\",\"member\":true}";
    public static final TabularSchema SCHEMA = new TabularSchema(
            1,
            Task.CLASSIFICATION,
            "buys",
            List.of("no", "yes"),
            0,
            1,
            List.of(
                    new NumericFeature("age", 38, 10, 40),
                    new CategoricalFeature("colour", List.of("blue", "red")),
                    new CategoricalFeature("member", List.of("false", "true"))),
            new Network(7, List.of(5), "relu", 0.1, 2));

    private TinyPackage() {}

    /** Writes the package as the folder {@code name} below {@code parent}. */
    public static Path write(Path parent, String name) throws IOException {
        var folder = Files.createDirectories(parent.resolve(name));
        Engine.getEngine("PyTorch").setRandomSeed(3);
        try (var model = Model.newInstance("model", "PyTorch")) {
            model.setBlock(TabularBlocks.of(SCHEMA.network()));
            model.getBlock().initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, SCHEMA.width()));
            model.save(folder, "model");
        }
        Files.writeString(folder.resolve(SchemaJson.FILE_NAME), SchemaJson.write(SCHEMA));
        Files.writeString(folder.resolve("samples.jsonl"), "{\"input\":" + ROW + ",\"output\":{}}\n");
        return folder;
    }
}
