package io.djloperator.trainer.prepared;

import io.djloperator.api.v1alpha1.Task;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.runtime.TabularSchema;
import io.djloperator.trainer.data.Column;
import io.djloperator.trainer.data.Dataset;
import io.djloperator.trainer.data.Partition;
import io.djloperator.trainer.model.Part;
import io.djloperator.trainer.model.SchemaFit;

/** The data of a job, split and encoded as the network learns it. The test part is encoded when it is needed. */
public record Prepared(Dataset data, Partition partition, TabularSchema schema, Part training, Part validation) {
    /** @param heapBytes the memory that the encoded parts must fit into */
    public static Prepared of(TrainingJobSpec spec, Dataset data, long heapBytes) {
        var partition = split(spec, data);
        var schema = SchemaFit.fit(data, partition.training(), spec.model().mlp());
        Part.requireFits(data.rows(), schema.width(), heapBytes);
        return new Prepared(
                data,
                partition,
                schema,
                Part.of(schema, data, partition.training()),
                Part.of(schema, data, partition.validation()));
    }

    private static Partition split(TrainingJobSpec spec, Dataset data) {
        var split = spec.data().split();
        double validation = Double.parseDouble(split.validation());
        double test = Double.parseDouble(split.test());
        boolean classes = spec.data().tabular().task() == Task.CLASSIFICATION;
        return classes && !Boolean.FALSE.equals(split.stratify())
                ? Partition.stratified((Column.Texts) data.target(), validation, test, split.seed())
                : Partition.random(data.rows(), validation, test, split.seed());
    }

    /** The encoded test part. */
    public Part test() {
        return Part.of(schema, data, partition.test());
    }

    /** A line for people. */
    public String line() {
        return "data  " + data.rows() + " rows, " + data.features().size() + " features in " + schema.width()
                + " inputs;  training " + partition.training().length + ", validation " + partition.validation().length
                + ", test " + partition.test().length;
    }
}
