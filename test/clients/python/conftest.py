"""A sandbox as a process of its own, and clients that know nothing of it but its address."""

import os
import subprocess

import boto3
import botocore.config
import pytest

from conformance import Recorder
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
def recorder():
    return Recorder()


@pytest.fixture(autouse=True)
def every_answer_is_as_the_model_says(recorder):
    yield
    assert recorder.take() == []


@pytest.fixture(scope="session")
def connect(endpoint, recorder):
    """connect('ec2', region='eu-west-1') gives a boto3 client."""

    def client(service, region="us-east-1", access_key=PRODUCTION, secret="test", token=None, checked=True):
        # Path style: a bucket's own host name would have to be resolved. botocore presigns with Version 2 unless told.
        settings = botocore.config.Config(
            parameter_validation=checked,
            retries={"max_attempts": 0},
            s3={"addressing_style": "path"},
            signature_version="s3v4" if service == "s3" else None,
        )
        return recorder.watch(
            boto3.client(
                service,
                region_name=region,
                endpoint_url=endpoint,
                aws_access_key_id=access_key,
                aws_secret_access_key=secret,
                aws_session_token=token,
                config=settings,
            )
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
def made_images(imagebuilder, ec2):
    return make_images(imagebuilder, ec2)


@pytest.fixture(scope="session")
def port():
    process = subprocess.Popen(
        ["node", SKYQL, "serve", "--sandbox", "--region", "us-east-1", "--port", "0", "--quiet"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        address = process.stdout.readline().strip()
        assert address.startswith("127.0.0.1:"), f"the server did not start: {address!r}"
        yield int(address.split(":")[1])
    finally:
        process.terminate()
        code = process.wait(timeout=20)
    assert code == 0, "SIGTERM ends the server with exit code 0"


@pytest.fixture(scope="session")
def address(port):
    return f"host=127.0.0.1 port={port} dbname=aws user=me"
