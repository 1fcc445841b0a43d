package io.djloperator.search.sampler.gp;

import io.djloperator.search.space.Domain;
import io.djloperator.search.space.Parameter;
import java.util.Arrays;
import java.util.List;

/**
 * One parameter as the process sees it.
 *
 * @param levels where its values lie, ascending; empty where it is continuous, or has so many values that it may be taken for it
 * @param isNominal whether any two values are equally far from each other
 * @param parent the number of the parameter on which it depends; −1 where it always has a value
 * @param accepted where the parent's values lie with which it has one
 */
record Dimension(double[] levels, boolean isNominal, int parent, double[] accepted) {
    private static final int MOST_LEVELS = 4096;

    static Dimension of(Parameter parameter, List<Parameter> all) {
        var levels = levels(parameter.domain());
        boolean isNominal = !parameter.domain().isNumeric();
        return parameter
                .when()
                .map(condition -> {
                    int parent = number(all, condition.parameter());
                    return new Dimension(levels, isNominal, parent, accepted(all.get(parent), condition));
                })
                .orElseGet(() -> new Dimension(levels, isNominal, -1, new double[0]));
    }

    private static double[] levels(Domain domain) {
        int size = domain.size().orElse(Integer.MAX_VALUE);
        var levels = new double[size > MOST_LEVELS && domain.isNumeric() ? 0 : size];
        Arrays.setAll(levels, domain::centre);
        return levels;
    }

    private static int number(List<Parameter> all, String name) {
        int number = 0;
        while (!all.get(number).name().equals(name)) {
            number++;
        }
        return number;
    }

    private static double[] accepted(Parameter parent, Parameter.Condition condition) {
        var levels = levels(parent.domain());
        return condition.in().stream()
                .mapToDouble(value -> snapped(levels, parent.domain().unit(value)))
                .toArray();
    }

    /** Whether any value can be changed a little. */
    boolean isContinuous() {
        return levels.length == 0;
    }

    /** Whether there is something to choose. */
    boolean isFree() {
        return levels.length != 1;
    }

    /** The place of a value that is nearest to {@code unit}. */
    double snap(double unit) {
        return snapped(levels, unit);
    }

    /** Whether the parameter has a value where its parent lies at {@code unit}, on a level. */
    boolean isOpenedBy(double unit) {
        return Arrays.stream(accepted).anyMatch(level -> level == unit);
    }

    private static double snapped(double[] levels, double unit) {
        if (levels.length == 0) {
            return Math.max(0, Math.min(1, unit));
        }
        return levels[level(levels, unit)];
    }

    /** The number of the level nearest to {@code unit}. */
    int level(double unit) {
        return level(levels, unit);
    }

    private static int level(double[] levels, double unit) {
        int found = Arrays.binarySearch(levels, unit);
        if (found >= 0) {
            return found;
        }
        int above = -found - 1;
        boolean isAboveNearer = above == 0 || above < levels.length && levels[above] - unit < unit - levels[above - 1];
        return isAboveNearer ? above : above - 1;
    }
}
