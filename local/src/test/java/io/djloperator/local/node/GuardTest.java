package io.djloperator.local.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "programs run through /bin/sh")
class GuardTest {
    @TempDir
    Path folder;

    @Test
    void theExitCodeIsTheProgramsOwn() throws Exception {
        assertThat(run("exit 12").waitFor()).isEqualTo(12);
    }

    @Test
    void theProgramSeesOnlyItsEnvironmentAndItsOutputIsLogged() throws Exception {
        assertThat(run("echo \"$GREETING from ${HOME:-nowhere}\"").waitFor()).isZero();
        assertThat(folder.resolve("log")).hasContent("hello from nowhere");
    }

    @Test
    void aProgramThatEndsAtSigtermGivesItsOwnCode() throws Exception {
        var process = run("trap 'exit 7' TERM; echo ready; while :; do sleep 0.05; done");
        awaitLog("ready");
        Guard.terminate(process);
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(7);
    }

    @Test
    void aProgramThatIgnoresSigtermIsKilledAfterTheGracePeriod() throws Exception {
        var process = run("trap '' TERM; echo ready; while :; do sleep 0.05; done");
        awaitLog("ready");
        Guard.stop(process, 200);
        assertThat(process.isAlive()).isFalse();
        assertThat(process.exitValue()).isEqualTo(137);
    }

    @Test
    void whatTheProgramStartedEndsWithIt() throws Exception {
        var process = run("sleep 300 & echo $! > child; echo ready; wait");
        awaitLog("ready");
        var child = ProcessHandle.of(
                        Long.parseLong(Files.readString(folder.resolve("child")).strip()))
                .orElseThrow();
        assertThat(child.isAlive()).isTrue();
        Guard.stop(process, 5_000);
        await().atMost(Duration.ofSeconds(5)).until(() -> !child.isAlive());
    }

    @Test
    void theProgramDiesWithALauncherThatIsKilled() throws Exception {
        var pidFile = folder.resolve("pid");
        var launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launcher.class.getName(),
                        folder.toString(),
                        pidFile.toString())
                .inheritIO()
                .start();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Files.exists(pidFile) && !Files.readString(pidFile).isBlank());
        var program = ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
                .orElseThrow();
        assertThat(program.isAlive()).isTrue();
        launcher.destroyForcibly().waitFor();
        await().atMost(Duration.ofSeconds(5)).until(() -> !program.isAlive());
    }

    /** Starts a program that writes its process id and then does nothing. */
    static final class Launcher {
        public static void main(String[] arguments) throws Exception {
            var folder = Path.of(arguments[0]);
            Guard.start(
                            List.of("/bin/sh", "-c", "echo $$ > " + arguments[1] + "; exec sleep 300"),
                            Map.of("PATH", System.getenv("PATH")),
                            folder,
                            folder.resolve("log").toFile())
                    .waitFor();
        }
    }

    private Process run(String script) throws IOException {
        return Guard.start(
                List.of("/bin/sh", "-c", script),
                Map.of("PATH", System.getenv("PATH"), "GREETING", "hello"),
                folder,
                folder.resolve("log").toFile());
    }

    private void awaitLog(String text) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Files.readString(folder.resolve("log")).contains(text));
    }
}
