"""What each seed finds with a sampler of Optuna: play.py SAMPLER TRIALS PARALLELISM SEEDS [PROBLEM...]. The lines are those of Play.java."""
import multiprocessing
import random
import sys
import time
import warnings

import optuna
from optuna import samplers

from problems import PROBLEMS

SAMPLERS = {
    "RANDOM": lambda seed: samplers.RandomSampler(seed=seed),
    "SOBOL": lambda seed: samplers.QMCSampler(scramble=True, seed=seed),
    "TPE": lambda seed: samplers.TPESampler(multivariate=True, constant_liar=True, seed=seed),
    "GP": lambda seed: samplers.GPSampler(seed=seed),
    "CMA_ES": lambda seed: samplers.CmaEsSampler(seed=seed),
}


def quiet():
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    warnings.simplefilter("ignore")
    try:
        import torch
        torch.set_num_threads(1)  # a process for each core instead
    except ImportError:
        pass


def play(job):
    sampler, problem, trials, parallelism, seed = job
    function, suggest, _ = PROBLEMS[problem]
    order = random.Random(seed)
    start = time.perf_counter()
    study = optuna.create_study(sampler=SAMPLERS[sampler](seed))
    active, asked = [], 0
    while asked < trials or active:
        while asked < trials and len(active) < parallelism:
            trial = study.ask()
            active.append((trial, function(suggest(trial))))
            asked += 1
        study.tell(*active.pop(order.randrange(len(active))))
    return f"{sampler},{problem},{parallelism},{seed},{study.best_value!r},{time.perf_counter() - start:.3f}"


if __name__ == "__main__":
    sampler, (trials, parallelism, seeds) = sys.argv[1], map(int, sys.argv[2:5])
    problems = sys.argv[5:] or PROBLEMS
    with multiprocessing.get_context("spawn").Pool(initializer=quiet) as pool:
        for line in pool.imap(play, [(sampler, p, trials, parallelism, seed) for p in problems for seed in range(seeds)]):
            print(line, flush=True)
