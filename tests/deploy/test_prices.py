"""The arithmetic of `deploy/aws/prices`, and that README.md shows what it says."""

import csv
import subprocess
import sys
from datetime import date
from decimal import Decimal
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

import pytest
from conftest import AWS


@pytest.fixture(scope="module")
def prices():
    loader = SourceFileLoader("prices", str(AWS / "prices"))
    module = module_from_spec(spec_from_loader("prices", loader))
    sys.modules["prices"] = module
    loader.exec_module(module)
    return module


def test_what_is_free_each_month_is_free_twelve_times(prices):
    price = prices.Price(Decimal("0.20"), Decimal(1_000_000), "requests", Decimal(1_000_000))
    assert price.of(Decimal(12_000_000)) == 0
    assert price.of(Decimal(13_000_000)) == Decimal("0.20")
    assert price.of(Decimal(0)) == 0


def test_a_year_by_hand(prices):
    # 10,000 requests: 20,000 calls of the gateway at 1.17 a million; 890,000 write units at 0.7625 a million.
    costs = prices.costs(10_000, prices.read_prices())
    assert costs["api-requests"] == Decimal("0.0234")
    assert costs["table-writes"] == Decimal("0.678625")
    assert costs["lambda-requests"] == costs["lambda-time"] == 0, "within what is free"
    # 9 alarms are within ten that are free.
    assert costs["alarms"] == 0


def test_a_million_requests_by_hand(prices):
    costs = prices.costs(1_000_000, prices.read_prices())
    # Twelve gigabytes kept for a year, below the 25 that are free, and each month of recovery paid.
    assert costs["table-storage"] == 0 and costs["table-recovery"] == Decimal("35.2512")
    # A million mails, of which 12,000 are free.
    assert costs["mails"] == Decimal("19.76")
    # 202 million requests of files and forms, of which 120 million are free.
    assert costs["cdn-requests"] == Decimal("98.4")


def test_more_requests_never_cost_less(prices):
    unit = prices.read_prices()
    totals = [sum(prices.costs(size, unit, firewall=True).values()) for size in (0, 1, 100, 10_000, 1_000_000, 10_000_000)]
    assert totals == sorted(totals)


def test_every_quantity_has_a_price_and_every_price_is_used(prices):
    unit = prices.read_prices()
    asked = prices.quantities(1, firewall=True)
    assert set(asked) == set(unit)
    grouped = prices.grouped(prices.costs(1_000_000, unit))
    assert sum(grouped.values()) == sum(prices.costs(1_000_000, unit).values()), "no cost is left out of the table"


def test_the_assumptions_are_those_of_the_template(prices, main, templates):
    assert Decimal(main.document["Parameters"]["FunctionMemory"]["Default"]) / 1024 == prices.MEMORY
    assert len(templates["alarms.yaml"].of_type("AWS::CloudWatch::Alarm")) == prices.ALARMS


def test_each_price_says_where_and_when_it_was_noted():
    text = (AWS / "prices.csv").read_text()
    (noted,) = [word for line in text.splitlines() if line.startswith("#") for word in line.rstrip(".").split() if word.startswith("20")]
    assert date.fromisoformat(noted)
    assert "NOT CHECKED" in text or "checked on" in text
    rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    assert all(row["source"].startswith("https://aws.amazon.com/") for row in rows)


def test_the_guide_shows_the_table():
    table = subprocess.run([sys.executable, AWS / "prices"], capture_output=True, text=True, check=True).stdout
    assert table in (AWS / "README.md").read_text()
