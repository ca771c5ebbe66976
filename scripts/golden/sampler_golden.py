#!/usr/bin/env python3
"""Prints the probabilities after transformers' logits processors: the constants of TokenSamplerTest."""

import torch
from transformers.generation.logits_process import (
    LogitsProcessorList,
    MinPLogitsWarper,
    RepetitionPenaltyLogitsProcessor,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

SCORES = [1.5, -0.5, 3.0, 0.25, 2.5, -2.0, 2.0, 0.0]
SEEN = [2, 2, 5]
CASES = {
    "TEMPERATURE (0.7)": [TemperatureLogitsWarper(0.7)],
    "TOP_K (3)": [TopKLogitsWarper(3)],
    "TOP_P (0.9)": [TopPLogitsWarper(0.9)],
    "MIN_P (0.5)": [MinPLogitsWarper(0.5)],
    "PENALTY (1.3, seen 2 2 5)": [RepetitionPenaltyLogitsProcessor(1.3)],
    "ALL": [
        RepetitionPenaltyLogitsProcessor(1.3),
        TemperatureLogitsWarper(1.5),
        TopKLogitsWarper(6),
        TopPLogitsWarper(0.95),
        MinPLogitsWarper(0.2),
    ],
}

for name, processors in CASES.items():
    scores = LogitsProcessorList(processors)(torch.tensor([SEEN]), torch.tensor([SCORES]))  # (1, 8)
    print(name, [round(p, 6) for p in torch.softmax(scores, -1)[0].tolist()])
