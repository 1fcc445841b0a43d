package io.djloperator.search.sampler.gp;

/** The inverse of a function's second derivatives as learnt from steps: the BFGS update, Nocedal and Wright, "Numerical Optimization" (2006), eq. 6.17. */
final class InverseHessian {
    private final double[][] matrix;
    private boolean isFresh;

    InverseHessian(int dimensions) {
        matrix = new double[dimensions][dimensions];
        forget();
    }

    /** Back to the identity. */
    void forget() {
        diagonal(1);
        isFresh = true;
    }

    private void diagonal(double entry) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                matrix[i][j] = i == j ? entry : 0;
            }
        }
    }

    /** Whether nothing has been learnt. */
    boolean isFresh() {
        return isFresh;
    }

    double[] times(double[] vector) {
        var product = new double[vector.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = dot(matrix[i], vector);
        }
        return product;
    }

    /** Takes in one step and the change of the gradient over it; steps along which the function does not curve upwards teach nothing. */
    void learn(double[] step, double[] change) {
        double curvature = dot(step, change);
        if (curvature <= 1e-10 * Math.sqrt(dot(step, step) * dot(change, change))) {
            return;
        }
        if (isFresh) {
            // Eq. 6.20: the identity has no scale.
            diagonal(curvature / dot(change, change));
            isFresh = false;
        }
        var image = times(change);
        double factor = (1 + dot(change, image) / curvature) / curvature;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                matrix[i][j] += factor * step[i] * step[j] - (image[i] * step[j] + step[i] * image[j]) / curvature;
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
