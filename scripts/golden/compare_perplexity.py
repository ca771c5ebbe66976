#!/usr/bin/env python3
"""Perplexity of whole texts under the sample writer, ours against transformers on the same weights, fp32.

    python scripts/golden/compare_perplexity.py [--texts FILE] [--every 6] [--class-path PATH]

A text goes behind the model's bos token, without a chat format; perplexity is e to the mean loss over its tokens. The texts
are every sixth of data-samples/judged, and longer ones made of them. Exit 1 when a text has another number of tokens, or a
perplexity that differs by more than 1e-4 of it (some minutes). Needs scripts/golden/requirements.txt, a JDK and Maven, and
scripts/models/fetch_writer.sh run before.
"""

import argparse
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile

import torch
from class_path import ROOT, built_class_path
from compare_text import published_tokenizer, reference_model
from gguf import GGUFReader

TOLERANCE = 1e-4
MODEL = ROOT / ".cache/models/SmolLM2-135M-Instruct.Q4_1.gguf"


def texts_of(path: pathlib.Path, every: int) -> list[str]:
    texts = [json.loads(line)["text"] for line in path.read_text().splitlines()][::every]
    longer = [" ".join(texts[i : i + 12]) for i in range(0, 24, 12)]
    return texts + longer + ["Gr\u00f6\u00dfe 12 1/2; don't worry: \u676f\u5b50\n\n  two   spaces", "<|im_end|> is text here"]


def ours(texts: list[str], folder: pathlib.Path, where: str) -> list[dict]:
    source, out = folder / "texts.jsonl", folder / "likely.jsonl"
    source.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    options = ["-Xmx2g", "-Dai.djl.pytorch.num_threads=1", "-Dai.djl.pytorch.num_interop_threads=1"]
    quiet = {"DJL_OFFLINE": "true", "OPT_OUT_TRACKING": "true"}
    main = ["dev.atelier.inference.ReadTexts", str(MODEL), str(source), str(out)]
    subprocess.run(["java", *options, "-cp", where, *main], check=True, env={**os.environ, **quiet})
    return [json.loads(line) for line in out.read_text().splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=pathlib.Path, default=ROOT / "data-samples/judged/texts.jsonl")
    parser.add_argument("--every", type=int, default=6, help="text of the file that is compared")
    parser.add_argument("--class-path", help="of the built classes and tests; Maven builds and tells it by default")
    arguments = parser.parse_args()
    texts = texts_of(arguments.texts, arguments.every)
    tokenizer, model = published_tokenizer(MODEL), reference_model(MODEL)
    bos = GGUFReader(MODEL).fields["tokenizer.ggml.bos_token_id"].contents()
    differing, widest = 0, 0.0
    with tempfile.TemporaryDirectory() as temporary:
        likely = ours(texts, pathlib.Path(temporary), arguments.class_path or built_class_path())
    for i, (text, one) in enumerate(zip(texts, likely, strict=True)):
        ids = [bos, *tokenizer(text, add_special_tokens=False, split_special_tokens=True)["input_ids"]]
        with torch.inference_mode():
            tokens = torch.tensor([ids])
            expected = math.exp(model(tokens, labels=tokens).loss.item())
        found = math.exp(-one["meanLogprob"])
        apart = abs(found - expected) / expected
        widest = max(widest, apart)
        if one["tokens"] != len(ids) - 1 or apart > TOLERANCE:
            differing += 1
            print(f"text {i}: {found} over {one['tokens']} tokens (transformers: {expected} over {len(ids) - 1})")
        elif i in (0, 5):
            print(f"text {i}: {expected:.9g} over {len(ids) - 1} tokens")
    print(f"{len(texts) - differing} of {len(texts)} equal, at most {widest:.1e} apart (allowed {TOLERANCE:.0e})")
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
