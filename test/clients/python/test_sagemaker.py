"""SageMaker images from boto3."""

import botocore.exceptions
import pytest

ROLE = "arn:aws:iam::111122223333:role/sagemaker-images"


def test_an_image_from_creation_to_deletion(sagemaker):
    arn = sagemaker.create_image(ImageName="client-test", RoleArn=ROLE, DisplayName="Client test")["ImageArn"]
    assert arn.endswith(":image/client-test")
    sagemaker.get_waiter("image_created").wait(
        ImageName="client-test", WaiterConfig={"Delay": 1, "MaxAttempts": 5}
    )
    image = sagemaker.describe_image(ImageName="client-test")
    assert image["ImageStatus"] == "CREATED"
    assert image["DisplayName"] == "Client test"
    assert image["RoleArn"] == ROLE

    with pytest.raises(sagemaker.exceptions.ResourceInUse):
        sagemaker.create_image(ImageName="client-test", RoleArn=ROLE)

    sagemaker.update_image(ImageName="client-test", Description="Changed")
    assert sagemaker.describe_image(ImageName="client-test")["Description"] == "Changed"

    sagemaker.delete_image(ImageName="client-test")
    with pytest.raises(sagemaker.exceptions.ResourceNotFound):
        sagemaker.describe_image(ImageName="client-test")


def test_list_with_pages_and_filter(sagemaker):
    for number in range(3):
        sagemaker.create_image(ImageName=f"client-list-{number}", RoleArn=ROLE)
    paginator = sagemaker.get_paginator("list_images")
    pages = list(paginator.paginate(NameContains="client-list", PaginationConfig={"PageSize": 2}))
    names = [image["ImageName"] for page in pages for image in page["Images"]]
    assert len(pages) == 2
    assert sorted(names) == ["client-list-0", "client-list-1", "client-list-2"]
    for name in names:
        sagemaker.delete_image(ImageName=name)


def test_times_are_times(sagemaker):
    sagemaker.create_image(ImageName="client-times", RoleArn=ROLE)
    image = sagemaker.describe_image(ImageName="client-times")
    assert image["CreationTime"] <= image["LastModifiedTime"]
    assert image["CreationTime"].tzinfo is not None
    sagemaker.delete_image(ImageName="client-times")


def test_a_name_that_breaks_the_rules(sagemaker):
    with pytest.raises(botocore.exceptions.ClientError) as error:
        sagemaker.create_image(ImageName="-bad-", RoleArn=ROLE)
    assert error.value.response["Error"]["Code"] == "ValidationException"
    assert "imageName" in error.value.response["Error"]["Message"]
