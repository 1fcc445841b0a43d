package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.Api;
import io.djloperator.api.v1alpha1.TrainingJob;

/** Names of a TrainingJob's children, and of what is written on them. */
final class TrainerNames {
    static final String COMPONENT = "trainer";

    /** The merged spec, as JSON, on the pods of a Job: what the job is, whatever becomes of its profile. */
    static final String FROZEN_JOB = Api.GROUP + "/training-job";

    /** On pods: the certificate authority of the report endpoint, PEM. */
    static final String REPORT_CA = Api.GROUP + "/report-ca";

    /** Label of the Job and its pods: which attempt it is, from 1. */
    static final String ATTEMPT = Api.GROUP + "/attempt";

    /** On the Job: how many attempts before it count against {@code retry.limit}. */
    static final String FAILURES = Api.GROUP + "/failures";

    private TrainerNames() {}

    /** The Job of an attempt; a job of one node has one Job for all attempts. */
    static String job(TrainingJob owner, int attempt) {
        return owner.getMetadata().getName() + (attempt == 1 ? "" : "-retry-" + attempt);
    }

    /** The Service by which the pods of several nodes find each other. */
    static String service(TrainingJob owner) {
        return owner.getMetadata().getName() + "-nodes"; // the bare name is that of the Service of a ModelDeployment
    }

    /** The host name, within the namespace, of the pod with rank 0. */
    static String firstHost(TrainingJob owner, int attempt) {
        return job(owner, attempt) + "-0." + service(owner);
    }
}
