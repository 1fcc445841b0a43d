package io.djloperator.trainer.model;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.djloperator.runtime.TabularBlocks;
import io.djloperator.runtime.TabularSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A network in memory, with the schema that it goes with. */
public final class TrainedModel implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 4096;
    /** Prefix of the file of parameters, which {@code serving.properties} names. */
    public static final String NAME = "model";

    private final Model model;
    private final TabularSchema schema;

    private TrainedModel(Model model, TabularSchema schema) {
        this.model = model;
        this.schema = schema;
    }

    /** A network with no parameters yet. */
    public static TrainedModel of(TabularSchema schema) {
        var model = Model.newInstance(NAME, "PyTorch");
        model.setBlock(TabularBlocks.of(schema.network()));
        return new TrainedModel(model, schema);
    }

    public Model djl() {
        return model;
    }

    public TabularSchema schema() {
        return schema;
    }

    /** The network's raw outputs, row after row. */
    public float[] outputs(Part part) {
        int width = schema.network().outputs();
        var outputs = new float[part.rows() * width];
        // A result belongs to the manager of its input: a manager of our own frees every intermediate at once.
        try (var manager = NDManager.newBaseManager(model.getNDManager().getDevice(), "PyTorch")) {
            var parameters = new ParameterStore(manager, false);
            for (int from = 0; from < part.rows(); from += ROWS_AT_ONCE) {
                int rows = Math.min(ROWS_AT_ONCE, part.rows() - from);
                try (var step = manager.newSubManager()) {
                    var inputs = Arrays.copyOfRange(part.inputs(), from * part.width(), (from + rows) * part.width());
                    var input = new NDList(step.create(inputs, new Shape(rows, part.width())));
                    var output = model.getBlock()
                            .forward(parameters, input, false)
                            .singletonOrThrow()
                            .toFloatArray();
                    System.arraycopy(output, 0, outputs, from * width, output.length);
                }
            }
        }
        return outputs;
    }

    /** Writes the parameters; no property of the model is in the file, so that equal parameters give equal bytes. */
    public void save(Path folder) throws IOException {
        model.setProperty("Epoch", "0");
        model.save(folder, NAME);
    }

    @Override
    public void close() {
        model.close();
    }
}
