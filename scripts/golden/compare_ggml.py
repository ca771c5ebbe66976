#!/usr/bin/env python3
"""GGML's block formats as the decoder program reads them, against the gguf package, on random blocks: all bits equal."""

import pathlib
import sys

import gguf
import numpy
import torch

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "model-udfs/src/main/torchscript"))
sys.dont_write_bytecode = True
import ggml  # noqa: E402

SCALES_AT = {"Q4_1": [0, 2], "Q5_1": [0, 2], "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208]}  # fp16, kept finite

differing = 0
random = numpy.random.default_rng(0)
dequantised = torch.jit.script(ggml.dequantised)
for name in ["Q8_0", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q4_K", "Q5_K", "Q6_K"]:
    kind = gguf.GGMLQuantizationType[name]
    elements, size = gguf.GGML_QUANT_SIZES[kind]
    blocks = random.integers(0, 256, (64, size), dtype=numpy.uint8)  # (blocks, bytes)
    for at in SCALES_AT.get(name, [0]):
        blocks[:, at : at + 2] = random.normal(0, 0.01, (64, 1)).astype(numpy.float16).view(numpy.uint8)
    expected = gguf.quants.dequantize(blocks, kind).reshape(-1)
    found = dequantised(torch.from_numpy(blocks.reshape(-1)), name, [64 * elements]).numpy()
    equal = numpy.array_equal(found, expected)
    differing += not equal
    print(f"{name}: {'equal' if equal else 'DIFFERENT'}, {found.size} numbers")
sys.exit(1 if differing else 0)
