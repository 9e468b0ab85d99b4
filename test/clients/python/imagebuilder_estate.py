"""One of everything that Image Builder has, for an account of its own."""

import itertools

from operations import call

AMAZON = "arn:aws:imagebuilder:us-east-1:aws:"
AMAZON_LINUX = f"{AMAZON}image/amazon-linux-2023-x86/x.x.x"
UPDATE_LINUX = f"{AMAZON}component/update-linux/x.x.x"
STATEMENT = '{"Version":"2012-10-17","Statement":[]}'

CONTAINER = {
    "name": "Web",
    "containerType": "DOCKER",
    "semanticVersion": "1.0.0",
    "parentImage": "amazonlinux:2023",
    "targetRepository": {"service": "ECR", "repositoryName": "web"},
    "components": [{"componentArn": UPDATE_LINUX}],
}

WORKFLOW = {
    "name": "approve",
    "semanticVersion": "1.0.0",
    "type": "TEST",
    "data": "name: approve\nschemaVersion: 1.0\nsteps:\n  - name: Ask\n    action: WaitForAction\n",
}


def component_document(command):
    return (
        "schemaVersion: 1.0\nphases:\n  - name: build\n    steps:\n      - name: Run\n        action: ExecuteBash\n"
        f"        inputs:\n          commands:\n            - {command}\n"
    )


def policy_settings(role):
    return {
        "executionRole": role,
        "resourceType": "AMI_IMAGE",
        "resourceSelection": {"recipes": [{"name": "Golden Linux", "semanticVersion": "x.x.x"}]},
        "policyDetails": [{"action": {"type": "DELETE"}, "filter": {"type": "COUNT", "value": 10}}],
    }


class Estate:
    """Its members are the ARNs and ids of what it has."""

    def __init__(self, client, account):
        self.client = client
        self.role = f"arn:aws:iam::{account}:role/image-builder"
        self.home = f"arn:aws:imagebuilder:us-east-1:{account}:"
        self.names = (f"Unused {number}" for number in itertools.count(1))
        self.component = self.make_component("Harden SSH", "sudo sshd -t")
        self.recipe = self.make_recipe("Golden Linux", self.component)
        self.container_recipe = self.made("CreateContainerRecipe", "containerRecipeArn", **CONTAINER)
        self.infrastructure = self.make_infrastructure("Build Hosts")
        self.distribution = self.make_distribution("World")
        self.workflow = self.made("CreateWorkflow", "workflowBuildVersionArn", **WORKFLOW)
        self.pipeline = self.made(
            "CreateImagePipeline",
            "imagePipelineArn",
            name="Nightly",
            imageRecipeArn=self.recipe,
            infrastructureConfigurationArn=self.infrastructure,
            distributionConfigurationArn=self.distribution,
            imageScanningConfiguration={"imageScanningEnabled": True},
        )
        self.image = self.made("StartImagePipelineExecution", "imageBuildVersionArn", imagePipelineArn=self.pipeline)
        broken = self.make_component("Broken", "exit 1")
        self.failed = self.make_image(self.make_recipe("Broken", broken))
        self.waiting = self.make_image(
            self.recipe,
            executionRole=self.role,
            workflows=[
                {"workflowArn": f"{AMAZON}workflow/build/build-image/x.x.x"},
                {"workflowArn": self.workflow},
            ],
        )
        [step] = client.list_waiting_workflow_steps()["steps"]
        self.waiting_step = step["stepExecutionId"]
        self.waiting_workflow = step["workflowExecutionId"]
        self.lifecycle_policy = self.made(
            "CreateLifecyclePolicy", "lifecyclePolicyArn", name="Keep tidy", **policy_settings(self.role)
        )
        self.lifecycle_execution = self.made(
            "StartResourceStateUpdate",
            "lifecycleExecutionId",
            resourceArn=self.image,
            state={"status": "DEPRECATED"},
            updateAt="2035-01-01T00:00:00.000Z",
        )

    def made(self, operation, member, **arguments):
        return call(self.client, operation, arguments)[member]

    def make_component(self, name, command):
        return self.made(
            "CreateComponent",
            "componentBuildVersionArn",
            name=name,
            semanticVersion="1.0.0",
            platform="Linux",
            data=component_document(command),
        )

    def make_recipe(self, name, component=UPDATE_LINUX):
        return self.made(
            "CreateImageRecipe",
            "imageRecipeArn",
            name=name,
            semanticVersion="1.0.0",
            parentImage=AMAZON_LINUX,
            components=[{"componentArn": component}],
        )

    def make_infrastructure(self, name):
        return self.made(
            "CreateInfrastructureConfiguration",
            "infrastructureConfigurationArn",
            name=name,
            instanceProfileName="image-builder",
        )

    def make_distribution(self, name):
        return self.made(
            "CreateDistributionConfiguration",
            "distributionConfigurationArn",
            name=name,
            distributions=[{"region": "us-east-1"}, {"region": "eu-west-1"}],
        )

    def make_image(self, recipe, **arguments):
        return self.made(
            "CreateImage",
            "imageBuildVersionArn",
            imageRecipeArn=recipe,
            infrastructureConfigurationArn=self.infrastructure,
            **arguments,
        )

    def with_policy(self, operation, member, arn):
        """Puts a policy on it, and answers what gets it."""
        call(self.client, operation, {member: arn, "policy": STATEMENT})
        return {member: arn}
