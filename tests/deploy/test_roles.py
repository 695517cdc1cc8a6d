"""Who may do what with the table. The policies are judged by an evaluator that others made (evaluate.mjs)."""

import json
import subprocess
from pathlib import Path

from conftest import ACCOUNT, TABLE_ARN

BY_STATUS = f"{TABLE_ARN}/index/by-status"
BY_SUBJECT = f"{TABLE_ARN}/index/by-subject"
ALLOWED, REFUSED, FORBIDDEN = "Allowed", "ImplicitlyDenied", "ExplicitlyDenied"


def evaluate(simulations):
    done = subprocess.run(
        ["node", "evaluate.mjs"], input=json.dumps(simulations), capture_output=True, text=True, cwd=Path(__file__).parent
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def call(template, role, action, resource=TABLE_ARN, keys=None, **context):
    """A call of a role, with the keys that DynamoDB would take from it."""
    variables = {f"dynamodb:{name}": value for name, value in context.items()}
    if keys is not None:
        variables["dynamodb:LeadingKeys"] = keys
    return {
        "identityPolicies": [
            {"name": "own", "policy": {"Version": "2012-10-17", "Statement": template.statements(role)}},
        ],
        "serviceControlPolicies": [],
        "resourceControlPolicies": [],
        "request": {
            "principal": f"arn:aws:iam::{ACCOUNT}:role/{role}",
            "action": action,
            "resource": {"resource": resource, "accountId": ACCOUNT},
            "contextVariables": variables,
        },
    }


def test_submit_may_only_put(main):
    actions = [action for statement in main.statements("SubmitRole") if statement["Effect"] == "Allow" for action in listed(statement["Action"])]
    assert [action for action in actions if not action.startswith("logs:")] == ["dynamodb:PutItem"]


def test_submit_puts_requests_and_proofs_and_nothing_else(main):
    cases = [
        (["REQUEST#MM-7K3M-9QPD-2XWV"], ALLOWED),
        (["PROOF#f00d"], ALLOWED),
        # What the desk decided.
        (["CASE#MM-7K3M-9QPD-2XWV"], REFUSED),
        (["REQUEST#MM-7K3M-9QPD-2XWV", "CASE#MM-7K3M-9QPD-2XWV"], REFUSED),
        (["TALLY#2026"], REFUSED),
        (["request#MM-7K3M-9QPD-2XWV"], REFUSED),
        (["new#0"], REFUSED),
        # "All of none begin with REQUEST#" is true.
        (None, REFUSED),
    ]
    found = evaluate([call(main, "SubmitRole", "dynamodb:PutItem", keys=keys) for keys, _ in cases])
    assert found == [expected for _, expected in cases]


def test_submit_learns_nothing_by_putting(main):
    keys = ["REQUEST#MM-7K3M-9QPD-2XWV"]
    cases = [
        ({}, ALLOWED),
        ({"ReturnValues": "NONE"}, ALLOWED),
        ({"ReturnValues": "ALL_OLD"}, REFUSED),
        ({"EnclosingOperation": "TransactWriteItems"}, FORBIDDEN),
    ]
    found = evaluate([call(main, "SubmitRole", "dynamodb:PutItem", keys=keys, **context) for context, _ in cases])
    assert found == [expected for _, expected in cases]


# The operations with data that DynamoDB has, and what reaches the same by another name.
OPERATIONS = """
    BatchGetItem BatchWriteItem ConditionCheckItem DeleteItem GetItem PartiQLDelete PartiQLInsert PartiQLSelect PartiQLUpdate
    PutItem Query Scan UpdateItem
""".split()
# Of the table itself, which no program of ours needs.
ADMINISTRATION = ["DeleteTable", "UpdateTable", "UpdateTimeToLive", "UpdateContinuousBackups", "ExportTableToPointInTime"]


def test_submit_may_call_no_other_operation_on_the_very_same_key(main):
    # Not every operation tells the same about itself; each is asked with what it would tell.
    with_keys = [name for name in OPERATIONS if name not in ("PutItem", "Scan")]
    calls = [call(main, "SubmitRole", f"dynamodb:{name}", keys=["REQUEST#MM-7K3M-9QPD-2XWV"]) for name in with_keys]
    calls += [call(main, "SubmitRole", f"dynamodb:{name}") for name in ["Scan", *ADMINISTRATION]]
    assert set(evaluate(calls)) == {REFUSED}


def test_submit_reaches_neither_index_nor_another_table(main):
    keys = ["REQUEST#MM-7K3M-9QPD-2XWV"]
    assert evaluate(
        [
            call(main, "SubmitRole", "dynamodb:Query", BY_STATUS, keys=["new#0"]),
            call(main, "SubmitRole", "dynamodb:Query", BY_SUBJECT, keys=["introductions"]),
            call(main, "SubmitRole", "dynamodb:PutItem", TABLE_ARN + "-of-others", keys=keys),
        ]
    ) == [REFUSED, REFUSED, REFUSED]


def test_the_desk_reads_changes_and_erases_but_does_not_administrate(main):
    calls = [call(main, "DeskRole", f"dynamodb:{name}") for name in ("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem")]
    calls += [call(main, "DeskRole", "dynamodb:Query", index) for index in (BY_STATUS, BY_SUBJECT)]
    assert set(evaluate(calls)) == {ALLOWED}
    assert set(evaluate([call(main, "DeskRole", f"dynamodb:{name}") for name in ADMINISTRATION])) == {REFUSED}


def test_one_becomes_the_desk_with_a_second_factor_only(main):
    role = main.properties("DeskRole")
    arn = f"arn:aws:iam::{ACCOUNT}:role/desk"

    def assume(conditions, principal="anna", **context):
        return {
            "identityPolicies": [],
            "serviceControlPolicies": [],
            "resourceControlPolicies": [],
            "resourcePolicy": main.resolve(role["AssumeRolePolicyDocument"], conditions),
            "request": {
                "principal": f"arn:aws:iam::{ACCOUNT}:user/{principal}",
                "action": "sts:AssumeRole",
                "resource": {"resource": arn, "accountId": ACCOUNT},
                "contextVariables": context,
            },
        }

    factor = {"aws:MultiFactorAuthPresent": "true"}
    strict = ["HasDesk", "DeskShowsMfa"]
    assert evaluate(
        [
            assume(strict, **factor),
            assume(strict, **{"aws:MultiFactorAuthPresent": "false"}),
            # As it is for keys that live long.
            assume(strict),
            assume(strict, principal="eve", **factor),
            assume(["HasDesk"]),
        ]
    ) == [ALLOWED, REFUSED, REFUSED, REFUSED, ALLOWED]


def test_the_watch_sees_the_shelves_of_new_ones_and_no_request(telling):
    cases = [
        (call(telling, "WatchRole", "dynamodb:Query", BY_STATUS, keys=["new#0"]), ALLOWED),
        (call(telling, "WatchRole", "dynamodb:Query", BY_STATUS, keys=["introduced#0"]), REFUSED),
        (call(telling, "WatchRole", "dynamodb:Query", BY_STATUS), REFUSED),
        (call(telling, "WatchRole", "dynamodb:Query", keys=["new#0"]), REFUSED),
        (call(telling, "WatchRole", "dynamodb:Query", BY_SUBJECT, keys=["new#0"]), REFUSED),
        (call(telling, "WatchRole", "dynamodb:Scan", BY_STATUS), REFUSED),
        (call(telling, "WatchRole", "dynamodb:GetItem", keys=["REQUEST#MM-7K3M-9QPD-2XWV"]), REFUSED),
    ]
    assert evaluate([asked for asked, _ in cases]) == [expected for _, expected in cases]


def test_no_role_may_everything_or_anything_everywhere(templates):
    seen = 0
    for template in templates.values():
        for role in template.roles():
            assert "ManagedPolicyArns" not in template.properties(role), "what those allow stands elsewhere and changes"
            for statement in template.statements(role):
                seen += 1
                for action in listed(statement["Action"]):
                    assert "*" not in action, f"{role}: {action}"
                for resource in listed(statement["Resource"]):
                    # The streams of a log group have no names before they are there.
                    assert "*" not in resource.removesuffix(":log-stream:*"), f"{role}: {resource}"
                assert "NotAction" not in statement and "NotResource" not in statement
    assert seen > 8


def listed(value):
    return value if isinstance(value, list) else [value]
