"""Golden numbers for BleuTest and RougeTest.

Command: python scripts/golden/metrics_golden.py   (needs sacrebleu==2.6.0 and rouge-score==0.1.2)
Prints one CSV row a pair: hypothesis | reference 1 ~ reference 2 | BLEU | ROUGE-1 | ROUGE-2 | ROUGE-L
"""

import sacrebleu
from rouge_score import rouge_scorer

PAIRS = [
    ("the red mug is made of steel", ["the red mug is made of steel"]),
    ("a red mug made of steel", ["this red mug is made of stainless steel"]),
    ("A mug.", ["The red mug keeps coffee warm for hours."]),
    ("completely other words here", ["nothing shared at all"]),
    ("It costs $12.50, or 1,299 points - a 3-piece set!", ["It costs $12.50 or 1,299 points: a 3-piece set."]),
    ("the the the the the the the", ["the cat is on the mat", "there is a cat on the mat"]),
    ("Keep your tea warm &amp; your hands cool", ["Keep your tea warm & your hands cool", "Warm tea, cool hands"]),
    ("mug", ["mug"]),
    ("An enamel mug, light and tough, for camp and kitchen.", ["A light, tough enamel mug for kitchen and camp."]),
]

scorer = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=False)
for hypothesis, references in PAIRS:
    bleu = sacrebleu.sentence_bleu(hypothesis, references).score
    best = scorer.score_multi(references, hypothesis)
    rouge = [best[k].fmeasure for k in ("rouge1", "rouge2", "rougeL")]
    print(" | ".join([hypothesis, " ~ ".join(references), repr(bleu), *map(repr, rouge)]))
