"""Groups of EC2 Auto Scaling from boto3."""

from operations import refusal


def test_a_group_has_its_instances(connect):
    ec2, groups = connect("ec2"), connect("autoscaling")
    images = ec2.describe_images(Owners=["amazon"], Filters=[{"Name": "architecture", "Values": ["x86_64"]}])["Images"]
    image = images[0]["ImageId"]
    groups.create_launch_configuration(LaunchConfigurationName="client", ImageId=image, InstanceType="t3.micro")
    wanted = {"AutoScalingGroupName": "client", "LaunchConfigurationName": "client", "MinSize": 1, "MaxSize": 3}
    groups.create_auto_scaling_group(**wanted, AvailabilityZones=["us-east-1a", "us-east-1b"])
    assert refusal(groups, "CreateAutoScalingGroup", {**wanted, "AvailabilityZones": ["us-east-1a"]}) == ("AlreadyExists", 400)
    groups.set_desired_capacity(AutoScalingGroupName="client", DesiredCapacity=2)
    pages = groups.get_paginator("describe_auto_scaling_groups").paginate(AutoScalingGroupNames=["client"])
    [group] = [group for page in pages for group in page["AutoScalingGroups"]]
    ids = [instance["InstanceId"] for instance in group["Instances"]]
    assert len(ids) == 2
    ec2.terminate_instances(InstanceIds=ids[:1])
    [group] = groups.describe_auto_scaling_groups(AutoScalingGroupNames=["client"])["AutoScalingGroups"]
    assert [instance["InstanceId"] for instance in group["Instances"]][0] == ids[1]
    assert len(group["Instances"]) == 2
    groups.delete_auto_scaling_group(AutoScalingGroupName="client", ForceDelete=True)
    assert groups.describe_auto_scaling_groups(AutoScalingGroupNames=["client"])["AutoScalingGroups"] == []
