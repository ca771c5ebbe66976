#!/usr/bin/env python3
"""Greedy text of our decoder against transformers' generate, token for token, same weights, fp32.

    python scripts/golden/compare_text.py                      # 50 prompts, from the GGUF file
    python scripts/golden/compare_text.py --prompts FILE       # JSON lines: system (or null), prompt, max_new_tokens
    python scripts/golden/compare_text.py --also-directory     # and from a Hugging Face directory made of it

Needs scripts/golden/requirements.txt, a JDK and Maven, and scripts/models/fetch_writer.sh run before. Exit 1 when one
token of a prompt or an answer differs.

The tokenizer here is built apart from ours, with the tokenizers library: transformers' own conversion of a GGUF
tokenizer drops the step that cuts numbers into digits, which SmolLM2's published tokenizer.json has.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import torch
from class_path import ROOT, built_class_path
from gguf import GGUFReader
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from transformers import AutoModelForCausalLM, LlamaForCausalLM, PreTrainedTokenizerFast
from transformers.utils import logging

CONTROL = 3  # llama_token_type of llama.h
logging.disable_progress_bar()


def published_tokenizer(path: pathlib.Path) -> PreTrainedTokenizerFast:
    fields = GGUFReader(path).fields
    tokens = fields["tokenizer.ggml.tokens"].contents()
    merges = [tuple(m.split(" ")) for m in fields["tokenizer.ggml.merges"].contents()]
    tokenizer = Tokenizer(models.BPE({t: i for i, t in enumerate(tokens)}, merges))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    types = fields["tokenizer.ggml.token_type"].contents()
    special = [t for t, kind in zip(tokens, types) if kind == CONTROL]
    tokenizer.add_special_tokens([AddedToken(t, special=True, normalized=False) for t in special])
    eos = tokens[fields["tokenizer.ggml.eos_token_id"].contents()]
    wrapped = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token=eos, pad_token=eos)
    wrapped.chat_template = fields["tokenizer.chat_template"].contents()
    return wrapped


def reference_model(path: pathlib.Path) -> LlamaForCausalLM:
    """transformers' own reading of the GGUF, as an ordinary fp32 model that can be saved."""
    read = AutoModelForCausalLM.from_pretrained(path.parent, gguf_file=path.name, dtype=torch.float32)
    config = read.config
    config.__dict__.pop("quantization_config", None)
    model = LlamaForCausalLM(config).to(torch.float32)
    model.load_state_dict(read.state_dict())
    return model.eval()


def java_answers(model: pathlib.Path, prompts: pathlib.Path, batch: int, folder: pathlib.Path, where: str) -> list[dict]:
    out = folder / "answers.jsonl"
    options = ["-Xmx2g", "-Dai.djl.pytorch.num_threads=1", "-Dai.djl.pytorch.num_interop_threads=1"]
    main = ["dev.atelier.inference.GenerateTokens", str(model), "fp32", str(batch), str(prompts), str(out)]
    quiet = {"DJL_OFFLINE": "true", "OPT_OUT_TRACKING": "true", "OMP_WAIT_POLICY": "passive"}
    subprocess.run(["java", *options, "-cp", where, *main], check=True, env={**os.environ, **quiet})
    return [json.loads(line) for line in out.read_text().splitlines()]


def expected_answer(model: LlamaForCausalLM, tokenizer: PreTrainedTokenizerFast, line: dict) -> tuple[list, list]:
    messages = [{"role": "user", "content": line["prompt"]}]
    if line.get("system"):
        messages.insert(0, {"role": "system", "content": line["system"]})
    text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    prompt = tokenizer(text, add_special_tokens=False)["input_ids"]
    with torch.inference_mode():
        answer = model.generate(
            torch.tensor([prompt]), max_new_tokens=line.get("max_new_tokens", 64), do_sample=False
        )  # (1, prompt + answer)
    return prompt, answer[0, len(prompt) :].tolist()


def compare(name: str, answers: list[dict], expected: list[tuple[list, list]]) -> int:
    differing = 0
    for i, (answer, (prompt, tokens)) in enumerate(zip(answers, expected, strict=True)):
        if answer["prompt_ids"] != prompt:
            differing += 1
            print(f"{name}: prompt {i} is cut into other tokens: {answer['prompt_ids']} (transformers: {prompt})")
        elif answer["ids"] != tokens:
            differing += 1
            first = next((k for k, (a, b) in enumerate(zip(answer["ids"], tokens)) if a != b), None)
            print(f"{name}: answer {i} differs at token {first}: {answer['ids']} (transformers: {tokens})")
    count = sum(len(tokens) for _, tokens in expected)
    print(f"{name}: {len(expected) - differing} of {len(expected)} answers equal, {count} tokens")
    return differing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prompts", type=pathlib.Path, default=ROOT / "scripts/golden/text_prompts.jsonl")
    parser.add_argument(
        "--model", type=pathlib.Path, default=ROOT / ".cache/models/SmolLM2-135M-Instruct.Q4_1.gguf"
    )
    parser.add_argument("--batch", type=int, default=8, help="rows that our decoder answers at once")
    parser.add_argument("--also-directory", action="store_true")
    parser.add_argument("--class-path", help="of the built classes and tests; Maven builds and tells it by default")
    arguments = parser.parse_args()
    lines = [json.loads(line) for line in arguments.prompts.read_text().splitlines() if line.strip()]
    prompts = arguments.prompts.resolve()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        where = arguments.class_path or built_class_path()
        ours = java_answers(arguments.model, prompts, arguments.batch, folder, where)
        tokenizer = published_tokenizer(arguments.model)
        model = reference_model(arguments.model)
        expected = [expected_answer(model, tokenizer, line) for line in lines]
        differing = compare("GGUF file", ours, expected)
        if arguments.also_directory:
            model.save_pretrained(folder / "directory")
            tokenizer.save_pretrained(folder / "directory")
            again = java_answers(folder / "directory", prompts, arguments.batch, folder, where)
            differing += compare("Hugging Face directory", again, expected)
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
