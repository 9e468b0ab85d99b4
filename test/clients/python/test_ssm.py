"""Parameters of Systems Manager from boto3."""

import pytest

from operations import disallowed, refusal

ACCOUNT = "640000000000"


@pytest.fixture(scope="module")
def ssm(connect):
    return connect("ssm", access_key=ACCOUNT)


def test_a_parameter_and_its_versions(ssm):
    assert ssm.put_parameter(Name="/client/one", Value="1", Type="String")["Version"] == 1
    assert ssm.put_parameter(Name="/client/one", Value="2", Overwrite=True)["Version"] == 2
    found = ssm.get_parameter(Name="/client/one")["Parameter"]
    assert (found["Value"], found["Version"]) == ("2", 2)
    assert found["ARN"] == f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/client/one"
    assert ssm.get_parameter(Name="/client/one:1")["Parameter"]["Value"] == "1"
    assert [one["Value"] for one in ssm.get_parameter_history(Name="/client/one")["Parameters"]] == ["1", "2"]
    ssm.label_parameter_version(Name="/client/one", ParameterVersion=1, Labels=["stable"])
    assert ssm.get_parameter(Name="/client/one:stable")["Parameter"]["Version"] == 1
    ssm.unlabel_parameter_version(Name="/client/one", ParameterVersion=1, Labels=["stable"])
    assert refusal(ssm, "PutParameter", {"Name": "/client/one", "Value": "3"}) == ("ParameterAlreadyExists", 400)
    ssm.delete_parameter(Name="/client/one")
    assert refusal(ssm, "GetParameter", {"Name": "/client/one"}) == ("ParameterNotFound", 400)
    assert refusal(ssm, "DeleteParameter", {"Name": "/client/one"}) == ("ParameterNotFound", 400)


def test_pages_of_a_path(ssm):
    for number in range(12):
        ssm.put_parameter(Name=f"/pages/{number:02}", Value=str(number), Type="String")
    pages = list(ssm.get_paginator("get_parameters_by_path").paginate(Path="/pages", PaginationConfig={"PageSize": 5}))
    values = [one["Value"] for page in pages for one in page["Parameters"]]
    assert len(pages) == 3
    assert sorted(map(int, values)) == list(range(12))
    described = ssm.get_paginator("describe_parameters").paginate(
        ParameterFilters=[{"Key": "Name", "Option": "BeginsWith", "Values": ["/pages/"]}],
        PaginationConfig={"PageSize": 5},
    )
    assert len([one for page in described for one in page["Parameters"]]) == 12
    some = ssm.get_parameters(Names=["/pages/00", "/pages/none"])
    assert ([one["Name"] for one in some["Parameters"]], some["InvalidParameters"]) == (["/pages/00"], ["/pages/none"])
    names = [f"/pages/{number:02}" for number in range(10)]
    assert sorted(ssm.delete_parameters(Names=names)["DeletedParameters"]) == names


def test_tags(ssm):
    ssm.put_parameter(Name="tagged", Value="x", Type="String", Tags=[{"Key": "team", "Value": "data"}])
    resource = {"ResourceType": "Parameter", "ResourceId": "tagged"}
    ssm.add_tags_to_resource(**resource, Tags=[{"Key": "env", "Value": "test"}])
    assert {tag["Key"] for tag in ssm.list_tags_for_resource(**resource)["TagList"]} == {"team", "env"}
    ssm.remove_tags_from_resource(**resource, TagKeys=["team"])
    assert [tag["Key"] for tag in ssm.list_tags_for_resource(**resource)["TagList"]] == ["env"]


def test_public_parameters_name_images(connect, ssm):
    name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
    image = ssm.get_parameter(Name=name)["Parameter"]["Value"]
    [found] = connect("ec2", access_key=ACCOUNT).describe_images(ImageIds=[image])["Images"]
    assert found["ImageOwnerAlias"] == "amazon"


def test_an_image_may_be_named_by_a_parameter(connect, ssm):
    launched = connect("ec2", access_key=ACCOUNT).run_instances(
        ImageId="resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
        InstanceType="t3.micro",
        MinCount=1,
        MaxCount=1,
    )
    assert launched["Instances"][0]["ImageId"].startswith("ami-")


@pytest.mark.parametrize(
    "operation",
    ["PutParameter", "GetParameter", "GetParameters", "GetParametersByPath", "DescribeParameters", "DeleteParameter"],
)
def test_the_model_refuses(connect, ssm, operation):
    client = connect("ssm", access_key=ACCOUNT, checked=False)
    assert refusal(client, operation, disallowed("ssm", operation)) == ("ValidationException", 400)
