"""Golden numbers for ReferenceMetricsTest: pairs in several languages, their BLEU, chrF and ROUGE; words and their stems.

Command: python scripts/golden/metrics_golden.py model-udfs/src/test/resources/dev/atelier/text
(needs sacrebleu==2.6.0, rouge-score==0.1.2, nltk==3.10.4, regex==2026.11.19)
Writes reference_measures.tsv: hypothesis, references (parted by U+001E), then the columns that its first line names. Backslash,
line feed, carriage return and tab are written \\\\ \\n \\r \\t. And porter_stems.tsv: word, stem.
"""

import random
import sys
from pathlib import Path

import regex
from nltk.stem.porter import PorterStemmer
from rouge_score import rouge_scorer
from sacrebleu.metrics import BLEU, CHRF

TOKENISERS = ["13a", "intl", "zh", "char", "none"]
SMOOTHINGS = ["none", "floor", "add-k", "exp"]
ROUGES = ["rouge1", "rouge2", "rougeL", "rougeLsum"]
BY_HAND = [
    ("the red mug is made of steel", ["the red mug is made of steel"]),
    ("a red mug made of steel", ["this red mug is made of stainless steel"]),
    ("A mug.", ["The red mug keeps coffee warm for hours."]),
    ("completely other words here", ["nothing shared at all"]),
    ("It costs $12.50, or 1,299 points - a 3-piece set!", ["It costs $12.50 or 1,299 points: a 3-piece set."]),
    ("the the the the the the the", ["the cat is on the mat", "there is a cat on the mat"]),
    ("Keep your tea warm &amp; your hands cool", ["Keep your tea warm & your hands cool", "Warm tea, cool hands"]),
    ("mug", ["mug"]),
    ("An enamel mug, light and tough, for camp and kitchen.", ["A light, tough enamel mug for kitchen and camp."]),
    ("", ["A mug."]),
    ("A mug.", [""]),
    ("", [""]),
    (" \n\t ", [" "]),
    ("...", ["..."]),
    ("?!", ["!?", "..."]),
    ("-", ["-"]),
    ("。", ["。", "、"]),
    ("<skipped>A mug", ["A mug"]),
    ("a line-\nbreak and a hyphen-", ["a linebreak and a hyphen-", "a line-break and a hyphen"]),
    ("&quot;Mug&quot; &lt;b&gt; &amp;lt; &amp;quot;", ["\"Mug\" <b> &lt; &quot;"]),
    ("3-4, 5.6. 7,8,9 .5 5. a.b a,b 1-a a-1 --1--", ["3-4 , 5.6 . 7,8,9 .5 5. a.b a , b 1 - a a-1 -- 1 --"]),
    ("\u212aelvin and \u0130stanbul I\u0307 K", ["kelvin and i stanbul i k", "Kelvin, Istanbul"]),
    ("word\u00a0word\u2009word\u3000word\u001cword\u0085word\u200bword", ["word word word word word word word"]),
    ("bare\rreturn\r\nand line\x0bfeed\x0c", ["bare\nreturn and\nline\nfeed"]),
    ("£5 – £6… “quoted” ‘single’ €7 10 € №5 ½ Ⅻ", ["£5 - £6 ... \"quoted\" 'single' 7 € ½ XII"]),
    ("१२.३४ ٣٫١٤ ๑,๒ 3.14 ³.²", ["१२ . ३४ ٣ ٫ ١٤ ๑ , ๒ 3.14 ³ . ²"]),
    ("skies dying happily relational hopping generously", ["sky die happy relate hop generous"]),
]
ENGLISH = """The enamel mug keeps coffee hot for hours, and it survives a fall on stone.
Hand-thrown from stoneware, glazed in deep blue; each piece differs slightly.
Dishwasher-safe, microwave-safe and oven-safe up to 230 °C.
It holds 0.35 l (12 fl. oz.) and weighs 410 g - light enough for the trail.
Designed by mountaineers who were tired of broken cups.
"Simply the best mug I've owned," says one of 1,204 customers.
A lamp that bends, turns and folds; its LED uses only 4.5 W.
Organic cotton, woven in Portugal, washed at 40 degrees without losing colour.
Running shoes with a breathable mesh upper & a cushioned sole.
Children love the wooden train: 24 parts, no plastic, no sharp edges!""".split("\n")
GERMAN = """Die emaillierte Tasse hält den Kaffee stundenlang heiß und übersteht jeden Sturz.
Von Hand gedreht, tiefblau glasiert; kein Stück gleicht dem anderen.
Spülmaschinenfest, mikrowellengeeignet und bis 230 °C ofenfest.
Sie fasst 0,35 l und wiegt 410 g – leicht genug für jede Tour.
„Die beste Tasse, die ich je hatte“, sagt eine von 1.204 Kundinnen.
Größe L, 100 % Bio-Baumwolle, in Österreich genäht.""".split("\n")
FRENCH = """La tasse émaillée garde le café au chaud pendant des heures.
Tournée à la main, émaillée d'un bleu profond ; chaque pièce est unique.
Elle contient 0,35 l et pèse 410 g : légère pour la randonnée !
« La meilleure tasse que j'aie eue », dit l'une de nos 1 204 clientes.
Coton biologique, tissé au Portugal, lavable à 40 degrés.""".split("\n")
CHINESE = """这个搪瓷杯能让咖啡保温好几个小时，摔在石头上也不会碎。
手工拉坯，深蓝色釉面；每一件都略有不同。
容量0.35升，重410克——轻便，适合徒步旅行。
“我用过的最好的杯子”，一位顾客说。
有机棉，葡萄牙织造，可在40度水温下清洗！""".split("\n")
JAPANESE = """このホーローマグは、コーヒーを何時間も温かく保ちます。
手作りの陶器で、深い青色の釉薬がかかっています。
容量は0.35リットル、重さは410グラムです。
「今までで一番良いカップ」と1,204人のお客様が言いました。
ｶﾀｶﾅ と ＦＵＬＬ－ＷＩＤＴＨ、㈱と①もあります。""".split("\n")
MIXED = """Der neue Mug™ von Ember® ist jetzt 20% günstiger 🔥🔥 #sale @shop
咖啡 coffee カフェ café кофе: 5€ / 6$ / £4
👩‍👩‍👧‍👦 Family set 👍🏽 – 4 Becher, 4 tasses, 4 杯
Кружка сохраняет кофе горячим; цена 1 299,00 ₽.
मग कॉफ़ी को घंटों गर्म रखता है। कीमत ₹१,२९९
http://shop.example/mug?id=12&size=L#top (see: p. 3-4)
كوب القهوة، ٣٫٥ لتر؟ نعم!
C++ & C#, 3×4=12, x²+y²≤z², 50°N, §5, ¶2, †, ‰""".split("\n")
POOLS = [ENGLISH, GERMAN, FRENCH, CHINESE, JAPANESE, MIXED]
SYLLABLES = "tr ee oat ou bl iv y sk fl happ hop p l ll ss zz tan fil feel rel form sens dig rad con geo theo ab y".split()
ENDINGS = (
    "s sses ies ss ied eed ed ing y ational tional enci anci izer abli alli entli eli ousli ization ation ator alism"
    " iveness fulness ousness aliti iviti biliti fulli logi icate ative alize iciti ical ful ness al ance ence er ic"
    " able ible ant ement ment ent sion tion ion ou ism ate iti ous ive ize e ll yly ying iest 7"
).split()


def changed(text, rng):
    """Some words dropped, doubled, swapped or marked; in scripts without blanks, characters."""
    units = text.split(" ") if text.count(" ") > 3 else list(text)
    for _ in range(rng.randrange(1, 6)):
        at = rng.randrange(len(units))
        kind = rng.randrange(5)
        if kind == 0 and len(units) > 1:
            units.pop(at)
        elif kind == 1:
            units.insert(at, units[at])
        elif kind == 2:
            other = rng.randrange(len(units))
            units[at], units[other] = units[other], units[at]
        elif kind == 3:
            units[at] += rng.choice([",", ".", "!", " -", "…", "。", ")", "5", "'s", "\n"])
        else:
            units[at] = rng.choice(["(", "„", "$", "3", "\n", "-", ""]) + units[at]
    return (" " if text.count(" ") > 3 else "").join(units)


def pairs(rng):
    yield from BY_HAND
    for pool in POOLS:
        for _ in range(30):
            text = rng.choice(pool)
            yield changed(text, rng), [changed(text, rng) for _ in range(rng.randrange(1, 4))]
        for _ in range(6):
            lines = rng.sample(pool, 4)
            yield "\n".join(changed(t, rng) for t in lines), ["\n".join(rng.sample(lines, 3)) for _ in range(2)]
    for _ in range(8):
        both = [rng.choice(rng.choice(POOLS)) for _ in range(60)]
        sample = [changed(t, rng) if rng.random() < 0.5 else t for t in both]
        rng.shuffle(both)
        yield "\n".join(sample), ["\n".join(both)]
    # lines of few different words: many longest common subsequences to choose from
    for _ in range(30):
        lines = ["\n".join(" ".join(rng.choice("abcd") * 2 for _ in range(rng.randrange(1, 9))) for _ in range(4))
                 for _ in range(3)]
        yield lines[0], lines[1:]
    for _ in range(4):
        yield " ".join(rng.choice("abcdef") for _ in range(400)), [
            " ".join(rng.choice("abcdef") for _ in range(700))]
    # anything: code points of every category, with digits and marks between
    marks = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000 and regex.match(r"[\p{P}\p{S}\p{N}]", chr(c))]
    marks = [c for c in marks if c != "\x1e"]
    for _ in range(60):
        text = "".join(rng.choice([rng.choice(marks), rng.choice("a1.,- "), chr(rng.choice([rng.randrange(0x20, 0x3100),
            rng.randrange(0xE000, 0x20000)]))]) for _ in range(40))
        yield text, [changed(text, rng) for _ in range(2)]


def written(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


def numbers(hypothesis, references):
    for tokeniser in TOKENISERS:
        for smoothing in SMOOTHINGS:
            yield BLEU(tokenize=tokeniser, smooth_method=smoothing, effective_order=True).sentence_score(
                hypothesis, references).score
    for order in (0, 2):
        yield CHRF(word_order=order).sentence_score(hypothesis, references).score
    for stemmer in (False, True):
        best = rouge_scorer.RougeScorer(ROUGES, use_stemmer=stemmer).score_multi(references, hypothesis)
        yield from (best[r].fmeasure for r in ROUGES)


def stems(rng):
    words = set("skies dying news innings succeed generously ties dies spied died flies enjoy spy yyyy syzygy toy".split())
    while len(words) < 1500:
        words.add("".join(rng.choice(SYLLABLES) for _ in range(rng.randrange(0, 4))) + rng.choice(ENDINGS))
    stemmer = PorterStemmer()
    return [(word, stemmer.stem(word)) for word in sorted(words)]


folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
rng = random.Random(9)
columns = [f"bleu {t} {s}" for t in TOKENISERS for s in SMOOTHINGS] + ["chrf", "chrf++"]
columns += [f"{r}{' stemmed' if stemmed else ''}" for stemmed in (False, True) for r in ROUGES]
with open(folder / "reference_measures.tsv", "w", encoding="utf-8", newline="\n") as out:
    print("hypothesis", "references", *columns, sep="\t", file=out)
    for hypothesis, references in pairs(rng):
        row = [written(hypothesis), written("\x1e".join(references)), *("%.8f" % n for n in numbers(hypothesis, references))]
        print(*row, sep="\t", file=out)
with open(folder / "porter_stems.tsv", "w", encoding="utf-8", newline="\n") as out:
    for word, stem in stems(rng):
        print(word, stem, sep="\t", file=out)
