package io.djloperator.cli.convert;

import java.util.List;

/** Kubeflow's PyTorchJob: a master and workers, which are `nodes` here where they are alike. */
final class PyTorchJob {
    private PyTorchJob() {}

    /** @throws Refused where master and workers differ */
    static TrialTemplate of(Field job, List<Note> notes) {
        var replicas = job.get("spec").get("pytorchReplicaSpecs");
        var master = replicas.get("Master");
        var worker = replicas.get("Worker");
        if (!master.isPresent() && !worker.isPresent()) {
            throw new Refused(replicas.path() + ": must hold Master or Worker");
        }
        var first = master.isPresent() ? master : worker;
        int nodes = (master.isPresent() ? 1 : 0)
                + (worker.isPresent() ? worker.get("replicas").whole().orElse(1) : 0);
        int most = Schema.at("spec.nodes").most();
        if (nodes < 1 || nodes > most) {
            throw new Refused(worker.get("replicas"), "must be such that there are 1 to %d pods".formatted(most));
        }
        master.get("replicas").text();
        first.get("restartPolicy").text();
        if (master.isPresent() && worker.isPresent()) {
            if (!master.get("template").isSameAs(worker.get("template"))) {
                throw new Refused(
                        worker.get("template"),
                        "differs from the Master's: `nodes` are alike; let one program do both by RANK, which is 0 in the first");
            }
            worker.get("template").take();
            worker.get("restartPolicy").text();
        }
        var processes = job.get("spec").get("nprocPerNode");
        if (processes.isPresent()) {
            processes.take();
            notes.add(Note.of(
                    processes,
                    "is left out: torchrun starts a process for each accelerator of the pod (PET_NPROC_PER_NODE)"));
        }
        if (nodes > 1) {
            notes.add(Note.of(
                    job.get("kind"),
                    "is `nodes: %d` now: MASTER_ADDR, MASTER_PORT, RANK, WORLD_SIZE and PET_* are set as before; where one pod fails all"
                                    .formatted(nodes)
                            + " start again"));
        }
        return new TrialTemplate(job, first.get("template"), nodes);
    }
}
