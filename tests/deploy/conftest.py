"""The templates as documents, with what CloudFormation would put in for references; and our site, built."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
AWS = REPOSITORY / "deploy/aws"
sys.dont_write_bytecode = True
# What the deploy script is made of.
sys.path.insert(0, str(AWS))
COMMAND = Path(os.environ.get("MATCHMAKER", REPOSITORY / "target/debug/matchmaker"))
# As `tests/run servers` installs it.
MOTO = Path(os.environ.get("MATCHMAKER_TEST_MOTO", REPOSITORY / "target/moto/bin/moto_server"))
TODAY = "2026-11-23"

ACCOUNT, REGION = "123456789012", "eu-central-1"
TABLE_ARN = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/requests"

# What CloudFormation knows and a test must say.
KNOWN = {
    "AWS::Partition": "aws",
    "AWS::Region": REGION,
    "AWS::AccountId": ACCOUNT,
    "AWS::StackName": "matchmaking",
    "AWS::URLSuffix": "amazonaws.com",
    "Table": "requests",
    "TableName": "requests",
    "Table.Arn": TABLE_ARN,
    "Table.StreamArn": f"{TABLE_ARN}/stream/2026-11-23T08:00:00.000",
    "TableStreamArn": f"{TABLE_ARN}/stream/2026-11-23T08:00:00.000",
    "DeskPrincipalArn": f"arn:aws:iam::{ACCOUNT}:user/anna",
}


class Loader(yaml.SafeLoader):
    """Reads the short forms of CloudFormation's functions as their long ones."""


def short_form(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


Loader.add_multi_constructor("!", short_form)


class Template:
    """A template, and what its references stand for."""

    def __init__(self, name: str):
        self.name = name
        self.text = (AWS / name).read_text()
        self.document = yaml.load(self.text, Loader)
        self.resources = self.document["Resources"]

    def properties(self, resource: str):
        return self.resources[resource]["Properties"]

    def of_type(self, kind: str) -> dict[str, dict]:
        return {name: resource for name, resource in self.resources.items() if resource["Type"] == kind}

    def resolve(self, value, conditions=()):
        """A value without references; of conditions, those named hold."""
        if isinstance(value, list):
            return [self.resolve(each, conditions) for each in value]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            (function, argument), *_ = value.items()
            if function == "Ref":
                return KNOWN.get(argument, argument)
            if function == "Fn::GetAtt":
                return KNOWN.get(argument, argument)
            if function == "Fn::Sub" and isinstance(argument, str):
                return re.sub(r"\$\{([\w:.]+)\}", lambda found: str(KNOWN.get(found[1], found[1])), argument)
            if function == "Fn::If":
                condition, yes, no = argument
                return self.resolve(yes if condition in conditions else no, conditions)
        done = {key: self.resolve(each, conditions) for key, each in value.items()}
        return {key: each for key, each in done.items() if each != "AWS::NoValue"}

    def roles(self) -> dict[str, dict]:
        return self.of_type("AWS::IAM::Role")

    def statements(self, role: str) -> list[dict]:
        policies = self.resolve(self.properties(role)["Policies"])
        return [statement for policy in policies for statement in policy["PolicyDocument"]["Statement"]]


NAMES = ["template.yaml", "site.yaml", "telling.yaml", "alarms.yaml", "edge.yaml", "artefacts.yaml"]


@pytest.fixture(scope="session")
def templates() -> dict[str, Template]:
    return {name: Template(name) for name in NAMES}


@pytest.fixture(scope="session")
def main(templates) -> Template:
    return templates["template.yaml"]


@pytest.fixture(scope="session")
def site(templates) -> Template:
    return templates["site.yaml"]


@pytest.fixture(scope="session")
def telling(templates) -> Template:
    return templates["telling.yaml"]


@pytest.fixture(scope="session")
def public(tmp_path_factory) -> Path:
    """Our site, built by the real command."""
    root = tmp_path_factory.mktemp("ours")
    for folder in ["content", "themes"]:
        shutil.copytree(REPOSITORY / folder, root / folder)
    shutil.copy(REPOSITORY / "site.toml", root)
    subprocess.run([COMMAND, "build", "--root", root, "--out", root / "public", "--today", TODAY], check=True, capture_output=True)
    return root / "public"


def node(script: str, given) -> object:
    """What a script for Node answers in JSON."""
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script], input=json.dumps(given), capture_output=True, text=True, cwd=Path(__file__).parent
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
