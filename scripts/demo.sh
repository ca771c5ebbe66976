#!/usr/bin/env bash
# The whole way on the sample catalogue: sets everything up, runs the pipeline, says where the results lie.
#   scripts/demo.sh [OUT]        OUT: folder of the tables and the contact sheet, default out/demo
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
out="${1:-$root/out/demo}"
started=$SECONDS

# the language model (92 MB) and the sentence embeddings (91 MB) come while the jar is built
"$root/scripts/models/fetch_writer.sh" & writer=$!
"$root/scripts/models/fetch_sentences.sh" & sentences=$!
"$root/scripts/build.sh"
wait "$writer"
wait "$sentences"
echo "ready after $((SECONDS - started)) s" >&2

"$root/scripts/atelier" run --conf "$root/conf/demo.conf" --out "$out"
echo "all of it took $((SECONDS - started)) s; open $out/contact-sheet.html" >&2
