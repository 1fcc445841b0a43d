package io.djloperator.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;

class RefusalTest {
    private static KubernetesClientException answer(int code, String message) {
        var status = new StatusBuilder().withCode(code).withMessage(message).build();
        return new KubernetesClientException(message, code, status);
    }

    @Test
    void aQuotaSaysNothingOfWhatAnObjectHoldsAndAPolicyDoes() {
        var quota = answer(
                403, "trainingjobs \"a\" is forbidden: exceeded quota: quota, requested: 1, used: 1, limited: 1");
        var webhook = answer(403, "admission webhook \"images.example\" denied the request: use our registry");
        var schema = answer(422, "TrainingJob \"a\" is invalid: spec.nodes: Invalid value: 0");
        assertThat(Refusal.of(quota))
                .hasValueSatisfying(refusal -> assertThat(refusal.isInvalid()).isFalse());
        assertThat(Refusal.of(webhook))
                .hasValueSatisfying(refusal -> assertThat(refusal.isInvalid()).isTrue());
        assertThat(Refusal.of(schema))
                .hasValueSatisfying(refusal -> assertThat(refusal.isInvalid()).isTrue());
        assertThat(Refusal.of(answer(503, "busy"))).isEmpty();
    }
}
