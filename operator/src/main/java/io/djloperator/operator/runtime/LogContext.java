package io.djloperator.operator.runtime;

import io.javaoperatorsdk.operator.processing.MDCUtils;

/** What a log line says of the resource at hand. */
public final class LogContext {
    private LogContext() {}

    /**
     * Takes away what the SDK said of an event while it was handled. A thread that is started meanwhile inherits the words and keeps them for ever:
     * its lines would name a resource that they do not speak of. Called at the begin of each reconciliation.
     */
    public static void forgetEvent() {
        MDCUtils.removeInformerEventInfo();
    }
}
