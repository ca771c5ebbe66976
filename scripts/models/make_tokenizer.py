"""Learns a small lower-case byte-pair encoding from the captions and saves it in CLIPTokenizer's files.

Ids as in CLIP: 256 bytes, the same 256 ending a word, one id a merge, then <|startoftext|> and <|endoftext|>; so any
text can be encoded and the end's id is the largest.
"""
import json
import random
import re
from collections import Counter
from pathlib import Path

from tokenizers.pre_tokenizers import ByteLevel
from transformers import CLIPTokenizer

from draw_icons import COLOURS
from vocabulary import BACKGROUNDS, PASSED_OVER, STYLES, THINGS, caption

END = "</w>"
MERGES = 1100


def bytes_in_order() -> list[str]:
    """GPT-2's printable stand-ins for the 256 bytes, in CLIP's order (by code point)."""
    return sorted(ByteLevel.alphabet())


def word_counts(captions: int = 6000) -> Counter:
    chance = random.Random(3)
    things = list(THINGS)
    counts = Counter()
    for _ in range(captions):
        text = caption(chance.choice(things), chance.choice([None, *COLOURS]), chance.choice([None, *STYLES]),
                       chance.choice([None, *BACKGROUNDS]), chance)
        counts.update(re.findall(r"[a-z]+|[0-9]|[^\sa-z0-9]+", text.lower()))
    known = set(re.findall(r"[a-z]+", " ".join([*PASSED_OVER, *THINGS, *COLOURS, *BACKGROUNDS])))
    return Counter({w: n for w, n in counts.items() if n >= 8 or w in known}) + Counter(PASSED_OVER)


def learn_merges(counts: Counter, number: int) -> list[tuple[str, str]]:
    """Sennrich et al. 2016, algorithm 1: join the commonest pair, again and again."""
    words = {tuple(w[:-1]) + (w[-1] + END,): n for w, n in counts.items()}
    merges = []
    while len(merges) < number:
        pairs = Counter()
        for symbols, n in words.items():
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] += n
        if not pairs:
            break
        best = max(pairs, key=lambda p: (pairs[p], p))
        merges.append(best)
        words = {joined(symbols, best): n for symbols, n in words.items()}
    return merges


def joined(symbols: tuple[str, ...], pair: tuple[str, str]) -> tuple[str, ...]:
    out, i = [], 0
    while i < len(symbols):
        if symbols[i:i + 2] == pair:
            out.append(pair[0] + pair[1])
            i += 2
        else:
            out.append(symbols[i])
            i += 1
    return tuple(out)


def make_tokenizer(folder: Path) -> CLIPTokenizer:
    merges = learn_merges(word_counts(), MERGES)
    entries = bytes_in_order() + [b + END for b in bytes_in_order()] + ["".join(m) for m in merges]
    entries += ["<|startoftext|>", "<|endoftext|>"]
    vocabulary = {entry: i for i, entry in enumerate(dict.fromkeys(entries))}
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = CLIPTokenizer(vocab=vocabulary, merges=[tuple(m) for m in merges], model_max_length=77)
    tokenizer.save_pretrained(folder)
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False))
    (folder / "merges.txt").write_text("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in merges))
    return tokenizer
