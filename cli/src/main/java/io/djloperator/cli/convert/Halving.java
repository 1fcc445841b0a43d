package io.djloperator.cli.convert;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Katib's hyperband becomes: asynchronous successive halving of trials that all begin with the whole resource. Katib starts trials anew
 * with more of it.
 *
 * @param resource Katib's name of the parameter that hyperband itself sets, such as the number of epochs
 * @param most the greatest value of the resource
 * @param reduction of how many trials one goes on
 */
record Halving(String resource, int most, int reduction) {
    private static final int USUAL_REDUCTION = 3;

    static Halving of(Field algorithm, Settings settings) {
        var resource = settings.text("resource_name")
                .orElseThrow(() -> new Refused(algorithm, "needs the setting resource_name, such as num-epochs"));
        var most = settings.floor("r_l")
                .filter(value -> value >= 1)
                .orElseThrow(
                        () -> new Refused(algorithm, "needs the setting r_l: the most of the resource, at least 1"));
        return new Halving(
                resource, most, Math.max(2, Math.min(settings.floor("eta").orElse(USUAL_REDUCTION), 10)));
    }

    Map<String, Object> stopping() {
        var asha = new LinkedHashMap<String, Object>();
        asha.put("minEpochs", 1);
        asha.put("reduction", reduction);
        asha.put("maxEpochs", most);
        return Map.of("asha", asha);
    }

    String advice() {
        return ("is `tpe` with `stopping.asha` now: each trial begins with %s=%d, and is stopped at an epoch where it is not among the best;"
                        + " so `%s` is no parameter any more, and the program must report its epoch")
                .formatted(resource, most, resource);
    }
}
