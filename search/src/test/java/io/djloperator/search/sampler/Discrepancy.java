package io.djloperator.search.sampler;

/** How unevenly points cover the unit cube. */
final class Discrepancy {
    private Discrepancy() {}

    /** The square of the centred L2 discrepancy, equation 5.3b of Hickernell, <i>A generalized discrepancy and quadrature error bound</i>, 1998. */
    static double centred(double[][] points) {
        int n = points.length;
        double single = 0;
        double pairs = 0;
        for (var x : points) {
            double product = 1;
            for (double coordinate : x) {
                double off = Math.abs(coordinate - 0.5);
                product *= 1 + off / 2 - off * off / 2;
            }
            single += product;
            for (var y : points) {
                pairs += pair(x, y);
            }
        }
        return Math.pow(13 / 12.0, points[0].length) - 2.0 / n * single + pairs / n / n;
    }

    private static double pair(double[] x, double[] y) {
        double product = 1;
        for (int k = 0; k < x.length; k++) {
            product *= 1 + Math.abs(x[k] - 0.5) / 2 + Math.abs(y[k] - 0.5) / 2 - Math.abs(x[k] - y[k]) / 2;
        }
        return product;
    }
}
