package io.djloperator.trainer;

import io.djloperator.trainer.report.ExitCode;
import io.djloperator.trainer.report.Failure;
import io.djloperator.trainer.report.Result;
import io.djloperator.trainer.report.TerminationMessage;
import io.djloperator.trainer.training.Stopped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Turns the end of a command, good or bad, into the termination message and the exit code. */
final class Ending {
    /** The work of a command. */
    interface Work {
        /** The result; empty where the command has done well and has nothing to tell. */
        Optional<Result> run() throws IOException;
    }

    private Ending() {}

    static int of(Path terminationLog, Work work) {
        Result result;
        try {
            var done = work.run();
            if (done.isEmpty()) {
                return ExitCode.COMPLETED.number();
            }
            result = done.get();
        } catch (Stopped e) {
            return ExitCode.STOPPED.number(); // with no result: the job has not ended
        } catch (Failure e) {
            result = Result.of(e.exitCode(), e.getMessage());
        } catch (OutOfMemoryError e) {
            result = Result.of(
                    ExitCode.DATA_ERROR, "the data does not fit into the memory: raise spec.resources.memory");
        } catch (IOException | RuntimeException | LinkageError e) {
            e.printStackTrace(); // nothing a user can mend: whoever looks into it needs to know where it came from
            result = Result.of(ExitCode.ERROR, e.toString());
        }
        var code = code(result);
        if (code != ExitCode.COMPLETED) {
            System.err.println(result.reason() + ": " + result.message());
        }
        return report(terminationLog, result) ? code.number() : ExitCode.ERROR.number();
    }

    private static ExitCode code(Result result) {
        return Arrays.stream(ExitCode.values())
                .filter(code -> code.reason().equals(result.reason()))
                .findFirst()
                .orElseThrow();
    }

    private static boolean report(Path terminationLog, Result result) {
        if (terminationLog == null) {
            return true;
        }
        try {
            TerminationMessage.write(terminationLog, result);
            return true;
        } catch (IOException e) {
            System.err.println("--termination-log " + terminationLog + ": cannot be written: " + e);
            return false;
        }
    }
}
