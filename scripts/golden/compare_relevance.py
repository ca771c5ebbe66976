#!/usr/bin/env python3
"""Embeds the same texts with ONNX Runtime and tokenizers in Python and with Atelier's Java, live, and compares them.

    scripts/golden/compare_relevance.py [--model DIR]

The Python side is what sentence-transformers does with all-MiniLM-L6-v2: at most 256 tokens, mean of the tokens' vectors by
the attention mask, length 1; all texts go in as one padded batch. Exit 1 if a vector's cosine is below 1 - 1e-5 or the
cosine of any two texts differs by more than 1e-5. Needs scripts/golden/requirements.txt, scripts/models/fetch_sentences.sh, a
JDK and Maven.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import onnxruntime
import tokenizers
from class_path import ROOT, built_class_path

MOST_TOKENS = 256
PROMPTS = 40
TEXTS = [
    "A red enamel mug that keeps tea warm.",
    "Red enamel mug\nA mug of enamelled steel, 9 cm high.\ncolour: red\nmaterial: enamel",
    "A  Crème-brûlée, 2 pcs. (NEW!) don't",
    "Größe 12″ – 杯子 ﷺ İ ß \U0001fad6 \u200b\ufeff",
    "",
    " \n\t ",
    "many words " * 60,
    "one [SEP] two [CLS] [MASK] three",
    "supercalifragilisticexpialidocious" * 4,
    "a long text of many words that goes on and on, " * 40,
]


def texts() -> list[str]:
    lines = (ROOT / "scripts/golden/text_prompts.jsonl").read_text(encoding="utf-8").splitlines()
    prompts = [json.loads(line)["prompt"] for line in lines[:PROMPTS]]
    return TEXTS + prompts


def vectors_of_java(model: str, where: str, texts: list[str]) -> np.ndarray:
    with tempfile.TemporaryDirectory() as temporary:
        lines = pathlib.Path(temporary) / "lines.jsonl"
        lines.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
        command = ["java", "-cp", where, "dev.atelier.inference.EmbedVectors", model, str(lines)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"Java failed:\n{done.stderr[-4000:]}")
        return np.array([json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")])


def vectors_of_python(model: str, texts: list[str]) -> np.ndarray:
    tokenizer = tokenizers.Tokenizer.from_file(f"{model}/tokenizer.json")
    tokenizer.enable_truncation(MOST_TOKENS)
    tokenizer.enable_padding()
    session = onnxruntime.InferenceSession(f"{model}/model.onnx", providers=["CPUExecutionProvider"])
    encoded = tokenizer.encode_batch(texts)
    mask = np.array([e.attention_mask for e in encoded])
    fed = {
        "input_ids": np.array([e.ids for e in encoded]),
        "attention_mask": mask,
        "token_type_ids": np.array([e.type_ids for e in encoded]),
    }
    tokens = session.run(None, fed)[0]  # (texts, tokens, width)
    mean = (tokens * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
    return mean / np.linalg.norm(mean, axis=1, keepdims=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=str(ROOT / ".cache/models/all-MiniLM-L6-v2"))
    parser.add_argument("--class-path")
    arguments = parser.parse_args()
    compared = texts()
    ours = vectors_of_java(arguments.model, arguments.class_path or built_class_path(), compared)
    theirs = vectors_of_python(arguments.model, compared).astype(np.float64)
    assert ours.shape == theirs.shape, (ours.shape, theirs.shape)
    cosines = (ours * theirs).sum(-1)
    relevances = np.abs(ours @ ours.T - theirs @ theirs.T)
    print(f"relevance of text 0 to text 1: {ours[0] @ ours[1]:.6f} here, {theirs[0] @ theirs[1]:.6f} there")
    print(f"least cosine {cosines.min():.8f} of {len(cosines)} texts: {compared[int(cosines.argmin())][:60]!r}")
    print(f"relevances of all pairs differ by at most {relevances.max():.2e}")
    sys.exit(1 if cosines.min() < 1 - 1e-5 or relevances.max() > 1e-5 else 0)


if __name__ == "__main__":
    main()
