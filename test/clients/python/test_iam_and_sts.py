"""Roles of IAM and the keys that STS issues for them, from boto3."""

import json

import pytest

from conftest import BUILD, PRODUCTION
from operations import disallowed, refusal

ACCOUNT = "660000000000"
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ],
    }
)
ALLOW = json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}]}
)


@pytest.fixture(scope="module")
def iam(connect):
    return connect("iam", access_key=ACCOUNT)


def test_a_role_with_policies_and_profile(iam):
    role = iam.create_role(RoleName="Builder", AssumeRolePolicyDocument=TRUST, Tags=[{"Key": "a", "Value": "b"}])
    assert role["Role"]["Arn"] == f"arn:aws:iam::{ACCOUNT}:role/Builder"
    iam.get_waiter("role_exists").wait(RoleName="Builder", WaiterConfig={"Delay": 1, "MaxAttempts": 3})
    assert iam.get_role(RoleName="Builder")["Role"]["AssumeRolePolicyDocument"] == json.loads(TRUST)
    taken = {"RoleName": "Builder", "AssumeRolePolicyDocument": TRUST}
    assert refusal(iam, "CreateRole", taken) == ("EntityAlreadyExists", 409)
    iam.put_role_policy(RoleName="Builder", PolicyName="own", PolicyDocument=ALLOW)
    assert iam.get_role_policy(RoleName="Builder", PolicyName="own")["PolicyDocument"] == json.loads(ALLOW)
    policy = iam.create_policy(PolicyName="Images", PolicyDocument=ALLOW)["Policy"]["Arn"]
    iam.get_waiter("policy_exists").wait(PolicyArn=policy, WaiterConfig={"Delay": 1, "MaxAttempts": 3})
    iam.attach_role_policy(RoleName="Builder", PolicyArn=policy)
    attached = iam.list_attached_role_policies(RoleName="Builder")["AttachedPolicies"]
    assert [one["PolicyArn"] for one in attached] == [policy]
    iam.create_instance_profile(InstanceProfileName="Hosts")
    iam.add_role_to_instance_profile(InstanceProfileName="Hosts", RoleName="Builder")
    iam.get_waiter("instance_profile_exists").wait(
        InstanceProfileName="Hosts", WaiterConfig={"Delay": 1, "MaxAttempts": 3}
    )
    [profile] = iam.list_instance_profiles_for_role(RoleName="Builder")["InstanceProfiles"]
    assert profile["Roles"][0]["RoleName"] == "Builder"
    assert refusal(iam, "DeleteRole", {"RoleName": "Builder"}) == ("DeleteConflict", 409)
    iam.remove_role_from_instance_profile(InstanceProfileName="Hosts", RoleName="Builder")
    iam.delete_instance_profile(InstanceProfileName="Hosts")
    iam.detach_role_policy(RoleName="Builder", PolicyArn=policy)
    iam.delete_policy(PolicyArn=policy)
    iam.delete_role_policy(RoleName="Builder", PolicyName="own")
    iam.delete_role(RoleName="Builder")
    assert refusal(iam, "GetRole", {"RoleName": "Builder"}) == ("NoSuchEntity", 404)


def test_users(iam):
    asking = iam.get_user()["User"]
    assert asking["Arn"] == f"arn:aws:iam::{ACCOUNT}:user/sandbox"
    user = iam.create_user(UserName="Ada", Path="/people/", Tags=[{"Key": "a", "Value": "b"}])["User"]
    assert user["Arn"] == f"arn:aws:iam::{ACCOUNT}:user/people/Ada"
    iam.get_waiter("user_exists").wait(UserName="Ada", WaiterConfig={"Delay": 1, "MaxAttempts": 3})
    assert refusal(iam, "CreateUser", {"UserName": "ada"}) == ("EntityAlreadyExists", 409)
    iam.tag_user(UserName="Ada", Tags=[{"Key": "c", "Value": "d"}])
    assert iam.list_user_tags(UserName="Ada")["Tags"] == [{"Key": "a", "Value": "b"}, {"Key": "c", "Value": "d"}]
    iam.put_user_policy(UserName="Ada", PolicyName="own", PolicyDocument=ALLOW)
    assert refusal(iam, "DeleteUser", {"UserName": "Ada"}) == ("DeleteConflict", 409)
    iam.delete_user_policy(UserName="Ada", PolicyName="own")
    assert [one["UserName"] for one in iam.list_users(PathPrefix="/people/")["Users"]] == ["Ada"]
    iam.delete_user(UserName="Ada")
    assert refusal(iam, "GetUser", {"UserName": "Ada"}) == ("NoSuchEntity", 404)


def test_pages_of_roles(iam):
    names = [f"Page{number}" for number in range(5)]
    for name in names:
        iam.create_role(RoleName=name, Path="/pages/", AssumeRolePolicyDocument=TRUST)
    pages = list(iam.get_paginator("list_roles").paginate(PathPrefix="/pages/", PaginationConfig={"PageSize": 2}))
    assert [role["RoleName"] for page in pages for role in page["Roles"]] == names
    assert len(pages) == 3


def test_a_document_that_is_none(iam):
    code, status = refusal(iam, "CreateRole", {"RoleName": "Broken", "AssumeRolePolicyDocument": "{"})
    assert (code, status) == ("MalformedPolicyDocument", 400)


@pytest.mark.parametrize("operation", ["CreateRole", "GetRole", "CreatePolicy", "ListRoles", "CreateInstanceProfile"])
def test_the_model_refuses(connect, iam, operation):
    client = connect("iam", access_key=ACCOUNT, checked=False)
    assert refusal(client, operation, disallowed("iam", operation)) == ("ValidationError", 400)


def test_who_calls(connect):
    identity = connect("sts", access_key=BUILD).get_caller_identity()
    assert identity["Account"] == BUILD
    assert identity["Arn"].startswith(f"arn:aws:iam::{BUILD}:")


def test_keys_that_a_role_is_given(connect):
    issued = connect("sts").assume_role(RoleArn=f"arn:aws:iam::{BUILD}:role/Deploy", RoleSessionName="client")
    keys = issued["Credentials"]
    assert issued["AssumedRoleUser"]["Arn"] == f"arn:aws:sts::{BUILD}:assumed-role/Deploy/client"

    def signed(service, **changes):
        return connect(
            service,
            **{
                "access_key": keys["AccessKeyId"],
                "secret": keys["SecretAccessKey"],
                "token": keys["SessionToken"],
                **changes,
            },
        )

    assert signed("sts").get_caller_identity()["Account"] == BUILD
    theirs = signed("imagebuilder").list_image_pipelines()["imagePipelineList"]
    assert theirs == connect("imagebuilder", access_key=BUILD).list_image_pipelines()["imagePipelineList"]
    assert theirs != connect("imagebuilder", access_key=PRODUCTION).list_image_pipelines()["imagePipelineList"]
    for wrong in ({"secret": "test"}, {"token": None}, {"token": "x"}):
        code, status = refusal(signed("sts", **wrong), "GetCallerIdentity", {})
        assert code in ("SignatureDoesNotMatch", "InvalidClientTokenId")
        assert status == 403


@pytest.mark.parametrize("operation", ["AssumeRole", "GetAccessKeyInfo"])
def test_the_model_refuses_to_sts(connect, operation):
    client = connect("sts", checked=False)
    assert refusal(client, operation, disallowed("sts", operation)) == ("ValidationError", 400)
