package io.djloperator.runtime;

import java.util.List;
import java.util.Map;

/**
 * All that turns a row into the network's input and its output into an answer: the contents of {@code tabular.json}. Training,
 * evaluation and serving use this one code.
 *
 * @param formatVersion {@value #FORMAT_VERSION}
 * @param target the predicted column
 * @param classes classes in the order of the outputs, sorted, the last one positive; empty for regression
 * @param targetMean mean of the target in the training part; 0 for classification
 * @param targetScale standard deviation of the target in the training part; 1 for classification
 * @param features the columns in the order of the inputs
 */
public record TabularSchema(
        int formatVersion,
        Task task,
        String target,
        List<String> classes,
        double targetMean,
        double targetScale,
        List<Feature> features,
        Network network) {
    /** The format that this code reads and writes. */
    public static final int FORMAT_VERSION = 1;

    /** Checks that the parts fit together. */
    public TabularSchema {
        classes = List.copyOf(classes);
        features = List.copyOf(features);
        require(formatVersion == FORMAT_VERSION, "formatVersion " + formatVersion + " is not " + FORMAT_VERSION);
        require(network.inputs() == widthOf(features), "network.inputs is not the width of the features");
        require(
                task == Task.REGRESSION
                        ? network.outputs() == 1 && classes.isEmpty()
                        : network.outputs() == classes.size(),
                "network.outputs does not fit the task and its classes");
        require(
                Double.isFinite(targetMean) && Double.isFinite(targetScale) && targetScale > 0,
                "bad targetMean or targetScale");
    }

    /** How many numbers a row is encoded into. */
    public int width() {
        return network.inputs();
    }

    /**
     * Encodes one row.
     *
     * @param row values by column; columns that are no feature are ignored, absent and null ones are missing values
     * @param out receives {@link #width()} numbers from {@code offset} on
     * @throws RowException where a value does not fit its column
     */
    public void encode(Map<String, Object> row, float[] out, int offset) throws RowException {
        int at = offset;
        for (Feature feature : features) {
            feature.encode(row.get(feature.name()), out, at);
            at += feature.width();
        }
    }

    private static int widthOf(List<Feature> features) {
        return features.stream().mapToInt(Feature::width).sum();
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new IllegalArgumentException("tabular.json: " + fault);
        }
    }
}
