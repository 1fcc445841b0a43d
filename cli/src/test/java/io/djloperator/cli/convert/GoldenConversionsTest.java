package io.djloperator.cli.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.djloperator.api.v1alpha1.TrainingJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every folder of {@code convert} holds an Experiment and what becomes of it. */
class GoldenConversionsTest {
    private static final Path FOLDER = Path.of("src/test/resources/convert");

    static Stream<Path> folders() throws IOException {
        return Files.list(FOLDER).sorted();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void becomes(Path folder) throws IOException {
        var conversion = Conversions.of(folder.resolve("in.yaml"));
        assertThat(conversion.err()).doesNotContain("error:");
        assertThat(conversion.exitCode()).isZero();
        assertThat(conversion.out()).isEqualTo(Files.readString(folder.resolve("out.yaml")));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void holdsNoFieldThatATrainingJobDoesNotKnow(Path folder) throws IOException {
        var strict = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        var document =
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(folder.resolve("out.yaml")));
        var job = strict.convertValue(document, TrainingJob.class);
        assertThat(job.getSpec().search().parameters()).isNotEmpty();
        assertThat(job.getSpec().container().image()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void saysOnStandardErrorWhatStandsInTheComments(Path folder) {
        var conversion = Conversions.of(folder.resolve("in.yaml"));
        var comments =
                conversion.out().lines().filter(line -> line.startsWith("# - ")).map(line -> line.substring(4));
        var notes = conversion.err().lines().toList();
        assertThat(comments)
                .hasSameSizeAs(notes)
                .allMatch(comment -> notes.stream().anyMatch(note -> note.contains(comment.strip())));
    }
}
