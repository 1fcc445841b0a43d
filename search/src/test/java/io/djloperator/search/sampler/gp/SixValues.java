package io.djloperator.search.sampler.gp;

import io.djloperator.search.space.Domain;
import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Space;
import java.util.List;

/** Six values on the unit square, one of them doubtful: small enough to be computed with another library. */
final class SixValues {
    static final Space SQUARE = new Space(List.of(
            new Parameter("x", new Domain.Range(0, 1, false)), new Parameter("y", new Domain.Range(0, 1, false))));
    static final Encoding ENCODING = Encoding.of(SQUARE);
    static final Hyperparameters PARAMETERS = new Hyperparameters(new double[] {0.4, 0.9}, 1.7, 0.01);
    static final Sample SAMPLE = new Sample(
            ENCODING.columns(),
            new double[][] {{0.1, 0.2}, {0.4, 0.9}, {0.6, 0.3}, {0.75, 0.8}, {0.95, 0.1}, {0.3, 0.55}},
            new double[] {0.8, -0.4, 0.1, -1.3, 1.1, -0.2},
            new double[] {0, 0, 0, 0.25, 0, 0});

    private SixValues() {}

    static double[] logarithms(Hyperparameters parameters) {
        return new double[] {
            Math.log(parameters.lengths()[0]),
            Math.log(parameters.lengths()[1]),
            Math.log(parameters.signal()),
            Math.log(parameters.noise())
        };
    }
}
