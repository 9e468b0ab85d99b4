"""Holds what the sandbox answers against botocore's models: types, required members, enums, patterns, unknown members."""

import datetime
import json
import re
import xml.etree.ElementTree as ElementTree

# Where AWS's own answers break its models: a build has `1.0.0/1` as version, lists by name `x.x.x`.
BROKEN_BY_AWS = [
    re.compile(r"^ec2\..*\.Platform$"),  # windows, where the model says Windows
    re.compile(r"^imagebuilder\..*\.version$"),
    re.compile(r"^imagebuilder\.ListWorkflows\.workflowVersionList\[\]\.arn$"),
    re.compile(r"^imagebuilder\..*workflowSummaryList\[\]\.arn$"),
]

SCALARS = {
    "string": str,
    "character": str,
    "boolean": bool,
    "integer": int,
    "long": int,
    "float": (int, float),
    "double": (int, float),
    "timestamp": datetime.datetime,
    "blob": (bytes, bytearray),
}


def violations(shape, value, path):
    """What is wrong with a value that botocore has parsed."""
    if shape.type_name == "structure":
        if not isinstance(value, dict):
            yield f"{path}: no structure but {value!r}"
            return
        for member in shape.required_members:
            if value.get(member) is None:
                yield f"{path}.{member}: required"
        for name, member in value.items():
            if name not in shape.members:
                yield f"{path}.{name}: not in the model"
            elif member is not None:
                yield from violations(shape.members[name], member, f"{path}.{name}")
    elif shape.type_name == "list":
        if not isinstance(value, list):
            yield f"{path}: no list but {value!r}"
            return
        for item in value:
            yield from violations(shape.member, item, f"{path}[]")
    elif shape.type_name == "map":
        if not isinstance(value, dict):
            yield f"{path}: no map but {value!r}"
            return
        for name, item in value.items():
            yield from violations(shape.key, name, f"{path}.*")
            yield from violations(shape.value, item, f"{path}.*")
    elif hasattr(value, "read") or (shape.name == "policyDocumentType" and isinstance(value, dict)):
        return  # A streaming body, or a document that botocore has decoded already.
    elif not isinstance(value, SCALARS[shape.type_name]) or (
        isinstance(value, bool) and shape.type_name != "boolean"
    ):
        yield f"{path}: no {shape.type_name} but {value!r}"
    elif isinstance(value, str):
        yield from text_violations(shape, value, path)


def text_violations(shape, text, path):
    if any(broken.search(path) for broken in BROKEN_BY_AWS):
        return
    if shape.enum and text not in shape.enum:
        yield f"{path}: {text!r} is none of {shape.enum}"
    pattern = compiled(shape.metadata.get("pattern"))
    if pattern and not pattern.fullmatch(text):
        yield f"{path}: {text!r} does not match {pattern.pattern}"


def compiled(pattern):
    """None for a pattern that Python's expressions cannot say."""
    try:
        return re.compile(pattern) if pattern else None
    except re.error:
        return None


def unknown_members(operation, body):
    """Members of the bytes that the model does not have: botocore's parsers leave them out without a word."""
    protocol = operation.service_model.metadata["protocol"]
    shape = operation.output_shape
    if not body or shape is None or "payload" in shape.serialization:
        return
    path = f"{operation.service_model.service_name}.{operation.name}"
    if protocol in ("json", "rest-json"):
        yield from unknown_in_json(shape, json.loads(body), path)
    elif protocol in ("query", "ec2", "rest-xml"):
        root = ElementTree.fromstring(body)
        if "resultWrapper" in shape.serialization:
            root = root.find(tag_of(root) + shape.serialization["resultWrapper"])
        if root is not None:
            yield from unknown_in_xml(shape, root, path, protocol, is_root=True)


def tag_of(root):
    return root.tag[: root.tag.index("}") + 1] if root.tag.startswith("{") else ""


def unknown_in_json(shape, value, path):
    if value is None:
        yield f"{path}: null"
    elif shape.type_name == "structure" and isinstance(value, dict):
        members = {member.serialization.get("name", name): member for name, member in shape.members.items()}
        for name, item in value.items():
            if name not in members:
                yield f"{path}.{name}: not in the model"
            else:
                yield from unknown_in_json(members[name], item, f"{path}.{name}")
    elif shape.type_name == "list" and isinstance(value, list):
        for item in value:
            yield from unknown_in_json(shape.member, item, f"{path}[]")
    elif shape.type_name == "map" and isinstance(value, dict):
        for item in value.values():
            yield from unknown_in_json(shape.value, item, f"{path}.*")


def unknown_in_xml(shape, element, path, protocol, is_root=False):
    if shape.type_name == "structure":
        members = {}
        for name, member in shape.members.items():
            flat = member.type_name in ("list", "map") and member.serialization.get("flattened")
            wire = member.serialization.get("name", name)
            if flat and member.type_name == "list":
                wire = member.member.serialization.get("name", wire) if protocol == "query" else wire
            members[wire] = (member, flat)
        for child in element:
            name = child.tag.split("}")[-1]
            if is_root and name.lower() in ("requestid", "responsemetadata"):
                continue
            if name not in members:
                yield f"{path}.{name}: not in the model"
                continue
            member, flat = members[name]
            if not flat:
                yield from unknown_in_xml(member, child, f"{path}.{name}", protocol)
            elif member.type_name == "list":
                yield from unknown_in_xml(member.member, child, f"{path}.{name}[]", protocol)
    elif shape.type_name == "list":
        for child in element:
            yield from unknown_in_xml(shape.member, child, f"{path}[]", protocol)


class Recorder:
    """What a client was answered: which operations with success, which with an error, and what broke the model."""

    def __init__(self):
        self.found = []

    def watch(self, client):
        client.meta.events.register("after-call", self._after_call)
        return client

    def _after_call(self, http_response, parsed, model, **_):
        if http_response.status_code >= 300:
            return
        path = f"{model.service_model.service_name}.{model.name}"
        answer = {name: member for name, member in parsed.items() if name != "ResponseMetadata"}
        if model.output_shape is None:
            self.found += [f"{path}: the model has no answer, not {answer}"] if answer else []
            return
        self.found += violations(model.output_shape, answer, path)
        if not model.has_streaming_output:
            self.found += unknown_members(model, http_response.content)

    def take(self):
        found, self.found = self.found, []
        return found
