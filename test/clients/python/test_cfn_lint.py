"""`skyql stack export --format cloudformation`: cfn-lint has nothing against what it writes."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parents[3]
QUERIES = ";".join(
    f"SELECT * FROM {resource} WHERE tags ->> 'stack' = 'vpc-webserver'"
    for resource in [
        "aws.ec2.vpcs",
        "aws.ec2.subnets",
        "aws.ec2.internet_gateways",
        "aws.ec2.route_tables",
        "aws.ec2.security_groups",
        "aws.logs.log_groups",
    ]
) + ";SELECT * FROM aws.ec2.vpc_gateway_attachments;SELECT * FROM aws.ec2.routes;SELECT * FROM aws.ssm.parameters"


@pytest.fixture
def endpoint():
    command = ["node", os.environ["SKYQL"], "sandbox", "--port", "0", "--clock", "instant", "--quiet"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    yield process.stdout.readline().strip()
    process.kill()
    process.wait(timeout=10)


def test_exported_template_passes_cfn_lint(endpoint, tmp_path):
    stack = tmp_path / "stack"
    shutil.copytree(ROOT / "examples" / "vpc-webserver", stack)
    at = ["--endpoint-url", endpoint, "--region", "us-east-1"]
    environment = {**os.environ, "AWS_ACCESS_KEY_ID": "123456789012", "AWS_SECRET_ACCESS_KEY": "test"}

    def skyql(*words):
        command = ["node", os.environ["SKYQL"], "stack", *words, *at]
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

    skyql("build", str(stack), "dev")
    template = tmp_path / "template.yaml"
    template.write_text(skyql("export", QUERIES, "--format", "cloudformation"))
    assert template.read_text().count("Type: AWS::") == 9
    # W3010: that a zone is named. What is there is in that zone.
    linted = subprocess.run(
        [pathlib.Path(sys.executable).with_name("cfn-lint"), "--ignore-checks", "W3010", "--", str(template)],
        capture_output=True,
        text=True,
    )
    assert (linted.returncode, linted.stdout) == (0, "")
