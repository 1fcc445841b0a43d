package io.djloperator.operator.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** One replica reconciles; the others keep their caches warm and take over. */
@ApplicationScoped
public class LeaderElection {
    private static final Logger LOG = Logger.getLogger(LeaderElection.class);

    /** Name of the Lease in the operator's own namespace. */
    private static final String LEASE = "djl-operator";

    private final AtomicBoolean shuttingDown = new AtomicBoolean();

    /** Before the SDK's own observer, which gives up leadership. */
    void onStop(@Observes @Priority(1) ShutdownEvent event) {
        shuttingDown.set(true);
    }

    /**
     * JOSDK 5.3.2 exits from its own stop path, which deadlocks inside a shutdown hook (java-operator-sdk PR 3383). So it is told not
     * to exit, and the process ends itself when leadership is lost: a former leader must not go on writing.
     */
    @Produces
    @ApplicationScoped
    LeaderElectionConfiguration configuration(KubernetesClient client) {
        var builder = LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
                .withLeaderCallbacks(new LeaderCallbacks(
                        () -> LOG.info("this replica leads"),
                        this::onStopLeading,
                        leader -> LOG.infof("leader: %s", leader)));
        if (client.getNamespace() != null) {
            builder.withLeaseNamespace(client.getNamespace());
        }
        return builder.buildForTest(false);
    }

    private void onStopLeading() {
        if (!shuttingDown.get()) {
            LOG.error("leadership lost: the process ends, and its successor starts afresh");
            Quarkus.asyncExit(1);
        }
    }
}
