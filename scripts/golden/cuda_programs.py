#!/usr/bin/env python3
"""Runs Atelier's programs on CUDA as Java would: how far from the CPU, the same again, the same in company, how fast.

    python scripts/golden/cuda_programs.py --device cuda     # differences, again, company, pictures, speed
    python scripts/golden/cuda_programs.py                   # the same on this CPU, without speed

The CPU says what is right, in fp32 with plain operators; the device has the weights sealed as Java seals them. Settings:
  default  libtorch's, which Java leaves as they are: the profiling executor (on CUDA it fuses once it has seen a shape),
           convolutions of cuDNN in TF32, matrix products in fp32
  strict   the plain interpreter (DJL: setGraphExecutorOptimize(false)), no TF32, cuDNN's deterministic convolutions
"relative" is the largest difference over the CPU's largest number. Exit 1 if fp32 is more than 1e-3 relative, or a picture
more than 2 of 255, from the CPU, or something fails to run; what differs again or in company is only reported.
"""

import argparse
import contextlib
import statistics
import sys
import time

import torch
from program_networks import BLOCK, CLIP, DIFFUSION, clip_numbers, config, decoder_network, drawn, in_blocks, loaded, pictures
from program_networks import tensors, unet_network, vae_numbers, written

ROWS = 16
RELATIVE, OF_255 = 1e-3, 2  # the second is compare_images.py's
LENGTHS = [5, 64, 17, 130, 40, 65, 9, 63, 3, 33, 64, 70, 12, 20, 55, 31]  # of prompts, in tokens
faults = []


def apart(a, b):
    return (a - b).abs().max().item()


def company(label, run):
    """run(row numbers) -> (rows, ...). Call after call, then each row alone, beside others, elsewhere."""
    everyone = list(range(ROWS))
    first = run(everyone)
    calls = [run(everyone) for _ in range(3)]
    again = [str(k + 2) for k, x in enumerate(calls) if not torch.equal(x, first)]
    told = f"again: call {', '.join(again)} of 4 differ, {max(apart(x, first) for x in calls):.1e}" if again else "again: equal"
    alone = torch.cat([run([i]) for i in everyone])
    for size in (2, 3, 8, 16):
        groups = [everyone[k : k + size] for k in range(0, ROWS - size + 1, size)]
        told += ", in " + unlike(torch.cat([run(g) for g in groups]), alone, sum(groups, []), size)
    places, others, first = everyone[5:] + everyone[:5], 2 * everyone[8:], run(everyone)
    told += "; size kept, other places: " + unlike(run(places), first, places, ROWS)
    told += ", other neighbours: " + unlike(run(others), first, others, ROWS)
    print(f"  {label:24} {told}", flush=True)


def unlike(some, alone, rows, size):
    found = [apart(x, alone[r]) for x, r in zip(some, rows) if not torch.equal(x, alone[r])]
    return f"{size}s {len(found)}/{len(rows)}" + (f" {max(found):.1e}" if found else "")


def held(label, difference, most):
    if not difference <= most:
        faults.append(f"{label}: {difference:.2e} from the CPU (at most {most:.0e})")


def compared(label, got, right, bf16, more=""):
    difference, relative = apart(got, right), apart(got, right) / right.abs().max().item()
    print(f"  {label:24} to CPU fp32: {difference:.2e} absolute, {relative:.2e} relative{more}", flush=True)
    held(label, 0 if bf16 and relative == relative else relative, RELATIVE)


def networks():
    """label -> program, numbers, weights, run(module, rows, device); 16 rows of input each, the same in every call"""
    torch.manual_seed(7)
    text, both = config(CLIP)["text_config"], clip_numbers(config(CLIP)["text_config"], config(CLIP)["vision_config"])
    end = torch.randint(3, 70, (ROWS,))
    ids = torch.where(torch.arange(77) < end[:, None], torch.randint(1230, (ROWS, 77)), torch.tensor(text["eos_token_id"]))
    pixels, latents, picture = torch.randn(ROWS, 3, 64, 64), torch.randn(ROWS, 4, 16, 16), torch.rand(ROWS, 3, 64, 64) * 2 - 1
    t, states = torch.randint(1000, (ROWS,)).float(), torch.randn(ROWS, 77, 128)
    calls = lambda method, *inputs: lambda m, rows, device: getattr(m, method)(*[x[rows].to(device) for x in inputs]).cpu()
    pocket, weights = unet_network(config(DIFFUSION / "unet")), tensors(DIFFUSION / "unet")
    if {k: list(v) for k, v in pocket[1].items()} != {k: v[1] for k, v in weights.items()}:
        raise RuntimeError("unet_network does not say what pocket-diffusion holds")
    out = {f"clip {k}": ("clip", both, tensors(CLIP), calls(k, *x)) for k, x in
           {"text_states": [ids], "text_features": [ids, end], "image_features": [pixels]}.items()}  # fmt: skip
    out["unet"] = ("unet", pocket[0], weights, calls("forward", latents, t, states))
    coder = (vae_numbers(config(DIFFUSION / "vae")), tensors(DIFFUSION / "vae"))
    out["vae decode"], out["vae encode"] = ("vae", *coder, calls("decode", latents)), ("vae", *coder, calls("encode", picture))
    return out


def check_networks(cases, device, kind, bf16):
    for label, (program, numbers, weights, run) in cases.items():
        with guarded(f"{label} {kind}"):
            module, everyone = loaded(program, numbers, weights, device, bf16), torch.arange(ROWS)
            company(f"{label} {kind}", lambda rows: run(module, rows, device))
            right = run(loaded(program, numbers, weights, "cpu", packed=False), everyone, "cpu")
            compared(f"{label} {kind}", run(module, everyone, device), right, bf16)


def check_decoder(device, kind, bf16, steps=64):
    torch.manual_seed(3)
    numbers, shapes = decoder_network(576, 1536, 6, 9, 3, 1000)
    weights = drawn(shapes, "cpu")
    prompts = [torch.randint(1000, (n,)).tolist() for n in LENGTHS]
    right, tokens = written(loaded("decoder", numbers, weights, "cpu", packed=False), prompts, steps, "cpu")
    module = loaded("decoder", numbers, weights, device, bf16)
    pick = lambda values, rows: [values[r] for r in rows]
    company(f"decoder {kind}", lambda rows: written(module, pick(prompts, rows), 8, device, pick(tokens, rows))[0])
    got, _ = written(module, prompts, steps, device, tokens)
    same = (got.argmax(-1) == right.argmax(-1)).all(1).sum().item()
    compared(f"decoder {kind}", got, right, bf16, f"; all {steps} greedy tokens the same in {same} of {ROWS} rows")


def check_formats(device, kind, bf16):
    torch.manual_seed(4)
    numbers, shapes = decoder_network(256, 512, 2, 4, 2, 100)
    right = loaded("decoder", numbers, in_blocks(shapes), "cpu", bf16, packed=False).w
    torch.manual_seed(4)
    got = loaded("decoder", numbers, in_blocks(shapes), device, bf16, packed=False).w
    most = max(apart(got[name].cpu().float(), right[name].float()) for name in right)
    print(f"  {'GGUF formats ' + kind:24} to CPU {kind}: at most {most:.1e} apart", flush=True)
    held(f"GGUF formats {kind}", most, 0)


def check_pictures(device, kind, bf16):
    right, got = pictures("cpu", False, False).int(), pictures(device, bf16).int()
    off, again = (got - right).abs(), pictures(device, bf16).int()
    print(f"  {'pictures ' + kind:24} to CPU fp32: at most {off.max()} of 255, {(off > 0).sum()} of {off.numel()} bytes; "
          f"again: at most {(again - got).abs().max()} of 255", flush=True)  # fmt: skip
    held(f"pictures {kind}", 0 if bf16 else off.max().item(), OF_255)


@contextlib.contextmanager
def guarded(label):
    try:
        yield
    except Exception as e:
        faults.append(f"{label}: {type(e).__name__}")
        lines = [line for line in str(e).splitlines() if line.strip()]
        print(f"  {label} FAILED: {type(e).__name__}: " + "\n    ".join(lines[:3] + lines[-3:]), flush=True)


def timed(run, device, repeats=5):
    """Median seconds of a call, after three that compile and choose."""
    seconds, wait = [], torch.cuda.synchronize if device == "cuda" else lambda: None
    for _ in range(3 + repeats):
        wait()
        begin = time.perf_counter()
        run()
        wait()
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds[3:])


def peak(device):
    """Since the last call, and begins anew; weights and what a step needs, not the loading if called after it."""
    if device == "cpu":
        return "peak not measured"
    most = torch.cuda.max_memory_allocated()
    torch.cuda.reset_peak_memory_stats()
    return f"peak {most / 2**30:.2f} GiB"


def decoder_speed(device, kind, bf16, rows=32, steps=16):
    numbers, shapes = decoder_network(576, 1536, 30, 9, 3, 49152)  # SmolLM2-135M's sizes, its head apart
    module = loaded("decoder", numbers, drawn(shapes, device), device, bf16)
    peak(device)
    tokens = torch.randint(49152, (rows, BLOCK), device=device)
    cache, place = module.cache(rows, 256), torch.arange(rows, device=device)

    def prefill():
        for k in (0, 16):
            module.prefill(tokens[k : k + 16], place[k : k + 16], torch.full_like(place[:16], 63), 0, cache)

    def decode(carry):
        for step in range(steps):
            logits = module.decode(tokens[:, step], torch.full_like(place, BLOCK + step), cache)[0]
            carry(logits)

    first, alone, carried = [timed(run, device) for run in (prefill, lambda: decode(id), lambda: decode(torch.Tensor.cpu))]
    print(f"  decoder 135M {kind}, {rows} rows: prefill {rows * BLOCK / first:,.0f} tokens/s; decode {rows * steps / alone:,.0f} "
          f"tokens/s, {rows * steps / carried:,.0f} with logits brought to the host as Java does; {peak(device)}", flush=True)  # fmt: skip


def unet_speed(device, kind, bf16):
    sd14 = {"block_out_channels": [320, 640, 1280, 1280], "attention_head_dim": 8, "layers_per_block": 2}
    sd14 |= {"cross_attention_dim": 768, "norm_num_groups": 32}  # scripts/models/make_full_size_sd14.py
    sd14 |= {"down_block_types": ["Cross"] * 3 + ["Down"], "up_block_types": ["Up"] + ["Cross"] * 3}
    numbers, shapes = unet_network(sd14)
    module = loaded("unet", numbers, drawn(shapes, device), device, bf16)
    for rows in (2, 8):
        peak(device)
        inputs = torch.randn(rows, 4, 64, 64), torch.full((rows,), 500.0), torch.randn(rows, 77, 768)
        inputs = [x.to(device) for x in inputs]
        seconds = timed(lambda: module.forward(*inputs), device)
        print(f"  unet 860M {kind}, 512x512, batch {rows}: {1 / seconds:.2f} steps/s; {peak(device)}", flush=True)


def speed(device, kind, bf16):
    for measure in (decoder_speed, unet_speed):
        with guarded(f"{measure.__name__} {kind}"):
            measure(device, kind, bf16)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--device", default="cpu", choices=["cpu", "cuda"])
    parser.add_argument("--settings", nargs="*", default=["default", "strict"], choices=["default", "strict"])
    parser.add_argument("--bf16", action="store_true", help="bf16 on a CPU too; Java refuses it without AVX512-BF16 or AMX")
    parser.add_argument("--speed", action="store_true", help="speed on a CPU too; full size, slow")
    arguments = parser.parse_args()
    device, begin = arguments.device, time.perf_counter()
    name = torch.cuda.get_device_name() if device == "cuda" else "CPU, one thread"
    torch.set_num_threads(1 if device == "cpu" else torch.get_num_threads())
    print(f"torch {torch.__version__}, CUDA {torch.version.cuda}, cuDNN {torch.backends.cudnn.version()}, {name}")
    print(f"TF32 by default: convolutions {torch.backends.cudnn.allow_tf32}, products {torch.backends.cuda.matmul.allow_tf32}")
    precisions = [False, True] if device == "cuda" or arguments.bf16 else [False]
    with torch.inference_mode():
        cases = networks()
        for setting in arguments.settings if device == "cuda" else arguments.settings[:1]:
            strict = setting == "strict"
            torch.backends.cudnn.allow_tf32, torch.backends.cudnn.deterministic = not strict, strict
            with torch.jit.optimized_execution(not strict):
                for bf16 in precisions:
                    kind = "bf16" if bf16 else "fp32"
                    print(f"{setting}, {kind}, {time.perf_counter() - begin:.0f} s", flush=True)
                    check_networks(cases, device, kind, bf16)
                    for check in (check_formats, check_decoder, check_pictures):
                        with guarded(f"{check.__name__} {kind}"):
                            check(device, kind, bf16)
                    if device == "cuda" or arguments.speed:
                        speed(device, kind, bf16)
    print(f"{time.perf_counter() - begin:.0f} s", *(f"FAULT {fault}" for fault in faults), sep="\n")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
