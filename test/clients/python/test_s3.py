"""Buckets and objects from boto3: whole files, parts, presigned addresses, pages, waiters."""

import io
import urllib.error
import urllib.request

import boto3.s3.transfer
import botocore.exceptions
import pytest

BUCKET = "client-test-objects"
MEBIBYTE = 1024 * 1024


def code_of(error):
    return error.value.response["Error"]["Code"]


@pytest.fixture(scope="module")
def s3(connect):
    client = connect("s3")
    client.create_bucket(Bucket=BUCKET)
    client.get_waiter("bucket_exists").wait(Bucket=BUCKET, WaiterConfig={"Delay": 1, "MaxAttempts": 3})
    return client


def test_buckets(connect, s3):
    assert BUCKET in {bucket["Name"] for bucket in s3.list_buckets()["Buckets"]}
    assert s3.head_bucket(Bucket=BUCKET)["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert s3.get_bucket_location(Bucket=BUCKET).get("LocationConstraint") is None
    with pytest.raises(botocore.exceptions.ClientError) as error:
        connect("s3", access_key="630000000001").create_bucket(Bucket=BUCKET)
    assert code_of(error) == "BucketAlreadyExists"
    with pytest.raises(botocore.exceptions.ClientError) as error:
        s3.create_bucket(Bucket="No_")
    assert code_of(error) == "InvalidBucketName"


def test_an_object_with_all_that_is_said_of_it(s3):
    s3.put_object(
        Bucket=BUCKET,
        Key="a folder/ä+b?.txt",
        Body=b"hello",
        ContentType="text/plain",
        Metadata={"colour": "red"},
        Tagging="team=platform",
    )
    answer = s3.get_object(Bucket=BUCKET, Key="a folder/ä+b?.txt")
    assert answer["Body"].read() == b"hello"
    assert (answer["ContentType"], answer["ContentLength"]) == ("text/plain", 5)
    assert answer["Metadata"] == {"colour": "red"}
    assert answer["ETag"] == '"5d41402abc4b2a76b9719d911017c592"'
    head = s3.head_object(Bucket=BUCKET, Key="a folder/ä+b?.txt")
    assert head["LastModified"] == answer["LastModified"]
    part = s3.get_object(Bucket=BUCKET, Key="a folder/ä+b?.txt", Range="bytes=1-3")
    assert part["Body"].read() == b"ell"
    assert part["ContentRange"] == "bytes 1-3/5"


def test_files_up_and_down(s3, tmp_path):
    source = tmp_path / "source"
    source.write_bytes(bytes(range(256)) * 40)
    s3.upload_file(str(source), BUCKET, "file")
    s3.get_waiter("object_exists").wait(Bucket=BUCKET, Key="file", WaiterConfig={"Delay": 1, "MaxAttempts": 3})
    s3.download_file(BUCKET, "file", str(tmp_path / "target"))
    assert (tmp_path / "target").read_bytes() == source.read_bytes()


def test_a_large_file_goes_in_parts(s3):
    content = bytes(range(251)) * 50_000
    parts = boto3.s3.transfer.TransferConfig(
        multipart_threshold=5 * MEBIBYTE, multipart_chunksize=5 * MEBIBYTE, max_concurrency=2
    )
    s3.upload_fileobj(io.BytesIO(content), BUCKET, "large", Config=parts)
    assert s3.head_object(Bucket=BUCKET, Key="large")["ETag"].endswith('-3"')
    target = io.BytesIO()
    s3.download_fileobj(BUCKET, "large", target, Config=parts)
    assert target.getvalue() == content


def test_an_upload_in_parts_that_is_given_up(s3):
    upload = s3.create_multipart_upload(Bucket=BUCKET, Key="never")["UploadId"]
    s3.upload_part(Bucket=BUCKET, Key="never", UploadId=upload, PartNumber=1, Body=b"a part")
    [part] = s3.list_parts(Bucket=BUCKET, Key="never", UploadId=upload)["Parts"]
    assert (part["PartNumber"], part["Size"]) == (1, 6)
    assert upload in {one["UploadId"] for one in s3.list_multipart_uploads(Bucket=BUCKET)["Uploads"]}
    s3.abort_multipart_upload(Bucket=BUCKET, Key="never", UploadId=upload)
    with pytest.raises(botocore.exceptions.ClientError) as error:
        s3.list_parts(Bucket=BUCKET, Key="never", UploadId=upload)
    assert code_of(error) == "NoSuchUpload"


def test_presigned_addresses(s3):
    put = s3.generate_presigned_url("put_object", Params={"Bucket": BUCKET, "Key": "by address"}, ExpiresIn=60)
    with urllib.request.urlopen(urllib.request.Request(put, data=b"signed", method="PUT"), timeout=10) as answer:
        assert answer.status == 200
    get = s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": "by address"}, ExpiresIn=60)
    with urllib.request.urlopen(get, timeout=10) as answer:
        assert answer.read() == b"signed"
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(get.replace("by%20address", "large"), timeout=10)
    assert error.value.code == 403
    assert b"<Code>SignatureDoesNotMatch</Code>" in error.value.read()


def test_pages_and_folders(s3):
    for number in range(7):
        s3.put_object(Bucket=BUCKET, Key=f"pages/{number % 2}/{number}", Body=b"")
    pages = list(
        s3.get_paginator("list_objects_v2").paginate(
            Bucket=BUCKET, Prefix="pages/", PaginationConfig={"PageSize": 3}
        )
    )
    keys = [item["Key"] for page in pages for item in page["Contents"]]
    assert (len(pages), len(keys), sorted(keys)) == (3, 7, keys)
    folders = s3.list_objects_v2(Bucket=BUCKET, Prefix="pages/", Delimiter="/")
    assert [folder["Prefix"] for folder in folders["CommonPrefixes"]] == ["pages/0/", "pages/1/"]
    old = s3.get_paginator("list_objects").paginate(
        Bucket=BUCKET, Prefix="pages/", PaginationConfig={"PageSize": 3}
    )
    assert [item["Key"] for page in old for item in page["Contents"]] == keys


def test_copies_and_deletions(s3):
    s3.put_object(Bucket=BUCKET, Key="first", Body=b"copied")
    s3.copy_object(Bucket=BUCKET, Key="second", CopySource={"Bucket": BUCKET, "Key": "first"})
    assert s3.get_object(Bucket=BUCKET, Key="second")["Body"].read() == b"copied"
    deleted = s3.delete_objects(Bucket=BUCKET, Delete={"Objects": [{"Key": "first"}, {"Key": "second"}]})
    assert {item["Key"] for item in deleted["Deleted"]} == {"first", "second"}
    s3.get_waiter("object_not_exists").wait(Bucket=BUCKET, Key="first", WaiterConfig={"Delay": 1, "MaxAttempts": 3})


def test_what_is_not_there(s3):
    with pytest.raises(s3.exceptions.NoSuchKey):
        s3.get_object(Bucket=BUCKET, Key="nothing")
    with pytest.raises(s3.exceptions.NoSuchBucket):
        s3.list_objects_v2(Bucket="client-test-no-such-bucket")
    with pytest.raises(botocore.exceptions.ClientError) as error:
        s3.head_object(Bucket=BUCKET, Key="nothing")
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404


def test_a_bucket_that_holds_something_stays(s3):
    with pytest.raises(botocore.exceptions.ClientError) as error:
        s3.delete_bucket(Bucket=BUCKET)
    assert code_of(error) == "BucketNotEmpty"


def test_wrong_secret(connect, s3):
    with pytest.raises(botocore.exceptions.ClientError) as error:
        connect("s3", secret="wrong").list_buckets()
    assert code_of(error) == "SignatureDoesNotMatch"
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403


def test_an_upload_by_a_form(connect):
    client = connect("s3")
    client.create_bucket(Bucket="posts-of-clients")
    form = client.generate_presigned_post("posts-of-clients", "form/${filename}", Conditions=[["content-length-range", 1, 9]])

    def post(content):
        boundary = "of-the-client"
        parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in form["fields"].items()]
        file = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n{content}\r\n--{boundary}--\r\n'
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        request = urllib.request.Request(form["url"], "".join([*parts, file]).encode(), headers, method="POST")
        try:
            return urllib.request.urlopen(request).status
        except urllib.error.HTTPError as error:
            return error.code

    assert post("hello") == 204
    assert client.get_object(Bucket="posts-of-clients", Key="form/a.txt")["Body"].read() == b"hello"
    assert post("more than nine") == 400
    form["fields"]["key"] = "elsewhere"
    assert post("hello") == 403
