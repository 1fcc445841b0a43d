package io.djloperator.local.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldPathTest {
    private final Pod pod = new PodBuilder()
            .withNewMetadata()
            .withName("p")
            .withNamespace("team")
            .withUid("u-1")
            .addToAnnotations("djl-operator.io/training-job", "{\"kind\": \"TrainingJob\"}")
            .addToLabels("batch.kubernetes.io/job-completion-index", "3")
            .endMetadata()
            .withNewSpec()
            .withServiceAccountName("trainers")
            .endSpec()
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "metadata.name|p",
                "metadata.namespace|team",
                "metadata.uid|u-1",
                "metadata.annotations['djl-operator.io/training-job']|{\"kind\": \"TrainingJob\"}",
                "metadata.labels['batch.kubernetes.io/job-completion-index']|3",
                "metadata.labels['absent']|``",
                "spec.serviceAccountName|trainers",
                "spec.nodeName|local",
                "status.podIP|127.0.0.1",
            })
    void isWhatThePodSays(String path, String value) {
        assertThat(FieldPath.value(pod, path)).isEqualTo(value);
    }

    @Test
    void aFieldThatIsNoneIsRefused() {
        assertThatThrownBy(() -> FieldPath.value(pod, "spec.containers")).hasMessageContaining("'spec.containers'");
    }
}
