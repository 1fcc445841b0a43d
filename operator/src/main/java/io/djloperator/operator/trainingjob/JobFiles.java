package io.djloperator.operator.trainingjob;

import io.djloperator.operator.runtime.ReportAccess;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that the kubelet puts into a training pod: the job, and what a report needs. They come from the pod itself, so a pod needs no other
 * object, and nothing can change them while it runs but the kubelet, which renews the token.
 */
final class JobFiles {
    static final String FOLDER = "/etc/djl-operator";
    static final String JOB = FOLDER + "/training-job.json";
    static final String REPORT_TOKEN = FOLDER + "/report-token";
    static final String REPORT_CA = FOLDER + "/report-ca.crt";

    private static final String VOLUME = "job";
    private static final long TOKEN_SECONDS = 3600;

    private JobFiles() {}

    /** The volume; none where there is no file. */
    static List<Volume> volumes(boolean isForTrainer, Optional<ReportAccess> report) {
        var sources = Stream.concat(
                        isForTrainer ? Stream.of(annotation(TrainerNames.FROZEN_JOB, JOB)) : Stream.of(),
                        report.isPresent()
                                ? Stream.of(annotation(TrainerNames.REPORT_CA, REPORT_CA), token())
                                : Stream.of())
                .toList();
        return sources.isEmpty()
                ? List.of()
                : List.of(new VolumeBuilder()
                        .withName(VOLUME)
                        .withNewProjected()
                        .withSources(sources)
                        .endProjected()
                        .build());
    }

    /** The mounts of {@link #volumes}. */
    static List<VolumeMount> mounts(boolean isForTrainer, Optional<ReportAccess> report) {
        return volumes(isForTrainer, report).stream()
                .map(volume -> new VolumeMountBuilder()
                        .withName(volume.getName())
                        .withMountPath(FOLDER)
                        .withReadOnly(true)
                        .build())
                .toList();
    }

    private static VolumeProjection annotation(String key, String file) {
        return new VolumeProjectionBuilder()
                .withNewDownwardAPI()
                .addNewItem()
                .withPath(name(file))
                .withNewFieldRef()
                .withFieldPath("metadata.annotations['" + key + "']")
                .endFieldRef()
                .endItem()
                .endDownwardAPI()
                .build();
    }

    private static VolumeProjection token() {
        return new VolumeProjectionBuilder()
                .withNewServiceAccountToken()
                .withAudience(ReportAccess.AUDIENCE)
                .withExpirationSeconds(TOKEN_SECONDS)
                .withPath(name(REPORT_TOKEN))
                .endServiceAccountToken()
                .build();
    }

    private static String name(String file) {
        return file.substring(FOLDER.length() + 1);
    }
}
