"""Repositories and container images of ECR from boto3."""

import base64
import hashlib
import json

import pytest

from operations import disallowed, refusal

ACCOUNT = "650000000000"


@pytest.fixture(scope="module")
def ecr(connect):
    return connect("ecr", access_key=ACCOUNT)


def manifest(content):
    layer = "sha256:" + hashlib.sha256(content.encode()).hexdigest()
    return json.dumps(
        {
            "schemaVersion": 2,
            "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
            "config": {"mediaType": "application/vnd.docker.container.image.v1+json", "size": 10, "digest": layer},
            "layers": [{"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip", "size": 20, "digest": layer}],
        }
    )


def test_a_repository_and_its_images(ecr):
    made = ecr.create_repository(repositoryName="client/web", tags=[{"Key": "team", "Value": "data"}])["repository"]
    assert made["repositoryUri"] == f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/client/web"
    assert refusal(ecr, "CreateRepository", {"repositoryName": "client/web"}) == ("RepositoryAlreadyExistsException", 400)
    digests = [
        ecr.put_image(repositoryName="client/web", imageManifest=manifest(tag), imageTag=tag)["image"]["imageId"][
            "imageDigest"
        ]
        for tag in ("one", "two", "three")
    ]
    pages = list(
        ecr.get_paginator("list_images").paginate(repositoryName="client/web", PaginationConfig={"PageSize": 2})
    )
    assert {one["imageDigest"] for page in pages for one in page["imageIds"]} == set(digests)
    assert len(pages) == 2
    details = ecr.describe_images(repositoryName="client/web", imageIds=[{"imageTag": "two"}])["imageDetails"]
    assert [(one["imageDigest"], one["imageTags"]) for one in details] == [(digests[1], ["two"])]
    ecr.start_image_scan(repositoryName="client/web", imageId={"imageTag": "two"})
    ecr.get_waiter("image_scan_complete").wait(
        repositoryName="client/web", imageId={"imageTag": "two"}, WaiterConfig={"Delay": 1, "MaxAttempts": 5}
    )
    assert refusal(ecr, "DeleteRepository", {"repositoryName": "client/web"}) == ("RepositoryNotEmptyException", 400)
    assert refusal(
        ecr, "DescribeImages", {"repositoryName": "client/web", "imageIds": [{"imageTag": "none"}]}
    ) == ("ImageNotFoundException", 400)
    gone = ecr.batch_delete_image(repositoryName="client/web", imageIds=[{"imageTag": "one"}, {"imageTag": "none"}])
    assert [one["imageDigest"] for one in gone["imageIds"]] == digests[:1]
    assert [one["failureCode"] for one in gone["failures"]] == ["ImageNotFound"]
    ecr.delete_repository(repositoryName="client/web", force=True)
    assert refusal(ecr, "ListImages", {"repositoryName": "client/web"}) == ("RepositoryNotFoundException", 400)


def test_a_container_image_of_image_builder_is_here(connect, ecr):
    builder = connect("imagebuilder", access_key=ACCOUNT)
    ecr.create_repository(repositoryName="built")
    infrastructure = builder.create_infrastructure_configuration(name="hosts", instanceProfileName="image-builder")
    recipe = builder.create_container_recipe(
        name="Built",
        containerType="DOCKER",
        semanticVersion="1.0.0",
        parentImage="amazonlinux:2023",
        targetRepository={"service": "ECR", "repositoryName": "built"},
        components=[{"componentArn": "arn:aws:imagebuilder:us-east-1:aws:component/update-linux/x.x.x"}],
    )
    image = builder.create_image(
        containerRecipeArn=recipe["containerRecipeArn"],
        infrastructureConfigurationArn=infrastructure["infrastructureConfigurationArn"],
    )["imageBuildVersionArn"]
    containers = builder.get_image(imageBuildVersionArn=image)["image"]["outputResources"]["containers"]
    uris = {uri for container in containers for uri in container["imageUris"]}
    [tag] = {uri.rsplit(":", 1)[1] for uri in uris if uri.endswith("1.0.0-1")}
    assert ecr.describe_images(repositoryName="built", imageIds=[{"imageTag": tag}])["imageDetails"]


def test_a_token(ecr):
    [authorization] = ecr.get_authorization_token()["authorizationData"]
    assert base64.b64decode(authorization["authorizationToken"]).startswith(b"AWS:")


@pytest.mark.parametrize("operation", ["CreateRepository", "DescribeRepositories", "ListImages", "PutImage"])
def test_the_model_refuses(connect, ecr, operation):
    client = connect("ecr", access_key=ACCOUNT, checked=False)
    code, status = refusal(client, operation, disallowed("ecr", operation))
    assert code in ("InvalidParameterException", "ValidationException")
    assert status == 400
