#!/usr/bin/env python3
"""The class path of the built classes and tests, which hold the mains that comparisons call; prints it.

    scripts/golden/class_path.py [model-udfs|jobs]

Maven builds and tells it. Needs a JDK and Maven.
"""

import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def built_class_path(module: str = "model-udfs") -> str:
    with tempfile.TemporaryDirectory() as temporary:
        listed = pathlib.Path(temporary) / "class-path"
        goals = ["test-compile", "dependency:build-classpath", f"-Dmdep.outputFile={listed}"]
        subprocess.run(["mvn", "-q", "-pl", module, "-am", *goals], cwd=ROOT, check=True, stdout=sys.stderr)
        target = ROOT / module / "target"
        return f"{target}/test-classes:{target}/classes:{listed.read_text().strip()}"


if __name__ == "__main__":
    print(built_class_path(*sys.argv[1:]))
