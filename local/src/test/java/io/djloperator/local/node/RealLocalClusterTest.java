package io.djloperator.local.node;

import io.djloperator.local.api.ApiServer;
import io.djloperator.local.api.real.Binaries;
import io.djloperator.local.api.real.RealApiServer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** The same on a real API server, which checks every write of the control plane and the node. */
class RealLocalClusterTest extends LocalClusterTest {
    @BeforeAll
    static void needsBinaries() {
        if (binaries().isEmpty()) {
            System.out.println("SKIPPED RealLocalClusterTest: no kube-apiserver in $KUBE_API_TEST_DIR/k8s;"
                    + " `eval \"$(dev/cluster/cluster env)\"` sets it");
        }
        Assumptions.assumeTrue(binaries().isPresent());
    }

    @Override
    ApiServer server(Path folder) {
        return new RealApiServer(binaries().orElseThrow(), folder);
    }

    private static Optional<Binaries> binaries() {
        return Binaries.find(System.getenv(), Path.of(System.getProperty("user.home")));
    }
}
