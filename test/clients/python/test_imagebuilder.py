"""Image Builder from boto3: builds, lists, pipelines, dependencies."""

import botocore.exceptions
import pytest

from conftest import BUILD, PRODUCTION


def test_a_build_becomes_available_with_its_ami(imagebuilder, ec2, made_images):
    image = imagebuilder.get_image(imageBuildVersionArn=made_images["ami"])["image"]
    assert image["state"]["status"] == "AVAILABLE"
    [ami] = [ami for ami in image["outputResources"]["amis"] if ami["accountId"] == PRODUCTION]
    assert ami["region"] == "us-east-1"
    described = ec2.describe_images(ImageIds=[ami["image"]])["Images"]
    assert described[0]["State"] == "available"
    assert described[0]["Name"] == ami["name"]


def test_what_was_sent_comes_back(imagebuilder, made_images):
    recipe = imagebuilder.get_image_recipe(imageRecipeArn=made_images["recipe"])["imageRecipe"]
    assert recipe["blockDeviceMappings"][0]["ebs"]["volumeType"] == "gp3"
    assert recipe["components"][0]["parameters"] == [{"name": "Greeting", "value": ["hi"]}]
    assert recipe["tags"] == {"team": "platform"}


def test_every_page_of_a_list(connect):
    imagebuilder = connect("imagebuilder", access_key=BUILD)
    whole = [image["arn"] for image in imagebuilder.list_images(owner="Self")["imageVersionList"]]
    paginator = imagebuilder.get_paginator("list_images")
    pages = list(paginator.paginate(owner="Self", PaginationConfig={"PageSize": 2}))
    paged = [image["arn"] for page in pages for image in page["imageVersionList"]]
    assert len(pages) > 1
    assert all(len(page["imageVersionList"]) <= 2 for page in pages)
    assert paged[: len(whole)] == whole
    assert len(set(paged)) == len(paged)


def test_filters(imagebuilder, made_images):
    found = imagebuilder.list_images(filters=[{"name": "name", "values": ["client-test"]}])["imageVersionList"]
    assert {image["name"] for image in found} == {"client-test"}


def test_a_bad_token(imagebuilder):
    with pytest.raises(imagebuilder.exceptions.InvalidPaginationTokenException):
        imagebuilder.list_images(nextToken="not-a-token")


def test_a_pipeline_from_creation_to_deletion(imagebuilder, made_images):
    arn = imagebuilder.create_image_pipeline(
        name="client-test",
        imageRecipeArn=made_images["recipe"],
        infrastructureConfigurationArn=made_images["infrastructure"],
        schedule={"scheduleExpression": "cron(0 0 * * ? *)"},
    )["imagePipelineArn"]
    build = imagebuilder.start_image_pipeline_execution(imagePipelineArn=arn)["imageBuildVersionArn"]
    image = imagebuilder.get_image(imageBuildVersionArn=build)["image"]
    assert image["sourcePipelineArn"] == arn
    assert "sourcePipelineName" not in image

    imagebuilder.update_image_pipeline(
        imagePipelineArn=arn,
        imageRecipeArn=made_images["recipe"],
        infrastructureConfigurationArn=made_images["infrastructure"],
        status="DISABLED",
    )
    assert imagebuilder.get_image_pipeline(imagePipelineArn=arn)["imagePipeline"]["status"] == "DISABLED"
    imagebuilder.delete_image_pipeline(imagePipelineArn=arn)
    with pytest.raises(imagebuilder.exceptions.ResourceNotFoundException):
        imagebuilder.get_image_pipeline(imagePipelineArn=arn)


def test_the_same_recipe_twice(imagebuilder, made_images):
    with pytest.raises(imagebuilder.exceptions.ResourceAlreadyExistsException):
        imagebuilder.create_image_recipe(
            name="client-test",
            semanticVersion="1.0.0",
            components=[{"componentArn": made_images["component"]}],
            parentImage="arn:aws:imagebuilder:us-east-1:aws:image/amazon-linux-2023-x86/x.x.x",
        )


def test_deleting_what_others_need(imagebuilder, made_images):
    pipeline = imagebuilder.create_image_pipeline(
        name="needs-recipe",
        imageRecipeArn=made_images["recipe"],
        infrastructureConfigurationArn=made_images["infrastructure"],
    )["imagePipelineArn"]
    with pytest.raises(imagebuilder.exceptions.ResourceDependencyException):
        imagebuilder.delete_image_recipe(imageRecipeArn=made_images["recipe"])
    imagebuilder.delete_image_pipeline(imagePipelineArn=pipeline)


def test_parameters_are_checked(imagebuilder):
    with pytest.raises(botocore.exceptions.ClientError) as error:
        imagebuilder.list_images(maxResults=1000)
    assert "maxResults" in error.value.response["Error"]["Message"]


def test_a_deprecated_image_says_when_and_by_whom(imagebuilder, made_images):
    image = imagebuilder.get_image(imageBuildVersionArn=made_images["retired"])["image"]
    assert image["state"]["status"] == "DEPRECATED"
    assert image["lifecycleExecutionId"]
    assert "deprecationTime" in image
