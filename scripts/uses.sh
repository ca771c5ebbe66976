#!/usr/bin/env bash
# Runs the sample configurations, one for each use, with the sample models.
#   scripts/uses.sh [DIR [USE ...]]      default out/uses, all of conf/uses
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
out="${1:-$root/out/uses}"
uses=("${@:2}")
[[ $# -gt 1 ]] || uses=(marketing game exercises posters leaflets social localisation)
"$root/scripts/models/fetch_writer.sh" >&2
"$root/scripts/models/fetch_sentences.sh" >&2
for use in "${uses[@]}"; do
  echo "==== $use"
  "$root/scripts/atelier" run --conf "$root/conf/uses/$use.conf" --out "$out/$use"
done
