package io.djloperator.search.sampler.gp;

import java.util.Optional;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * The inverse of the lower Cholesky factor L of a covariance matrix, row by row: thousands of candidates are whitened with one factor, and a product costs half of what
 * solving for each of them would.
 */
record Factor(double[][] inverse, double logDeterminant) {
    /** Empty where the matrix is not positive definite to working precision. */
    static Optional<Factor> of(double[][] covariance) {
        try {
            return Optional.of(of(new CholeskyDecomposition(new Array2DRowRealMatrix(covariance, false)).getL()));
        } catch (MathIllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Factor of(RealMatrix lower) {
        var inverse = lower.getData();
        double logDeterminant = 0;
        for (int i = 0; i < inverse.length; i++) {
            logDeterminant += 2 * Math.log(inverse[i][i]);
            invertRow(inverse, i);
        }
        return new Factor(inverse, logDeterminant);
    }

    // Row i of L gives row i of its inverse, given the rows above, which are inverted already.
    private static void invertRow(double[][] rows, int i) {
        var lower = rows[i];
        var row = new double[rows.length];
        row[i] = 1;
        for (int j = 0; j < i; j++) {
            var above = rows[j];
            double weight = lower[j];
            for (int k = 0; k <= j; k++) {
                row[k] -= weight * above[k];
            }
        }
        double scale = 1 / lower[i];
        for (int k = 0; k <= i; k++) {
            row[k] *= scale;
        }
        rows[i] = row;
    }

    int size() {
        return inverse.length;
    }

    /** L⁻¹ v: entries that are independent and of variance 1 where v has the covariance. */
    double[] whiten(double[] vector) {
        var white = new double[vector.length];
        for (int i = 0; i < white.length; i++) {
            var row = inverse[i];
            double sum = 0;
            for (int k = 0; k <= i; k++) {
                sum += row[k] * vector[k];
            }
            white[i] = sum;
        }
        return white;
    }

    /** L⁻ᵀ w, so that {@code backSolve(whiten(v))} is the covariance's inverse times v. */
    double[] backSolve(double[] white) {
        var solution = new double[white.length];
        for (int i = 0; i < white.length; i++) {
            var row = inverse[i];
            double weight = white[i];
            for (int k = 0; k <= i; k++) {
                solution[k] += row[k] * weight;
            }
        }
        return solution;
    }

    /** The lower half of the covariance's inverse, L⁻ᵀ L⁻¹. */
    double[][] precision() {
        var precision = new double[size()][];
        for (int i = 0; i < size(); i++) {
            precision[i] = new double[i + 1];
        }
        for (int last = 0; last < size(); last++) {
            addOuterProduct(precision, inverse[last], last);
        }
        return precision;
    }

    private static void addOuterProduct(double[][] half, double[] row, int last) {
        for (int i = 0; i <= last; i++) {
            var target = half[i];
            double weight = row[i];
            for (int k = 0; k <= i; k++) {
                target[k] += weight * row[k];
            }
        }
    }
}
