"""The sandbox's protocol code against botocore's, over the same bytes: botocore parses what it encodes, it decodes what botocore serialises."""

import base64
import datetime
import io
import json
import math
import os
import pathlib
import subprocess
import urllib.parse

import botocore.awsrequest
import botocore.model
import botocore.parsers
import botocore.serialize
import pytest

ROOT = pathlib.Path(__file__).parents[3]
MODELS = pathlib.Path(os.environ["AWS_CLI_FOLDER"]) / "awscli" / "botocore" / "data"
SERVICES = ["imagebuilder", "cloudcontrol", "sagemaker", "ssm", "ecr", "iam", "sts", "ec2", "s3"]


def model_of(service, found={}):
    """The model that the sandbox has; boto3's own may be newer."""
    if service not in found:
        latest = max(MODELS.joinpath(service).glob("*/service-2.json"))
        found[service] = botocore.model.ServiceModel(json.loads(latest.read_text()), service)
    return found[service]


class Peer:
    def __init__(self):
        self.process = subprocess.Popen(
            ["node", "--import", "tsx", "test/clients/protocol-peer.ts"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self.cases = []
        for line in iter(self.process.stdout.readline, ""):
            if line == "\n":
                return
            self.cases.append(json.loads(line))
        pytest.fail("the peer ended before it had written its cases")

    def of(self, service, side):
        return [case for case in self.cases if (case["service"], case["side"]) == (service, side)]

    def decoded(self, request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="module")
def peer():
    peer = Peer()
    yield peer
    peer.process.stdin.close()
    assert peer.process.wait(timeout=10) == 0


def native(shape, value):
    """A value of the peer's as botocore has it."""
    if shape.type_name == "structure":
        return {name: native(shape.members[name], member) for name, member in value.items()}
    if shape.type_name == "list":
        return [native(shape.member, item) for item in value]
    if shape.type_name == "map":
        return {name: native(shape.value, item) for name, item in value.items()}
    if shape.type_name == "timestamp":
        return datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    if shape.type_name == "blob":
        return base64.b64decode(value)
    if shape.type_name in ("float", "double"):
        return float(value)
    if shape.type_name in ("integer", "long"):
        # What a double does not hold is the text of its digits in JavaScript.
        return int(value)
    return value


def differences(left, right, path=""):
    """Where two values differ: doubles beyond their text's last digit, times by a millisecond or more."""
    if isinstance(left, dict) and isinstance(right, dict):
        for name in left.keys() | right.keys():
            yield from differences(left.get(name), right.get(name), f"{path}.{name}")
    elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        for one, other in zip(left, right):
            yield from differences(one, other, f"{path}[]")
    elif not same(left, right):
        yield f"{path}: {left!r} is not {right!r}"


def same(left, right):
    if isinstance(left, datetime.datetime) and isinstance(right, datetime.datetime):
        return abs((left - right).total_seconds()) < 0.001
    if isinstance(left, float) or isinstance(right, float):
        # botocore leaves Infinity in JSON as the text that it is.
        return None not in (left, right) and math.isclose(float(left), float(right), rel_tol=1e-15)
    return left == right


def whole(value):
    """Without structures and lists that hold nothing: forms cannot say them."""
    if isinstance(value, dict):
        members = {name: whole(member) for name, member in value.items()}
        return {name: member for name, member in members.items() if member not in ({}, [])}
    if isinstance(value, list):
        return [item for item in map(whole, value) if item not in ({}, [])]
    return value


@pytest.mark.parametrize("service", SERVICES)
def test_botocore_parses_what_is_encoded(peer, service):
    model = model_of(service)
    parser = botocore.parsers.create_parser(model.metadata["protocol"])
    cases = peer.of(service, "output")
    assert cases
    for case in cases:
        operation = model.operation_model(case["operation"])
        shape = operation.output_shape
        response = case["response"]
        body = base64.b64decode(response["body"])
        parsed = parser.parse(
            {
                "status_code": response["status"],
                "headers": botocore.awsrequest.HeadersDict(response["headers"]),
                "body": io.BytesIO(body) if operation.has_streaming_output else body,
                "context": {"operation_name": case["operation"]},
            },
            shape,
        )
        parsed.pop("ResponseMetadata")
        expected = native(shape, case["value"])
        payload = shape.serialization.get("payload")
        if operation.has_streaming_output:
            parsed[payload] = parsed[payload].read()
        # To botocore a body is always there, and so are headers of any name.
        for name in [payload, *(name for name in parsed if shape.members[name].serialization.get("location") == "headers")]:
            if name not in expected and parsed.get(name) in ({}, b"", ""):
                parsed.pop(name)
        assert list(differences(parsed, expected, case["operation"])) == [], response


@pytest.mark.parametrize("service", SERVICES)
def test_what_botocore_serialises_is_decoded(peer, service):
    model = model_of(service)
    protocol = model.metadata["protocol"]
    serializer = botocore.serialize.create_serializer(protocol, include_validation=False)
    cases = peer.of(service, "input")
    assert cases
    for case in cases:
        operation = model.operation_model(case["operation"])
        given = native(operation.input_shape, case["value"])
        request = serializer.serialize_to_request(given, operation)
        botocore.awsrequest.prepare_request_dict(request, "http://127.0.0.1")
        prepared = botocore.awsrequest.create_request_object(request).prepare()
        url = urllib.parse.urlsplit(prepared.url)
        body = prepared.body or b""
        answer = peer.decoded(
            {
                "service": service,
                "operation": case["operation"],
                "method": prepared.method,
                "path": url.path,
                "query": urllib.parse.parse_qsl(url.query, keep_blank_values=True),
                "headers": {name.lower(): text_of(value) for name, value in prepared.headers.items()},
                "body": base64.b64encode(body if isinstance(body, bytes) else body.encode()).decode(),
            }
        )
        assert answer.get("matched") == case["operation"], (answer, prepared.url)
        decoded = native(operation.input_shape, answer["value"])
        if "ContentLength" not in given:
            # Of HTTP's own making, and a member to S3's model.
            decoded.pop("ContentLength", None)
        if protocol in ("query", "ec2"):
            given, decoded = whole(given), whole(decoded)
        assert list(differences(decoded, given, case["operation"])) == [], (prepared.url, prepared.headers, body)


def text_of(value):
    return value.decode() if isinstance(value, bytes) else str(value)
