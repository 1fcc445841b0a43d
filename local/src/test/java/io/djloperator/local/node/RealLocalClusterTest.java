package io.djloperator.local.node;

import io.djloperator.local.api.ApiServer;
import io.djloperator.local.api.real.Binaries;
import io.djloperator.local.api.real.RealApiServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The same on a real API server, which checks every write of the control plane and the node. */
class RealLocalClusterTest extends LocalClusterTest {
    @Override
    ApiServer server(Path folder) {
        var binaries = Binaries.find(System.getenv(), Path.of(System.getProperty("user.home")));
        Assumptions.assumeTrue(
                binaries.isPresent(),
                "skipped: no kube-apiserver in $KUBE_API_TEST_DIR/k8s; `dev/cluster/cluster env` sets it");
        return new RealApiServer(binaries.orElseThrow(), folder);
    }
}
