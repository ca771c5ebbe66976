#!/usr/bin/env python3
"""Families of decoders that no small published model shows: tiny random ones against transformers, token for token, fp32.

    python scripts/golden/compare_decoders.py [--class-path PATH]

Makes Qwen3 models of several shapes (heads wider than the hidden size divided by them, grouped queries, tied or not,
biases), as a Hugging Face directory and as a GGUF file. Exit 1 when one token of a greedy answer differs, or the mean log
probability of an answer's tokens by more than 1e-5. Needs scripts/golden/requirements.txt, a JDK and Maven.
"""

import argparse
import json
import pathlib
import sys
import tempfile

import gguf
import torch
from class_path import built_class_path
from compare_text import compare, java_answers
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
from transformers import PreTrainedTokenizerFast, Qwen3Config, Qwen3ForCausalLM

SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
MERGES = [("t", "h"), ("th", "e"), ("i", "n"), ("e", "r"), ("\u0120", "a"), ("\u0120", "the")]
TEMPLATE = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
# transformers, models/qwen2/tokenization_qwen2.py, which Qwen3 uses
SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
SHAPES = [  # hidden_size, heads, key-value heads, head_dim, tied, biases, rope_theta
    (32, 4, 2, 16, True, False, 1e6),
    (48, 6, 1, 6, False, False, 1e4),
    (40, 2, 2, 32, True, True, 1e6),
    (64, 8, 4, 8, False, False, 5e6),
]
PROMPTS = [
    "a mug",
    "Write one line about a red enamel mug, 350 ml.",
    "Größe 12 1/2; don't worry: 杯子\n\n  two   spaces",
    "the other inner thing " * 30,
    "<|im_end|> is text here",
]
TOLERANCE = 1e-5


def tiny_tokenizer() -> PreTrainedTokenizerFast:
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokens = [*SPECIAL, *letters, *("".join(pair) for pair in MERGES)]
    tokenizer = Tokenizer(models.BPE({t: i for i, t in enumerate(tokens)}, MERGES))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(SPLIT), "isolated"), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(t, special=True, normalized=False) for t in SPECIAL])
    wrapped = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="<|im_end|>", pad_token="<|endoftext|>")
    wrapped.chat_template = TEMPLATE
    return wrapped


def random_model(shape: tuple, tokens: int) -> Qwen3ForCausalLM:
    """Weights large enough for answers that vary; norms and biases are not what training starts from."""
    hidden, heads, key_value_heads, head_dim, tied, biases, theta = shape
    torch.manual_seed(hidden)
    config = Qwen3Config(
        vocab_size=tokens,
        hidden_size=hidden,
        intermediate_size=3 * hidden,
        num_hidden_layers=2,
        num_attention_heads=heads,
        num_key_value_heads=key_value_heads,
        head_dim=head_dim,
        tie_word_embeddings=tied,
        attention_bias=biases,
        rope_parameters={"rope_type": "default", "rope_theta": theta},
        max_position_embeddings=1024,
        eos_token_id=2,
    )
    model = Qwen3ForCausalLM(config).to(torch.float32).eval()
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.dim() == 1:
                weight.copy_(torch.randn_like(weight) * 0.4 + ("norm" in name))
            else:
                weight.copy_(torch.randn_like(weight) * 1.5 * weight.size(1) ** -0.5)
    return model


def write_gguf(model: Qwen3ForCausalLM, tokenizer: PreTrainedTokenizerFast, path: pathlib.Path) -> None:
    """As convert_hf_to_gguf.py does for this architecture, in fp32."""
    config = model.config
    writer = gguf.GGUFWriter(path, "qwen3")
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_key_length(config.head_dim)
    writer.add_value_length(config.head_dim)
    writer.add_rope_freq_base(config.rope_parameters["rope_theta"])
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    tokens = tokenizer.convert_ids_to_tokens(range(len(tokenizer)))
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(tokens)
    writer.add_token_types([gguf.TokenType.CONTROL if t in SPECIAL else gguf.TokenType.NORMAL for t in tokens])
    writer.add_token_merges([" ".join(pair) for pair in MERGES])
    writer.add_eos_token_id(2)
    writer.add_chat_template(TEMPLATE)
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH.QWEN3, config.num_hidden_layers)
    for name, weight in model.state_dict().items():
        if name != "lm_head.weight" or not config.tie_word_embeddings:
            writer.add_tensor(names.get_name(name, (".weight", ".bias")), weight.numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def expected_answer(model: Qwen3ForCausalLM, tokenizer: PreTrainedTokenizerFast, line: dict) -> tuple[list, list, float]:
    """Ids of prompt and answer, and the mean log probability of the answer's tokens; a row's role markers stay text."""
    before, after = tokenizer.apply_chat_template(
        [{"role": "user", "content": "\0"}], tokenize=False, add_generation_prompt=True
    ).split("\0")
    parts = [(before, False), (line["prompt"], True), (after, False)]
    prompt = [i for text, said in parts for i in tokenizer(text, add_special_tokens=False, split_special_tokens=said)["input_ids"]]
    with torch.inference_mode():
        made = model.generate(
            torch.tensor([prompt]),
            max_new_tokens=line["max_new_tokens"],
            do_sample=False,
            return_dict_in_generate=True,
            output_logits=True,
        )
    answer = made.sequences[0, len(prompt) :]
    logits = torch.cat(made.logits)  # (answer, vocabulary)
    chosen = torch.log_softmax(logits, -1).gather(1, answer.unsqueeze(1))
    return prompt, answer.tolist(), chosen.mean().item()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--class-path", help="of the built classes and tests; Maven builds and tells it by default")
    arguments = parser.parse_args()
    differing = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        where = arguments.class_path or built_class_path()
        lines = [{"prompt": prompt, "max_new_tokens": n} for prompt in PROMPTS for n in (1, 40)]
        (folder / "prompts.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
        tokenizer = tiny_tokenizer()
        for i, shape in enumerate(SHAPES):
            model = random_model(shape, len(tokenizer))
            expected = [expected_answer(model, tokenizer, line) for line in lines]
            directory, file = folder / f"qwen3-{i}", folder / f"qwen3-{i}.gguf"
            model.save_pretrained(directory)
            tokenizer.save_pretrained(directory)
            if not model.config.attention_bias:  # GGUF's architecture has none
                write_gguf(model, tokenizer, file)
            for path in [p for p in (directory, file) if p.exists()]:
                ours = java_answers(path, folder / "prompts.jsonl", 4, folder, where)
                differing += compare(f"{path.name} {shape}", ours, [(prompt, answer) for prompt, answer, _ in expected])
                apart = max(abs(a["mean_logprob"] - e[2]) for a, e in zip(ours, expected, strict=True))
                print(f"{path.name}: log probabilities at most {apart:.1e} apart (allowed {TOLERANCE:.0e})")
                differing += apart > TOLERANCE
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
