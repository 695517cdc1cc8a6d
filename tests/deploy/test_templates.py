"""What must not get lost in the templates when somebody changes them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import AWS, NAMES


def test_nothing_acknowledged_goes_with_a_stack(main):
    table = main.resources["Table"]
    assert table["DeletionPolicy"] == table["UpdateReplacePolicy"] == "Retain"
    properties = table["Properties"]
    assert properties["DeletionProtectionEnabled"] is True
    assert properties["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert properties["SSESpecification"] == {"SSEEnabled": True}


def test_who_is_told_of_a_new_request_learns_a_reference_and_no_more(main, telling):
    assert main.properties("Table")["StreamSpecification"] == {"StreamViewType": "KEYS_ONLY"}
    pipe = telling.properties("Notification")
    template = pipe["TargetParameters"]["InputTemplate"]
    assert re.findall(r"<([^>]+)>", template) == ["$.dynamodb.Keys.pk.S"]
    # On one line: a line break would end a text.
    assert "\n" not in template and '"' not in template


@pytest.mark.parametrize(
    "event, told",
    [
        (("INSERT", "REQUEST#MM-7K3M-9QPD-2XWV"), True),
        (("MODIFY", "REQUEST#MM-7K3M-9QPD-2XWV"), False),
        (("REMOVE", "REQUEST#MM-7K3M-9QPD-2XWV"), False),
        (("INSERT", "CASE#MM-7K3M-9QPD-2XWV"), False),
        (("INSERT", "PROOF#f00d"), False),
    ],
)
def test_the_secretariat_is_told_of_new_requests_only(telling, event, told):
    (only,) = telling.properties("Notification")["SourceParameters"]["FilterCriteria"]["Filters"]
    pattern = json.loads(only["Pattern"])
    kind, pk = event
    record = {"eventName": kind, "dynamodb": {"Keys": {"pk": {"S": pk}, "sk": {"S": "SUBMISSION"}}}}
    assert matches(pattern, record) is told


def matches(pattern, record) -> bool:
    """As EventBridge matches: every key of the pattern, by any of its values."""
    for key, wanted in pattern.items():
        if isinstance(wanted, dict):
            if not matches(wanted, record.get(key, {})):
                return False
        elif not any(record.get(key, "").startswith(w["prefix"]) if isinstance(w, dict) else record.get(key) == w for w in wanted):
            return False
    return True


def test_no_log_bears_an_address_or_what_was_asked(main):
    form = json.loads(main.properties("Api")["AccessLogSettings"]["Format"])
    asked = set(re.findall(r"\$context\.([\w.]+)", json.dumps(form)))
    assert asked == {
        "requestTime", "requestId", "routeKey", "status", "responseLatency", "integrationStatus", "integrationLatency", "error.responseType",
    }  # fmt: skip


def test_every_log_ends(templates):
    groups = [group for template in templates.values() for group in template.of_type("AWS::Logs::LogGroup").values()]
    assert len(groups) == 3 and all(group["Properties"]["RetentionInDays"] == {"Ref": "LogDays"} for group in groups)


def test_every_alarm_reaches_somebody_and_knows_what_silence_means(templates):
    alarms = templates["alarms.yaml"].of_type("AWS::CloudWatch::Alarm")
    assert len(alarms) >= 9
    for name, alarm in alarms.items():
        properties = alarm["Properties"]
        assert properties["AlarmActions"], name
        # Only the hourly look speaks when there is nothing to tell.
        expected = "breaching" if name == "RequestsWait" else "notBreaching"
        assert properties["TreatMissingData"] == expected, name


def test_the_site_is_read_by_its_distribution_only(site):
    policy = site.properties("SiteBucketPolicy")["PolicyDocument"]["Statement"]
    (allow,) = [statement for statement in policy if statement["Effect"] == "Allow"]
    assert allow["Principal"] == {"Service": "cloudfront.amazonaws.com"} and allow["Action"] == "s3:GetObject"
    assert "aws:SourceArn" in allow["Condition"]["StringEquals"]
    assert all(site.properties("SiteBucket")["PublicAccessBlockConfiguration"].values())


def test_the_functions_own_answers_are_never_replaced(site):
    # Custom errors hold for the whole distribution. The function answers 404, 405, 413, 422, 429 and 503 with pages of its own.
    errors = site.properties("Distribution")["DistributionConfig"]["CustomErrorResponses"]
    assert [error["ErrorCode"] for error in errors] == [403]
    source = Path(AWS.parents[1] / "function/src")
    public = [source / name for name in ("answer.rs", "submit.rs")]
    assert not any("FORBIDDEN" in path.read_text() for path in public)


def test_the_firewall_does_not_answer_like_a_missing_page(templates):
    (rule,) = templates["edge.yaml"].properties("WebAcl")["Rules"]
    assert rule["Action"]["Block"]["CustomResponse"]["ResponseCode"] == 429


def test_what_one_template_hands_to_another_is_there(main, templates):
    for name, stack in main.of_type("AWS::CloudFormation::Stack").items():
        inner = templates[stack["Properties"]["TemplateURL"]].document
        assert set(stack["Properties"]["Parameters"]) == set(inner["Parameters"]), name
    used = re.findall(r"!GetAtt (\w+)\.Outputs\.(\w+)", main.text)
    assert used
    for stack, output in used:
        inner = templates[main.properties(stack)["TemplateURL"]].document
        assert output in inner["Outputs"], f"{stack}.{output}"


def test_the_deploy_script_reads_the_parameters_that_are_there(templates):
    from deployment import stacks

    for name in ("template.yaml", "edge.yaml"):
        of_template = {key: str(each.get("Default", "")) for key, each in templates[name].document["Parameters"].items()}
        assert stacks.parameters(name) == of_template


def test_a_checkers_advice_is_only_left_with_a_reason(templates):
    for template in templates.values():
        for name, resource in template.resources.items():
            for skipped in resource.get("Metadata", {}).get("checkov", {}).get("skip", []):
                assert len(skipped["comment"]) > 10, f"{name}: {skipped['id']}"


def test_all_templates_are_looked_at():
    assert sorted(path.name for path in AWS.glob("*.yaml")) == sorted(NAMES)


def test_the_script_explains_itself():
    done = subprocess.run([sys.executable, AWS / "deploy", "--help"], capture_output=True, text=True)
    assert done.returncode == 0 and "--dry-run" in done.stdout and "README.md" in done.stdout
