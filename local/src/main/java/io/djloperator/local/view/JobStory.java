package io.djloperator.local.view;

import io.djloperator.api.v1alpha1.Condition;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.trainer.report.ProgressLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What has been told of one TrainingJob, and what is new about it. */
public final class JobStory {
    private final String name;
    private final Phrases phrases;
    private final Function<TrainingJob, String> card;
    private int quarterTold;
    private String reasonTold = "";
    private boolean endTold;

    /** @param card where the model card of a finished job lies */
    public JobStory(String name, Phrases phrases, Function<TrainingJob, String> card) {
        this.name = name;
        this.phrases = phrases;
        this.card = card;
    }

    /** Whether the job has ended and all has been told. */
    public boolean isOver() {
        return endTold;
    }

    /** The line that is drawn over again while the job trains. */
    public Optional<String> live(Optional<ProgressLine> progress) {
        return endTold ? Optional.empty() : progress.map(p -> Phrases.line(name, "training", phrases.progress(p)));
    }

    /**
     * New lines that stay.
     *
     * @param redraws whether {@link #live} is shown: else progress is told here, a quarter at a time
     */
    public List<String> next(TrainingJob job, Optional<ProgressLine> progress, boolean redraws) {
        var lines = new ArrayList<String>();
        if (!redraws || isEnded(job)) {
            progress.filter(p -> isNewQuarter(p, redraws))
                    .ifPresent(p -> lines.add(Phrases.line(name, "training", phrases.progress(p))));
        }
        succeeded(job).ifPresent(condition -> {
            if (condition.status().equals("Unknown") && !condition.reason().equals(reasonTold)) {
                reasonTold = condition.reason();
                if (!List.of("Running", "Starting", "Pending", "Stopped").contains(reasonTold)) {
                    lines.add(Phrases.line(name, "waiting", condition.reason() + ": " + condition.message()));
                }
            }
            if (!condition.status().equals("Unknown") && !endTold) {
                endTold = true;
                lines.addAll(end(job, condition));
            }
        });
        return lines;
    }

    private boolean isNewQuarter(ProgressLine progress, boolean redraws) {
        var quarter = redraws ? 4 : progress.epoch() * 4 / Math.max(1, progress.epochs());
        if (quarter <= quarterTold) {
            return false;
        }
        quarterTold = quarter;
        return true;
    }

    private List<String> end(TrainingJob job, Condition condition) {
        var lines = new ArrayList<String>();
        if (!job.getStatus().gates().isEmpty()) {
            lines.add(Phrases.line(name, "gates", phrases.gates(job.getStatus().gates())));
        }
        if (condition.status().equals("True") && job.getStatus().model() != null) {
            lines.add(Phrases.line(
                    name, "packaged", Phrases.packaged(job.getStatus().model(), card.apply(job))));
        }
        if (condition.reason().equals("Stopped")) {
            lines.add(Phrases.line(name, "stopped", condition.message()));
        } else if (condition.status().equals("False")) {
            lines.add(Phrases.line(name, "failed", condition.reason() + ": " + condition.message()));
        }
        return lines;
    }

    public static boolean isEnded(TrainingJob job) {
        return succeeded(job).filter(c -> !c.status().equals("Unknown")).isPresent();
    }

    public static boolean isFailed(TrainingJob job) {
        return succeeded(job).filter(c -> c.status().equals("False")).isPresent();
    }

    private static Optional<Condition> succeeded(TrainingJob job) {
        return job.getStatus() == null
                ? Optional.empty()
                : job.getStatus().conditions().stream()
                        .filter(c -> c.type().equals("Succeeded"))
                        .findFirst();
    }
}
