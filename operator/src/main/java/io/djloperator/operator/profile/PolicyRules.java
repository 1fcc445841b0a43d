package io.djloperator.operator.profile;

import io.djloperator.api.v1alpha1.Resources;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.operator.kube.Quantities;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the platform team allows, asked of the merged spec: whatever the user and the profile said, this is what would run.
 *
 * @param name the profile's
 * @param user the spec before the merge
 * @param merged the spec after it, with its defaults
 * @param image that would run; null where neither the user nor the profile names one
 */
record PolicyRules(String name, Profile profile, TrainingJobSpec user, TrainingJobSpec merged, String image) {
    private static final String DEFAULT_ACCOUNT = "default";

    /** The first rule that is broken, as a message for the user. */
    static Optional<String> problem(
            String name, Profile profile, TrainingJobSpec user, TrainingJobSpec merged, String image) {
        return new PolicyRules(name, profile, user, merged, image).problem();
    }

    private Optional<String> problem() {
        var limits = profile.limits();
        var resources = merged.resources();
        return Stream.<Supplier<Optional<String>>>of(
                        () -> tooMuch("spec.resources.cpu", resources.cpu(), limits.cpu()),
                        () -> tooMuch("spec.resources.memory", resources.memory(), limits.memory()),
                        () -> tooMany(
                                "spec.resources.accelerator.count", accelerators(resources), limits.accelerators()),
                        this::uncountable,
                        () -> tooMany("spec.nodes", merged.nodes(), limits.nodes()),
                        this::endless,
                        () -> tooMany(
                                "spec.deadlines.activeSeconds",
                                merged.deadlines().activeSeconds(),
                                limits.activeSeconds()),
                        this::forbiddenAccount,
                        this::forbiddenImage)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> tooMuch(String field, Quantity asked, Quantity most) {
        return most == null || !Quantities.isMore(asked, most)
                ? Optional.empty()
                : tooMuch(field, asked, (Object) most);
    }

    private Optional<String> tooMany(String field, Integer asked, Integer most) {
        return most == null || asked == null || asked <= most ? Optional.empty() : tooMuch(field, asked, (Object) most);
    }

    private Optional<String> tooMuch(String field, Object asked, Object most) {
        return said(
                "%s: %s is more than the %s that the profile '%s' allows: ask for less, or name another profile in `spec.profile`",
                field, asked, most, name);
    }

    private static int accelerators(Resources resources) {
        return resources.accelerator() == null ? 0 : resources.accelerator().count();
    }

    /** How many devices a claim holds stands elsewhere, where its owner can change it. */
    private Optional<String> uncountable() {
        var theirs = profile.resources() == null || profile.resources().claims() == null
                ? List.of()
                : profile.resources().claims();
        return profile.limits().accelerators() == null
                        || merged.resources().claims().equals(theirs)
                ? Optional.empty()
                : said(
                        "spec.resources.claims: the profile '%s' allows %d accelerators, and claimed devices cannot be counted: leave `claims`"
                                + " out, or name another profile in `spec.profile`",
                        name, profile.limits().accelerators());
    }

    private Optional<String> endless() {
        return profile.limits().activeSeconds() == null || merged.deadlines().activeSeconds() != null
                ? Optional.empty()
                : said(
                        "spec.deadlines.activeSeconds: must be set, to at most the %d that the profile '%s' allows",
                        profile.limits().activeSeconds(), name);
    }

    private Optional<String> forbiddenAccount() {
        var asked = merged.scheduling().serviceAccountName();
        var account = asked == null ? DEFAULT_ACCOUNT : asked;
        var own = profile.scheduling() == null ? null : profile.scheduling().serviceAccountName();
        var allowed = profile.allowed().serviceAccounts() == null
                ? List.of(DEFAULT_ACCOUNT)
                : profile.allowed().serviceAccounts();
        return account.equals(own) || allowed.contains(account)
                ? Optional.empty()
                : said(
                        "spec.scheduling.serviceAccountName: '%s' is not allowed by the profile '%s' (allowed: %s)",
                        account, name, String.join(", ", allowed));
    }

    /** The trainer's image is the platform team's own. */
    private Optional<String> forbiddenImage() {
        if (merged.container() == null) {
            return Optional.empty();
        }
        if (image == null) {
            return said("spec.container.image: must be set, since the profile '%s' names no `image`", name);
        }
        var allowed = profile.allowed().images();
        return allowed == null
                        || image.equals(profile.image())
                        || allowed.stream().anyMatch(this::fits)
                ? Optional.empty()
                : said(
                        "spec.container.image: '%s' is not allowed by the profile '%s' (allowed: %s)",
                        image, name, String.join(", ", allowed));
    }

    private boolean fits(String pattern) {
        return pattern.endsWith("*")
                ? image.startsWith(pattern.substring(0, pattern.length() - 1))
                : image.equals(pattern);
    }

    private static Optional<String> said(String message, Object... values) {
        return Optional.of(message.formatted(values));
    }
}
