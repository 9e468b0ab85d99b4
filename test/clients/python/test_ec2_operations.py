"""Every operation of EC2 that is about images, with valid input and with input that is refused."""

import datetime
import re

import pytest

from conftest import PRODUCTION
from operations import call, model_of, refusal

# In boto3's model, but not yet in the one of the AWS CLI that the sandbox is made of.
TOO_NEW = {"GetImageFindings", "ReplaceImageInstanceTypeSpecification"}
OPERATIONS = sorted(
    name
    for name in model_of("ec2").operation_names
    # Images of FPGAs are not AMIs.
    if re.search(r"Image|FastLaunch|Watermark", name) and "Fpga" not in name and name not in TOO_NEW
)
OTHER = "620000009999"
LOST = {"ImageId": "ami-0123456789abcdef0"}
BAD_FILTER = {"Filters": [{"Name": "colour", "Values": ["red"]}]}
BAD = "InvalidParameterValue"
NO_IMAGE = "InvalidAMIID.NotFound"
DRY = ({}, {"DryRun": True}, "DryRunOperation")


class World:
    """An account with what the operations refer to, all of it done."""

    def __init__(self, client, buckets, account):
        self.client = client
        self.buckets = buckets
        # The names of buckets are everybody's.
        self.bucket = f"stored-images-{account}"
        self.windows = self.public("platform", "windows")
        launched = client.run_instances(
            ImageId=self.public("architecture", "x86_64"), InstanceType="t3.micro", MinCount=1, MaxCount=1
        )
        self.instance = launched["Instances"][0]["InstanceId"]
        self.image = client.create_image(InstanceId=self.instance, Name="golden-1")["ImageId"]
        client.get_waiter("image_available").wait(
            ImageIds=[self.image], WaiterConfig={"Delay": 1, "MaxAttempts": 5}
        )

    def public(self, name, value):
        found = self.client.describe_images(Owners=["amazon"], Filters=[{"Name": name, "Values": [value]}])
        return found["Images"][0]["ImageId"]

    def of_image(self, **more):
        return {"ImageId": self.image, **more}

    def done(self, operation, **arguments):
        return call(self.client, operation, arguments)

    def report(self):
        kinds = [{"ResourceType": "ec2:Instance"}]
        return self.done("CreateImageUsageReport", ImageId=self.image, ResourceTypes=kinds)["ReportId"]

    def stored(self):
        self.make_bucket()
        return self.done("CreateStoreImageTask", ImageId=self.image, Bucket=self.bucket)["ObjectKey"]

    def make_bucket(self):
        self.buckets.create_bucket(Bucket=self.bucket)

    def shared(self):
        """Lets the caller's account launch an image of another."""
        self.done("ModifyImageAttribute", ImageId=self.image, LaunchPermission={"Add": [{"UserId": OTHER}]})


def after(*steps):
    """The last step's answer, when the others are done."""
    return lambda world: [step(world) for step in steps][-1]


def of_image(**more):
    return lambda world: world.of_image(**more)


def on_image(valid=of_image()):
    """An operation on an image, refused when there is none."""
    return valid, lambda world: {**valid(world), **LOST}, NO_IMAGE


def filtered(valid=lambda world: {}):
    return valid, lambda world: BAD_FILTER, BAD


def mapped(world):
    return [{"DeviceName": "/dev/sda1", "Ebs": {"VolumeSize": 8, "VolumeType": "gp3"}}]


def disk(path):
    return [{"Format": "ova", "Url": path}]


CASES = {
    "AttachImageWatermark": on_image(of_image(WatermarkName="approved")),
    "CancelImageLaunchPermission": (of_image(), of_image(), "AuthFailure"),
    "CopyImage": (
        lambda w: {"Name": "copy", "SourceImageId": w.image, "SourceRegion": "us-east-1"},
        lambda w: {"Name": "copy", "SourceImageId": w.image, "SourceRegion": "nowhere"},
        BAD,
    ),
    "CreateImage": (
        lambda w: {"InstanceId": w.instance, "Name": "golden-2"},
        lambda w: {"InstanceId": w.instance, "Name": "golden-1"},
        "InvalidAMIName.Duplicate",
    ),
    "CreateImageUsageReport": (
        of_image(ResourceTypes=[{"ResourceType": "ec2:Instance"}]),
        of_image(ResourceTypes=[{"ResourceType": "ec2:Volume"}]),
        BAD,
    ),
    "CreateRestoreImageTask": (
        lambda w: {"Bucket": w.bucket, "ObjectKey": w.stored(), "Name": "restored"},
        lambda w: w.make_bucket() or {"Bucket": w.bucket, "ObjectKey": "other.bin"},
        BAD,
    ),
    "CreateStoreImageTask": (
        lambda w: w.make_bucket() or w.of_image(Bucket=w.bucket),
        of_image(Bucket="nobodys-bucket-at-all"),
        BAD,
    ),
    "DeleteImageUsageReport": (
        lambda w: {"ReportId": w.report()},
        lambda w: {"ReportId": "amiur-0123456789abcdef0"},
        "InvalidImageUsageReportId.NotFound",
    ),
    "DeregisterImage": (
        of_image(DeleteAssociatedSnapshots=True),
        after(lambda w: w.done("EnableImageDeregistrationProtection", ImageId=w.image), of_image()),
        "OperationNotPermitted",
    ),
    "DescribeExportImageTasks": filtered(),
    "DescribeFastLaunchImages": filtered(),
    "DescribeImageAttribute": (of_image(Attribute="description"), of_image(Attribute="colour"), "InvalidRequest"),
    "DescribeImageReferences": (
        lambda w: {"ImageIds": [w.image], "IncludeAllResourceTypes": True},
        lambda w: {
            "ImageIds": [w.image],
            "ResourceTypes": [
                {
                    "ResourceType": "ec2:Instance",
                    "ResourceTypeOptions": [{"OptionName": "version-depth", "OptionValues": ["3"]}],
                }
            ],
        },
        "InvalidParameterCombination",
    ),
    "DescribeImages": filtered(lambda w: {"ImageIds": [w.image]}),
    "DescribeImageUsageReportEntries": filtered(lambda w: {"ReportIds": [w.report()]}),
    "DescribeImageUsageReports": filtered(lambda w: {"ReportIds": [w.report()]}),
    "DescribeImportImageTasks": filtered(
        lambda w: {
            "ImportTaskIds": [w.done("ImportImage", DiskContainers=disk("s3://disks/a.ova"))["ImportTaskId"]]
        }
    ),
    "DescribeInstanceImageMetadata": filtered(lambda w: {"InstanceIds": [w.instance]}),
    "DescribeStoreImageTasks": filtered(
        lambda w: w.stored() and {"Filters": [{"Name": "bucket", "Values": [w.bucket]}]}
    ),
    "DetachImageWatermark": on_image(
        lambda w: w.of_image(
            WatermarkKey=w.done("AttachImageWatermark", ImageId=w.image, WatermarkName="approved")["WatermarkKey"]
        )
    ),
    "DisableAllowedImagesSettings": DRY,
    "DisableFastLaunch": (
        after(lambda w: w.done("EnableFastLaunch", ImageId=w.windows), lambda w: {"ImageId": w.windows}),
        lambda w: {"ImageId": w.windows},
        BAD,
    ),
    "DisableImage": on_image(),
    "DisableImageBlockPublicAccess": DRY,
    "DisableImageDeprecation": on_image(),
    "DisableImageDeregistrationProtection": on_image(),
    "EnableAllowedImagesSettings": (
        {"AllowedImagesSettingsState": "audit-mode"},
        {"AllowedImagesSettingsState": "on"},
        BAD,
    ),
    "EnableFastLaunch": (lambda w: {"ImageId": w.windows}, of_image(), BAD),
    "EnableImage": (
        after(lambda w: w.done("DisableImage", ImageId=w.image), of_image()),
        of_image(),
        "IncorrectState",
    ),
    "EnableImageBlockPublicAccess": (
        {"ImageBlockPublicAccessState": "block-new-sharing"},
        {"ImageBlockPublicAccessState": "unblocked"},
        BAD,
    ),
    "EnableImageDeprecation": (
        of_image(DeprecateAt=datetime.datetime(2035, 1, 1, tzinfo=datetime.timezone.utc)),
        of_image(DeprecateAt=datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)),
        BAD,
    ),
    "EnableImageDeregistrationProtection": on_image(of_image(WithCooldown=True)),
    "ExportImage": (
        of_image(DiskImageFormat="RAW", S3ExportLocation={"S3Bucket": "disks"}),
        of_image(DiskImageFormat="ZIP", S3ExportLocation={"S3Bucket": "disks"}),
        BAD,
    ),
    "GetAllowedImagesSettings": DRY,
    "GetImageAncestry": on_image(),
    "GetImageBlockPublicAccessState": DRY,
    "ImportImage": ({"DiskContainers": disk("s3://disks/a.ova")}, {"DiskContainers": []}, "MissingParameter"),
    "ListImagesInRecycleBin": ({}, {"ImageIds": ["x"]}, "InvalidAMIID.Malformed"),
    "ModifyImageAttribute": (
        of_image(LaunchPermission={"Add": [{"UserId": OTHER}]}),
        of_image(LaunchPermission={"Add": [{"UserId": "bob"}]}),
        "InvalidAMIAttributeItemValue",
    ),
    "RegisterImage": (
        lambda w: {"Name": "registered", "RootDeviceName": "/dev/sda1", "BlockDeviceMappings": mapped(w)},
        lambda w: {"Name": "registered", "BlockDeviceMappings": mapped(w)},
        "MissingParameter",
    ),
    "ReplaceImageCriteriaInAllowedImagesSettings": (
        {"ImageCriteria": [{"ImageProviders": ["amazon"], "CreationDateCondition": {"MaximumDaysSinceCreated": 90}}]},
        {"ImageCriteria": [{"ImageProviders": ["amazon"]}] * 11},
        BAD,
    ),
    "ResetImageAttribute": (
        of_image(Attribute="launchPermission"),
        of_image(Attribute="description"),
        "InvalidRequest",
    ),
    "RestoreImageFromRecycleBin": (
        after(
            # The demo's retention rule is for these.
            lambda w: w.client.create_tags(Resources=[w.image], Tags=[{"Key": "env", "Value": "production"}]),
            lambda w: w.done("DeregisterImage", ImageId=w.image),
            of_image(),
        ),
        of_image(),
        NO_IMAGE,
    ),
}

@pytest.fixture
def world(connect, request):
    """Each operation has an account of its own, but for the one that has a retention rule."""
    operation = request.getfixturevalue("operation")
    account = str(620_000_000_000 + 2 * OPERATIONS.index(operation) + ("refuse" in request.node.name))
    if operation == "RestoreImageFromRecycleBin" and "valid" in request.node.name:
        account = PRODUCTION
    return World(connect("ec2", access_key=account), connect("s3", access_key=account), account)


def given(arguments, world):
    return arguments(world) if callable(arguments) else arguments


def test_every_operation_is_here():
    assert sorted(CASES) == OPERATIONS
    assert len(OPERATIONS) >= 43


@pytest.mark.parametrize("operation", OPERATIONS)
def test_valid_input(connect, world, operation):
    valid, _, _ = CASES[operation]
    client = world.client
    if operation == "CancelImageLaunchPermission":
        world.shared()
        client = connect("ec2", access_key=OTHER)
    assert call(client, operation, given(valid, world))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_rules_refuse(world, operation):
    _, invalid, code = CASES[operation]
    found, status = refusal(world.client, operation, given(invalid, world))
    assert found == code
    assert status == {"DryRunOperation": 412, "AuthFailure": 401}.get(code, 400)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_is_required(connect, operation):
    if not model_of("ec2").operation_model(operation).input_shape.required_members:
        return
    code, status = refusal(connect("ec2", checked=False), operation, {})
    assert (code, status) == ("MissingParameter", 400)
