"""The AWS CLI itself, unpacked from the package that carries it."""

import json
import os
import subprocess
import sys

import pytest

from conftest import BUILD, PRODUCTION


@pytest.fixture(scope="module")
def aws(endpoint):
    environment = {
        **os.environ,
        "PYTHONPATH": os.environ["AWS_CLI_FOLDER"],
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_PAGER": "",
    }

    def run(*words, account=BUILD):
        command = [sys.executable, "-m", "awscli", *words, "--output", "json"]
        return subprocess.run(command, env={**environment, "AWS_ACCESS_KEY_ID": account}, capture_output=True, text=True, timeout=60, check=False)

    return run


def answer_of(result):
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_imagebuilder_list_images(aws):
    images = answer_of(aws("imagebuilder", "list-images", "--owner", "Self"))["imageVersionList"]
    assert images and all(image["arn"].startswith("arn:aws:imagebuilder:us-east-1:") for image in images)


def test_ec2_describe_images_with_filters(aws):
    words = ("ec2", "describe-images", "--owners", "self", "--filters", "Name=state,Values=available")
    images = answer_of(aws(*words))["Images"]
    assert images and {image["State"] for image in images} == {"available"}


def test_cloudcontrol_list_resources(aws):
    answer = answer_of(aws("cloudcontrol", "list-resources", "--type-name", "AWS::ImageBuilder::ImagePipeline"))
    assert answer["TypeName"] == "AWS::ImageBuilder::ImagePipeline"
    assert answer["ResourceDescriptions"]


def test_sagemaker_list_images(aws):
    images = answer_of(aws("sagemaker", "list-images", account=PRODUCTION))["Images"]
    assert images and all(image["ImageStatus"] for image in images)


def test_sts_says_who_calls(aws):
    assert answer_of(aws("sts", "get-caller-identity"))["Account"] == BUILD


def test_an_error_is_shown_as_aws_shows_it(aws):
    arn = "arn:aws:imagebuilder:us-east-1:111122223333:image/no-such-image/1.0.0/1"
    result = aws("imagebuilder", "get-image", "--image-build-version-arn", arn)
    assert result.returncode == 255
    assert "(ResourceNotFoundException) when calling the GetImage operation" in result.stderr
