"""EC2 images from boto3: filters, pages, waiters, errors."""

import botocore.exceptions
import pytest


def code_of(error):
    return error.value.response["Error"]["Code"]


@pytest.fixture(scope="module")
def own_image(ec2):
    return ec2.register_image(
        Name="client-test-registered",
        RootDeviceName="/dev/xvda",
        BlockDeviceMappings=[{"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 8, "VolumeType": "gp3"}}],
    )["ImageId"]


def test_own_images(ec2, own_image):
    images = ec2.describe_images(Owners=["self"])["Images"]
    assert own_image in {image["ImageId"] for image in images}
    assert len({image["OwnerId"] for image in images}) == 1


def test_filters_narrow(ec2, own_image):
    found = ec2.describe_images(
        Filters=[
            {"Name": "name", "Values": ["client-test-*"]},
            {"Name": "state", "Values": ["available", "pending"]},
        ]
    )["Images"]
    assert own_image in {image["ImageId"] for image in found}
    assert all(image["Name"].startswith("client-test-") for image in found)


def test_a_filter_that_does_not_exist(ec2):
    with pytest.raises(botocore.exceptions.ClientError) as error:
        ec2.describe_images(Filters=[{"Name": "no-such-filter", "Values": ["x"]}])
    assert code_of(error) == "InvalidParameterValue"


def test_every_page(ec2):
    whole = {image["ImageId"] for image in ec2.describe_images(Owners=["amazon", "self"])["Images"]}
    paginator = ec2.get_paginator("describe_images")
    pages = list(paginator.paginate(Owners=["amazon", "self"], PaginationConfig={"PageSize": 5}))
    paged = [image["ImageId"] for page in pages for image in page["Images"]]
    assert len(pages) > 1
    assert sorted(paged) == sorted(whole)


def test_waiters(ec2, own_image):
    for waiter in ("image_exists", "image_available"):
        ec2.get_waiter(waiter).wait(ImageIds=[own_image], WaiterConfig={"Delay": 1, "MaxAttempts": 5})


def test_copy_tag_and_deregister(connect, ec2, own_image):
    other = connect("ec2", region="eu-west-1")
    copy = other.copy_image(Name="client-test-copy", SourceImageId=own_image, SourceRegion="us-east-1")["ImageId"]
    other.get_waiter("image_available").wait(ImageIds=[copy], WaiterConfig={"Delay": 1, "MaxAttempts": 5})
    other.create_tags(Resources=[copy], Tags=[{"Key": "team", "Value": "platform"}])
    [image] = other.describe_images(Filters=[{"Name": "tag:team", "Values": ["platform"]}], ImageIds=[copy])["Images"]
    assert image["SourceImageId"] == own_image
    assert image["SourceImageRegion"] == "us-east-1"
    other.deregister_image(ImageId=copy)
    with pytest.raises(botocore.exceptions.ClientError) as error:
        other.deregister_image(ImageId=copy)
    assert code_of(error) in ("InvalidAMIID.Unavailable", "InvalidAMIID.NotFound")


def test_an_image_that_does_not_exist(ec2):
    with pytest.raises(botocore.exceptions.ClientError) as error:
        ec2.describe_images(ImageIds=["ami-00000000000000000"])
    assert code_of(error) == "InvalidAMIID.NotFound"
    assert error.value.response["Error"]["Message"] == "The image id '[ami-00000000000000000]' does not exist"
    assert error.value.response["ResponseMetadata"]["RequestId"]


def test_an_id_that_is_none(ec2):
    with pytest.raises(botocore.exceptions.ClientError) as error:
        ec2.describe_images(ImageIds=["x"])
    assert code_of(error) == "InvalidAMIID.Malformed"


def test_dry_run(ec2, own_image):
    with pytest.raises(botocore.exceptions.ClientError) as error:
        ec2.deregister_image(ImageId=own_image, DryRun=True)
    assert code_of(error) == "DryRunOperation"
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 412


def test_wrong_secret(connect):
    with pytest.raises(botocore.exceptions.ClientError) as error:
        connect("ec2", secret="wrong-secret").describe_images(Owners=["self"])
    assert code_of(error) == "AuthFailure"
