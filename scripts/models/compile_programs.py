#!/usr/bin/env python3
"""Compiles model-udfs/src/main/torchscript/*.py to weight-free TorchScript files, resources of the jar.

    python scripts/models/compile_programs.py            # writes what differs
    python scripts/models/compile_programs.py --check    # writes nothing; exit 1 when a committed file differs

Needs torch 2.7.1 (the version DJL runs). A program's file holds, as entry extra/source_sha256, the sha256 of the sources
it is made of, its own and those of the modules beside it that they import, in order of name. Debug tables are left out: they name folders of the machine.
"""

import argparse
import hashlib
import importlib
import io
import pathlib
import sys
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = ROOT / "model-udfs/src/main/torchscript"
RESOURCES = ROOT / "model-udfs/src/main/resources/dev/atelier/inference"


def source_digest(name: str) -> str:
    sources = {p.stem: p.read_text() for p in SOURCES.glob("*.py")}
    used, left = set(), [name]
    while left:
        used.add(module := left.pop())
        left += [other for other in sources.keys() - used if f"from {other} import" in sources[module]]
    return hashlib.sha256("".join(sources[module] for module in sorted(used)).encode()).hexdigest()


def compile_program(name: str) -> bytes:
    import torch

    if torch.__version__.split("+")[0] != "2.7.1":
        sys.exit(f"Invalid torch version: {torch.__version__} (must be 2.7.1, the libtorch that DJL runs)")
    module = importlib.import_module(name)
    program = torch.jit.script(module.Program().eval())
    buffer = io.BytesIO()
    torch.jit.save(program, buffer, _extra_files={"source_sha256": source_digest(name)})
    return without_debug_tables(buffer.getvalue(), name)


def without_debug_tables(archive: bytes, name: str) -> bytes:
    """The same archive, entries in order of name, with fixed times: equal sources give equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in sorted(source.namelist()):
            inner = entry.split("/", 1)[1]
            if entry.endswith(".debug_pkl") or inner == ".data/serialization_id":
                continue
            info = zipfile.ZipInfo(f"{name}/{inner}", date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED
            target.writestr(info, source.read(entry))
    return out.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 when a committed file differs")
    parser.add_argument("names", nargs="*", help="programs to compile; all by default")
    arguments = parser.parse_args()
    sys.path.insert(0, str(SOURCES))
    sys.dont_write_bytecode = True
    names = arguments.names or sorted(p.stem for p in SOURCES.glob("*.py") if "class Program(" in p.read_text())
    differing = []
    for name in names:
        target = RESOURCES / f"{name}.pt"
        made = compile_program(name)
        same = target.exists() and target.read_bytes() == made
        print(f"{name}.pt {len(made)} bytes {'unchanged' if same else 'differs' if arguments.check else 'written'}")
        if same:
            continue
        differing.append(name)
        if not arguments.check:
            RESOURCES.mkdir(parents=True, exist_ok=True)
            target.write_bytes(made)
    if arguments.check and differing:
        sys.exit(f"Not compiled from the committed sources: {', '.join(differing)} (run {pathlib.Path(__file__).name})")


if __name__ == "__main__":
    main()
