"""Every operation of SageMaker that is about images, with valid input and with input that is refused."""

import re

import pytest

from operations import call, disallowed, model_of, refusal

OPERATIONS = sorted(
    name for name in model_of("sagemaker").operation_names if re.search(r"Image|Alias|(Add|List|Delete)Tags$", name)
)
ACCOUNT = "610000000000"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/images"
BASE = f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/notebooks:1"
ARN = f"arn:aws:sagemaker:us-east-1:{ACCOUNT}:image/"
CONFIG = {
    "FileSystemConfig": {"MountPath": "/home/user", "DefaultUid": 1000, "DefaultGid": 100},
    "KernelSpecs": [{"Name": "python3", "DisplayName": "Python 3"}],
}
NOT_FOUND = "ResourceNotFound"
TAKEN = "ResourceInUse"
INVALID = "ValidationException"

# What is valid of an image that has two versions and an app image config of the same name, what is invalid, and the error's code.
CASES = {
    "AddTags": (
        lambda name: {"ResourceArn": ARN + name, "Tags": [{"Key": "team", "Value": "data"}]},
        lambda name: {"ResourceArn": ARN + "nobody", "Tags": [{"Key": "team", "Value": "data"}]},
        None,
    ),
    "CreateAppImageConfig": (
        lambda name: {"AppImageConfigName": f"{name}-new", "KernelGatewayImageConfig": CONFIG},
        lambda name: {"AppImageConfigName": name},
        TAKEN,
    ),
    "CreateImage": (
        lambda name: {"ImageName": f"{name}-new", "RoleArn": ROLE, "Tags": [{"Key": "team", "Value": "data"}]},
        lambda name: {"ImageName": name, "RoleArn": ROLE},
        TAKEN,
    ),
    "CreateImageVersion": (
        lambda name: {"ImageName": name, "BaseImage": BASE, "Aliases": ["next"], "MLFramework": "PyTorch 2.3"},
        lambda name: {"ImageName": "nobody", "BaseImage": BASE},
        NOT_FOUND,
    ),
    "DeleteAppImageConfig": (
        lambda name: {"AppImageConfigName": name},
        lambda name: {"AppImageConfigName": "nobody"},
        NOT_FOUND,
    ),
    "DeleteImage": (lambda name: {"ImageName": name}, lambda name: {"ImageName": "nobody"}, NOT_FOUND),
    "DeleteImageVersion": (
        lambda name: {"ImageName": name, "Version": 1},
        lambda name: {"ImageName": name, "Version": 9},
        NOT_FOUND,
    ),
    "DeleteTags": (
        lambda name: {"ResourceArn": ARN + name, "TagKeys": ["team"]},
        lambda name: {"ResourceArn": ARN + "nobody", "TagKeys": ["team"]},
        None,
    ),
    "DescribeAppImageConfig": (
        lambda name: {"AppImageConfigName": name},
        lambda name: {"AppImageConfigName": "nobody"},
        NOT_FOUND,
    ),
    "DescribeImage": (lambda name: {"ImageName": name}, lambda name: {"ImageName": "nobody"}, NOT_FOUND),
    "DescribeImageVersion": (
        lambda name: {"ImageName": name, "Alias": "latest"},
        lambda name: {"ImageName": name, "Alias": "nobody"},
        NOT_FOUND,
    ),
    "ListAliases": (lambda name: {"ImageName": name}, lambda name: {"ImageName": "nobody"}, NOT_FOUND),
    "ListAppImageConfigs": (
        lambda name: {"NameContains": name, "SortBy": "Name"},
        lambda name: {"NextToken": "none"},
        INVALID,
    ),
    "ListImageVersions": (
        lambda name: {"ImageName": name, "SortBy": "VERSION", "SortOrder": "ASCENDING"},
        lambda name: {"ImageName": "nobody"},
        NOT_FOUND,
    ),
    "ListImages": (lambda name: {"NameContains": name}, lambda name: {"NextToken": "none"}, INVALID),
    "ListTags": (lambda name: {"ResourceArn": ARN + name}, lambda name: {"ResourceArn": ARN + "nobody"}, None),
    "UpdateAppImageConfig": (
        lambda name: {"AppImageConfigName": name, "KernelGatewayImageConfig": CONFIG},
        lambda name: {"AppImageConfigName": "nobody"},
        NOT_FOUND,
    ),
    "UpdateImage": (
        lambda name: {"ImageName": name, "Description": "second", "DeleteProperties": ["DisplayName"]},
        lambda name: {"ImageName": "nobody", "Description": "second"},
        NOT_FOUND,
    ),
    "UpdateImageVersion": (
        lambda name: {"ImageName": name, "Version": 2, "AliasesToAdd": ["best"], "JobType": "TRAINING"},
        lambda name: {"ImageName": name, "Version": 9, "AliasesToAdd": ["best"]},
        NOT_FOUND,
    ),
}


@pytest.fixture(scope="module")
def client(connect):
    return connect("sagemaker", access_key=ACCOUNT)


@pytest.fixture
def name(client, operation):
    """An image of the operation's own."""
    made = f"for-{operation.lower()}"
    client.create_image(ImageName=made, RoleArn=ROLE, DisplayName="Made")
    client.get_waiter("image_created").wait(ImageName=made, WaiterConfig={"Delay": 1, "MaxAttempts": 5})
    for aliases in (["first"], ["latest"]):
        client.create_image_version(ImageName=made, BaseImage=BASE, Aliases=aliases)
        client.get_waiter("image_version_created").wait(
            ImageName=made, WaiterConfig={"Delay": 1, "MaxAttempts": 5}
        )
    client.create_app_image_config(AppImageConfigName=made, KernelGatewayImageConfig=CONFIG)
    yield made
    configs = [config["AppImageConfigName"] for config in client.list_app_image_configs()["AppImageConfigs"]]
    for config in configs:
        client.delete_app_image_config(AppImageConfigName=config)
    for image in client.list_images(MaxResults=100)["Images"]:
        versions = client.list_image_versions(ImageName=image["ImageName"])["ImageVersions"]
        for version in versions:
            client.delete_image_version(ImageName=image["ImageName"], Version=version["Version"])
        client.delete_image(ImageName=image["ImageName"])


def test_every_operation_is_here():
    assert sorted(CASES) == OPERATIONS
    assert len(OPERATIONS) == 19


@pytest.mark.parametrize("operation", OPERATIONS)
def test_valid_input(client, name, operation):
    valid, _, _ = CASES[operation]
    answer = call(client, operation, valid(name))
    members = model_of("sagemaker").operation_model(operation).output_shape
    assert set(answer) - {"ResponseMetadata"} or members is None or not members.members


@pytest.mark.parametrize("operation", OPERATIONS)
def test_rules_refuse(client, name, operation):
    _, invalid, code = CASES[operation]
    found, status = refusal(client, operation, invalid(name))
    assert status == 400
    assert code is None or found == code


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_model_refuses(connect, operation):
    code, status = refusal(
        connect("sagemaker", access_key=ACCOUNT, checked=False), operation, disallowed("sagemaker", operation)
    )
    assert (code, status) == (INVALID, 400)
