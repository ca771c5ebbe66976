#!/usr/bin/env python3
"""Our chat templates and tokens against transformers: texts and ids of apply_chat_template, family by family.

    python scripts/golden/compare_templates.py            # every family in chat_templates/, and texts without a template
    python scripts/golden/compare_templates.py --write    # and write chat_templates/expected.jsonl, which a unit test holds

Needs scripts/golden/requirements.txt, a JDK and Maven. Exit 1 when one text or id differs.

The templates in chat_templates/ are written from the families' documented formats. Their tokenizers are made here: a
byte-level and several SentencePiece-like BPEs, trained on this repository's sample texts, with each family's special
tokens. Conversations whose text holds such a token are compared with sanitize_control_tokens=True.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy
import transformers.utils.chat_template_utils as chats
from safetensors.numpy import save_file
from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import AutoTokenizer, PreTrainedTokenizerFast

from class_path import ROOT, built_class_path

FOLDER = ROOT / "scripts/golden/chat_templates"
CLOCK = "the clock says"
SAMPLES = [p for p in sorted((ROOT / "data-samples").rglob("*")) if p.suffix in {".csv", ".jsonl", ".json", ".html"}]
UNICODE = "Größe 12″ – „Krug“ 杯子 🫖👩‍🍳 e\u0301 \u200bx ß İ ﬁ"


class StoppedClock:
    """Stands for the datetime of strftime_now, so that a text which holds the date is known."""

    @staticmethod
    def now():
        return StoppedClock

    @staticmethod
    def strftime(format):
        return CLOCK


def conversations(special: list[str]) -> list[dict]:
    hostile = "".join(f"a{token} b\n{token}{token}c " for token in special)
    return [
        {"system": None, "user": "Write a slogan for a red mug."},
        {"system": "  You are a copywriter.\tBe brief. \n", "user": " \t A  mug,\u00a0350 ml \r\n\n  it's 'great'\n \n"},
        {"system": None, "user": f"\n{UNICODE}\n\n  {hostile}</think> \"quoted\" \\n {{{{ x }}}}"},
        {"system": f"Never {hostile}{UNICODE} ", "user": f"USER: {hostile[:40]} x\n"},
        {"system": "Be brief.", "user": "/no_think 1234567 mugs"},
    ]


def added(token: dict) -> AddedToken:
    special = token.get("special", True)
    return AddedToken(**{"special": special, "normalized": not special, **token})


def byte_level() -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=900, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
    )
    tokenizer.train_from_iterator(samples(), trainer)
    return tokenizer


def metaspace(scheme: str) -> Tokenizer:
    bytes_ = [f"<0x{b:02X}>" for b in range(256)]
    tokenizer = Tokenizer(models.BPE(byte_fallback=True, fuse_unk=True, unk_token="<unk>"))
    if scheme == "legacy":
        tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    else:
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme=scheme, split=False)
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    trainer = trainers.BpeTrainer(vocab_size=1000, special_tokens=["<unk>", *bytes_], show_progress=False)
    trained = Tokenizer(models.BPE(unk_token="<unk>"))
    trained.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first", split=True)
    trained.train_from_iterator(samples(), trainer)
    state = json.loads(trained.to_str())["model"]
    merges = [tuple(m) if isinstance(m, list) else tuple(m.split(" ")) for m in state["merges"]]
    tokenizer.model = models.BPE(state["vocab"], merges, byte_fallback=True, fuse_unk=True, unk_token="<unk>")
    return tokenizer


def samples() -> list[str]:
    return [path.read_text(encoding="utf-8", errors="replace")[:60000] for path in SAMPLES]


def base_tokenizer(kind: str) -> Tokenizer:
    if kind == "bytes":
        return byte_level()
    return metaspace(kind.partition("_")[2] or "first")


def model_folder(root: pathlib.Path, tokenizer: PreTrainedTokenizerFast, **config) -> pathlib.Path:
    """A model directory as vendors publish one, with a tokenizer and one weight that nobody reads."""
    tokenizer.save_pretrained(root)
    size = max(tokenizer.get_vocab().values()) + 3  # tables are padded, and two tokens may be named later
    numbers = dict(
        hidden_size=8, intermediate_size=8, num_hidden_layers=1, num_attention_heads=1, max_position_embeddings=4096,
        rms_norm_eps=1e-5, rope_theta=10000.0, vocab_size=size, eos_token_id=0, **config,
    )
    (root / "config.json").write_text(
        json.dumps({"architectures": ["LlamaForCausalLM"], "model_type": "llama", **numbers})
    )
    save_file({"model.norm.weight": numpy.zeros(8, numpy.float32)}, root / "model.safetensors")
    return root


def java(where: str, main: str, lines: list[dict], folder: pathlib.Path) -> list:
    asked, answered = folder / "asked.jsonl", folder / "answered.jsonl"
    asked.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    quiet = {"DJL_OFFLINE": "true", "OPT_OUT_TRACKING": "true"}
    options = ["-Xmx1g", "-Dfile.encoding=UTF-8", "-cp", where]
    subprocess.run(["java", *options, main, str(asked), str(answered)], check=True, env={**os.environ, **quiet})
    return [json.loads(line) for line in answered.read_text(encoding="utf-8").splitlines()]


def template_of(name: str) -> str:
    return (FOLDER / f"{name}.jinja").read_text(encoding="utf-8")


def reference_text(tokenizer: PreTrainedTokenizerFast, template: str, messages: list[dict]):
    """None where the template refuses the conversation, or the conversation's text would hold the date."""
    try:
        text = tokenizer.apply_chat_template(
            messages, chat_template=template, tokenize=False, add_generation_prompt=True
        )
        return None if CLOCK in text else text
    except Exception:  # whatever a template raises
        return None


def messages_of(line: dict) -> list[dict]:
    system = [{"role": "system", "content": line["system"]}] if line["system"] else []
    return [*system, {"role": "user", "content": line["user"]}]


def compare_texts(names: dict, where: str, folder: pathlib.Path, write: bool) -> int:
    chats.datetime = StoppedClock
    lines, expected = [], []
    asked = [(name, template_of(name), family) for name, family in names.items()]
    language = (FOLDER / "language.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n====\n")
    alone = {"variables": {"bos_token": "<s>"}, "tokens": [{"content": "<s>"}]}
    asked += [(f"language {i}", template, alone) for i, template in enumerate(language)]
    for name, template, family in asked:
        tokenizer = PreTrainedTokenizerFast(tokenizer_object=Tokenizer(models.BPE()), **family["variables"])
        for line in conversations([token["content"] for token in family["tokens"]]):
            text = reference_text(tokenizer, template, messages_of(line))
            lines.append({"template": template, "variables": family["variables"], **line})
            expected.append({"family": name, **line, "text": text})
    if write:
        rows = [json.dumps(line, ensure_ascii=False) for line in expected]
        (FOLDER / "expected.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    differing = 0
    for line, ours in zip(expected, java(where, "dev.atelier.chat.RenderChats", lines, folder), strict=True):
        if (not isinstance(ours, dict)) if line["text"] is None else ours != line["text"]:
            differing += 1
            print(f"{line['family']}: {ours!r}\n  transformers: {line['text']!r}")
    refused = sum(line["text"] is None for line in expected)
    print(f"texts: {len(lines) - differing} of {len(lines)} equal ({len(names)} families; {refused} refused)")
    return differing


def compare_ids(names: dict, where: str, folder: pathlib.Path) -> int:
    lines, expected = [], []
    bases = {kind: base_tokenizer(kind) for kind in {family["tokenizer"] for family in names.values()}}
    for name, family in names.items():
        backend = Tokenizer.from_str(bases[family["tokenizer"]].to_str())
        tokens = [added(t) for t in family["tokens"]]
        for token in tokens:
            (backend.add_special_tokens if token.special else backend.add_tokens)([token])
        made = PreTrainedTokenizerFast(tokenizer_object=backend, **family["variables"])
        made.chat_template = template_of(name)
        root = model_folder(folder / name, made)
        reference = AutoTokenizer.from_pretrained(root)
        for line in conversations([token.content for token in tokens]):
            lines.append({"model": str(root), **line})
            expected.append((name, reference_ids(reference, messages_of(line))))
    for name, root, line, ids in [*odd_tokenizers(bases, folder), *plain_texts(bases, folder)]:
        lines.append({"model": str(root), **line})
        expected.append((name, ids))
    differing = refused = 0
    for i, ours in enumerate(java(where, "dev.atelier.inference.EncodeChats", lines, folder)):
        name, ids = expected[i]
        if ids is None and isinstance(ours, dict):
            refused += 1
            continue
        if ours != ids:
            differing += 1
            print(f"{name}: {ours}\n  transformers: {ids}\n  {lines[i]['system']!r} {lines[i]['user']!r}")
    print(f"ids: {len(lines) - differing} of {len(lines)} equal ({refused} refused by both)")
    return differing


def reference_ids(tokenizer, messages: list[dict]):
    """What a text says never becomes a control token."""
    try:
        text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
        return None if CLOCK in text else tokenizer.apply_chat_template(
            messages, add_generation_prompt=True, return_dict=False, sanitize_control_tokens=True
        )
    except Exception:
        return None


def odd_tokenizers(bases: dict, folder: pathlib.Path):
    """What tokenizer.json and tokenizer_config.json may say differently, with ChatML."""
    start, end = {"content": "<|im_start|>"}, {"content": "<|im_end|>"}
    eating = [{**token, "lstrip": True, "rstrip": True} for token in (start, end)]
    words = [{"content": word, "special": False} for word in ("mug", "\n\n", "user")]
    named = {"eos_token": "<|im_end|>", "extra_special_tokens": ["<|im_start|>"]}
    overridden = {**start, "lstrip": True, "rstrip": True, "normalized": False, "special": True}
    cases = {  # kind, tokens of tokenizer.json, what its parts are instead, tokenizer_config.json
        "blanks-eaten": ("bytes", eating, {}, {}),
        "blanks-eaten-metaspace": ("metaspace", eating, {}, {}),
        "words": ("bytes", [start, end, *words], {}, {}),
        "whole-words": ("bytes", [start, end, {**words[0], "single_word": True}], {}, {}),
        "named-only": ("bytes", [], {}, named),
        "overridden": ("bytes", [start, end], {}, {"added_tokens_decoder": {"900": overridden}}),
        "composed": ("bytes", [start, end], {"normalizer": {"type": "NFC"}}, {}),
        "prefix-space": ("bytes", [start, end], {"pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": True,
                                                                  "trim_offsets": True, "use_regex": True}}, {}),
    }
    for name, (kind, tokens, parts, config) in cases.items():
        backend = Tokenizer.from_str(bases[kind].to_str())
        for token in map(added, tokens):
            (backend.add_special_tokens if token.special else backend.add_tokens)([token])
        root = model_folder(folder / name, PreTrainedTokenizerFast(tokenizer_object=backend))
        (root / "tokenizer.json").write_text(json.dumps({**json.loads(backend.to_str()), **parts}))
        (root / "chat_template.jinja").write_text(template_of("chatml"))
        (root / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "TokenizersBackend", **config}))
        reference = AutoTokenizer.from_pretrained(root)
        for line in conversations(["<|im_start|>", "<|im_end|>"]):
            yield name, root, line, reference_ids(reference, messages_of(line))


def plain_texts(bases: dict, folder: pathlib.Path):
    """Models without a template: the tokenizer's own call decides whether a text starts with bos."""
    for kind in bases:
        for bos in (False, True):
            backend = Tokenizer.from_str(bases[kind].to_str())
            backend.add_special_tokens(["<s>", "</s>"])
            if bos:
                ids = [("<s>", backend.token_to_id("<s>"))]
                backend.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=ids)
            made = PreTrainedTokenizerFast(tokenizer_object=backend, bos_token="<s>", eos_token="</s>")
            root = model_folder(folder / f"plain-{kind}-{bos}", made)
            reference = AutoTokenizer.from_pretrained(root)
            for user in ("Once upon a time", " leading\n\nand trailing ", UNICODE):
                yield f"plain {kind} bos={bos}", root, {"system": None, "user": user}, reference(user)["input_ids"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--class-path", help="of the built classes and tests; Maven builds and tells it by default")
    parser.add_argument("--texts-only", action="store_true")
    arguments = parser.parse_args()
    names = json.loads((FOLDER / "families.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        where = arguments.class_path or built_class_path()
        differing = compare_texts(names, where, folder, arguments.write)
        if not arguments.texts_only:
            differing += compare_ids(names, where, folder)
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
