package io.djloperator.operator.search;

import io.djloperator.search.space.Domain;
import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Points at which a space is asked whether its trials can be run at all: for each parameter its least and its greatest value, or every choice, with the others in the
 * middle of theirs.
 *
 * @param parameter the index of the parameter that lies at an edge
 */
record Edges(int parameter, Point point) {
    /** Those that the constraints allow. */
    static List<Edges> of(Space space) {
        var edges = new ArrayList<Edges>();
        for (int i = 0; i < space.dimensions(); i++) {
            for (double unit : units(space.parameters().get(i).domain())) {
                var coordinates = new double[space.dimensions()];
                Arrays.fill(coordinates, 0.5);
                coordinates[i] = unit;
                activate(space, space.parameters().get(i), coordinates);
                var point = space.at(coordinates);
                if (space.allows(point)) {
                    edges.add(new Edges(i, point));
                }
            }
        }
        return edges;
    }

    private static double[] units(Domain domain) {
        if (domain.isNumeric()) {
            return new double[] {0, 1};
        }
        var units = new double[domain.size().orElseThrow()];
        Arrays.setAll(units, domain::centre);
        return units;
    }

    /** Gives the parameters that it depends on such values that it is there. */
    private static void activate(Space space, Parameter parameter, double[] coordinates) {
        parameter.when().ifPresent(condition -> {
            for (int i = 0; i < space.dimensions(); i++) {
                var other = space.parameters().get(i);
                if (other.name().equals(condition.parameter())) {
                    var value = condition.in().stream().sorted().findFirst().orElseThrow();
                    coordinates[i] = other.domain().unit(value);
                    activate(space, other, coordinates);
                }
            }
        });
    }
}
