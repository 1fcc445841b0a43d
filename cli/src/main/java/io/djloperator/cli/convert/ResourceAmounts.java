package io.djloperator.cli.convert;

import io.djloperator.api.v1alpha1.Resources;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What the pod asks for: Katib's `resources` of the container, and its memory volume on /dev/shm. */
final class ResourceAmounts {
    private ResourceAmounts() {}

    /** Empty where the container asks for nothing. */
    static Map<String, Object> of(Field container, Places places, List<Note> notes) {
        var limits = container.get("resources").get("limits");
        var requests = container.get("resources").get("requests");
        var ours = new LinkedHashMap<String, Object>();
        var names = new TreeSet<String>();
        names.addAll(limits.members().keySet());
        names.addAll(requests.members().keySet());
        for (var name : names) {
            var limit = limits.get(name);
            var request = requests.get(name);
            var amount = limit.isPresent() ? limit : request;
            request.text();
            var text = amount.required();
            if (limit.isPresent() && request.isPresent() && !request.shown().equals(text)) {
                notes.add(Note.of(request, "is %s now, the limit: a pod asks for what it may use".formatted(text)));
            }
            put(ours, name, amount, text, places, notes);
        }
        return ours;
    }

    private static void put(
            Map<String, Object> ours, String name, Field amount, String text, Places places, List<Note> notes) {
        var isExtended = name.contains("/") && !name.matches("(.*[.])?kubernetes[.]io/.*");
        if (name.equals("cpu") || name.equals("memory")) {
            places.value(amount, text, "/resources/" + name)
                    .filter(value -> isPositive(amount, value, notes))
                    .ifPresent(value -> ours.put(name, value));
        } else if (isExtended && !ours.containsKey("accelerator")) {
            var accelerator = new LinkedHashMap<String, Object>();
            accelerator.put("resource", name);
            count(amount, places.value(amount, text, "/resources/accelerator/count"))
                    .ifPresent(count -> accelerator.put("count", count));
            ours.put("accelerator", accelerator);
        } else {
            notes.add(Note.of(
                    amount,
                    isExtended
                            ? "one kind of accelerator is asked for by `resources.accelerator`, others by `resources.claims`"
                            : "has no counterpart: /tmp has 10Gi, a claim by `output` outlives the pod"));
        }
    }

    private static Optional<Integer> count(Field amount, Optional<String> text) {
        return text.map(value -> {
            var bounds = Schema.at("spec.resources.accelerator.count");
            if (!value.matches("[0-9]{1,2}")
                    || Integer.parseInt(value) < bounds.least()
                    || Integer.parseInt(value) > bounds.most()) {
                throw new Refused(
                        amount, "must be a whole number from %d to %d".formatted(bounds.least(), bounds.most()));
            }
            return Integer.valueOf(value);
        });
    }

    private static boolean isPositive(Field amount, String text, List<Note> notes) {
        boolean isPositive = number(amount, text).signum() > 0;
        if (!isPositive) {
            notes.add(Note.of(amount, "is left out, so that its default counts: it must be greater than 0"));
        }
        return isPositive;
    }

    private static BigDecimal number(Field amount, String text) {
        try {
            return Quantity.getAmountInBytes(new Quantity(text));
        } catch (IllegalArgumentException e) {
            throw new Refused(amount, "must be an amount such as 500m or 8Gi");
        }
    }

    /** The size of /dev/shm, which is a part of the memory: no more of it than of that. */
    static Optional<String> sharedMemory(Field size, Map<String, Object> ours, List<Note> notes) {
        return size.text().filter(text -> isPositive(size, text, notes)).map(text -> {
            var memory = ours.get("memory") instanceof String known
                    ? known
                    : new Resources(null, null, null, null, null)
                            .withDefaults()
                            .memory()
                            .toString();
            if (number(size, text).compareTo(number(size, memory)) <= 0) {
                return text;
            }
            notes.add(Note.of(size, "is %s now, the pod's memory, of which it is a part".formatted(memory)));
            return memory;
        });
    }
}
