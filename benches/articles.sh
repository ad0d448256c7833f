#!/usr/bin/env bash
# Turns articles into published explainers, and prints time, memory and growth as a Markdown table:
# a clean build, one in which nothing changed, and one after an article was added.
#
#   benches/articles.sh [SMALL] [LARGE] [RUNS]
#
# It needs python3 and cargo. SITEGEN names another sitegen to time; $BENCH another work folder
# (default target/bench).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
small=${1:-1000}
large=${2:-10000}
runs=${3:-3}
work=${BENCH:-$here/../target/bench}
mkdir -p "$work"
work=$(cd "$work" && pwd)

if [ -z "${SITEGEN:-}" ]; then
  (cd "$here/.." && cargo build --release --quiet)
  SITEGEN=$(cd "$here/.." && pwd)/target/release/sitegen
fi

for n in "$small" "$large"; do
  rm -rf "$work/articles-$n"
  # One article more than is built at first: the last one is added later.
  python3 "$here/articles.py" "$((n + 1))" --out "$work/articles-$n" > /dev/null
done

exec python3 - "$SITEGEN" "$work" "$small" "$large" "$runs" <<'PYTHON'
import os, shutil, statistics, subprocess, sys, time

sitegen, work, small, large, runs = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])


def timed(site):
    """Seconds, seconds of the processors and peak memory in MB of one build, which must succeed."""
    start = time.perf_counter()
    process = subprocess.Popen([sitegen, "build", "--quiet"], cwd=site,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"{site}: {said.decode()}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def rounds(n):
    """Builds a project of n articles clean, again, and with one article more."""
    site = os.path.join(work, f"articles-{n}")
    last = os.path.join(site, "seeds", f"report-{n:05d}.txt")
    kept = os.path.join(site, "last.txt")
    os.rename(last, kept)
    taken = {"clean": [], "nothing changed": [], "one article added": []}
    for _ in range(runs):
        for name in ("public", ".sitegen", "content"):
            shutil.rmtree(os.path.join(site, name), ignore_errors=True)
        if os.path.exists(last):
            os.remove(last)
        taken["clean"].append(timed(site))
        taken["nothing changed"].append(timed(site))
        shutil.copy(kept, last)
        taken["one article added"].append(timed(site))
    os.rename(kept, last)
    size = sum(os.path.getsize(os.path.join(folder, name))
               for folder, _, names in os.walk(os.path.join(site, "public")) for name in names)
    median = {step: [statistics.median(column) for column in zip(*results)]
              for step, results in taken.items()}
    return median, size / 1e6


print(f"{runs} runs, medians. On a machine that others use too, CPU time is the fairer measure.\n")
print("| articles | step | time | CPU | memory | CPU, of the clean build |")
print("|---|---|---|---|---|---|")
clean = []
for n in (small, large):
    median, size = rounds(n)
    base = median["clean"]
    clean.append(base)
    for step, (seconds, cpu, memory) in median.items():
        print(f"| {n:,} ({size:.0f} MB) | {step} | {seconds:.2f} s | {cpu:.2f} s | {memory:.0f} MB "
              f"| {cpu / base[1]:.3f} |")
growth = [b / a for a, b in zip(*clean)]
print(f"\nFrom {small:,} to {large:,} articles: {growth[0]:.1f} × the time, {growth[1]:.1f} × the "
      f"CPU time, {growth[2]:.1f} × the memory.")
PYTHON
