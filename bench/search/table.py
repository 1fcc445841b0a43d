"""A Markdown table of what both sides found: table.py OURS.csv THEIRS.csv. Regret is the best value less the optimum."""
import collections
import csv
import statistics
import sys

from scipy.stats import mannwhitneyu

from problems import PROBLEMS


def read(path):
    runs = collections.defaultdict(list)
    for sampler, problem, parallelism, _, best, seconds in csv.reader(open(path)):
        runs[sampler, problem, int(parallelism)].append((float(best) - PROBLEMS[problem][2], float(seconds)))
    return runs


def show(number):
    return f"{number:.3g}" if number < 1e4 else f"{number:,.0f}"


ours, theirs = read(sys.argv[1]), read(sys.argv[2])
print("| sampler | at once | problem | median regret: ours | Optuna | ratio | p | seconds a run: ours | Optuna |")
print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
for key in [key for key in ours if key in theirs]:
    sampler, problem, parallelism = key
    a, b = [regret for regret, _ in ours[key]], [regret for regret, _ in theirs[key]]
    assert len(a) == len(b), (key, len(a), len(b))
    ratio = statistics.median(a) / statistics.median(b)
    p = mannwhitneyu(a, b).pvalue
    bold = "**" if ratio > 1.05 else ""
    seconds = [show(statistics.median(s for _, s in side[key])) for side in (ours, theirs)]
    print(f"| {sampler} | {parallelism} | {problem} | {show(statistics.median(a))} | {show(statistics.median(b))}"
          f" | {bold}{ratio:.2f}{bold} | {p:.2g} | {seconds[0]} | {seconds[1]} |")
