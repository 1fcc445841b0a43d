package io.djloperator.cli.convert;

import io.djloperator.search.stopping.Rungs;
import java.util.LinkedHashMap;
import java.util.List;
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
    private static final Schema REDUCTION = Schema.at("spec.search.stopping.asha.reduction");
    private static final Schema EPOCHS = Schema.at("spec.search.stopping.asha.maxEpochs");

    static Halving of(Field algorithm, Settings settings, List<Note> notes) {
        var resource = settings.text("resource_name")
                .orElseThrow(() -> new Refused(algorithm, "needs the setting resource_name, such as num-epochs"));
        var most = settings.floor("r_l")
                .filter(value -> value >= 2 && value <= EPOCHS.most())
                .orElseThrow(() -> new Refused(
                        algorithm,
                        "needs the setting r_l: the most of the resource, in epochs, from 2 to " + EPOCHS.most()));
        var reduction = settings.floor("eta").orElse(USUAL_REDUCTION);
        return new Halving(resource, most, settings.fitting("eta", reduction, REDUCTION, notes));
    }

    Map<String, Object> stopping() {
        var asha = new LinkedHashMap<String, Object>();
        asha.put("minEpochs", first());
        asha.put("reduction", reduction);
        asha.put("maxEpochs", most);
        return Map.of("asha", asha);
    }

    /** Where the rungs begin: at the first epoch, or later where that makes more rungs than are kept. */
    private int first() {
        int first = 1;
        for (long end = most; end > Math.pow(reduction, Rungs.MOST); end = (end + reduction - 1) / reduction) {
            first *= reduction;
        }
        return first;
    }

    String advice() {
        return ("is `tpe` with `stopping.asha` now: each trial begins with %s=%d, and is stopped at an epoch where it is not among the best;"
                        + " so `%s` is no parameter any more, and the program must report its epoch")
                .formatted(resource, most, resource);
    }
}
