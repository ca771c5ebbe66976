#!/usr/bin/env python3
"""The class path of the built classes and tests, which hold the mains that comparisons call; prints it.

    scripts/golden/class_path.py

Maven builds and tells it. Needs a JDK and Maven.
"""

import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def built_class_path() -> str:
    with tempfile.TemporaryDirectory() as temporary:
        listed = pathlib.Path(temporary) / "class-path"
        goals = ["test-compile", "dependency:build-classpath", f"-Dmdep.outputFile={listed}"]
        subprocess.run(["mvn", "-q", "-pl", "model-udfs", *goals], cwd=ROOT, check=True, stdout=sys.stderr)
        target = ROOT / "model-udfs/target"
        return f"{target}/test-classes:{target}/classes:{listed.read_text().strip()}"


if __name__ == "__main__":
    print(built_class_path())
