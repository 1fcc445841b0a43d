package io.djloperator.operator.api;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.awaitility.Awaitility;

/** What the Job controller, the scheduler and the kubelet write of one Job and its pods. There are none beside a bare API server. */
final class PlayedJob {
    private final Scene scene;
    private final String job;
    private final String trainingJob;

    PlayedJob(Scene scene, String job, String trainingJob) {
        this.scene = scene;
        this.job = job;
        this.trainingJob = trainingJob;
        scene.await(Job.class, job, found -> true);
    }

    /** The scheduler finds no node for a new pod. */
    void findsNoNode(String pod, String why) {
        create(pod);
        podStatus(pod, """
                {"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable","message":"%s"}]}""".formatted(why));
        jobStatus("\"active\":1,\"ready\":0", "");
    }

    /** The kubelet cannot pull the image of a new pod. */
    void findsNoImage(String pod, String why) {
        create(pod);
        podStatus(pod, """
                {"phase":"Pending","containerStatuses":[%s]}""".formatted(container(
                "{\"waiting\":{\"reason\":\"ImagePullBackOff\",\"message\":\"%s\"}}".formatted(why))));
        jobStatus("\"active\":1,\"ready\":0", "");
    }

    /** A pod trains. */
    void runs(String pod) {
        create(pod);
        podStatus(pod, """
                {"phase":"Running","containerStatuses":[%s]}""".formatted(container("{\"running\":{}}")));
        jobStatus("\"active\":1,\"ready\":1", "");
    }

    /** All pods of several nodes train; {@code firstRank} is the pod that counts. */
    void allRun(String firstRank, int nodes) {
        create(firstRank);
        podStatus(firstRank, """
                {"phase":"Running","containerStatuses":[%s]}""".formatted(container("{\"running\":{}}")));
        jobStatus("\"active\":%1$d,\"ready\":%1$d".formatted(nodes), "");
    }

    /** The Job is suspended and its pod gone. */
    void stops() {
        var time = now();
        removePods();
        scene.patchStatus(Job.class, job, """
                {"status":{"active":0,"ready":0,"terminating":0,"startTime":null,"conditions":[{"type":"Suspended","status":"True","reason":"JobSuspended","lastTransitionTime":"%s"}]}}""".formatted(time));
    }

    /** The pod has ended well, and the Job with it. */
    void completes(String pod, String message) {
        ends(pod, 0, message, "Succeeded");
        jobStatus(
                "\"active\":0,\"ready\":0,\"terminating\":0,\"succeeded\":%d,\"completionTime\":\"%s\""
                        .formatted(nodes(), now()),
                """
                {"type":"SuccessCriteriaMet","status":"True","reason":"CompletionsReached","lastTransitionTime":"%1$s"},
                {"type":"Complete","status":"True","reason":"CompletionsReached","lastTransitionTime":"%1$s"}""".formatted(now()));
    }

    /** The pod has failed, and the Job with it; {@code reason} is the Job controller's. */
    void fails(String pod, int exitCode, String message, String reason, String words) {
        ends(pod, exitCode, message, "Failed");
        jobStatus("\"active\":0,\"ready\":0,\"terminating\":0,\"failed\":1", """
                {"type":"FailureTarget","status":"True","reason":"%2$s","message":"%3$s","lastTransitionTime":"%1$s"},
                {"type":"Failed","status":"True","reason":"%2$s","message":"%3$s","lastTransitionTime":"%1$s"}""".formatted(now(), reason, words));
    }

    /** A pod has failed, and the Job controller has waited and made another, which trains. */
    void isTriedAgain(String pod, int exitCode, String next) {
        ends(pod, exitCode, "", "Failed");
        Awaitility.await()
                .until(() -> !now().equals(made(pod))); // it waits at least 10 s, so the order is never in doubt
        create(next);
        podStatus(next, """
                {"phase":"Running","containerStatuses":[%s]}""".formatted(container("{\"running\":{}}")));
        jobStatus("\"active\":1,\"ready\":1,\"failed\":1", "");
    }

    /** Kueue lets the Job run, or takes its quota away. */
    void isAdmitted(boolean isAdmitted) {
        scene.client
                .resources(Job.class)
                .inNamespace(scene.namespace)
                .withName(job)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"suspend\":%s}}".formatted(!isAdmitted));
    }

    private String made(String pod) {
        return scene.find(Pod.class, pod).orElseThrow().getMetadata().getCreationTimestamp();
    }

    /** A pod has failed and the others are told to stop: the Job is about to fail. */
    void isAboutToFail(String words) {
        jobStatus("\"active\":1,\"ready\":1,\"failed\":1", """
                {"type":"FailureTarget","status":"True","reason":"PodFailurePolicy","message":"%2$s","lastTransitionTime":"%1$s"}""".formatted(now(), words));
    }

    /** The garbage collector has removed the pods of a deleted Job, and so the Job itself. */
    void isCollected() {
        scene.await(Job.class, job, found -> found.getMetadata().getDeletionTimestamp() != null);
        removePods();
        scene.client
                .resources(Job.class)
                .inNamespace(scene.namespace)
                .withName(job)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
    }

    private void removePods() {
        scene.client
                .pods()
                .inNamespace(scene.namespace)
                .withLabel("djl-operator.io/training-job", trainingJob)
                .withGracePeriod(0)
                .delete();
    }

    private void ends(String pod, int exitCode, String message, String phase) {
        create(pod);
        var escaped = message.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        podStatus(pod, """
                {"phase":"%s","containerStatuses":[%s]}""".formatted(
                phase,
                container("{\"terminated\":{\"exitCode\":%d,\"message\":\"%s\"}}".formatted(exitCode, escaped))));
    }

    private static String container(String state) {
        return """
                {"name":"trainer","image":"x","imageID":"x","ready":false,"restartCount":0,"state":%s}""".formatted(state);
    }

    private void create(String name) {
        if (scene.find(Pod.class, name).isPresent()) {
            return;
        }
        var pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(scene.namespace)
                .withLabels(Map.of("djl-operator.io/training-job", trainingJob))
                .withAnnotations(scene.find(Job.class, job)
                        .orElseThrow()
                        .getSpec()
                        .getTemplate()
                        .getMetadata()
                        .getAnnotations())
                .withOwnerReferences(scene.ownerOfPods(job))
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .addNewContainer()
                .withName("trainer")
                .withImage("x")
                .endContainer()
                .endSpec()
                .build();
        scene.client.resource(pod).create();
    }

    private void podStatus(String pod, String status) {
        scene.patchStatus(Pod.class, pod, "{\"status\":%s}".formatted(status));
    }

    private void jobStatus(String counts, String conditions) {
        // The API server refuses another time while the Job is not suspended.
        var status = scene.find(Job.class, job).orElseThrow().getStatus();
        // Some seconds ago, since the end that is told in the same breath must not lie before it.
        var started = status == null || status.getStartTime() == null
                ? Instant.now().minusSeconds(5).truncatedTo(ChronoUnit.SECONDS).toString()
                : status.getStartTime();
        scene.patchStatus(
                Job.class,
                job,
                "{\"status\":{%s,\"startTime\":\"%s\",\"uncountedTerminatedPods\":{},\"conditions\":[%s]}}"
                        .formatted(counts, started, conditions));
    }

    private int nodes() {
        return scene.find(Job.class, job).orElseThrow().getSpec().getCompletions();
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
