"""Images that the tests build themselves, with every optional member that a client can send: all of it must come back."""

TAGS = {"team": "platform"}

RECIPE_DOCUMENT = """\
name: client-test
schemaVersion: 1.0
parameters:
  - Greeting:
      type: string
      default: hello
phases:
  - name: build
    steps:
      - name: greet
        action: ExecuteBash
        inputs:
          commands: ['echo {{ Greeting }}']
"""

WORKFLOW_DOCUMENT = """\
name: client-test
schemaVersion: 1.0
parameters:
  - name: waitFor
    type: string
steps:
  - name: LaunchTestInstance
    action: LaunchInstance
    onFailure: Abort
"""

BLOCK_DEVICES = [
    {
        "deviceName": "/dev/xvda",
        "ebs": {
            "encrypted": True,
            "deleteOnTermination": True,
            "iops": 3000,
            "kmsKeyId": "alias/images",
            "volumeSize": 20,
            "volumeType": "gp3",
            "throughput": 125,
        },
    },
    {"deviceName": "/dev/sdb", "ebs": {"snapshotId": "snap-0123456789abcdef0"}},
    {"deviceName": "/dev/sdc", "virtualName": "ephemeral0"},
    {"deviceName": "/dev/sdd", "noDevice": ""},
]

DISTRIBUTION = {
    "region": "us-east-1",
    "amiDistributionConfiguration": {
        "name": "client-test-{{ imagebuilder:buildDate }}",
        "description": "An AMI of the client tests",
        "targetAccountIds": ["333344445555"],
        "amiTags": TAGS,
        "kmsKeyId": "alias/images",
        "launchPermission": {
            "userIds": ["444455556666"],
            "userGroups": ["all"],
            "organizationArns": ["arn:aws:organizations::123456789012:organization/o-a1b2c3d4e5"],
            "organizationalUnitArns": ["arn:aws:organizations::123456789012:ou/o-a1b2c3d4e5/ou-ab12-cd34ef56"],
        },
    },
    "containerDistributionConfiguration": {
        "description": "A container of the client tests",
        "containerTags": ["stable"],
        "targetRepository": {"service": "ECR", "repositoryName": "client-test"},
    },
    "licenseConfigurationArns": [
        "arn:aws:license-manager:us-east-1:123456789012:license-configuration:lic-0123456789abcdef0123456789abcdef"
    ],
    "s3ExportConfiguration": {
        "roleName": "vmimport",
        "diskImageFormat": "VMDK",
        "s3Bucket": "exported-images",
        "s3Prefix": "client-test/",
    },
    "fastLaunchConfigurations": [
        {
            # Said but not done: fast launch is for Windows.
            "enabled": False,
            "snapshotConfiguration": {"targetResourceCount": 5},
            "maxParallelLaunches": 6,
            "launchTemplate": template,
            "accountId": "123456789012",
        }
        for template in (
            {"launchTemplateId": "lt-0123456789abcdef0", "launchTemplateVersion": "1"},
            {"launchTemplateName": "windows", "launchTemplateVersion": "1"},
        )
    ],
    "ssmParameterConfigurations": [
        {"amiAccountId": "123456789012", "parameterName": "/images/client-test", "dataType": "aws:ec2:image"}
    ],
}


def infrastructure(client, name, placement):
    return client.create_infrastructure_configuration(
        name=name,
        description="Infrastructure of the client tests",
        instanceTypes=["m5.large"],
        instanceProfileName="EC2InstanceProfileForImageBuilder",
        securityGroupIds=["sg-0123456789abcdef0"],
        subnetId="subnet-0123456789abcdef0",
        logging={"s3Logs": {"s3BucketName": "build-logs", "s3KeyPrefix": "images"}},
        keyPair="build",
        terminateInstanceOnFailure=True,
        snsTopicArn="arn:aws:sns:us-east-1:123456789012:builds",
        resourceTags=TAGS,
        instanceMetadataOptions={"httpTokens": "required", "httpPutResponseHopLimit": 2},
        tags=TAGS,
        placement=placement,
    )["infrastructureConfigurationArn"]


def distribution_with(template):
    """The distribution, to a launch template that there is."""
    launch_templates = [{"launchTemplateId": template, "accountId": "123456789012", "setDefaultVersion": True}]
    return {**DISTRIBUTION, "launchTemplateConfigurations": launch_templates}


def make_images(client, ec2):
    """An AMI, a container image and a deprecated AMI, and what they are made of, by their ARNs."""
    template = ec2.create_launch_template(
        LaunchTemplateName="client-test", LaunchTemplateData={"InstanceType": "t3.micro"}
    )["LaunchTemplate"]["LaunchTemplateId"]
    component = client.create_component(
        name="client-test", semanticVersion="1.0.0", platform="Linux", data=RECIPE_DOCUMENT
    )["componentBuildVersionArn"]
    components = [{"componentArn": component, "parameters": [{"name": "Greeting", "value": ["hi"]}]}]
    workflow = client.create_workflow(
        name="client-test", semanticVersion="1.0.0", type="TEST", data=WORKFLOW_DOCUMENT
    )["workflowBuildVersionArn"]
    distribution = client.create_distribution_configuration(
        name="client-test",
        description="Distribution of the client tests",
        distributions=[distribution_with(template)],
        tags=TAGS,
    )["distributionConfigurationArn"]
    on_host = infrastructure(
        client, "client-test", {"availabilityZone": "us-east-1a", "tenancy": "host", "hostId": "h-0123456789abcdef0"}
    )
    in_host_group = infrastructure(
        client,
        "client-test-hosts",
        {"tenancy": "host", "hostResourceGroupArn": "arn:aws:resource-groups:us-east-1:123456789012:group/hosts"},
    )
    recipe = client.create_image_recipe(
        name="client-test",
        description="A recipe of the client tests",
        semanticVersion="1.0.0",
        components=components,
        parentImage="arn:aws:imagebuilder:us-east-1:aws:image/amazon-linux-2023-x86/x.x.x",
        blockDeviceMappings=BLOCK_DEVICES,
        workingDirectory="/tmp",
        additionalInstanceConfiguration={
            "systemsManagerAgent": {"uninstallAfterBuild": True},
            "userDataOverride": "IyEvYmluL2Jhc2g=",
        },
        tags=TAGS,
        amiTags=TAGS,
    )["imageRecipeArn"]
    container_recipe = client.create_container_recipe(
        containerType="DOCKER",
        name="client-test-container",
        description="A container recipe of the client tests",
        semanticVersion="1.0.0",
        components=components,
        instanceConfiguration={"image": "ami-0123456789abcdef0", "blockDeviceMappings": BLOCK_DEVICES},
        dockerfileTemplateData="FROM {{{ imagebuilder:parentImage }}}\n"
        "{{{ imagebuilder:environments }}}\n{{{ imagebuilder:components }}}\n",
        parentImage="arn:aws:imagebuilder:us-east-1:aws:image/amazon-linux-x86-latest/x.x.x",
        platformOverride="Linux",
        workingDirectory="/tmp",
        targetRepository={"service": "ECR", "repositoryName": "client-test"},
        kmsKeyId="alias/images",
        tags=TAGS,
    )["containerRecipeArn"]
    settings = {
        "distributionConfigurationArn": distribution,
        "imageTestsConfiguration": {"imageTestsEnabled": True, "timeoutMinutes": 90},
        "enhancedImageMetadataEnabled": True,
        "imageScanningConfiguration": {
            "imageScanningEnabled": True,
            "ecrConfiguration": {"repositoryName": "client-test", "containerTags": ["scan"]},
        },
        "workflows": [
            {
                "workflowArn": workflow,
                "parameters": [{"name": "waitFor", "value": ["nothing"]}],
                "parallelGroup": "first",
                "onFailure": "CONTINUE",
            }
        ],
        "executionRole": "arn:aws:iam::123456789012:role/image-builder",
        "loggingConfiguration": {"logGroupName": "/aws/imagebuilder/client-test"},
        "tags": TAGS,
    }
    ami = client.create_image(imageRecipeArn=recipe, infrastructureConfigurationArn=on_host, **settings)
    container = client.create_image(
        containerRecipeArn=container_recipe, infrastructureConfigurationArn=in_host_group, **settings
    )
    retired = client.create_image(imageRecipeArn=recipe, infrastructureConfigurationArn=on_host)
    client.start_resource_state_update(
        resourceArn=retired["imageBuildVersionArn"],
        state={"status": "DEPRECATED"},
        executionRole="arn:aws:iam::123456789012:role/image-builder",
        includeResources={"amis": True},
    )
    return {
        "ami": ami["imageBuildVersionArn"],
        "container": container["imageBuildVersionArn"],
        "retired": retired["imageBuildVersionArn"],
        "component": component,
        "recipe": recipe,
        "infrastructure": on_host,
        "distribution": distribution,
    }
