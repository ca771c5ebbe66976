#!/usr/bin/env bash
# The whole way on the sample catalogue: sets everything up, runs the pipeline, says where the results lie.
#   scripts/demo.sh [OUT]        OUT: folder of the tables and the contact sheet, default out/demo
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
out="${1:-$root/out/demo}"
started=$SECONDS

# the language model (92 MB) and that of sentence embeddings (90 MB) come while the jar is built
("$root/scripts/models/fetch_writer.sh" && "$root/scripts/models/fetch_sentences.sh") & fetching=$!
"$root/scripts/build.sh"
wait "$fetching"
echo "ready after $((SECONDS - started)) s" >&2

"$root/scripts/atelier" run --conf "$root/conf/demo.conf" --out "$out"
echo "all of it took $((SECONDS - started)) s; open $out/contact-sheet.html" >&2
