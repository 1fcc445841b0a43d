package io.djloperator.operator.runtime;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.api.config.InformerStoppedHandler;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** An informer that died does not come back by itself: the process ends, and the kubelet starts it afresh. */
@ApplicationScoped
@Unremovable // only the SDK looks it up
public class InformerStopped implements InformerStoppedHandler {
    private static final Logger LOG = Logger.getLogger(InformerStopped.class);

    @Override
    @SuppressWarnings("rawtypes") // the interface's own signature
    public void onStop(SharedIndexInformer informer, Throwable cause) {
        if (cause != null) {
            LOG.errorf(
                    cause, "the watch of %s ended", informer.getApiTypeClass().getSimpleName());
            Quarkus.asyncExit(1);
        }
    }
}
