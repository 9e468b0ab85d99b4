"""Operations as botocore's models list them, and input that the models do not allow."""

import botocore
import botocore.exceptions
import botocore.session
import pytest

SESSION = botocore.session.get_session()


def model_of(service):
    return SESSION.get_service_model(service)


def call(client, operation, arguments):
    return getattr(client, botocore.xform_name(operation))(**arguments)


def refusal(client, operation, arguments):
    """The code and the status of an error. A defect of the sandbox's own is no refusal."""
    with pytest.raises(botocore.exceptions.ClientError) as raised:
        call(client, operation, arguments)
    response = raised.value.response
    status = response["ResponseMetadata"]["HTTPStatusCode"]
    assert 400 <= status < 500, response
    assert response["Error"]["Message"] or response["Error"]["Code"]
    assert response["ResponseMetadata"]["RequestId"]
    return response["Error"]["Code"], status


def disallowed(service, operation):
    """Input that breaks the model: a required member left out, or else the first constraint that there is."""
    shape = model_of(service).operation_model(operation).input_shape
    labels = [name for name, member in shape.members.items() if member.serialization.get("location") == "uri"]
    if shape.required_members and not labels:
        return {}
    for name, member in shape.members.items():
        wrong = wrong_value(member)
        if wrong is not None:
            return {name: wrong, **{label: "x" for label in labels if label != name}}
    return None


def wrong_value(shape):
    metadata = shape.metadata
    if shape.type_name == "string":
        if shape.enum:
            return "no-such-value"
        if "pattern" in metadata:
            return "\u00a7 no, never \u00a7"
        if "max" in metadata and metadata["max"] < 10_000:
            return "x" * (metadata["max"] + 1)
    if shape.type_name in ("integer", "long"):
        if "max" in metadata:
            return metadata["max"] + 1
        if "min" in metadata:
            return metadata["min"] - 1
    if shape.type_name == "structure":
        for name, member in shape.members.items():
            wrong = wrong_value(member)
            if wrong is not None:
                return {name: wrong}
    if shape.type_name == "list":
        wrong = wrong_value(shape.member)
        return None if wrong is None else [wrong]
    return None
