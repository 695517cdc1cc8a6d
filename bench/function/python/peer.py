"""The same job as the function of this repository, in Python with boto3: reads a form, checks the fields it must have,
puts it once, and leads to a page. As little else as possible."""

import base64
import hashlib
import http.client
import json
import os
import time
from datetime import datetime, timezone
from urllib.parse import parse_qsl

import boto3
from botocore.exceptions import ClientError

MUST_HAVE = [
    "form", "organisation.name", "organisation.kind", "organisation.country", "organisation.place", "contact.name",
    "contact.email", "activity", "audiences", "goal", "period.from", "period.until", "days", "participants",
    "languages[0].code", "languages[0].level", "consent",
]

table = os.environ["MATCHMAKER_TABLE"]
store = boto3.client("dynamodb")


def submit(event):
    body = event["body"]
    if event["isBase64Encoded"]:
        body = base64.b64decode(body).decode()
    fields = dict(parse_qsl(body, keep_blank_values=True))
    missing = [name for name in MUST_HAVE if not fields.get(name, "").strip()]
    if missing:
        headers = {"content-type": "application/json"}
        return {"statusCode": 422, "headers": headers, "body": json.dumps({"missing": missing})}
    record = json.dumps(fields)
    reference = hashlib.sha256(record.encode()).hexdigest()[:12].upper()
    try:
        store.put_item(
            TableName=table,
            Item={
                "pk": {"S": f"REQUEST#{reference}"},
                "sk": {"S": "SUBMISSION"},
                "record": {"S": record},
                "form": {"S": fields["form"]},
                "status": {"S": "new"},
                "received": {"S": datetime.now(timezone.utc).isoformat()},
                "version": {"N": "1"},
                "expires": {"N": str(int(time.time()) + 63_072_000)},
            },
            ConditionExpression="attribute_not_exists(pk)",
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
    return {"statusCode": 303, "headers": {"location": f"/api/requests/received/en/{fields['form']}/{reference}"}}


# What a Lambda runtime does around a handler, with one connection that is kept.
runtime = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
while True:
    runtime.request("GET", "/2018-06-01/runtime/invocation/next")
    response = runtime.getresponse()
    identifier = response.headers["lambda-runtime-aws-request-id"]
    answer = submit(json.loads(response.read()))
    runtime.request("POST", f"/2018-06-01/runtime/invocation/{identifier}/response", json.dumps(answer))
    runtime.getresponse().read()
