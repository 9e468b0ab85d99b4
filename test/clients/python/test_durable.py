"""`--data`: what boto3 was answered is there again after kill -9."""

import os
import signal
import subprocess

import boto3
import pytest

ACCOUNT = "670000000000"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/images"


@pytest.fixture
def sandbox(tmp_path):
    """sandbox() starts one over the same directory and answers how to make its clients; kill() ends it as a power cut does."""
    running = []

    def start():
        command = ["node", os.environ["SKYQL"], "sandbox", "--port", "0", "--clock", "instant", "--quiet", "--data"]
        process = subprocess.Popen([*command, str(tmp_path / "state")], stdout=subprocess.PIPE, text=True)
        running.append(process)
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), address
        return lambda service, key=ACCOUNT, secret="test", token=None: boto3.client(
            service,
            region_name="us-east-1",
            endpoint_url=address,
            aws_access_key_id=key,
            aws_secret_access_key=secret,
            aws_session_token=token,
        )

    def kill():
        running[-1].send_signal(signal.SIGKILL)
        running[-1].wait(timeout=10)

    start.kill = kill
    yield start
    for process in running:
        if process.poll() is None:
            process.kill()
            process.wait(timeout=10)


def test_every_answer_outlives_a_kill(sandbox):
    connect = sandbox()
    sagemaker, ssm, ec2 = connect("sagemaker"), connect("ssm"), connect("ec2")
    for number in range(20):
        sagemaker.create_image(ImageName=f"image-{number}", RoleArn=ROLE)
        ssm.put_parameter(Name=f"/parameter/{number}", Value=str(number), Type="String")
    mapping = [{"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 8}}]
    image = ec2.register_image(Name="kept", RootDeviceName="/dev/xvda", BlockDeviceMappings=mapping)["ImageId"]
    keys = connect("sts").assume_role(RoleArn=ROLE, RoleSessionName="kept")["Credentials"]
    sandbox.kill()

    connect = sandbox()
    names = {one["ImageName"] for one in connect("sagemaker").list_images(MaxResults=100)["Images"]}
    assert names == {f"image-{number}" for number in range(20)}
    for number in range(20):
        assert connect("ssm").get_parameter(Name=f"/parameter/{number}")["Parameter"]["Value"] == str(number)
    [found] = connect("ec2").describe_images(ImageIds=[image])["Images"]
    assert found["Name"] == "kept"
    issued = (keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])
    assert connect("sts", *issued).get_caller_identity()["Account"] == ACCOUNT
    connect("ec2").deregister_image(ImageId=image)
    sandbox.kill()

    assert sandbox()("ec2").describe_images(Owners=["self"])["Images"] == []
