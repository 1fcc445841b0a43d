package io.djloperator.local.api;

import io.fabric8.kubernetes.client.Config;
import java.nio.file.Path;

/** A Kubernetes API server on the loopback interface: either a real one or the embedded one. */
public interface ApiServer extends AutoCloseable {

    /** How a Fabric8 client reaches it, as cluster administrator. */
    Config clientConfig();

    /** The file that {@code kubectl --kubeconfig} takes. */
    Path kubeconfig();

    /** For a person: which one it is and where it listens. */
    String describe();

    @Override
    void close();
}
