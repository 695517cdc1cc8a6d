"""The hourly look, as it is deployed: the very program, called by a stand-in of Lambda, at the very table of the template."""

import http.server
import json
import os
import queue
import socket
import subprocess
import threading
import time
from datetime import datetime, timedelta, timezone

import botocore.session
import pytest
from conftest import REPOSITORY

DYNOXIDE = REPOSITORY / "target/tools/bin/dynoxide"
WATCH = REPOSITORY / "target/debug/watch"


class RuntimeApi(http.server.ThreadingHTTPServer):
    """Hands out one event for each call, and notes what is said to it."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.events, self.said = queue.Queue(), queue.Queue()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def call(self):
        self.events.put(b'{"detail-type": "Scheduled Event"}')
        return self.said.get(timeout=30)


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        event = self.server.events.get()
        self.send_response(200)
        self.send_header("lambda-runtime-aws-request-id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd")
        self.send_header("lambda-runtime-deadline-ms", "4102444800000")
        self.send_header("lambda-runtime-invoked-function-arn", "arn:aws:lambda:eu-central-1:123456789012:function:watch")
        self.send_header("content-length", str(len(event)))
        self.end_headers()
        self.wfile.write(event)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"] or 0))
        self.send_response(202)
        self.send_header("content-length", "0")
        self.end_headers()
        self.server.said.put((self.path.rsplit("/", 1)[1], body.decode()))

    def log_message(self, *_):
        pass


@pytest.fixture
def table(main):
    """The table of the template, on dynoxide."""
    for program, remedy in [(DYNOXIDE, "`tests/run servers` installs it"), (WATCH, "cargo build -p function --no-default-features --features lambda")]:
        assert program.is_file(), f"{program} is not there: {remedy}"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([DYNOXIDE, "serve", "--host", "127.0.0.1", "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = botocore.session.Session().create_client(
        "dynamodb",
        region_name="eu-central-1",
        endpoint_url=f"http://127.0.0.1:{port}",
        aws_access_key_id="local",
        aws_secret_access_key="local",
    )
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.1)
        wanted = main.properties("Table")
        client.create_table(
            TableName="requests",
            StreamSpecification={"StreamEnabled": True, **wanted["StreamSpecification"]},
            **{name: wanted[name] for name in ("BillingMode", "KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes")},
        )
        client.update_time_to_live(TableName="requests", TimeToLiveSpecification=wanted["TimeToLiveSpecification"])
        client.process = process
        yield client
    finally:
        process.kill()
        process.wait()


def came_in(number: int, at: datetime) -> dict:
    reference = f"MM-0000-0000-{number:04}"
    text = lambda value: {"S": value}  # noqa: E731
    return {
        "pk": text(f"REQUEST#{reference}"),
        "sk": text("SUBMISSION"),
        "record": text("Anna Peeters, anna@example.org"),
        "shelf": text(f"new#{number % 4}"),
        "place": text(f"{at:%Y-%m-%dT%H:%M:%S}.000000000Z~{reference}"),
        "expires": {"N": str(int(at.timestamp()) + 540 * 86400)},
    }


def test_every_hour_one_line_says_how_long_the_oldest_has_been_waiting(table, tmp_path):
    runtime = RuntimeApi()
    words = tmp_path / "words"
    environment = {
        "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{runtime.server_port}",
        "AWS_LAMBDA_FUNCTION_NAME": "watch",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "128",
        "AWS_LAMBDA_FUNCTION_VERSION": "1",
        "AWS_REGION": "eu-central-1",
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_ENDPOINT_URL": table.meta.endpoint_url,
        "MATCHMAKER_TABLE": "requests",
        "PATH": os.environ["PATH"],
    }
    with words.open("w") as output:
        program = subprocess.Popen([WATCH], env=environment, stdout=output, stderr=output)
    try:
        # Nothing waits, and that is told too.
        assert runtime.call()[0] == "response"
        now = datetime.now(timezone.utc)
        for number in range(10):
            table.put_item(TableName="requests", Item=came_in(number, now - timedelta(hours=8 * number)))
        assert runtime.call()[0] == "response"
        first, second = [json.loads(line) for line in words.read_text().splitlines()]
        assert (first["Unread"], first["OldestUnreadHours"]) == (0, 0.0)
        assert second["Unread"] == 10 and 72.0 <= second["OldestUnreadHours"] < 72.2
        assert second["Table"] == "requests" and second["_aws"]["CloudWatchMetrics"][0]["Dimensions"] == [["Table"]]

        # A table that does not answer is a failure, which an alarm sees; and nobody's data are in it.
        table.process.kill()
        table.process.wait()
        what, reported = runtime.call()
        assert what == "error" and "can't be reached" in reported
        assert "Peeters" not in words.read_text() + reported and len(words.read_text().splitlines()) == 2
    finally:
        program.kill()
        program.wait()
        runtime.shutdown()
