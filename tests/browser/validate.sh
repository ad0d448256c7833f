#!/usr/bin/env bash
# Every page and style sheet of the given sites through the Nu checker; any error fails.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
jar=$here/node_modules/vnu-jar/build/dist/vnu.jar
count=0
for site in "$@"; do
  count=$((count + $(find "$site" -name '*.html' | wc -l)))
done
[ "$count" -gt 0 ] || { echo "validate: no pages in $*" >&2; exit 1; }
# The checker's CSS is older than container queries and paint-order.
newer='.*(Unrecognized at-rule “@container”|Property “(container|paint-order)” doesn).*'
java -Xss4m -jar "$jar" --errors-only --skip-non-css --filterpattern "$newer" "$@"
java -Xss4m -jar "$jar" --errors-only --skip-non-html "$@"
echo "validate: $count pages and their style sheets have no errors"
