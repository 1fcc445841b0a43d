package io.djloperator.trainer;

import io.djloperator.api.v1alpha1.Mlp;
import io.djloperator.api.v1alpha1.Optimizer;
import io.djloperator.api.v1alpha1.Optimizer.Adam;
import io.djloperator.api.v1alpha1.Optimizer.Sgd;
import io.djloperator.api.v1alpha1.Training;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** What {@link CurveRecorder} varies; drawn so widely that some trainings hardly begin to learn, and some diverge. */
record RandomConfiguration(
        boolean isAdam,
        double learningRate,
        double weightDecay,
        int batchSize,
        List<Integer> hiddenUnits,
        double dropout) {
    static final String HEADER = "optimizer,learningRate,weightDecay,batchSize,hiddenUnits,dropout";

    private static final int EPOCHS = 27;
    private static final List<Integer> BATCH_SIZES = List.of(16, 32, 64, 128);
    private static final List<List<Integer>> HIDDEN_UNITS =
            List.of(List.of(8), List.of(32), List.of(128), List.of(32, 16), List.of(128, 64));

    static RandomConfiguration draw(SplittableRandom random) {
        boolean isAdam = random.nextInt(3) > 0;
        double rate = logUniform(random, isAdam ? 1e-4 : 1e-3, isAdam ? 1e-1 : 1);
        return new RandomConfiguration(
                isAdam,
                rate,
                logUniform(random, 1e-6, 1e-1),
                BATCH_SIZES.get(random.nextInt(BATCH_SIZES.size())),
                HIDDEN_UNITS.get(random.nextInt(HIDDEN_UNITS.size())),
                random.nextInt(6) / 10.0);
    }

    private static double logUniform(SplittableRandom random, double min, double max) {
        return min * Math.pow(max / min, random.nextDouble());
    }

    Mlp network() {
        return new Mlp(hiddenUnits, null, String.valueOf(dropout));
    }

    Training training() {
        var rate = decimal(learningRate);
        var decay = decimal(weightDecay);
        var optimizer =
                isAdam ? new Optimizer(new Adam(rate, decay), null) : new Optimizer(null, new Sgd(rate, "0.9", decay));
        return new Training(EPOCHS, batchSize, optimizer, 42, null);
    }

    String csv() {
        var units = hiddenUnits.stream().map(String::valueOf).collect(Collectors.joining(" "));
        var optimizer = isAdam ? "adam" : "sgd";
        return String.join(
                ",",
                optimizer,
                decimal(learningRate),
                decimal(weightDecay),
                String.valueOf(batchSize),
                units,
                String.valueOf(dropout));
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2e", value);
    }
}
