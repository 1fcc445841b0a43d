package io.djloperator.trainer.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.djloperator.api.v1alpha1.Training;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.runtime.SchemaJson;
import io.djloperator.runtime.TabularSchema;
import io.djloperator.trainer.model.Part;
import io.djloperator.trainer.packaging.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** Tells trainings apart that must not go on from each other's states: their spec, their data, or how these are encoded differ. */
public final class TrainingKey {
    private static final int ROWS_AT_ONCE = 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private TrainingKey() {}

    /** SHA-256 in hexadecimal. How often checkpoints are written has no say. */
    public static String of(TrainingJobSpec spec, TabularSchema schema, Part part) {
        var training = spec.training();
        var learnt = new Training(training.epochs(), training.batchSize(), training.optimizer(), training.seed(), null);
        var digest = Sha256.digest();
        for (Object member : Arrays.asList(spec.data(), spec.model(), learnt)) {
            digest.update(json(member));
        }
        digest.update(SchemaJson.write(schema).getBytes(StandardCharsets.UTF_8));
        update(digest, part.inputs(), part.width() * ROWS_AT_ONCE);
        update(digest, part.targets(), ROWS_AT_ONCE);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, float[] values, int atOnce) {
        for (int from = 0; from < values.length; from += atOnce) {
            int length = Math.min(atOnce, values.length - from);
            var bytes = ByteBuffer.allocate(4 * length);
            bytes.asFloatBuffer().put(values, from, length);
            digest.update(bytes);
        }
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
