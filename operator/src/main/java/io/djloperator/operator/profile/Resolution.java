package io.djloperator.operator.profile;

/** What becomes of a job when its profile is applied. */
public sealed interface Resolution {
    /** It may run. */
    record Ready(EffectiveJob job) implements Resolution {}

    /**
     * It may not run.
     *
     * @param isFinal whether only another spec would help; otherwise the platform team can mend it, and the job waits
     * @param message which field, which value, and what to change
     */
    record Refused(boolean isFinal, String message) implements Resolution {}
}
