package io.djloperator.trainer.model;

import io.djloperator.runtime.RowException;
import io.djloperator.runtime.TabularSchema;
import io.djloperator.runtime.Task;
import io.djloperator.trainer.data.Column;
import io.djloperator.trainer.data.Dataset;
import io.djloperator.trainer.report.Failure;
import java.util.HashMap;
import java.util.Map;

/**
 * The encoded rows of one part.
 *
 * @param inputs row after row, {@code width} numbers each
 * @param targets the class's index, or the amount as the network learns it: (y − mean) / scale
 */
public record Part(int rows, int width, float[] inputs, float[] targets) {
    /** Whether so many inputs take no more than a third of the heap, and one array holds them. */
    public static boolean fits(int rows, int width, long heapBytes) {
        return 4L * rows * width <= heapBytes / 3 && (long) rows * width <= Integer.MAX_VALUE - 8;
    }

    /** Refuses parts that do not {@link #fits fit}. */
    public static void requireFits(int rows, int width, long heapBytes) {
        if (4L * rows * width > heapBytes / 3) {
            throw Failure.data("spec.data.tabular: " + rows + " rows with " + width + " inputs each need "
                    + (4L * rows * width >> 20)
                    + " MiB, too much for the memory; raise spec.resources.memory, or select fewer rows or"
                    + " columns by spec.data.tabular.query (a column of texts is an input for each different text)");
        }
        if ((long) rows * width > Integer.MAX_VALUE - 8) {
            throw Failure.data(
                    "spec.data.tabular: " + rows + " rows with " + width
                            + " inputs each are too many for one training; select fewer rows or columns by spec.data.tabular.query");
        }
    }

    public static Part of(TabularSchema schema, Dataset data, int[] rows) {
        int width = schema.width();
        var inputs = new float[rows.length * width];
        var targets = new float[rows.length];
        var classes = classIndex(schema);
        for (int i = 0; i < rows.length; i++) {
            try {
                schema.encode(row(data, rows[i]), inputs, i * width);
            } catch (RowException e) {
                throw Failure.data("spec.data.tabular: row " + (rows[i] + 1) + ": " + e.getMessage());
            }
            targets[i] = target(schema, data.target(), rows[i], classes);
        }
        return new Part(rows.length, width, inputs, targets);
    }

    /** A row as a caller would send it. */
    public static Map<String, Object> row(Dataset data, int row) {
        var values = new HashMap<String, Object>();
        for (Column column : data.features()) {
            values.put(column.name(), column.at(row));
        }
        return values;
    }

    private static float target(TabularSchema schema, Column target, int row, Map<String, Integer> classes) {
        return schema.task() == Task.CLASSIFICATION
                ? classes.get((String) target.at(row))
                : (float) (((Double) target.at(row) - schema.targetMean()) / schema.targetScale());
    }

    private static Map<String, Integer> classIndex(TabularSchema schema) {
        var index = new HashMap<String, Integer>();
        schema.classes().forEach(label -> index.put(label, index.size()));
        return index;
    }
}
