package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Remembered;
import java.util.Map;
import java.util.TreeMap;

/** Trials whose spec the API server has refused, until the ledger says so: after a restart they are refused again. */
final class Rejections {
    private static final int MOST_REMEMBERED = 200;

    private final Remembered<String, Map<Integer, String>> rejected = new Remembered<>(MOST_REMEMBERED);

    /** What it had against each, by number. */
    Map<Integer, String> of(TrainingJob search) {
        return rejected.get(search.getMetadata().getUid()).orElse(Map.of());
    }

    void add(TrainingJob search, TrainingJob trial, String why) {
        var more = new TreeMap<>(of(search));
        more.put(TrialJob.number(search, trial).orElseThrow(), TrialEnd.brief(why));
        rejected.put(search.getMetadata().getUid(), more);
    }
}
