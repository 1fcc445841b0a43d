package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** A program of the user's own, in any framework, with the scheduling, retries, deadlines and reporting of every other job. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Container(
        @Size(min = 1, max = 512)
        @Pattern("^[a-zA-Z0-9][-a-zA-Z0-9._:/@]*$")
        @JsonPropertyDescription("The image. Default: the profile's; one of both must be there.")
        String image,

        @Size(max = 64)
        @JsonPropertyDescription(
                "The program and its first arguments, not run in a shell. Default: the image's entry point.")
        List<String> command,

        @Size(max = 256) @JsonPropertyDescription("Arguments. Default: the image's.")
        List<String> args,

        @Size(max = 128)
        @JsonPropertyDescription(
                "Environment variables. Those that the operator sets itself, such as RANK, must not be named.")
        List<EnvironmentVariable> env) {

    static final String RESERVED =
            "DJL_REPORT_URL DJL_REPORT_TOKEN_FILE DJL_REPORT_CA_FILE DJL_OUTPUT_DIR DJL_CHECKPOINT_DIR"
                    + " MASTER_ADDR MASTER_PORT RANK WORLD_SIZE LOCAL_RANK PET_NNODES PET_NODE_RANK PET_MASTER_ADDR PET_MASTER_PORT"
                    + " PET_NPROC_PER_NODE";

    /** Lists are never null. */
    public Container {
        command = command == null ? List.of() : List.copyOf(command);
        args = args == null ? List.of() : List.copyOf(args);
        env = env == null ? List.of() : List.copyOf(env);
    }

    /** Whether the operator itself sets {@code variable} in every container, so that a user cannot. */
    public static boolean isReserved(String variable) {
        return List.of(RESERVED.split(" ")).contains(variable);
    }

    /** One environment variable. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EnvironmentVariable(
            @ValidationRule(
                    value = "!(self in '" + RESERVED + "'.split(' '))",
                    messageExpression =
                            "'`name` must not be ' + self + ', which the operator sets: leave it out, or choose another name'")
            @Required
            @Size(min = 1, max = 128)
            @Pattern("^[a-zA-Z_][a-zA-Z0-9_]*$")
            @JsonPropertyDescription("The name.")
            String name,

            @Size(max = 4096) @JsonPropertyDescription("The value; `$(…)` is not expanded. Default: empty.")
            String value) {

        /** Fills in the default. */
        public EnvironmentVariable {
            value = value == null ? "" : value;
        }
    }
}
