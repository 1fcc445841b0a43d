package io.djloperator.search.stopping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AshaPropertiesTest {
    private static final int EPOCHS = 27;

    @Property
    void stopsExactlyWhoeverIsBeatenByTheBestShareOfItsRung(
            @ForAll("curves") List<Curve> curves, @ForAll @IntRange(min = 2, max = 4) int reduction) {
        var rule = new Asha(1, reduction, EPOCHS);
        var stopped = new HashSet<>(Curves.stopped(rule, curves));
        for (var curve : curves) {
            assertThat(stopped.contains(curve.trial()))
                    .as("%s of %s", curve, curves)
                    .isEqualTo(curve.isActive()
                            && curve.rungs().epoch() > 0
                            && curve.rungs().epoch() < EPOCHS
                            && isBeaten(curve, curves, reduction));
        }
    }

    private static boolean isBeaten(Curve curve, List<Curve> curves, int reduction) {
        int rung = curve.rungs().values().lastKey();
        double value = curve.rungs().values().get(rung);
        var all = curves.stream()
                .filter(other -> other.rungs().values().containsKey(rung))
                .map(other -> other.rungs().values().get(rung))
                .toList();
        long better = all.stream().filter(other -> other < value).count();
        return value == Double.POSITIVE_INFINITY || better * reduction >= all.size();
    }

    @Property
    void theVerdictDoesNotDependOnTheOrderOfTrials(@ForAll("curves") List<Curve> curves, @ForAll Random random) {
        var shuffled = new ArrayList<>(curves);
        Collections.shuffle(shuffled, random);
        for (var rule : List.of(new Asha(1, 3, EPOCHS), new MedianStop(1, 2, EPOCHS))) {
            assertThat(rule.judge(shuffled)).containsExactlyInAnyOrderElementsOf(rule.judge(curves));
        }
    }

    @Property
    void whoeverIsStoppedWasActive(@ForAll("curves") List<Curve> curves) {
        for (var rule : List.of(new Asha(1, 3, EPOCHS), new MedianStop(1, 2, EPOCHS))) {
            var active =
                    curves.stream().filter(Curve::isActive).map(Curve::trial).toList();
            assertThat(active).containsAll(Curves.stopped(rule, curves));
        }
    }

    @Property(tries = 200)
    void aTrialThatIsBetterThanAllOthersEverywhereReachesItsEnd(
            @ForAll @IntRange(min = 2, max = 30) int trials, @ForAll Random random) {
        var search = new Reports(new Asha(1, 3, EPOCHS), trials);
        int best = random.nextInt(trials);
        search.run(random, (trial, epoch) -> trial == best ? random.nextDouble() : 1.1 + random.nextDouble());
        assertThat(search.stopped).doesNotContain(best);
        assertThat(search.epochs[best]).isEqualTo(EPOCHS);
    }

    @Property(tries = 200)
    void inWhateverOrderTheyReportEachTrialEndsOrIsStopped(
            @ForAll @IntRange(min = 1, max = 30) int trials, @ForAll Random random) {
        var search = new Reports(new Asha(1, 3, EPOCHS), trials);
        search.run(random, (trial, epoch) -> random.nextInt(10) == 0 ? Double.NaN : random.nextInt(5));
        for (int trial = 0; trial < trials; trial++) {
            assertThat(search.stopped.contains(trial) != (search.epochs[trial] == EPOCHS))
                    .isTrue();
        }
    }

    @Property(tries = 50, seed = "27")
    void aboutAsManyGoOnAsTheReductionSays(@ForAll @IntRange(min = 2, max = 4) int reduction, @ForAll Random random) {
        var rule = new Asha(1, reduction, EPOCHS);
        var curves = new ArrayList<Curve>();
        for (int trial = 0; trial < 200; trial++) {
            curves.add(Curves.active(trial, rule, random.nextDouble()));
            rule.judge(curves)
                    .forEach(stop -> curves.set(
                            stop.trial(),
                            new Curve(stop.trial(), curves.get(stop.trial()).rungs(), false)));
        }
        assertThat(curves.stream().filter(Curve::isActive).count())
                .isBetween((long) (0.7 * 200 / reduction), (200L + reduction - 1) / reduction);
    }

    @Provide
    Arbitrary<List<Curve>> curves() {
        var value = Arbitraries.integers().between(0, 6).map(i -> i == 6 ? Double.POSITIVE_INFINITY : i / 10.0);
        var epoch = Arbitraries.integers().between(0, EPOCHS);
        var curve = Combinators.combine(value.list().ofSize(3), epoch, Arbitraries.of(true, true, false))
                .as((values, last, active) -> {
                    var reached = new TreeMap<Integer, Double>();
                    for (int i = 0; i < 3; i++) {
                        if (Math.pow(3, i) <= last) {
                            reached.put((int) Math.pow(3, i), values.get(i));
                        }
                    }
                    double best = reached.values().stream().reduce(Double.POSITIVE_INFINITY, Math::min);
                    return new Curve(0, new Rungs(reached, last, 1, best), active);
                });
        return curve.list().ofMaxSize(20).map(list -> {
            var numbered = new ArrayList<Curve>();
            list.forEach(one -> numbered.add(new Curve(numbered.size() + 1, one.rungs(), one.isActive())));
            return numbered;
        });
    }

    private interface Values {
        double at(int trial, int epoch);
    }

    /** Trials that run all at once and report in any order, with gaps. */
    private static final class Reports {
        private final StoppingRule rule;
        private final int[] epochs;
        private final Rungs[] rungs;
        private final Set<Integer> stopped = new HashSet<>();

        Reports(StoppingRule rule, int trials) {
            this.rule = rule;
            epochs = new int[trials];
            rungs = new Rungs[trials];
            Arrays.fill(rungs, Rungs.NONE);
        }

        void run(Random random, Values values) {
            for (var running = running(); !running.isEmpty(); running = running()) {
                int trial = running.get(random.nextInt(running.size()));
                epochs[trial] = Math.min(EPOCHS, epochs[trial] + 1 + random.nextInt(3));
                var reading = new Reading(epochs[trial], values.at(trial, epochs[trial]));
                rungs[trial] = rule.remember(rungs[trial], reading);
                stopped.addAll(Curves.stopped(rule, curves()));
            }
        }

        private List<Integer> running() {
            return curves().stream().filter(Curve::isActive).map(Curve::trial).toList();
        }

        private List<Curve> curves() {
            var curves = new ArrayList<Curve>();
            for (int trial = 0; trial < rungs.length; trial++) {
                curves.add(new Curve(trial, rungs[trial], epochs[trial] < EPOCHS && !stopped.contains(trial)));
            }
            return curves;
        }
    }
}
