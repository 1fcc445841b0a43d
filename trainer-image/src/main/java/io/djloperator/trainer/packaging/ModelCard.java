package io.djloperator.trainer.packaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.api.v1alpha1.TrainingJobStatus.GateResult;
import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import java.util.List;
import java.util.Map;

/**
 * What a reader must know before he uses the model.
 *
 * @param job name of the job; no namespace, so that a package is the same bytes wherever it was trained
 * @param tables name to URI
 * @param rows of each part
 * @param classes in sorted order, the last one positive; empty for regression
 * @param groups rates on the test part by sensitive column
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ModelCard(
        String job,
        String target,
        String task,
        List<String> classes,
        Map<String, String> tables,
        String query,
        Map<String, Integer> rows,
        List<String> features,
        List<String> excluded,
        List<String> sensitive,
        TrainingJobSpec spec,
        long parameters,
        List<MetricValue> metrics,
        List<GateResult> gates,
        Map<String, List<Group>> groups,
        List<String> limits) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** One group of a sensitive column in the test part; the rates are of the positive class. */
    public record Group(String group, int rows, String predictedPositive, String actuallyPositive) {}

    String json() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
