package io.djloperator.runtime;

import ai.djl.Model;
import ai.djl.nn.Block;
import ai.djl.nn.BlockFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Makes the network of a model package; named by {@code blockFactory} in its {@code serving.properties}. */
public final class TabularBlockFactory implements BlockFactory {
    /**
     * Also starts what runs beside the model, such as the readiness port: this is the first code of ours that a server calls, and a
     * translator's own {@code prepare} comes too late, with the first request, which would wait for readiness.
     *
     * @throws IOException where the package's {@code tabular.json} cannot be read
     */
    @Override
    public Block newBlock(Model model, Path modelPath, Map<String, ?> arguments) throws IOException {
        var schema = SchemaJson.read(modelPath);
        ServingRuntime.shared();
        return TabularBlocks.of(schema.network());
    }
}
