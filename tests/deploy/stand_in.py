"""Stands in for the AWS command in tests: buckets are the real command's business; of stacks and distributions it notes what
was asked, and answers as if it had been done."""

import json
import os
import sys
from pathlib import Path

folder = Path(os.environ["STAND_IN"])
arguments = sys.argv[1:]
words = " ".join(arguments)
with (folder / "calls").open("a") as calls:
    print(words, file=calls)

failing = folder / "fail"
if failing.exists() and failing.read_text() in words:
    sys.exit("the stand-in was told to fail here")

made = folder / "stacks.json"
stacks = json.loads(made.read_text()) if made.exists() else []
OUTPUTS = {
    "matchmaking": {"SiteBucket": "the-site", "DistributionId": "E1", "Table": "requests", "Address": os.environ["STAND_IN_ADDRESS"]},
    "matchmaking-artefacts": {"Bucket": "the-artefacts"},
    "matchmaking-edge": {"WebAclArn": "the-firewall"},
}


def value_of(name):
    return arguments[arguments.index(name) + 1]


match arguments[:2]:
    case ["cloudformation", "deploy"]:
        made.write_text(json.dumps(sorted({*stacks, value_of("--stack-name")})))
    case ["cloudformation", "describe-stacks"]:
        name = value_of("--stack-name")
        if name not in stacks:
            sys.exit(f"An error occurred (ValidationError): Stack with id {name} does not exist")
        outputs = [{"OutputKey": key, "OutputValue": value} for key, value in OUTPUTS[name].items()]
        print(json.dumps({"Stacks": [{"Outputs": outputs}]}))
    case ["cloudformation", "update-termination-protection"] | ["cloudfront", _]:
        pass
    case _:
        os.execv(sys.executable, [sys.executable, "-m", "awscli", *arguments])
