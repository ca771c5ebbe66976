#!/usr/bin/env python3
"""Does a row get the same bits in any company, on one thread and on two? Operator by operator, plain and as exact.py has it.

    python scripts/golden/equal_bytes.py [--draws 60] [--isa AVX2 AVX512_CORE DEFAULT]

Draws widths, numbers of rows and threads; the row alone on one thread is what the others are compared with, bit by bit.
Prints violations of each form on each instruction set that oneDNN is limited to (ONEDNN_MAX_CPU_ISA); ATen and MKL are
limited with it. Exit 1 if a form of exact.py differs. bf16 on a CPU without AVX512-BF16 or AMX is left out: Atelier
refuses it there.
"""

import argparse
import os
import pathlib
import random
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROWS = [1, 2, 3, 8, 16, 17, 64, 300, 1024]


def pointwise(x, w):
    import torch

    return torch.ops.mkldnn._linear_pointwise(x, w, None, "none", [], "")


def linears(exact, dtype, draw):
    """Packed linears of 1 to 8,192 inputs: form, function of x (rows, in)."""
    import torch

    inputs = draw.choice([draw.randint(1, 130), 576, 640, 1536, 2048, 4096, 8192])
    outputs = draw.choice([1, 16, 32, draw.randint(1, 130), 320])
    w = (torch.randn(outputs, inputs) * inputs**-0.5).to(dtype)
    plain = torch.ops.mkldnn._reorder_linear_weight(w, None)
    parts = exact.packed_linear(w, exact.inner_size(dtype))
    x = torch.randn(1024, inputs).to(dtype)
    return x, {"plain": lambda x: pointwise(x, plain), "exact": lambda x: exact.linear(x, parts, None, outputs)}


def elementwise(name):
    def drawn(exact, dtype, draw):
        import torch
        import torch.nn.functional as F

        width = draw.choice([draw.randint(1, 200), 24, 64, 1504, 1536])
        plain = {"silu": F.silu, "gelu": F.gelu, "sigmoid": torch.sigmoid}[name]
        x = torch.randn(1024, 2 * width).to(dtype)
        half = draw.random() < 0.5  # of a row, as gated networks take it
        forms = (("plain", plain), ("exact", getattr(exact, name)))
        return x, {form: lambda x, f=f: f(x.chunk(2, -1)[0] if half else x) for form, f in forms}

    return drawn


def attention(exact, dtype, draw):
    """One row among longer ones: x is the number of slots that are looked at."""
    import torch

    kv, group, size = draw.randint(1, 3), draw.randint(1, 5), draw.choice([16, 32, 48, 64, 80, 128])
    queries = draw.choice([1, 64])
    own = draw.randint(1, 1900)
    q, keys, values = torch.randn(3, kv, group * queries, size), torch.randn(3, kv, 2048, size), torch.randn(3, kv, 2048, size)

    def form(product, mixture):
        def attend(rows, slots):
            scores = product(q[:rows], keys[:rows, :, :slots].transpose(2, 3)) * size**-0.5
            mask = torch.zeros(slots).masked_fill_(torch.arange(slots) >= own, -float("inf"))
            return mixture(torch.softmax(scores + mask, -1), values[:rows, :, :slots])

        return attend

    def mixture(weights, values):
        others = [weights.size(3)] * (weights.size(0) - 1)
        return exact.mixture(weights, values, exact.inner_slots([(own + 63) // 64 * 64, *others]))

    return own, {"plain": form(torch.matmul, torch.matmul), "exact": form(exact.product, mixture)}


def differs(form, x, draw):
    import torch

    torch.set_num_threads(1)
    alone = torch.cat([form(x[i : i + 1]) for i in range(64)])
    for threads in (1, 2):
        torch.set_num_threads(threads)
        for rows in ROWS:
            start = draw.randint(0, 64 - min(rows, 64)) if rows <= 64 else 0
            some = form(x[start : start + rows])
            if not torch.equal(some[: 64 - start], alone[start : start + min(rows, 64 - start)]):
                return True
    return False


def attention_differs(form, own):
    import torch

    least = (own + 63) // 64 * 64
    torch.set_num_threads(1)
    alone = form(1, least)
    for threads in (1, 2):
        torch.set_num_threads(threads)
        for rows in (1, 2, 3):
            for slots in sorted({least, min(least + 64, 2048), min(least + 320, 2048), 2048}):
                if not torch.equal(form(rows, slots)[:1], alone):
                    return True
    return False


def measure(draws):
    sys.path.insert(0, str(ROOT / "model-udfs/src/main/torchscript"))
    import exact
    import torch

    torch.set_grad_enabled(False)
    torch.manual_seed(0)
    draw = random.Random(0)
    isa = os.environ.get("ONEDNN_MAX_CPU_ISA", "DEFAULT")
    flags = pathlib.Path("/proc/cpuinfo").read_text()
    operators = [("linear", linears), *((name, elementwise(name)) for name in ("silu", "gelu", "sigmoid"))]
    native = isa in ("DEFAULT", "AVX512_CORE_BF16") and ("avx512_bf16" in flags or "amx_bf16" in flags)
    broken = False
    for dtype in [torch.float32, torch.bfloat16] if native else [torch.float32]:
        # the decoder's cache is fp32 in every precision
        for name, drawn in operators + [("attention", attention)] * (dtype == torch.float32):
            found = {"plain": 0, "exact": 0}
            for _ in range(draws):
                x, forms = drawn(exact, dtype, draw)
                for form, run in forms.items():
                    found[form] += attention_differs(run, x) if name == "attention" else differs(run, x, draw)
            print(f"{isa:12} {str(dtype)[6:]:9} {name:10} plain {found['plain']:3} exact {found['exact']:3} of {draws} differ")
            broken = broken or found["exact"] > 0
    sys.exit(1 if broken else 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=60)
    parser.add_argument("--isa", nargs="*", default=["DEFAULT", "AVX512_CORE", "AVX2"])
    parser.add_argument("--here", action="store_true", help="measure in this process, with the limits that are set")
    arguments = parser.parse_args()
    if arguments.here:
        measure(arguments.draws)
    ends = []
    for isa in arguments.isa:
        limits = {"ONEDNN_MAX_CPU_ISA": isa, "OMP_WAIT_POLICY": "passive"}
        limits |= {"ATEN_CPU_CAPABILITY": "avx2", "MKL_ENABLE_INSTRUCTIONS": "AVX2"} if isa == "AVX2" else {}
        command = [sys.executable, __file__, "--here", "--draws", str(arguments.draws)]
        ends.append(subprocess.run(command, env=os.environ | limits, check=False).returncode)
    sys.exit(max(ends))


if __name__ == "__main__":
    main()
