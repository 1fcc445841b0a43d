package io.djloperator.local.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Consumer;

/** The only place of the controllers that writes. Somebody else's faster write is no error: the next step sees it. */
record Writer(KubernetesClient client) {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    void create(HasMetadata object) {
        tolerating(CONFLICT, () -> client.resource(object).create());
    }

    void delete(HasMetadata object) {
        tolerating(NOT_FOUND, () -> client.resource(object).delete());
    }

    /** Changes the status of the newest version of an object. */
    <T extends HasMetadata> void status(T object, Consumer<T> change) {
        tolerating(
                NOT_FOUND,
                () -> client.resource(object).editStatus(newest -> {
                    change.accept(newest);
                    return newest;
                }));
    }

    /** Gives a pod to a node. */
    void bind(Pod pod, String node) {
        var metadata = pod.getMetadata();
        var path = "/api/v1/namespaces/" + metadata.getNamespace() + "/pods/" + metadata.getName() + "/binding";
        var body = "{\"apiVersion\":\"v1\",\"kind\":\"Binding\",\"metadata\":{\"name\":\"" + metadata.getName()
                + "\"},\"target\":{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"name\":\"" + node + "\"}}";
        tolerating(CONFLICT, () -> client.raw(path, "POST", body));
    }

    private static void tolerating(int code, Runnable write) {
        try {
            write.run();
        } catch (KubernetesClientException e) {
            if (e.getCode() != code && e.getCode() != NOT_FOUND && e.getCode() != CONFLICT) {
                throw e;
            }
        }
    }
}
