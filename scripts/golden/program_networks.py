"""Atelier's programs with weights in them, put in and run as Java does, for Python programs that compare. After Java's
networks/*.java (what a config says to a program), inference/Program.java, DecodeBatch.java and Denoiser.java; what Java
checks is left out.
"""

import json
import pathlib
import struct

import torch

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "model-udfs/src/main/resources/dev/atelier/inference"
CLIP, DIFFUSION = ROOT / "data-samples/models/pocket-clip", ROOT / "data-samples/models/pocket-diffusion"
PROMPTS = ["a red mug", "a green teapot on a white background", "a blue bicycle", "a purple umbrella , flat style"]
BLOCK, GUIDANCE, STEPS = 64, 4.0, 25  # the first is decoder.py's
# ggml.py: bytes of a block, numbers in it, where its fp16 scales are
FORMATS = {"Q8_0": (34, 32, [0]), "Q4_0": (18, 32, [0]), "Q4_1": (20, 32, [0, 2]), "Q5_0": (22, 32, [0])}
FORMATS |= {"Q5_1": (24, 32, [0, 2]), "Q4_K": (144, 256, [0, 2]), "Q5_K": (176, 256, [0, 2]), "Q6_K": (210, 256, [208])}


def config(folder):
    return json.loads((folder / "config.json").read_text())


def tensors(folder):
    """name -> dtype, shape, bytes (n,) uint8 of the safetensors file in a folder, without what no program takes"""
    data = next(folder.glob("*.safetensors")).read_bytes()
    start = 8 + struct.unpack("<Q", data[:8])[0]
    header = {k: v for k, v in json.loads(data[8:start]).items() if k not in ("__metadata__", "logit_scale")}
    cut = lambda begin, end: torch.frombuffer(bytearray(data[start + begin : start + end]), dtype=torch.uint8)
    tower = ("embeddings.", "encoder.", "final_layer_norm.")  # transformers 5 leaves text_model. out
    named = lambda name: "text_model." + name if folder.name == "text_encoder" and name.startswith(tower) else name
    return {named(k): (v["dtype"], v["shape"], cut(*v["data_offsets"])) for k, v in header.items()}


def drawn(shapes, device):
    """Random weights of a network: norms about 1, other vectors 0, matrices keep the length of what they multiply."""
    out = {}
    for name, shape in shapes.items():
        fan = max(1, torch.Size(shape[1:]).numel()) if "embed_tokens" not in name else 1
        x = torch.randn(shape, device=device) * fan**-0.5 if len(shape) > 1 else torch.zeros(shape, device=device)
        x = x + 1 if len(shape) == 1 and name.endswith("weight") else x
        out[name] = ("F32", list(shape), x.reshape(-1).view(torch.uint8))
    return out


def in_blocks(shapes):
    """Random weights of a decoder, its projections in all of GGUF's formats by turns; scales are 1/256."""
    out, turn = drawn(shapes, "cpu"), 0
    for name in [name for name in shapes if "_proj" in name]:
        word = list(FORMATS)[turn % len(FORMATS)]
        size, numbers, scales = FORMATS[word]
        raw = torch.randint(256, (torch.Size(shapes[name]).numel() // numbers, size), dtype=torch.uint8)
        for at in scales:
            raw[:, at : at + 2] = torch.tensor([0x00, 0x1C], dtype=torch.uint8)
        out[name], turn = (word, shapes[name], raw.reshape(-1)), turn + 1
    return out


def loaded(program, numbers, weights, device, bf16=False, packed=None):
    """inference/Program.java: configure, put, seal; packed on the CPU only."""
    module = torch.jit.load(str(PROGRAMS / f"{program}.pt"), map_location=device)
    module.configure({k: float(v) for k, v in numbers.items()})
    for name, (dtype, shape, raw) in weights.items():
        module.put(name, raw.to(device), dtype, list(shape))
    module.seal(device == "cpu" if packed is None else packed, bf16)
    if module.not_finite():
        raise RuntimeError("not finite: " + module.not_finite())
    return module


def clip_numbers(text, vision=None):
    """networks/ClipNetwork.java"""
    n = {}
    for tower, c in (("text_model", text), ("vision_model", vision or text)):
        n |= {f"{tower}.layers": c["num_hidden_layers"], f"{tower}.heads": c["num_attention_heads"]}
        n |= {f"{tower}.eps": c["layer_norm_eps"], f"{tower}.quick_gelu": c["hidden_act"] == "quick_gelu"}
    if vision:
        patch = "vision_model.embeddings.patch_embedding"
        n |= {f"{patch}.stride": vision["patch_size"], f"{patch}.padding": 0}
    return n


def vae_numbers(c):
    """networks/VaeNetwork.java"""
    n = {"levels": len(c["block_out_channels"])} | {k: c[k] for k in ("layers_per_block", "norm_num_groups")}
    for level in range(n["levels"] - 1):
        down = f"encoder.down_blocks.{level}.downsamplers.0.conv"
        n |= {f"{down}.stride": 2, f"{down}.padding": 0}
    return n


def unet_network(c):
    """networks/UnetNetwork.java -> numbers and shapes; attention_head_dim is the number of heads"""
    width, heads, per, context = c["block_out_channels"], c["attention_head_dim"], c["layers_per_block"], c["cross_attention_dim"]
    levels, first, n, s = len(width), width[0], {}, {}
    n |= {"levels": levels, "block_out_channels.0": first, "norm_num_groups": c["norm_num_groups"], "norm_eps": 1e-5}
    n |= {"freq_shift": 0, "flip_sin_to_cos": 1, "use_linear_projection": 0}

    def linear(name, *shape):
        s.update({f"{name}.weight": shape, f"{name}.bias": shape[:1]})

    def resnet(name, into, out):
        linear(name + ".norm1", into), linear(name + ".conv1", out, into, 3, 3), linear(name + ".norm2", out)
        linear(name + ".conv2", out, out, 3, 3), linear(name + ".time_emb_proj", out, 4 * first)
        if into != out:
            linear(name + ".conv_shortcut", out, into, 1, 1)

    def transformer(name, w):
        linear(name + ".norm", w), linear(name + ".proj_in", w, w, 1, 1), linear(name + ".proj_out", w, w, 1, 1)
        block = name + ".transformer_blocks.0"
        for a, looks in (("attn1", w), ("attn2", context)):
            s.update({f"{block}.{a}.to_{k}.weight": (w, w if k == "q" else looks) for k in "qkv"})
            linear(f"{block}.{a}.to_out.0", w, w)
        [linear(f"{block}.norm{k}", w) for k in (1, 2, 3)]
        linear(block + ".ff.net.0.proj", 8 * w, w), linear(block + ".ff.net.2", w, 4 * w)

    def block(name, cross, widths, out):
        n.update({f"{name}.resnets": len(widths), f"{name}.heads": heads if cross else 0, f"{name}.layers": 1})
        for i, into in enumerate(widths):
            resnet(f"{name}.resnets.{i}", into, out)
            if cross and f"{name}{i}" != "mid_block1":
                transformer(f"{name}.attentions.{i}", out)

    linear("conv_in", first, 4, 3, 3), linear("time_embedding.linear_1", 4 * first, first)
    linear("time_embedding.linear_2", 4 * first, 4 * first), block("mid_block", True, [width[-1]] * 2, width[-1])
    for i, kind in enumerate(c["down_block_types"]):
        block(f"down_blocks.{i}", "Cross" in kind, [width[max(i - 1, 0)]] + [width[i]] * (per - 1), width[i])
        if i < levels - 1:
            linear(f"down_blocks.{i}.downsamplers.0.conv", width[i], width[i], 3, 3)
            n[f"down_blocks.{i}.downsamplers.0.conv.stride"] = 2
    for i, kind in enumerate(c["up_block_types"]):
        m = levels - 1 - i
        below, skips = [width[min(m + 1, levels - 1)]] + [width[m]] * per, [width[m]] * per + [width[max(m - 1, 0)]]
        block(f"up_blocks.{i}", "Cross" in kind, [a + b for a, b in zip(below, skips)], width[m])
        if i < levels - 1:
            linear(f"up_blocks.{i}.upsamplers.0.conv", width[m], width[m], 3, 3)
    linear("conv_norm_out", first), linear("conv_out", 4, first, 3, 3)
    return n, s


def decoder_network(hidden, inner, layers, heads, keys, vocabulary):
    """networks/DecoderNetwork.java, a Llama with a head of its own -> numbers and shapes"""
    head = hidden // heads
    n = {"num_hidden_layers": layers, "num_attention_heads": heads, "num_key_value_heads": keys, "head_dim": head}
    n |= {"rms_norm_eps": 1e-5, "interleaved": 0, "max_position_embeddings": 2048, "rope_theta": 10000}
    s = {f"{name}.weight": (vocabulary, hidden) for name in ("model.embed_tokens", "lm_head")} | {"model.norm.weight": (hidden,)}
    linears = {"q_proj": (heads * head, hidden), "k_proj": (keys * head, hidden), "v_proj": (keys * head, hidden)}
    linears = {f"self_attn.{k}": v for k, v in (linears | {"o_proj": (hidden, heads * head)}).items()}
    linears |= {"mlp.gate_proj": (inner, hidden), "mlp.up_proj": (inner, hidden), "mlp.down_proj": (hidden, inner)}
    linears |= {"input_layernorm": (hidden,), "post_attention_layernorm": (hidden,)}
    return n, s | {f"model.layers.{i}.{k}.weight": v for i in range(layers) for k, v in linears.items()}


def written(module, prompts, steps, device, forced=None):
    """inference/DecodeBatch.java, greedy or along given tokens -> logits (R, steps, V) on the CPU, tokens (R, steps)"""
    count, lengths = len(prompts), [len(p) for p in prompts]
    slots = (max(lengths) + steps - 1 + BLOCK - 1) // BLOCK * BLOCK
    cache, said = module.cache(count, slots), [[None] * steps for _ in prompts]
    long = lambda values: torch.tensor(values, dtype=torch.int64, device=device)
    for start in range(0, max(lengths), BLOCK):
        # on a GPU a row's bits depend on how many rows there are: those that are done go along, behind what they look at
        rows = [r for r in range(count) if lengths[r] > start or device != "cpu"]
        chunks = [(prompts[r][start : start + BLOCK] + [0] * BLOCK)[:BLOCK] for r in rows]
        last = [max(0, min(lengths[r] - start, BLOCK) - 1) for r in rows]
        logits = module.prefill(long(chunks), long(rows), long(last), start, cache)[0].cpu()
        for i, r in enumerate(rows):
            said[r][0] = logits[i] if lengths[r] > start else said[r][0]
    module.copy_rows(long([0]), long([0]), 0, BLOCK, cache)  # Java's, for equal prompts; here only so that it runs
    tokens = [[] for _ in prompts]
    for step in range(steps):
        for r in range(count):
            tokens[r].append(forced[r][step] if forced else int(said[r][step].argmax()))
        if step + 1 < steps:
            logits = module.decode(long([t[-1] for t in tokens]), long([n + step for n in lengths]), cache)[0].cpu()
            for r in range(count):
                said[r][step + 1] = logits[r]
    return torch.stack([torch.stack(row) for row in said]), tokens


def pictures(device, bf16, packed=None):
    """inference/DiffusionModel.java: 25 steps of DDIM (diffusion/Ddim.java, v-prediction), guidance, 4 pictures -> bytes"""
    folders = [DIFFUSION / k for k in ("text_encoder", "unet", "vae")]
    configs = [config(folder) for folder in folders]
    numbers = [clip_numbers(configs[0]), unet_network(configs[1])[0], vae_numbers(configs[2])]
    parts = zip(("clip", "unet", "vae"), numbers, folders)
    text, unet, vae = [loaded(p, n, tensors(folder), device, bf16, packed) for p, n, folder in parts]
    entries = json.loads((DIFFUSION / "tokenizer/vocab.json").read_text())
    ids = [([1230] + [entries[w + "</w>"] for w in p.split()] + [1231] * 77)[:77] for p in PROMPTS + [""]]
    states = text.text_states(torch.tensor(ids, device=device))  # (5, 77, 128)
    states = states[torch.tensor([0, 1, 2, 3, 4, 4, 4, 4], device=device)]  # (8, 77, 128): prompts, then no prompt
    x = torch.cat([torch.randn(1, 4, 16, 16, generator=torch.Generator().manual_seed(1024 + k)) for k in range(4)])
    alphas = (1 - torch.linspace(0.00085**0.5, 0.012**0.5, 1000) ** 2).double().cumprod(0)
    for t in range((STEPS - 1) * 40 + 1, 0, -40):
        alpha, before = alphas[t].item(), alphas[max(t - 40, 0)].item()
        v = unet.forward(x.repeat(2, 1, 1, 1).to(device), torch.full((8,), float(t), device=device), states).cpu()
        v = v[4:] + GUIDANCE * (v[:4] - v[4:])
        a, b, signal, noise = alpha**0.5, (1 - alpha) ** 0.5, before**0.5, (1 - before) ** 0.5
        x = (signal * a + noise * b) * x + (noise * a - signal * b) * v
    decoded = vae.decode((x / 0.18215).to(device)).cpu()
    return (decoded / 2 + 0.5).clamp(0, 1).mul(255).round().to(torch.uint8)
