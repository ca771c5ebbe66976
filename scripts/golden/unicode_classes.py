"""Writes model-udfs/src/main/resources/dev/atelier/text/unicode_classes.txt, the classes that BLEU's tokeniser intl parts at.

Command: python scripts/golden/unicode_classes.py > model-udfs/src/main/resources/dev/atelier/text/unicode_classes.txt
(needs regex==2026.11.19, the package that sacrebleu's tokenizer_intl.py asks)
"""

import regex

print("# Code points of the general categories P (punctuation), S (symbols), N (numbers), as the Python package regex")
print(f"# {regex.__version__} has them. Data of the Unicode Character Database, Unicode License v3.")
print("# Made by scripts/golden/unicode_classes.py")
for name in "PSN":
    pattern = regex.compile(r"\p{%s}" % name)
    ranges, start = [], None
    for code_point in range(0x110001):
        inside = code_point < 0x110000 and pattern.match(chr(code_point)) is not None
        if inside and start is None:
            start = code_point
        elif not inside and start is not None:
            last = code_point - 1
            ranges.append(f"{start:x}" if start == last else f"{start:x}-{last:x}")
            start = None
    print(name, *ranges)
