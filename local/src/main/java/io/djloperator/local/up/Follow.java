package io.djloperator.local.up;

import io.djloperator.api.v1alpha1.ModelDeployment;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.cli.view.Curve;
import io.djloperator.cli.view.SearchView;
import io.djloperator.cli.view.Symbols;
import io.djloperator.cli.view.Trial;
import io.djloperator.cli.view.TrialLines;
import io.djloperator.local.controller.ControlPlane;
import io.djloperator.local.node.Node;
import io.djloperator.local.view.JobStory;
import io.djloperator.local.view.Phrases;
import io.djloperator.local.view.Screen;
import io.djloperator.local.view.SearchStory;
import io.djloperator.trainer.report.ProgressLine;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells what becomes of the jobs and deployments, from the caches of the control plane. */
final class Follow {
    private final LocalCluster cluster;
    private final ControlPlane controlPlane;
    private final Screen screen;
    private final Symbols symbols;
    private final Packages packages;
    private final DeploymentStories deployments;
    private final List<GenericKubernetesResource> applied;
    private final Map<String, JobStory> jobs = new HashMap<>();
    private final Map<String, SearchStory> searches = new HashMap<>();

    /** @param applied what must have been seen before anything can be said to be settled */
    Follow(
            LocalCluster cluster,
            Screen screen,
            Symbols symbols,
            DeploymentStories deployments,
            List<GenericKubernetesResource> applied) {
        this.cluster = cluster;
        this.controlPlane = cluster.controlPlane();
        this.screen = screen;
        this.symbols = symbols;
        this.packages = new Packages(cluster.claims());
        this.deployments = deployments;
        this.applied = applied;
    }

    /** Tells what is new. */
    void tell() {
        var live = new ArrayList<String>();
        for (var job : jobs()) {
            if (job.getSpec().search() == null) {
                tell(job, live);
            } else {
                tellSearch(job, live);
            }
        }
        for (var deployment : controlPlane.all(ModelDeployment.class)) {
            deployments.next(deployment).forEach(screen::print);
        }
        screen.draw(live);
    }

    private void tell(TrainingJob job, List<String> live) {
        var story = jobs.computeIfAbsent(job.getMetadata().getUid(), uid -> story(job));
        var progress = progress(job);
        story.next(job, progress, screen.redraws()).forEach(screen::print);
        story.live(progress).ifPresent(live::add);
    }

    private void tellSearch(TrainingJob job, List<String> live) {
        var story = searches.computeIfAbsent(
                job.getMetadata().getUid(),
                uid -> new SearchStory(job.getMetadata().getName(), symbols, story(job)));
        var view = SearchView.of(job, trials(job), Curve.NONE);
        story.next(job, view, screen.redraws()).forEach(screen::print);
        story.live(view).ifPresent(live::add);
    }

    private JobStory story(TrainingJob job) {
        return new JobStory(job.getMetadata().getName(), new Phrases(symbols), this::card);
    }

    /** Those that somebody has applied: a trial is told of as a part of its search. */
    private List<TrainingJob> jobs() {
        return withoutTrials(controlPlane.all(TrainingJob.class));
    }

    static List<TrainingJob> withoutTrials(List<TrainingJob> all) {
        return all.stream()
                .filter(job -> !Optional.ofNullable(job.getMetadata().getLabels())
                        .orElse(Map.of())
                        .containsKey(SearchView.LABEL))
                .toList();
    }

    private List<Trial> trials(TrainingJob search) {
        return controlPlane.all(ConfigMap.class).stream()
                .filter(map -> isOwned(map, search)
                        && map.getMetadata()
                                .getName()
                                .equals(TrialLines.configMap(
                                        search.getMetadata().getName())))
                .findFirst()
                .map(map -> TrialLines.parse(
                        Optional.ofNullable(map.getData()).orElse(Map.of()).get(TrialLines.KEY)))
                .orElse(List.of());
    }

    /** Whether each job has ended and each deployment serves or cannot. */
    boolean isSettled() {
        var all = jobs();
        return hasSeenAll()
                && all.stream().allMatch(job -> isSuspended(job) || isOver(job))
                && controlPlane.all(ModelDeployment.class).stream()
                        .allMatch(deployment -> deployments.isSettled(deployment, all));
    }

    /** Whether anything ended badly. */
    boolean hasFailed() {
        return jobs().stream().anyMatch(JobStory::isFailed)
                || controlPlane.all(ModelDeployment.class).stream().anyMatch(d -> !deployments.isReady(d));
    }

    /** The caches lag a little behind what was applied. */
    private boolean hasSeenAll() {
        var seen = Stream.concat(
                        controlPlane.all(TrainingJob.class).stream(), controlPlane.all(ModelDeployment.class).stream())
                .map(object -> object.getMetadata().getUid())
                .collect(Collectors.toSet());
        return applied.stream()
                .filter(object -> List.of("TrainingJob", "ModelDeployment").contains(object.getKind()))
                .allMatch(object -> seen.contains(object.getMetadata().getUid()));
    }

    private boolean isOver(TrainingJob job) {
        var uid = job.getMetadata().getUid();
        return jobs.containsKey(uid) && jobs.get(uid).isOver()
                || searches.containsKey(uid) && searches.get(uid).isOver();
    }

    private static boolean isSuspended(TrainingJob job) {
        return Boolean.TRUE.equals(job.getSpec().suspend());
    }

    private String card(TrainingJob job) {
        return packages.folder(
                        job.getMetadata().getNamespace(),
                        job.getStatus().model().uri())
                .map(folder -> folder.resolve("model-card.html"))
                .map(Follow::shown)
                .orElse("-");
    }

    /** Relative where that is shorter to read. */
    private static String shown(Path path) {
        var here = Path.of("").toAbsolutePath();
        var absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
    }

    private Optional<ProgressLine> progress(TrainingJob job) {
        return controlPlane.all(Job.class).stream()
                .filter(child -> isOwned(child, job))
                .flatMap(child -> controlPlane.all(Pod.class).stream().filter(pod -> isOwned(pod, child)))
                .max(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .map(pod -> Node.logFile(
                        cluster.root(),
                        pod.getMetadata().getNamespace(),
                        pod.getMetadata().getName()))
                .flatMap(LogTail::progress);
    }

    private static boolean isOwned(HasMetadata child, HasMetadata owner) {
        return List.copyOf(child.getMetadata().getOwnerReferences()).stream()
                .anyMatch(reference ->
                        reference.getUid().equals(owner.getMetadata().getUid()));
    }
}
