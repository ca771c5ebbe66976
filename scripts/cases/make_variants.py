#!/usr/bin/env python3
"""Writes jobs/src/test/resources/dev/atelier/clean/variants.tsv: products, copies of them with small differences, and
siblings that are products of their own although their texts are nearly equal.

Columns: kind (product, copy, sibling), what was changed, source, sku, gtin, name, description.
Standard library only; the same output every time. Run: python3 scripts/cases/make_variants.py
"""
import pathlib

NOUNS = ["Canvas tote bag", "Enamel mug", "Trail jacket", "Desk lamp", "Bath towel", "Yoga mat", "Bread knife", "Wall clock",
         "Rain boot", "Picture frame", "Garden hose", "Travel pillow", "Phone stand", "Bike bell", "Chef apron", "Note book",
         "Salad bowl", "Camp stove", "Door mat", "Wool blanket"]
COLOURS = ["red", "blue", "green", "black", "white"]
BODY = ["made of heavy {m} that keeps its shape after years of daily use", "finished by hand in a small workshop near the {p}",
        "packed flat in a plain box of recycled paper", "easy to clean with warm water and a soft cloth",
        "sold with a spare part and a short printed guide", "tested for {n} hours in wind, rain and salt water"]
MATERIALS = ["cotton", "steel", "rubber", "oak", "linen", "cork", "glass", "brass", "wool", "bamboo"]
PLACES = ["river", "harbour", "forest", "station", "market", "old mill", "castle", "lake", "bridge", "north gate"]


def gtin(number):
    body = f"40063813{number:04d}"
    return body + str(-sum(int(d) * (1 if i % 2 == 0 else 3) for i, d in enumerate(body)) % 10)


def description(i):
    m, p, n = MATERIALS[i % 10], PLACES[(i * 3) % 10], 100 + 7 * i
    parts = [BODY[(i + k) % 6].format(m=m, p=p, n=n) for k in range(4)]
    return f"This {NOUNS[i].lower()} is {parts[0]}. It is {parts[1]}, and {parts[2]}. Every piece is {parts[3]}."


def copies(name, text):
    """The same product again: another hand typed it, another system exported it."""
    yield "case", name.upper(), text
    yield "filler", "The " + name, text
    yield "typo in text", name, text.replace("daily", "dayly").replace("small", "smal").replace("plain", "plane")
    yield "typo in name", name.replace("blanket", "blankett").replace("jacket", "jackett").replace("towel", "towell"), text
    yield "punctuation", name, text.replace(". ", " - ").replace(",", " ")
    yield "word more", name + " new", text + " Order now."


def siblings(i, base, colour):
    other = COLOURS[(i + 2) % 5]
    yield "colour in name", f"{base} {other}"
    yield "number in name", f"{base} {colour} {20 + i}"
    yield "size in name", f"{base} {colour} XL"
    yield "place in name", f"{base} {colour} {['Paris', 'Hamburg', 'London', 'Kyoto'][i % 4]}"
    yield "gtin", f"{base} {colour}"
    yield "sku", f"{base} {colour}"


def rows():
    for i, base in enumerate(NOUNS):
        colour, text = COLOURS[i % 5], description(i)
        name, sku = f"{base} {colour}", f"A-{1000 + i}"
        yield "product", "", "a", sku, gtin(i), name, text
        for k, (what, other, changed) in enumerate(copies(name, text)):
            # the same shop's number again, another shop's number, or none; the GTIN or none
            yield "copy", what, "ab"[k % 2], [sku, f"ZZ{i}{k}x", ""][k % 3] if k % 2 else [sku, ""][k % 4 // 2], [gtin(i), ""][k % 2], other, changed
        for k, (what, other) in enumerate(siblings(i, base, colour)):
            own = gtin(100 + 10 * i + k) if what == "gtin" else ""
            yield "sibling", what, "a", f"A-{2000 + 10 * i + k}" if what in ("sku", "gtin") else "", own, other, text


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    target = root / "jobs/src/test/resources/dev/atelier/clean/variants.tsv"
    with open(target, "w", encoding="utf-8", newline="\n") as out:
        for row in rows():
            out.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main()
