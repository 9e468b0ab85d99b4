"""Secrets of Secrets Manager from boto3."""

import pytest

from operations import refusal

ACCOUNT = "640000000001"


@pytest.fixture(scope="module")
def secrets(connect):
    return connect("secretsmanager", access_key=ACCOUNT)


def test_a_secret_and_its_versions(secrets):
    made = secrets.create_secret(Name="client/db", SecretString="one", Tags=[{"Key": "team", "Value": "data"}])
    assert made["ARN"].startswith(f"arn:aws:secretsmanager:us-east-1:{ACCOUNT}:secret:client/db-")
    assert refusal(secrets, "CreateSecret", {"Name": "client/db", "SecretString": "x"}) == ("ResourceExistsException", 400)
    put = secrets.put_secret_value(SecretId=made["ARN"], SecretString="two")
    assert put["VersionStages"] == ["AWSCURRENT"]
    assert secrets.get_secret_value(SecretId="client/db")["SecretString"] == "two"
    assert secrets.get_secret_value(SecretId="client/db", VersionStage="AWSPREVIOUS")["SecretString"] == "one"
    described = secrets.describe_secret(SecretId="client/db")
    assert described["VersionIdsToStages"] == {made["VersionId"]: ["AWSPREVIOUS"], put["VersionId"]: ["AWSCURRENT"]}
    assert described["Tags"] == [{"Key": "team", "Value": "data"}]
    secrets.put_secret_value(SecretId="client/db", SecretBinary=b"\x00\xff")
    assert secrets.get_secret_value(SecretId="client/db")["SecretBinary"] == b"\x00\xff"


def test_deletion_and_recovery(secrets):
    secrets.create_secret(Name="client/gone", SecretString="one")
    secrets.delete_secret(SecretId="client/gone", RecoveryWindowInDays=7)
    assert refusal(secrets, "GetSecretValue", {"SecretId": "client/gone"}) == ("InvalidRequestException", 400)
    secrets.restore_secret(SecretId="client/gone")
    assert secrets.get_secret_value(SecretId="client/gone")["SecretString"] == "one"
    secrets.delete_secret(SecretId="client/gone", ForceDeleteWithoutRecovery=True)
    assert refusal(secrets, "DescribeSecret", {"SecretId": "client/gone"}) == ("ResourceNotFoundException", 400)


def test_pages_and_filters(secrets):
    for number in range(5):
        secrets.create_secret(Name=f"pages/{number}", SecretString=str(number))
    pages = list(
        secrets.get_paginator("list_secrets").paginate(
            Filters=[{"Key": "name", "Values": ["pages/"]}], PaginationConfig={"PageSize": 2}
        )
    )
    assert [len(page["SecretList"]) for page in pages] == [2, 2, 1]
    values = secrets.batch_get_secret_value(SecretIdList=["pages/1", "pages/none"])
    assert [one["SecretString"] for one in values["SecretValues"]] == ["1"]
    assert values["Errors"][0]["ErrorCode"] == "ResourceNotFoundException"
    assert len(secrets.get_random_password(PasswordLength=40)["RandomPassword"]) == 40


def test_cloud_control_has_the_same_secrets(connect, secrets):
    control = connect("cloudcontrol", access_key=ACCOUNT)
    secrets.create_secret(Name="client/shared", SecretString="one", Description="of the client")
    arn = secrets.describe_secret(SecretId="client/shared")["ARN"]
    found = control.get_resource(TypeName="AWS::SecretsManager::Secret", Identifier=arn)
    assert '"Description":"of the client"' in found["ResourceDescription"]["Properties"].replace(": ", ":")
