package io.djloperator.trainer.nodes;

import io.djloperator.trainer.report.ExitCode;
import io.djloperator.trainer.report.Failure;

/** Another node cannot be reached, or is not what it should be: all of them start again. */
public final class NodeGone extends Failure {
    NodeGone(String message) {
        super(ExitCode.ERROR, message);
    }
}
