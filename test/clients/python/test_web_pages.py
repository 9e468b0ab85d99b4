"""A web page that somebody opens in a real browser while a sandbox runs: it may know every secret, and gets nowhere."""

import http.server
import json
import shutil
import subprocess
import threading
import urllib.request

import boto3
import botocore.config
import pytest

from conftest import PRODUCTION, SKYQL

CHROMIUM = shutil.which("chromium")
REBOUND = "rebound.example.com"

# Every way in which a page can send something that the browser does not ask permission for first, and some that it does.
PAGE = """<!doctype html><title>attack</title><body><script>
const target = %(target)s, rebound = %(rebound)s, change = %(change)s, rule = '[{"service": "ec2", "cut": true}]';
const quiet = (promise) => promise.then(() => 'sent', () => 'failed');
function frame(name, address) {
  const made = document.createElement('iframe');
  made.name = name;
  const loaded = new Promise((resolve) => { made.onload = resolve; made.onerror = resolve; });
  if (address) made.src = address;
  document.body.append(made);
  return loaded;
}
function form(address, fields) {
  const name = 'frame' + Math.random();
  frame(name);
  const made = document.createElement('form');
  Object.assign(made, { method: 'post', action: address, target: name });
  for (const [key, value] of Object.entries(fields)) {
    const input = document.createElement('input');
    Object.assign(input, { name: key, value });
    made.append(input);
  }
  document.body.append(made);
  made.submit();
  return new Promise((resolve) => setTimeout(resolve, 500));
}
function picture(address) {
  const made = new Image();
  const loaded = new Promise((resolve) => { made.onload = resolve; made.onerror = resolve; });
  made.src = address;
  return loaded;
}
const simple = { method: 'POST', mode: 'no-cors' };
Promise.all([
  quiet(fetch(target + '/_skyql/reset', simple)),
  quiet(fetch(target + '/moto-api/reset', simple)),
  quiet(fetch(target + '/_skyql/faults', { ...simple, body: rule })),
  quiet(fetch(target + '/_skyql/faults', { method: 'PUT', body: rule })),
  quiet(fetch(target + '/_skyql/state', { ...simple, body: '' })),
  quiet(fetch(target + '/_skyql/state').then((answer) => answer.text()).then((text) => { document.title = 'read ' + text.length; })),
  quiet(fetch(rebound + '/_skyql/reset', simple)),
  Promise.resolve(navigator.sendBeacon(target + '/_skyql/reset', 'x')),
  form(target + '/_skyql/reset', {}),
  form(change, { Any: 'x' }),
  picture(change),
  frame('navigated', change),
  quiet(fetch(change, { mode: 'no-cors' })),
]).then((all) => { document.body.dataset.attacks = all.length; });
</script>"""


def browse(address, profile):
    """The page as the browser has it in the end."""
    command = [
        CHROMIUM,
        *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
        *("--disable-background-networking", "--disable-component-update", f"--user-data-dir={profile}"),
        f"--host-resolver-rules=MAP {REBOUND} 127.0.0.1",
        *("--virtual-time-budget=8000", "--dump-dom", address),
    ]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


class Pages(http.server.BaseHTTPRequestHandler):
    """Serves the page, and counts what else arrives."""

    def answer(self):
        length = int(self.headers.get("content-length") or 0)
        self.rfile.read(length)
        if self.path == "/page":
            body = self.server.page.encode()
        else:
            self.server.arrived.append((self.command, self.path))
            body = b"ok"
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_OPTIONS = answer

    def log_message(self, *_):
        pass


@pytest.fixture
def pages():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.arrived = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@pytest.fixture
def own_sandbox():
    process = subprocess.Popen(
        ["node", SKYQL, "sandbox", "--port", "0", "--seed", "demo", "--clock", "instant", "--quiet"],
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process.stdout.readline().strip()
    process.terminate()
    process.wait(timeout=10)


def client(endpoint, service):
    settings = botocore.config.Config(s3={"addressing_style": "path"}, signature_version="v4" if service == "ec2" else "s3v4")
    return boto3.client(
        service,
        region_name="us-east-1",
        endpoint_url=endpoint,
        aws_access_key_id=PRODUCTION,
        aws_secret_access_key="test",
        config=settings,
    )


def control(endpoint, path):
    with urllib.request.urlopen(endpoint + path) as answer:
        return json.loads(answer.read())


def attack(pages, target, change, profile):
    port = target.rsplit(":", 1)[1]
    values = {"target": target, "rebound": f"http://{REBOUND}:{port}", "change": change}
    pages.page = PAGE % {name: json.dumps(value) for name, value in values.items()}
    return browse(f"http://127.0.0.1:{pages.server_address[1]}/page", profile)


def test_a_page_of_another_origin_changes_and_reads_nothing(pages, own_sandbox, tmp_path):
    ec2 = client(own_sandbox, "ec2")
    image = ec2.describe_images(Owners=["self"])["Images"][0]["ImageId"]
    change = ec2.generate_presigned_url("deregister_image", {"ImageId": image}, HttpMethod="GET")
    ec2.create_key_pair(KeyName="still-here")

    page = attack(pages, own_sandbox, change, tmp_path / "profile")

    assert 'data-attacks="13"' in page, "the page has run to its end"
    assert "<title>attack</title>" in page, "the page has read nothing"
    assert control(own_sandbox, "/_skyql/faults") == []
    assert [pair["KeyName"] for pair in ec2.describe_key_pairs()["KeyPairs"]] == ["still-here"], "nothing was reset"
    assert ec2.describe_images(ImageIds=[image])["Images"][0]["ImageId"] == image
    refused = [request for request in control(own_sandbox, "/_skyql/requests") if request["status"] == 403]
    assert len(refused) >= 10, "the browser has sent what the page asked it to"


def test_the_attacks_do_leave_the_browser(pages, tmp_path):
    """A server that refuses nothing sees them: without that the test above would prove nothing."""
    target = f"http://127.0.0.1:{pages.server_address[1]}"
    attack(pages, target.replace("127.0.0.1", "localhost"), f"{target.replace('127.0.0.1', 'localhost')}/change", tmp_path / "profile")
    assert ("POST", "/_skyql/reset") in pages.arrived
    assert ("GET", "/change") in pages.arrived
    assert ("POST", "/change") in pages.arrived


def test_a_name_that_leads_here_is_refused(own_sandbox, tmp_path):
    port = own_sandbox.rsplit(":", 1)[1]
    assert "FOREIGN_PAGE" in browse(f"http://{REBOUND}:{port}/_skyql/health", tmp_path / "profile")
    assert "FOREIGN_PAGE" not in browse(f"{own_sandbox}/_skyql/health", tmp_path / "profile")


def test_a_page_in_a_bucket_is_no_page_of_the_sandbox(own_sandbox, tmp_path):
    s3 = client(own_sandbox, "s3")
    s3.create_bucket(Bucket="pages")
    script = "fetch('/_skyql/reset', {method: 'POST'}); document.body.append('it ran')"
    s3.put_object(Bucket="pages", Key="page.html", ContentType="text/html", Body=f"<body>stored<script>{script}</script>")
    address = s3.generate_presigned_url("get_object", {"Bucket": "pages", "Key": "page.html"})

    page = browse(address, tmp_path / "profile")

    assert "stored" in page
    assert "it ran" not in page.replace(script, "")
    # What a page could have reset is still there.
    assert "pages" in [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]
