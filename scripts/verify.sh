#!/usr/bin/env bash
# Builds, checks style and runs all tests: model-udfs, then jobs. Needs JDK 17, Maven, Python 3.11 with pip.
#   scripts/verify.sh [mvn options]      -Pspark-4 for Spark 4 / Scala 2.13
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

echo "the language model that tests use (92 MB, once):" >&2
scripts/models/fetch_writer.sh >&2
echo "the sentence embeddings that tests use (91 MB, once):" >&2
scripts/models/fetch_sentences.sh >&2
echo "the classifier of pictures that tests use (22 MB, once):" >&2
scripts/models/fetch_nsfw.sh >&2
echo "the reader of pictures that tests use (27 MB, once):" >&2
scripts/models/fetch_ocr.sh >&2
echo "mvn verify: compile with -Xlint:all -Werror and Error Prone, tests, house rules, formatting" >&2
exec mvn -B -ntp "$@" verify
