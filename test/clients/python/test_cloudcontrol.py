"""Cloud Control from boto3: asynchronous requests and their errors."""

import json

import pytest

TYPE = "AWS::SageMaker::Image"
ROLE = "arn:aws:iam::111122223333:role/sagemaker-images"


def finished(cloudcontrol, response):
    token = response["ProgressEvent"]["RequestToken"]
    cloudcontrol.get_waiter("resource_request_success").wait(
        RequestToken=token, WaiterConfig={"Delay": 1, "MaxAttempts": 10}
    )
    return cloudcontrol.get_resource_request_status(RequestToken=token)["ProgressEvent"]


def test_a_resource_from_creation_to_deletion(cloudcontrol, sagemaker):
    state = {"ImageName": "cloud-control", "ImageRoleArn": ROLE, "ImageDescription": "first"}
    created = finished(cloudcontrol, cloudcontrol.create_resource(TypeName=TYPE, DesiredState=json.dumps(state)))
    identifier = created["Identifier"]
    assert created["OperationStatus"] == "SUCCESS"
    assert sagemaker.describe_image(ImageName="cloud-control")["ImageArn"] == identifier

    listed = [
        description["Identifier"]
        for page in cloudcontrol.get_paginator("list_resources").paginate(TypeName=TYPE)
        for description in page["ResourceDescriptions"]
    ]
    assert identifier in listed

    patch = [{"op": "replace", "path": "/ImageDescription", "value": "second"}]
    finished(
        cloudcontrol,
        cloudcontrol.update_resource(TypeName=TYPE, Identifier=identifier, PatchDocument=json.dumps(patch)),
    )
    resource = cloudcontrol.get_resource(TypeName=TYPE, Identifier=identifier)["ResourceDescription"]
    assert json.loads(resource["Properties"])["ImageDescription"] == "second"

    finished(cloudcontrol, cloudcontrol.delete_resource(TypeName=TYPE, Identifier=identifier))
    with pytest.raises(cloudcontrol.exceptions.ResourceNotFoundException):
        cloudcontrol.get_resource(TypeName=TYPE, Identifier=identifier)


def test_a_failed_request_keeps_its_reason(cloudcontrol):
    state = json.dumps({"ImageName": "cloud-control-twice", "ImageRoleArn": ROLE})
    first = finished(cloudcontrol, cloudcontrol.create_resource(TypeName=TYPE, DesiredState=state))
    token = cloudcontrol.create_resource(TypeName=TYPE, DesiredState=state)["ProgressEvent"]["RequestToken"]
    event = cloudcontrol.get_resource_request_status(RequestToken=token)["ProgressEvent"]
    assert event["OperationStatus"] == "FAILED"
    assert event["ErrorCode"] == "AlreadyExists"
    finished(cloudcontrol, cloudcontrol.delete_resource(TypeName=TYPE, Identifier=first["Identifier"]))


def test_an_unknown_type(cloudcontrol):
    with pytest.raises(cloudcontrol.exceptions.TypeNotFoundException):
        cloudcontrol.list_resources(TypeName="AWS::No::Type")


def test_an_immutable_property(cloudcontrol):
    state = json.dumps({"ImageName": "cloud-control-fixed", "ImageRoleArn": ROLE})
    created = finished(cloudcontrol, cloudcontrol.create_resource(TypeName=TYPE, DesiredState=state))
    patch = json.dumps([{"op": "replace", "path": "/ImageName", "value": "other"}])
    with pytest.raises(cloudcontrol.exceptions.NotUpdatableException) as error:
        cloudcontrol.update_resource(TypeName=TYPE, Identifier=created["Identifier"], PatchDocument=patch)
    assert "createOnlyProperties [/properties/ImageName]" in error.value.response["Error"]["Message"]
    finished(cloudcontrol, cloudcontrol.delete_resource(TypeName=TYPE, Identifier=created["Identifier"]))
