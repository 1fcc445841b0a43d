package io.djloperator.search.sampler;

import io.djloperator.search.space.Domain;
import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealVector;

/**
 * The parameters of a space that always have a value, and that on a scale: the coordinates of a vector, each from 0 to 1.
 *
 * @param indices where they stand in the space
 */
record Coordinates(Space space, List<Integer> indices) {
    /** All there are; none where there is only one, which has no covariance with another. */
    static Coordinates of(Space space) {
        var indices = IntStream.range(0, space.dimensions())
                .filter(i -> isCoordinate(space.parameters().get(i)))
                .boxed()
                .toList();
        return new Coordinates(space, indices.size() < 2 ? List.of() : indices);
    }

    private static boolean isCoordinate(Parameter parameter) {
        var domain = parameter.domain();
        return parameter.when().isEmpty()
                && domain.isNumeric()
                && domain.size().orElse(2) > 1
                && !domain.at(0).equals(domain.at(1));
    }

    int count() {
        return indices.size();
    }

    RealVector of(Point point) {
        var vector = new double[count()];
        for (int i = 0; i < vector.length; i++) {
            var parameter = parameter(i);
            vector[i] = parameter.domain().unit(point.values().get(parameter.name()));
        }
        return new ArrayRealVector(vector, false);
    }

    /** Puts the coordinates into {@code unit}, which has one for each parameter; beyond a bound they are reflected. */
    void put(RealVector vector, double[] unit) {
        for (int i = 0; i < count(); i++) {
            unit[indices.get(i)] = reflected(vector.getEntry(i));
        }
    }

    /** {@code unit} as two mirrors at 0 and 1 show it. */
    static double reflected(double unit) {
        double folded = Math.abs(unit) % 2;
        return folded > 1 ? 2 - folded : folded;
    }

    /** From the middle of the value next to {@code vector} to its edge, along each coordinate; 0 where the domain is continuous. */
    RealVector halfWidths(RealVector vector) {
        var widths = new ArrayRealVector(count());
        for (int i = 0; i < count(); i++) {
            if (parameter(i).domain() instanceof Domain.Steps steps) {
                widths.setEntry(i, halfWidth(steps, reflected(vector.getEntry(i))));
            }
        }
        return widths;
    }

    // The values of a logarithmic domain have unequal shares, so it counts where the vector stands.
    private static double halfWidth(Domain.Steps steps, double unit) {
        int last = steps.size().orElseThrow() - 1;
        if (!steps.isLogarithmic()) {
            return 0.5 / (last + 1);
        }
        int index = (int) Math.round((Double.parseDouble(steps.at(unit)) - steps.min()) / steps.step());
        return (steps.centre(Math.min(last, index + 1)) - steps.centre(Math.max(0, index - 1)))
                / (index == 0 || index == last ? 2 : 4);
    }

    private Parameter parameter(int i) {
        return space.parameters().get(indices.get(i));
    }
}
