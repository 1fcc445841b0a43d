package io.djloperator.runtime.server;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import io.djloperator.runtime.SchemaJson;
import io.djloperator.runtime.ServingRuntime;
import io.djloperator.runtime.TabularBlocks;
import io.djloperator.runtime.TabularTranslator;
import java.io.IOException;
import java.nio.file.Path;

/** A model package in memory. */
final class LoadedModel implements AutoCloseable {
    private final Model model;
    private final TabularTranslator translator;

    private LoadedModel(Model model, TabularTranslator translator) {
        this.model = model;
        this.translator = translator;
    }

    static LoadedModel of(Path folder, ServingRuntime runtime) throws IOException {
        var schema = SchemaJson.read(folder);
        var model = Model.newInstance("model", "PyTorch");
        try {
            model.setBlock(TabularBlocks.of(schema.network()));
            model.load(folder, "model");
            return new LoadedModel(model, new TabularTranslator(runtime));
        } catch (MalformedModelException | IOException | RuntimeException e) {
            model.close();
            throw new IOException(folder + ": the model cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** For one thread at a time. */
    Predictor<Input, Output> newPredictor() {
        return model.newPredictor(translator);
    }

    @Override
    public void close() {
        model.close();
    }
}
