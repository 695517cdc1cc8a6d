"""Names that stand in two places, since neither can read the other: the template and the store, the package and the function."""

import re

from conftest import REPOSITORY, TABLE_ARN
from deployment import bundle

DYNAMODB = REPOSITORY / "store/src/dynamodb"
STORE = [DYNAMODB.with_suffix(".rs"), *sorted(DYNAMODB.glob("*.rs"))]
# What is compiled into the function.
CRATES = [REPOSITORY / name / "src" for name in ("function", "store", "web")]


def rust(path: str) -> str:
    return (REPOSITORY / path).read_text()


def constant(text: str, name: str) -> str:
    return re.search(rf"{name}: [^=]*= ([^;]+);", text)[1]


def of_store() -> dict[str, dict]:
    """The indexes that the store would create, by name."""
    code = rust("store/src/dynamodb/indexes.rs")
    fields = r'name: "([\w-]+)",\s*partition: "(\w+)",\s*order: "(\w+)",\s*carried: &\[([^\]]*)\]'
    return {
        name: {"Hash": partition, "Range": order, "carried": re.findall(r'"(\w+)"', carried)}
        for name, partition, order, carried in re.findall(fields, code)
    }


def of_template(main) -> dict[str, dict]:
    return {index["IndexName"]: index for index in main.properties("Table")["GlobalSecondaryIndexes"]}


def keys_of(schema) -> dict[str, str]:
    return {key["KeyType"].capitalize(): key["AttributeName"] for key in schema}


def test_the_table_is_the_one_that_the_store_would_create(main):
    table, create = main.properties("Table"), rust("store/src/dynamodb/table.rs")
    keys = dict(re.findall(r'key\("(\w+)", KeyType::(\w+)\)', create))
    assert keys_of(table["KeySchema"]) == {kind: name for name, kind in keys.items()}
    created, deployed = of_store(), of_template(main)
    assert len(created) == 5 and set(deployed) == set(created)
    for name, index in created.items():
        assert keys_of(deployed[name]["KeySchema"]) == {"Hash": index["Hash"], "Range": index["Range"]}, name
        carried = {"ProjectionType": "INCLUDE", "NonKeyAttributes": index["carried"]} if index["carried"] else {"ProjectionType": "KEYS_ONLY"}
        assert deployed[name]["Projection"] == carried, name
    # Moments of expiry are numbers, since that is how the service reads them; all other keys are texts.
    attributes = {attribute["AttributeName"]: attribute["AttributeType"] for attribute in table["AttributeDefinitions"]}
    named = set(keys) | {index[kind] for index in created.values() for kind in ("Hash", "Range")}
    assert attributes == {name: "N" if name == "expires" else "S" for name in named}
    expiry = re.search(r'TimeToLiveSpecification::builder\(\)\.attribute_name\("(\w+)"\)', create)[1]
    assert table["TimeToLiveSpecification"] == {"AttributeName": expiry, "Enabled": True}


def test_the_indexes_carry_nothing_about_a_person(main):
    carried = {name for index in of_template(main).values() for name in index["Projection"].get("NonKeyAttributes", [])}
    # Of a sender: the organisation, its town and country, and what it asks about. Of an introduction: offer and answer.
    assert carried == {"form", "organisation", "country", "town", "activities", "due", "offer", "expires", "answered", "open"}


def test_the_desk_may_ask_every_index(main):
    (lists,) = [s for s in main.statements("DeskRole") if s.get("Sid") == "Lists"]
    assert sorted(resource.rsplit("/", 1)[1] for resource in lists["Resource"]) == sorted(of_store())
    assert all(resource.startswith(TABLE_ARN + "/index/") for resource in lists["Resource"])


def test_the_function_puts_under_the_keys_that_its_role_may_name(main):
    items = rust("store/src/dynamodb/items.rs")
    prefixes = {name: re.search(rf'fn {name}_key\(.*?format!\("(\w+#)', items, re.S)[1] for name in ("request", "proof", "case", "tally")}
    (allowed,) = [s for s in main.statements("SubmitRole") if s.get("Sid") == "PutRequestsAndProofs"]
    keys = allowed["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
    assert sorted(keys) == sorted([prefixes["request"] + "*", prefixes["proof"] + "*"])
    assert not any(prefixes[own].startswith(key.rstrip("*")) for key in keys for own in ("case", "tally"))


# What IAM calls the operations of the SDK; in a transaction, each part is asked for by its own name.
ACTIONS = {
    "get_item": "GetItem",
    "batch_get_item": "BatchGetItem",
    "query": "Query",
    "scan": "Scan",
    "put_item": "PutItem",
    "update_item": "UpdateItem",
    "delete_item": "DeleteItem",
    "batch_write_item": "BatchWriteItem",
    "Get": "GetItem",
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}


def test_the_desk_may_what_its_store_does_and_no_more(main):
    code = "\n".join(path.read_text() for path in STORE)
    called = set(re.findall(r"\.(\w+)\(\)\s*\.(?:table_name|set_request_items|request_items)\(", code))
    called |= set(re.findall(r"\b(Get|Put|Update|Delete|ConditionCheck)::builder\(\)", code))
    # Made once, by whoever administrates.
    called -= {"create_table", "describe_table", "update_time_to_live", "builder"}
    assert called <= set(ACTIONS), f"how does IAM call {called - set(ACTIONS)}?"
    allowed = {action.removeprefix("dynamodb:") for s in main.statements("DeskRole") for action in listed(s["Action"])}
    assert allowed == {ACTIONS[name] for name in called}


def test_the_environment_has_the_names_that_the_function_reads(main, telling):
    environment = main.properties("SubmitFunction")["Environment"]["Variables"]
    code = "\n".join(path.read_text() for crate in CRATES for path in crate.rglob("*.rs"))
    for name in environment:
        # The proof of work is optional, in the program as in the template.
        assert f'"{name}"' in code or name == "MATCHMAKER_PROOF_KEY", name
    assert environment["MATCHMAKER_SITE"] == bundle.SITE
    assert environment["MATCHMAKER_REFERENCE_KEY"] == {"Fn::Sub": "{{resolve:secretsmanager:${ReferenceKey}:SecretString}}"}


def test_the_function_answers_only_who_comes_by_cloudfront(main, site):
    environment = main.properties("SubmitFunction")["Environment"]["Variables"]
    assert environment["MATCHMAKER_ORIGIN_SECRET"] == {"Fn::Sub": "{{resolve:secretsmanager:${OriginSecret}:SecretString}}"}
    assert main.properties("Site")["Parameters"]["OriginSecretArn"] == {"Ref": "OriginSecret"}
    origins = {origin["Id"]: origin for origin in site.properties("Distribution")["DistributionConfig"]["Origins"]}
    (header,) = origins["api"]["OriginCustomHeaders"]
    assert header["HeaderName"] == constant(rust("function/src/origin.rs"), "HEADER").strip('"')
    assert header["HeaderValue"] == {"Fn::Sub": "{{resolve:secretsmanager:${OriginSecretArn}:SecretString}}"}
    assert "OriginCustomHeaders" not in origins["site"]


def test_each_sender_is_limited_unless_somebody_decides_otherwise(templates):
    edge = templates["edge.yaml"]
    assert edge.document["Parameters"]["Firewall"]["Default"] == "true"
    (rule,) = edge.properties("WebAcl")["Rules"]
    statement = rule["Statement"]["RateBasedStatement"]
    assert statement["AggregateKeyType"] == "IP" and statement["ScopeDownStatement"]["ByteMatchStatement"]["SearchString"] == "/api/"
    assert "Block" in rule["Action"]


def test_the_watch_knows_its_table_alone(telling):
    assert list(telling.properties("Watch")["Environment"]["Variables"]) == ["MATCHMAKER_TABLE"]


def test_the_package_has_what_the_function_reads(public):
    published = rust("web/src/published.rs")
    # The desk alone asks for these, and it is not in the package.
    of_the_desk = {"data/offers.json"}
    data = [name for name in re.findall(r'join\("(data/[\w.-]+)"\)', published) if name not in of_the_desk]
    variants = re.findall(r"^ {8}(\w+),$", rust("domain/src/request/form.rs"), re.MULTILINE)
    forms = [re.sub(r"(?<!^)(?=[A-Z])", "-", variant).lower() for variant in variants]
    others = re.findall(r'"(thank-you|not-accepted)"', rust("web/src/published/pages.rs"))
    assert (len(data), len(forms), len(set(others))) == (4, 3, 2)
    pages = {f"en/{page}/index.html" for page in {*forms, *others}}
    assert set(bundle.published(public)) == {*data, *pages}


def test_the_alarm_looks_for_what_the_watch_writes(templates):
    watch, alarm = rust("function/src/watch.rs"), templates["alarms.yaml"].properties("RequestsWait")
    assert alarm["Namespace"] == constant(watch, "NAMESPACE").strip('"')
    assert f'"Name": "{alarm["MetricName"]}"' in watch
    assert [dimension["Name"] for dimension in alarm["Dimensions"]] == re.findall(r'"Dimensions": \[\["(\w+)"\]\]', watch)
    assert constant(rust("function/src/observe/metrics.rs"), "NAMESPACE") == constant(watch, "NAMESPACE")


def listed(value):
    return value if isinstance(value, list) else [value]
