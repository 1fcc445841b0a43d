package io.djloperator.runtime;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;

/** From the network's raw outputs to what a caller sees. */
public final class Outputs {
    private Outputs() {}

    /** Softmax of one row: {@code exp(x − max) / Σ exp(x − max)}. */
    public static double[] probabilities(float[] logits, int offset, int classes) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < classes; i++) {
            max = Math.max(max, logits[offset + i]);
        }
        double[] p = new double[classes];
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            p[i] = Math.exp(logits[offset + i] - max);
            sum += p[i];
        }
        for (int i = 0; i < classes; i++) {
            p[i] /= sum;
        }
        return p;
    }

    /** A regression's output in the target's unit. */
    public static double value(TabularSchema schema, float output) {
        return schema.targetMean() + schema.targetScale() * output;
    }

    /**
     * Writes the answer for one row: {@code {"deny":{"no":0.873,"yes":0.127}}} or {@code {"price":3933.2}}.
     *
     * @throws ArithmeticException where the network gave NaN or an infinite number: a fault of the model, not of the row
     */
    public static void write(TabularSchema schema, float[] outputs, int row, JsonWriter json) throws IOException {
        int width = schema.network().outputs();
        json.beginObject().name(schema.target());
        if (schema.task() == Task.REGRESSION) {
            json.value(finite(value(schema, outputs[row])));
        } else {
            double[] p = probabilities(outputs, row * width, width);
            json.beginObject();
            for (int i = 0; i < width; i++) {
                json.name(schema.classes().get(i)).value((float) finite(p[i]));
            }
            json.endObject();
        }
        json.endObject();
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new ArithmeticException("the network's output is not a finite number");
        }
        return value;
    }
}
