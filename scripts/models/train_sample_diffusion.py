"""Makes the sample models from nothing but two icon packages: pictures, VAE, CLIP, judge, UNet, export.

    npm install --prefix icons @iconify-json/fluent-emoji-flat @iconify-json/noto
    python scripts/models/train_sample_diffusion.py --node-modules icons/node_modules --out build/sample-models

Needs rsvg-convert (librsvg2-bin) and requirements.txt. Every stage is skipped when its result is there, and VAE and
UNet go on from their last checkpoint, so the same command resumes a run that was stopped. On two cores that are free
it takes about an hour and a half.
"""
import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def stages(node_modules: Path, out: Path, processes: int, unet_steps: int):
    """(result, program, arguments) in order; the UNet's result is only there when all its steps are done."""
    yield out / "held_out.npz", "make_pictures.py", ["--node-modules", node_modules, "--out", out]
    yield out / "vae" / "config.json", "train_vae.py", ["--out", out, "--processes", processes]
    yield out / "clip" / "model.safetensors", "train_clip.py", ["--out", out]
    yield out / "texts.pt", "prepare_conditions.py", ["--out", out]
    yield None, "train_unet.py", ["--out", out, "--processes", processes, "--steps", unet_steps]
    yield None, "export_models.py", ["--work", out, "--out", out / "models"]
    yield out / "judge" / "judge.pt", "judge.py", ["--out", out]
    yield None, "probe_sample_diffusion.py", ["--model", out / "models" / "pocket-diffusion", "--judge", out / "judge",
                                              "--work", out, "--sheets", out / "sheets"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--node-modules", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="a folder for work data; models/ in it is the result")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--unet-steps", type=int, default=4500)
    args = parser.parse_args()
    environment = {**os.environ, "OMP_WAIT_POLICY": "passive", "OMP_NUM_THREADS": "1"}
    for result, program, arguments in stages(args.node_modules, args.out, args.processes, args.unet_steps):
        if result and result.exists():
            print(f"{program}: {result} is there", flush=True)
            continue
        print(f"{program} ...", flush=True)
        subprocess.run([sys.executable, str(HERE / program), *map(str, arguments)], env=environment, check=True)


if __name__ == "__main__":
    main()
