package io.djloperator.search.quality;

import io.djloperator.search.space.Domain;
import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Parameter.Condition;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The functions that samplers are measured on. The continuous ones are those of Surjanovic and Bingham, <i>Virtual Library of Simulation Experiments</i>, with their usual ranges; Optuna's
 * side of {@code bench/search} has the same.
 */
public final class Problems {
    /** Two dimensions, three equal minima (Dixon and Szegő, 1978). */
    public static final Problem BRANIN = new Problem(
            "Branin",
            new Space(List.of(range("x0", -5, 10), range("x1", 0, 15))),
            of(2, Problems::branin),
            0.39788735772973816);

    /** Six dimensions, six local minima (Dixon and Szegő, 1978). */
    public static final Problem HARTMANN_6 =
            new Problem("Hartmann-6", cube(6, 0, 1), of(6, Hartmann6::at), -3.322368011415515);

    /**
     * Ten dimensions, a narrow bent valley; least at 1 in each. Its {@link Problem#middle middle} alone beats 100 random points, so a test of a sampler must ask for less than that
     * too.
     */
    public static final Problem ROSENBROCK_10 =
            new Problem("Rosenbrock-10", cube(10, -5, 10), of(10, Problems::rosenbrock), 0);

    /**
     * Five dimensions, a local minimum near every whole number. The least is at 0.6, −1.1, 1.6, −2.1 and 2.6, away from the usual 0, which is the middle of the range: a sampler that
     * begins in the middle must not win by that.
     */
    public static final Problem RASTRIGIN_5 =
            new Problem("Rastrigin-5", cube(5, -5.12, 5.12), of(5, Problems::rastrigin), 0);

    /**
     * What a training's search looks like: a choice, two whole numbers, a logarithmic range, a plain one, and a parameter of one choice only. The value is the sum of
     *
     * <ul>
     *   <li>{@code optimizer}: 0 for sgd, 0.1 for adam, 0.4 for lbfgs;
     *   <li>{@code learningRate} and {@code layers}: (log10 learningRate + 1 + layers / 4)² / 4, so the deeper, the slower;
     *   <li>{@code layers}: (layers − 4)² / 20;
     *   <li>{@code units}: (log2(units / 128))² / 10;
     *   <li>{@code dropout}: 4 (dropout − 0.2)²;
     *   <li>{@code momentum}, of sgd only: 2 (momentum − 0.9)².
     * </ul>
     *
     * The least is 0 at sgd, learning rate 0.01, 4 layers, 128 units, dropout 0.2 and momentum 0.9; without sgd it is 0.1.
     */
    public static final Problem MIXED = new Problem("Mixed", mixedSpace(), Problems::mixed, 0);

    /** All of them. */
    public static final List<Problem> ALL = List.of(BRANIN, HARTMANN_6, ROSENBROCK_10, RASTRIGIN_5, MIXED);

    private static final double[] RASTRIGIN_OPTIMUM = {0.6, -1.1, 1.6, -2.1, 2.6};

    private Problems() {}

    private static double branin(double[] x) {
        double bow = x[1] - 5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0] + 5 / Math.PI * x[0] - 6;
        return bow * bow + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x[0]) + 10;
    }

    private static double rosenbrock(double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length - 1; i++) {
            sum += 100 * Math.pow(x[i + 1] - x[i] * x[i], 2) + Math.pow(1 - x[i], 2);
        }
        return sum;
    }

    private static double rastrigin(double[] x) {
        double sum = 10 * x.length;
        for (int i = 0; i < x.length; i++) {
            double z = x[i] - RASTRIGIN_OPTIMUM[i];
            sum += z * z - 10 * Math.cos(2 * Math.PI * z);
        }
        return sum;
    }

    private static Space mixedSpace() {
        return new Space(List.of(
                new Parameter("optimizer", new Domain.Choices(List.of("adam", "lbfgs", "sgd"))),
                new Parameter("learningRate", new Domain.Range(1e-5, 1, true)),
                new Parameter("layers", new Domain.Steps(1, 8, 1, false)),
                new Parameter("units", new Domain.Steps(16, 512, 16, true)),
                range("dropout", 0, 0.5),
                new Parameter(
                        "momentum",
                        new Domain.Range(0, 1, false),
                        Optional.of(new Condition("optimizer", Set.of("sgd"))))));
    }

    private static double mixed(Point point) {
        var values = point.values();
        var optimizer = values.get("optimizer");
        double layers = number(point, "layers");
        double value = optimizer.equals("sgd") ? 0 : optimizer.equals("adam") ? 0.1 : 0.4;
        value += Math.pow(Math.log10(number(point, "learningRate")) + 1 + layers / 4, 2) / 4;
        value += Math.pow(layers - 4, 2) / 20;
        value += Math.pow(Math.log(number(point, "units") / 128) / Math.log(2), 2) / 10;
        value += 4 * Math.pow(number(point, "dropout") - 0.2, 2);
        return values.containsKey("momentum") ? value + 2 * Math.pow(number(point, "momentum") - 0.9, 2) : value;
    }

    private static double number(Point point, String name) {
        return Double.parseDouble(point.values().get(name));
    }

    private static ToDoubleFunction<Point> of(int dimensions, ToDoubleFunction<double[]> function) {
        return point -> function.applyAsDouble(IntStream.range(0, dimensions)
                .mapToDouble(i -> number(point, "x" + i))
                .toArray());
    }

    private static Space cube(int dimensions, double min, double max) {
        return new Space(IntStream.range(0, dimensions)
                .mapToObj(i -> range("x" + i, min, max))
                .toList());
    }

    private static Parameter range(String name, double min, double max) {
        return new Parameter(name, new Domain.Range(min, max, false));
    }
}
