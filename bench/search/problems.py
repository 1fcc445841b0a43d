"""The problems of search/src/test, for Optuna: a function of a dict of parameters, how Optuna suggests them, the optimum.

problems.py FILE    checks the functions against points that Points.java printed
"""
import math
import sys

A = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]]
P = [[0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
     [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381]]
ALPHA = [1.0, 1.2, 3.0, 3.2]
RASTRIGIN_OPTIMUM = [0.6, -1.1, 1.6, -2.1, 2.6]


def branin(x):
    bow = x[1] - 5.1 / (4 * math.pi**2) * x[0] ** 2 + 5 / math.pi * x[0] - 6
    return bow**2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x[0]) + 10


def hartmann(x):
    return -sum(alpha * math.exp(-sum(a * (xi - p) ** 2 for a, xi, p in zip(aa, x, pp))) for alpha, aa, pp in zip(ALPHA, A, P))


def rosenbrock(x):
    return sum(100 * (b - a * a) ** 2 + (1 - a) ** 2 for a, b in zip(x, x[1:]))


def rastrigin(x):
    return sum(10 + z * z - 10 * math.cos(2 * math.pi * z) for z in (a - b for a, b in zip(x, RASTRIGIN_OPTIMUM)))


def mixed(p):
    layers = p["layers"]
    value = {"sgd": 0, "adam": 0.1, "lbfgs": 0.4}[p["optimizer"]]
    value += (math.log10(p["learningRate"]) + 1 + layers / 4) ** 2 / 4 + (layers - 4) ** 2 / 20
    value += math.log2(p["units"] / 128) ** 2 / 10 + 4 * (p["dropout"] - 0.2) ** 2
    return value + 2 * (p["momentum"] - 0.9) ** 2 if "momentum" in p else value


def suggest_mixed(trial):
    p = {
        "optimizer": trial.suggest_categorical("optimizer", ["adam", "lbfgs", "sgd"]),
        "learningRate": trial.suggest_float("learningRate", 1e-5, 1, log=True),
        "layers": trial.suggest_int("layers", 1, 8),
        # Optuna has no steps on a logarithmic scale.
        "units": 16 * trial.suggest_int("units", 1, 32, log=True),
        "dropout": trial.suggest_float("dropout", 0, 0.5),
    }
    if p["optimizer"] == "sgd":
        p["momentum"] = trial.suggest_float("momentum", 0, 1)
    return p


def continuous(function, *ranges):
    names = [f"x{i}" for i in range(len(ranges))]
    suggest = lambda trial: {name: trial.suggest_float(name, *bounds) for name, bounds in zip(names, ranges)}
    return lambda p: function([p[name] for name in names]), suggest


BRANIN, HARTMANN = 0.39788735772973816, -3.322368011415515
PROBLEMS = {
    "Branin": (*continuous(branin, (-5, 10), (0, 15)), BRANIN),
    "Hartmann-6": (*continuous(hartmann, *[(0, 1)] * 6), HARTMANN),
    "Rosenbrock-10": (*continuous(rosenbrock, *[(-5, 10)] * 10), 0),
    "Rastrigin-5": (*continuous(rastrigin, *[(-5.12, 5.12)] * 5), 0),
    "Mixed": (mixed, suggest_mixed, 0),
}

if __name__ == "__main__":
    checked = 0
    for line in open(sys.argv[1]):
        name, value, parameters = line.split()
        p = dict(pair.split("=") for pair in parameters.split(","))
        p = {key: v if key == "optimizer" else float(v) for key, v in p.items()}
        assert math.isclose(PROBLEMS[name][0](p), float(value), rel_tol=1e-9, abs_tol=1e-9), (name, p, value)
        checked += 1
    assert checked >= 50 * len(PROBLEMS), checked
    print(f"{checked} points have the same values on both sides")
