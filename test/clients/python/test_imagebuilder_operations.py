"""Every operation of Image Builder with valid input, with input that its model does not allow, and with input that only its rules refuse."""

import botocore
import botocore.session
import pytest

from imagebuilder_estate import (
    AMAZON_LINUX,
    CONTAINER,
    STATEMENT,
    WORKFLOW,
    Estate,
    component_document,
    policy_settings,
)
from operations import call, disallowed, model_of, refusal

OPERATIONS = sorted(model_of("imagebuilder").operation_names)
PAGED = sorted(botocore.session.get_session().get_paginator_model("imagebuilder")._paginator_config)
UNKNOWN_ID = "00000000-0000-4000-8000-000000000000"


def missing(kind):
    """The name of something that is not there."""
    return {
        "component": "component/none/1.0.0/1",
        "recipe": "image-recipe/none/1.0.0",
        "container_recipe": "container-recipe/none/1.0.0",
        "infrastructure": "infrastructure-configuration/none",
        "distribution": "distribution-configuration/none",
        "pipeline": "image-pipeline/none",
        "workflow": "workflow/test/none/1.0.0/1",
        "lifecycle_policy": "lifecycle-policy/none",
        "image": "image/none/1.0.0/1",
    }[kind]


IDS = {
    "lifecycle_execution": f"lce-{UNKNOWN_ID}",
    "waiting_step": f"step-{UNKNOWN_ID}",
    "waiting_workflow": f"wf-{UNKNOWN_ID}",
}


def named(member, kind, **more):
    """A request that names one thing, refused when there is none of that name."""

    def invalid(estate):
        return {member: IDS[kind] if kind in IDS else estate.home + missing(kind)}

    return lambda estate: {member: getattr(estate, kind), **more}, invalid, "ResourceNotFoundException"


def listed(arguments=lambda estate: {}):
    """A list, refused for a page token that it did not give."""
    return arguments, lambda estate: {"nextToken": "bm90IG91cnM"}, "InvalidPaginationTokenException"


def made(valid, invalid, code):
    return valid, invalid if callable(invalid) else lambda estate: invalid, code


TAKEN = "ResourceAlreadyExistsException"
BAD_COMBINATION = "InvalidParameterCombinationException"
BAD_VALUE = "InvalidParameterValueException"
NEEDED = "ResourceDependencyException"
ABSENT = "ResourceNotFoundException"

# What is valid, what is changed to make it invalid, and the error's code.
CASES = {
    "CancelImageCreation": made(
        lambda e: {"imageBuildVersionArn": e.waiting}, lambda e: {"imageBuildVersionArn": e.image}, BAD_VALUE
    ),
    "CancelLifecycleExecution": named("lifecycleExecutionId", "lifecycle_execution"),
    "CreateComponent": made(
        lambda e: {
            "name": "New",
            "semanticVersion": "1.0.0",
            "platform": "Linux",
            "data": component_document("echo"),
        },
        {"data": "phases: ["},
        BAD_VALUE,
    ),
    "CreateContainerRecipe": made(lambda e: {**CONTAINER, "name": "New"}, {"name": "Web"}, TAKEN),
    "CreateDistributionConfiguration": made(
        lambda e: {"name": "New", "distributions": [{"region": "us-east-1"}]},
        {"distributions": [{"region": "us-east-1"}, {"region": "us-east-1"}]},
        BAD_COMBINATION,
    ),
    "CreateImage": made(
        lambda e: {"imageRecipeArn": e.recipe, "infrastructureConfigurationArn": e.infrastructure},
        lambda e: {"containerRecipeArn": e.container_recipe},
        BAD_COMBINATION,
    ),
    "CreateImagePipeline": made(
        lambda e: {"name": "New", "imageRecipeArn": e.recipe, "infrastructureConfigurationArn": e.infrastructure},
        {"loggingConfiguration": {"imageLogGroupName": "/own/group"}},
        BAD_COMBINATION,
    ),
    "CreateImageRecipe": made(
        lambda e: {
            "name": "New",
            "semanticVersion": "1.0.x",
            "parentImage": AMAZON_LINUX,
            "components": [{"componentArn": e.component}],
        },
        {"semanticVersion": "x.0.x"},
        "InvalidVersionNumberException",
    ),
    "CreateInfrastructureConfiguration": made(
        lambda e: {"name": "New", "instanceProfileName": "image-builder"}, {"name": "Build Hosts"}, TAKEN
    ),
    "CreateLifecyclePolicy": made(
        lambda e: {"name": "New", **policy_settings(e.role)},
        {"policyDetails": [{"action": {"type": "DELETE"}, "filter": {"type": "AGE", "value": 1}}]},
        BAD_COMBINATION,
    ),
    "CreateWorkflow": made(lambda e: {**WORKFLOW, "name": "new"}, {"data": "steps: []"}, BAD_VALUE),
    "DeleteComponent": made(
        lambda e: {"componentBuildVersionArn": e.make_component(next(e.names), "echo")},
        lambda e: {"componentBuildVersionArn": e.component},
        NEEDED,
    ),
    "DeleteContainerRecipe": named("containerRecipeArn", "container_recipe"),
    "DeleteDistributionConfiguration": made(
        lambda e: {"distributionConfigurationArn": e.make_distribution(next(e.names))},
        lambda e: {"distributionConfigurationArn": e.distribution},
        NEEDED,
    ),
    "DeleteImage": made(
        lambda e: {"imageBuildVersionArn": e.image}, lambda e: {"imageBuildVersionArn": e.waiting}, NEEDED
    ),
    "DeleteImagePipeline": named("imagePipelineArn", "pipeline"),
    "DeleteImageRecipe": made(
        lambda e: {"imageRecipeArn": e.make_recipe(next(e.names))}, lambda e: {"imageRecipeArn": e.recipe}, NEEDED
    ),
    "DeleteInfrastructureConfiguration": made(
        lambda e: {"infrastructureConfigurationArn": e.make_infrastructure(next(e.names))},
        lambda e: {"infrastructureConfigurationArn": e.infrastructure},
        NEEDED,
    ),
    "DeleteLifecyclePolicy": named("lifecyclePolicyArn", "lifecycle_policy"),
    "DeleteWorkflow": named("workflowBuildVersionArn", "workflow"),
    "DistributeImage": made(
        lambda e: {
            "sourceImage": e.image,
            "distributionConfigurationArn": e.distribution,
            "executionRole": e.role,
        },
        lambda e: {"sourceImage": e.failed},
        BAD_VALUE,
    ),
    "GetComponent": named("componentBuildVersionArn", "component"),
    "GetComponentPolicy": made(
        lambda e: e.with_policy("PutComponentPolicy", "componentArn", e.component),
        lambda e: {"componentArn": f"{e.home}component/broken/1.0.0/1"},
        ABSENT,
    ),
    "GetContainerRecipe": named("containerRecipeArn", "container_recipe"),
    "GetContainerRecipePolicy": made(
        lambda e: e.with_policy("PutContainerRecipePolicy", "containerRecipeArn", e.container_recipe),
        lambda e: {"containerRecipeArn": f"{e.home}container-recipe/none/1.0.0"},
        ABSENT,
    ),
    "GetDistributionConfiguration": named("distributionConfigurationArn", "distribution"),
    "GetImage": named("imageBuildVersionArn", "image"),
    "GetImagePipeline": named("imagePipelineArn", "pipeline"),
    "GetImagePolicy": made(
        lambda e: e.with_policy("PutImagePolicy", "imageArn", e.image), lambda e: {"imageArn": e.failed}, ABSENT
    ),
    "GetImageRecipe": named("imageRecipeArn", "recipe"),
    "GetImageRecipePolicy": made(
        lambda e: e.with_policy("PutImageRecipePolicy", "imageRecipeArn", e.recipe),
        lambda e: {"imageRecipeArn": f"{e.home}image-recipe/none/1.0.0"},
        ABSENT,
    ),
    "GetInfrastructureConfiguration": named("infrastructureConfigurationArn", "infrastructure"),
    "GetLifecycleExecution": named("lifecycleExecutionId", "lifecycle_execution"),
    "GetLifecyclePolicy": named("lifecyclePolicyArn", "lifecycle_policy"),
    "GetMarketplaceResource": made(
        lambda e: {
            "resourceType": "COMPONENT_DATA",
            "resourceArn": "arn:aws:imagebuilder:us-east-1:aws-marketplace:component/hardening-level-1-linux/1.0.0/1",
        },
        {"resourceType": "COMPONENT_ARTIFACT"},
        "InvalidRequestException",
    ),
    "GetWorkflow": named("workflowBuildVersionArn", "workflow"),
    "GetWorkflowExecution": named("workflowExecutionId", "waiting_workflow"),
    "GetWorkflowStepExecution": named("stepExecutionId", "waiting_step"),
    "ImportComponent": made(
        lambda e: {
            "name": "Imported",
            "semanticVersion": "1.0.0",
            "type": "BUILD",
            "format": "SHELL",
            "platform": "Linux",
            "data": "echo hello",
        },
        {"uri": "s3://bucket/script.sh"},
        BAD_COMBINATION,
    ),
    "ImportDiskImage": made(
        lambda e: {
            "name": "Windows 11",
            "semanticVersion": "1.0.0",
            "platform": "Windows",
            "osVersion": "Microsoft Windows 11",
            "infrastructureConfigurationArn": e.infrastructure,
            "uri": "s3://isos/windows-11.iso",
        },
        lambda e: {"infrastructureConfigurationArn": f"{e.home}infrastructure-configuration/none"},
        ABSENT,
    ),
    "ImportVmImage": made(
        lambda e: {
            "name": "Imported",
            "semanticVersion": "1.0.0",
            "platform": "Linux",
            "vmImportTaskId": "import-ami-0123456789abcdef0",
        },
        {"loggingConfiguration": {"logGroupName": "/own/group"}},
        BAD_COMBINATION,
    ),
    "ListComponentBuildVersions": listed(lambda e: {"componentVersionArn": e.component.removesuffix("/1")}),
    "ListComponents": listed(),
    "ListContainerRecipes": listed(),
    "ListDistributionConfigurations": listed(),
    "ListImageBuildVersions": listed(),
    "ListImagePackages": listed(lambda e: {"imageBuildVersionArn": e.image}),
    "ListImagePipelineImages": listed(lambda e: {"imagePipelineArn": e.pipeline}),
    "ListImagePipelines": listed(),
    "ListImageRecipes": listed(),
    "ListImageScanFindingAggregations": listed(
        lambda e: {"filter": {"name": "imageBuildVersionArn", "values": [e.image]}}
    ),
    "ListImageScanFindings": listed(),
    "ListImages": made(
        lambda e: {"byName": True}, {"filters": [{"name": "version", "values": ["1.0.0"]}]}, BAD_COMBINATION
    ),
    "ListInfrastructureConfigurations": listed(),
    "ListLifecycleExecutionResources": listed(lambda e: {"lifecycleExecutionId": e.lifecycle_execution}),
    "ListLifecycleExecutions": listed(lambda e: {"resourceArn": e.image}),
    "ListLifecyclePolicies": listed(),
    "ListTagsForResource": named("resourceArn", "recipe"),
    "ListWaitingWorkflowSteps": listed(),
    "ListWorkflowBuildVersions": listed(lambda e: {"workflowVersionArn": e.workflow.removesuffix("/1")}),
    "ListWorkflowExecutions": listed(lambda e: {"imageBuildVersionArn": e.image}),
    "ListWorkflowStepExecutions": listed(lambda e: {"workflowExecutionId": e.waiting_workflow}),
    "ListWorkflows": listed(),
    "PutComponentPolicy": made(
        lambda e: {"componentArn": e.component, "policy": STATEMENT}, {"policy": "no JSON"}, BAD_VALUE
    ),
    "PutContainerRecipePolicy": named("containerRecipeArn", "container_recipe", policy=STATEMENT),
    "PutImagePolicy": named("imageArn", "image", policy=STATEMENT),
    "PutImageRecipePolicy": named("imageRecipeArn", "recipe", policy=STATEMENT),
    "RetryImage": made(
        lambda e: {"imageBuildVersionArn": e.failed}, lambda e: {"imageBuildVersionArn": e.image}, BAD_VALUE
    ),
    "SendWorkflowStepAction": made(
        lambda e: {
            "stepExecutionId": e.waiting_step,
            "imageBuildVersionArn": e.waiting,
            "action": "RESUME",
        },
        lambda e: {"imageBuildVersionArn": e.image},
        BAD_VALUE,
    ),
    "StartImagePipelineExecution": named("imagePipelineArn", "pipeline"),
    "StartResourceStateUpdate": made(
        lambda e: {"resourceArn": e.image, "state": {"status": "DISABLED"}},
        {"includeResources": {"amis": True}},
        BAD_VALUE,
    ),
    "TagResource": named("resourceArn", "pipeline", tags={"team": "platform"}),
    "UntagResource": named("resourceArn", "pipeline", tagKeys=["team"]),
    "UpdateDistributionConfiguration": named(
        "distributionConfigurationArn", "distribution", distributions=[{"region": "us-west-2"}]
    ),
    "UpdateImagePipeline": made(
        lambda e: {
            "imagePipelineArn": e.pipeline,
            "imageRecipeArn": e.recipe,
            "infrastructureConfigurationArn": e.infrastructure,
        },
        {"schedule": {"scheduleExpression": "rate(1 day)", "timezone": "Europe/Atlantis"}},
        BAD_VALUE,
    ),
    "UpdateInfrastructureConfiguration": named(
        "infrastructureConfigurationArn", "infrastructure", instanceProfileName="other"
    ),
    "UpdateLifecyclePolicy": made(
        lambda e: {"lifecyclePolicyArn": e.lifecycle_policy, **policy_settings(e.role)},
        {"resourceSelection": {}},
        BAD_COMBINATION,
    ),
}


@pytest.fixture
def estate(connect, request):
    """Each operation has an account of its own, in each test."""
    kind = ["test_valid_input", "test_rules_refuse", "test_pages_of_one"].index(request.function.__name__)
    account = str(600_000_000_000 + 3 * OPERATIONS.index(request.getfixturevalue("operation")) + kind)
    return Estate(connect("imagebuilder", access_key=account), account)


def test_every_operation_is_here():
    assert sorted(CASES) == OPERATIONS
    assert len(OPERATIONS) == 77
    assert len(PAGED) == 21


@pytest.mark.parametrize("operation", OPERATIONS)
def test_valid_input(estate, operation):
    valid, _, _ = CASES[operation]
    answer = call(estate.client, operation, valid(estate))
    members = {name for name in answer if name != "ResponseMetadata"}
    assert members or operation in ("TagResource", "UntagResource")
    if "requestId" in answer:
        assert answer["requestId"] == answer["ResponseMetadata"]["RequestId"]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_rules_refuse(estate, operation):
    valid, invalid, code = CASES[operation]
    found, status = refusal(estate.client, operation, {**valid(estate), **invalid(estate)})
    assert found == code
    assert status == (404 if code == ABSENT else 400)


@pytest.mark.parametrize("operation", PAGED)
def test_pages_of_one(estate, operation):
    """Page for page there is what one page has."""
    valid, _, _ = CASES[operation]
    arguments = valid(estate)
    paginator = estate.client.get_paginator(botocore.xform_name(operation))
    [key] = [key.expression for key in paginator.result_keys]
    whole = call(estate.client, operation, arguments)
    if operation == "ListImageScanFindingAggregations":  # Its pages are of one size.
        assert [item for page in paginator.paginate(**arguments) for item in page[key]] == whole[key]
        return
    pages = list(paginator.paginate(**arguments, PaginationConfig={"PageSize": 1}))
    assert all(len(page[key]) <= 1 for page in pages)
    paged = [item for page in pages for item in page[key]][: len(whole[key])]
    assert [steady(item) for item in paged] == [steady(item) for item in whole[key]]
    assert len(pages) > 1 or len(whole[key]) <= 1


def steady(item):
    """Without when a waiting step began: where nothing takes time, it is always beginning."""
    return {name: member for name, member in item.items() if name != "startTime"}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_model_refuses(connect, operation):
    client = connect("imagebuilder", access_key="600000001000", checked=False)
    code, _ = refusal(client, operation, disallowed("imagebuilder", operation))
    assert code in ("InvalidRequestException", BAD_VALUE)
