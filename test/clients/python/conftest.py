"""A sandbox as a process of its own, and clients that know nothing of it but its address."""

import os
import subprocess

import boto3
import pytest

from made_images import make_images

SKYQL = os.environ["SKYQL"]

# The accounts of the demo estate: on the sandbox an access key of twelve digits is its account.
PRODUCTION = "123456789012"
BUILD = "210987654321"


@pytest.fixture(scope="session")
def endpoint():
    process = subprocess.Popen(
        ["node", SKYQL, "sandbox", "--port", "0", "--seed", "demo", "--clock", "instant", "--quiet"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), f"the sandbox did not start: {address!r}"
        yield address
    finally:
        process.terminate()
        code = process.wait(timeout=10)
    assert code == 0, "SIGTERM ends the sandbox with exit code 0"


@pytest.fixture(scope="session")
def connect(endpoint):
    """connect('ec2', region='eu-west-1') gives a boto3 client."""

    def client(service, region="us-east-1", access_key=PRODUCTION, secret="test"):
        return boto3.client(
            service,
            region_name=region,
            endpoint_url=endpoint,
            aws_access_key_id=access_key,
            aws_secret_access_key=secret,
        )

    return client


@pytest.fixture(scope="session")
def imagebuilder(connect):
    return connect("imagebuilder")


@pytest.fixture(scope="session")
def ec2(connect):
    return connect("ec2")


@pytest.fixture(scope="session")
def sagemaker(connect):
    return connect("sagemaker")


@pytest.fixture(scope="session")
def cloudcontrol(connect):
    return connect("cloudcontrol")


@pytest.fixture(scope="session")
def made_images(imagebuilder):
    return make_images(imagebuilder)
