package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Action;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The trials that have not ended: how many run, which are suspended since there are too many, and which objects are missing. A trial that is too many is suspended and not
 * deleted: it writes a checkpoint, and goes on from there when there is room again.
 */
final class ActiveTrials {
    private final TrainingJob job;
    private final List<Entry> entries;
    private final Map<Integer, TrainingJob> objects;

    ActiveTrials(TrainingJob job, Ledger ledger, Map<Integer, TrainingJob> objects) {
        this.job = job;
        this.entries = ledger.active().toList();
        this.objects = objects;
    }

    private boolean isSuspended(Entry entry) {
        var object = objects.get(entry.trial());
        return object != null && object.getSpec().suspend();
    }

    /** How many new trials may begin: suspended ones go on first. */
    int room(int parallelism) {
        return Math.max(0, parallelism - entries.size());
    }

    /** Suspends the youngest of those that are too many, or lets the oldest of the suspended go on. */
    List<Action> keepTo(int parallelism) {
        var oldestFirst =
                entries.stream().sorted(Comparator.comparingInt(Entry::trial)).toList();
        var actions = new ArrayList<Action>();
        for (int i = 0; i < oldestFirst.size(); i++) {
            var entry = oldestFirst.get(i);
            var object = objects.get(entry.trial());
            boolean shall = i >= parallelism;
            if (object != null && isSuspended(entry) != shall) {
                actions.add(new Action.SuspendTrial(object, shall));
            }
        }
        return actions;
    }

    /** Creates the objects that are not there, of the oldest that may run. */
    List<Action> missing(int parallelism) {
        return entries.stream()
                .sorted(Comparator.comparingInt(Entry::trial))
                .limit(parallelism)
                .filter(entry -> !objects.containsKey(entry.trial()))
                .<Action>map(entry -> new Action.Create(TrialJob.of(job, entry.trial(), entry.parameters())))
                .toList();
    }
}
