"""GetImage answers boto3 with every field of its documentation, and raises its errors."""

import datetime

import botocore.exceptions
import pytest

from conftest import BUILD, PRODUCTION
from get_image_fields import FIELDS

REGIONS = ["us-east-1", "us-west-2", "eu-west-1", "eu-central-1"]
MISSING = "arn:aws:imagebuilder:us-east-1:111122223333:image/no-such-image/1.0.0/1"


def paths_of(value, path=""):
    """The documented paths that hold something in a response."""
    if isinstance(value, dict):
        for name, member in value.items():
            parent = f"{path}." if path else ""
            if f"{parent}*" in ALL_FIELDS:
                yield f"{parent}*"
            else:
                yield from paths_of(member, parent + name)
    elif isinstance(value, list):
        for item in value:
            yield from paths_of(item, f"{path}[]")
    elif value is not None:
        yield path


ALL_FIELDS = set(FIELDS)


def build_versions(client):
    for page in client.get_paginator("list_images").paginate(owner="Self"):
        for version in page["imageVersionList"]:
            builds = client.get_paginator("list_image_build_versions")
            for build_page in builds.paginate(imageVersionArn=version["arn"]):
                yield from (summary["arn"] for summary in build_page["imageSummaryList"])


@pytest.fixture(scope="session")
def responses(connect, made_images):
    return [
        client.get_image(imageBuildVersionArn=arn)
        for account in (PRODUCTION, BUILD)
        for client in (connect("imagebuilder", region=region, access_key=account) for region in REGIONS)
        for arn in build_versions(client)
    ]


@pytest.fixture(scope="session")
def populated(responses):
    return {path for response in responses for path in paths_of(response)}


@pytest.mark.parametrize("field", FIELDS, ids=FIELDS)
def test_field_is_populated_by_some_image(populated, field):
    assert field in populated


def test_request_id_is_that_of_the_http_response(imagebuilder, made_images):
    response = imagebuilder.get_image(imageBuildVersionArn=made_images["ami"])
    assert response["requestId"] == response["ResponseMetadata"]["RequestId"]


def test_types(responses):
    images = [response["image"] for response in responses]
    deprecated = [image["deprecationTime"] for image in images if "deprecationTime" in image]
    assert deprecated and all(isinstance(time, datetime.datetime) for time in deprecated)
    assert all(isinstance(image["dateCreated"], str) for image in images)
    assert all(image["version"].endswith("/" + image["arn"].rsplit("/", 1)[1]) for image in images)


def test_latest_version_references_have_wildcards(responses):
    for response in responses:
        references = response["latestVersionReferences"]
        assert references["latestVersionArn"].endswith("/x.x.x")
        assert references["latestMajorVersionArn"].endswith(".x.x")
        assert references["latestMinorVersionArn"].endswith(".x")


def test_latest_version_can_be_got(imagebuilder, made_images):
    references = imagebuilder.get_image(imageBuildVersionArn=made_images["ami"])["latestVersionReferences"]
    latest = imagebuilder.get_image(imageBuildVersionArn=references["latestVersionArn"])
    assert latest["image"]["name"] == "client-test"


def test_missing_image(imagebuilder):
    with pytest.raises(imagebuilder.exceptions.ResourceNotFoundException) as error:
        imagebuilder.get_image(imageBuildVersionArn=MISSING)
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404
    assert error.value.response["ResponseMetadata"]["RequestId"]


def test_malformed_arn(imagebuilder):
    with pytest.raises(botocore.exceptions.ClientError) as error:
        imagebuilder.get_image(imageBuildVersionArn="not-an-arn")
    assert error.value.response["Error"]["Code"] == "InvalidParameterValueException"
    assert "imageBuildVersionArn" in error.value.response["Error"]["Message"]


def test_wrong_secret(connect):
    client = connect("imagebuilder", secret="wrong-secret")
    with pytest.raises(botocore.exceptions.ClientError) as error:
        client.get_image(imageBuildVersionArn=MISSING)
    assert error.value.response["Error"]["Code"] == "InvalidSignatureException"
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
