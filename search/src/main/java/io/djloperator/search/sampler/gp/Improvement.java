package io.djloperator.search.sampler.gp;

import java.util.Arrays;

/**
 * The logarithm of the improvement to expect below a best value, over coordinates of the unit cube: the improvement of a normal variable with deviation σ is σ h(z) (Jones, Schonlau and
 * Welch, "Efficient Global Optimization of Expensive Black-Box Functions", 1998, eq. 15), with z how many deviations its mean lies below the best.
 */
record Improvement(Encoding encoding, GaussianProcess process, double best) {
    double at(double[] unit) {
        var belief = process.at(encoding.row(unit));
        double deviation = Math.sqrt(belief.variance());
        return LogImprovement.at((best - belief.mean()) / deviation) + Math.log(deviation);
    }

    /** The same; {@code gradient} is filled with the derivatives by the coordinates, 0 for those of choices and of what is left out. */
    double at(double[] unit, double[] gradient) {
        var row = encoding.row(unit);
        var slope = process.slopeAt(row);
        double deviation = Math.sqrt(slope.belief().variance());
        double z = (best - slope.belief().mean()) / deviation;
        double steepness = LogImprovement.slope(z);
        double byMean = -steepness / deviation;
        double byVariance = (1 - steepness * z) / (2 * deviation * deviation);
        var isPresent = encoding.present(unit);
        Arrays.fill(gradient, 0);
        for (int c = 0; c < row.length; c++) {
            var column = encoding.columns().get(c);
            if (!column.isNominal() && isPresent[column.parameter()]) {
                gradient[column.parameter()] = byMean * slope.mean()[c] + byVariance * slope.variance()[c];
            }
        }
        return LogImprovement.at(z) + Math.log(deviation);
    }
}
