package io.djloperator.operator.profile;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Text;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The profiles of one ConfigMap. Pure: a job in, what becomes of it out. */
public final class ProfileSet {
    /** Used by jobs that name no profile. */
    static final String DEFAULT = "default";

    /** Where no ConfigMap is. */
    static final ProfileSet EMPTY = of(Map.of());

    private final Map<String, Entry> entries;

    /** A profile, or why it is none. */
    private record Entry(Optional<Profile> profile, String problem) {}

    private ProfileSet(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /** From the ConfigMap's data; one that cannot be read harms only the jobs that use it. */
    public static ProfileSet of(Map<String, String> data) {
        var entries = new TreeMap<String, Entry>();
        data.forEach((name, yaml) -> entries.put(name, entry(yaml)));
        return new ProfileSet(entries);
    }

    private static Entry entry(String yaml) {
        try {
            return new Entry(Optional.of(ProfileYaml.parse(yaml)), "");
        } catch (IllegalArgumentException e) {
            return new Entry(Optional.empty(), e.getMessage());
        }
    }

    /** What becomes of {@code job}, whose trainer is {@code trainerImage} where its profile names none. */
    public Resolution resolve(TrainingJob job, String trainerImage) {
        var named = job.getSpec().profile();
        var name = named == null ? DEFAULT : named;
        var entry = entries.get(name);
        if (entry == null) {
            return named == null ? resolve(job, name, Profile.NONE, trainerImage) : missing(named);
        }
        return entry.profile()
                .map(profile -> resolve(job, name, profile, trainerImage))
                .orElseGet(() -> new Resolution.Refused(
                        false,
                        "spec.profile: the profile '%s' cannot be read: %s; mend it in the ConfigMap %s of the operator's namespace"
                                .formatted(name, entry.problem(), Profiles.CONFIG_MAP)));
    }

    private static Resolution resolve(TrainingJob job, String name, Profile profile, String trainerImage) {
        var merged = new TrainingJob();
        merged.setMetadata(job.getMetadata());
        merged.setSpec(ProfileYaml.merge(profile, job.getSpec()));
        var container = merged.getSpec().container();
        var own = container == null ? profile.trainerImage() : profile.image();
        var image = container == null
                ? own == null ? trainerImage : own
                : container.image() == null ? own : container.image();
        return SpecRules.problem(merged)
                .or(() -> PolicyRules.problem(name, profile, job.getSpec(), merged.getSpec(), image))
                .<Resolution>map(problem -> new Resolution.Refused(true, problem))
                .orElseGet(() -> new Resolution.Ready(new EffectiveJob(merged, image)));
    }

    private Resolution missing(String name) {
        var known = entries.isEmpty() ? "there is none" : "there are: " + String.join(", ", entries.keySet());
        return new Resolution.Refused(
                false,
                "spec.profile: there is no profile '%s' (%s); name another, or ask the platform team for it"
                        .formatted(name, Text.bounded(known, 400)));
    }
}
