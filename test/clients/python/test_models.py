"""`skyql catalog update --models` with botocore itself: its wheel from PyPI."""

import json
import os
import subprocess
import sys

import botocore

SKYQL = os.environ["SKYQL"]
COMPONENT = "name: a\nschemaVersion: 1.0\nphases: [{name: build, steps: [{name: s, action: ExecuteBash, inputs: {commands: [ls]}}]}]"


def test_newest_models_are_loaded_and_used(tmp_path):
    download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", tmp_path]
    subprocess.run([*download, f"botocore=={botocore.__version__}"], check=True)
    (wheel,) = tmp_path.glob("botocore-*.whl")
    environment = {**os.environ, "SKYQL_CACHE_DIR": str(tmp_path / "cache")}

    def skyql(*words):
        return subprocess.run(["node", SKYQL, *words], env=environment, capture_output=True, text=True)

    def rows(*statements):
        done = skyql("query", "--sandbox", "-o", "jsonl", ";".join(statements))
        return done, [json.loads(line) for line in done.stdout.splitlines()]

    updated = skyql("catalog", "update", "--models", str(wheel))
    assert (updated.returncode, updated.stderr) == (0, "")
    info = skyql("catalog", "info", "--format", "json")
    assert f"botocore {botocore.__version__}" in info.stdout

    # What is newer than the models that skyql comes with: a dry run of Image Builder, which makes nothing.
    _, inputs = rows("DESCRIBE METHOD aws.imagebuilder.components.create_component")
    assert "dryRun" in [row["name"] for row in inputs]
    create = f"""EXEC aws.imagebuilder.components.create_component @name = 'tried', @semanticVersion = '1.0.0', @platform = 'Linux',
        @data = '{COMPONENT}', @clientToken = 'token', @dryRun = true"""
    tried, _ = rows(create)
    assert "DryRunOperation" in tried.stderr
