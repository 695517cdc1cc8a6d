"""The CSV files, read by Python's csv, cell by cell against the JSON files; and the workbooks, read by openpyxl."""

import csv
import io
import json
from datetime import date

import openpyxl
import pytest


def table(site, name):
    text = site.bytes(name).decode("utf-8")
    assert text.startswith("\ufeff") and text.count("\ufeff") == 1, "Excel needs the mark to know the encoding"
    text = site.bytes(name).decode("utf-8-sig")
    assert text.count("\n") == text.count("\r\n"), "lines end as RFC 4180 says"
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def workbook(site, name):
    sheet = openpyxl.load_workbook(io.BytesIO(site.bytes(name))).active
    headings, *rows = sheet.iter_rows()
    return [{heading.value: cell for heading, cell in zip(headings, row)} for row in rows]


def original(text):
    return next(iter(text.values())) if text else ""


def words(codes):
    return " ".join(codes)


def truth(flag):
    return {True: "true", False: "false", None: ""}[flag]


def period(window):
    return f"{window['from']}/{window['until']}"


def test_every_cell_of_the_offers_is_what_the_json_says(site):
    rows = table(site, "data/offers.csv")
    offers = json.loads(site.read("data/offers.json"))["offers"]
    regions = {region["code"]: region for region in json.loads(site.read("data/vocabulary.json"))["regions"]}
    assert len(rows) == len(offers) > 20
    for row, offer in zip(rows, offers):
        host, support = offer["host"], offer["support"]
        expected = {
            "slug": offer["slug"],
            "address": offer["address"],
            "open": truth(offer["open"]),
            "demo": truth(offer["demo"]),
            "title": original(offer["title"]),
            "summary": original(offer["summary"]),
            "host": host["name"],
            "place": host["place"],
            "region": host["region"],
            "country": regions[host["region"]]["country"],
            "activities": words(offer["activities"]),
            "audiences": words(offer["audiences"]),
            "sectors": words(offer["sectors"]),
            "themes": words(offer["themes"]),
            "languages": words(f"{language['code']}:{language['level']}" for language in offer["languages"]),
            "group_min": str(offer["group"]["min"]),
            "group_max": str(offer["group"]["max"]),
            "days_min": str(offer["duration"]["min"]),
            "days_max": str(offer["duration"]["max"]),
            "windows": words(period(window) for window in offer["windows"]),
            "support_measures": words(support["measures"]),
            "support_barriers": words(support["barriers"]),
            "by_rail": truth(offer["travel"]["by_rail"]),
            "minors": truth(offer["minors"]),
            "reciprocity": truth(offer["reciprocity"]),
            "confirmed": offer["confirmed"],
            "valid_until": offer["valid_until"],
            "original_language": next(iter(offer["title"])),
            "host_kind": host["kind"],
            "host_website": host["website"] or "",
            "programme": "; ".join(original(stop["name"]) for stop in offer["programme"]),
            "learning": "; ".join(original(text) for text in offer["learning"]),
            "support_note": original(support["note"]),
            "accommodation": original(offer["accommodation"]),
            "accessibility": original(offer["accessibility"]),
            "costs": original(offer["costs"]),
            "travel_note": original(offer["travel"]["note"]),
            "safeguarding": original(offer["safeguarding"]),
            "last_day": min(offer["valid_until"], max(window["until"] for window in offer["windows"])),
            "licence": "CC-BY-4.0",
        }
        # Columns that a later version adds come after these.
        assert {key: row[key] for key in expected} == expected
        assert row["open"] == truth(row["last_day"] >= "2026-11-23")


def test_every_cell_of_the_case_studies_is_what_the_json_says(site):
    rows = table(site, "data/case-studies.csv")
    studies = json.loads(site.read("data/case-studies.json"))["case_studies"]
    assert len(rows) == len(studies) > 0
    for row, study in zip(rows, studies):
        dates = study["dates"]
        people = study["participants"]
        expected = {
            "slug": study["slug"],
            "address": study["address"],
            "title": original(study["title"]),
            "summary": original(study["summary"]),
            "activity": study["activity"],
            "themes": words(study["themes"]),
            "hosts": "; ".join(party["organisation"] for party in study["hosts"]),
            "host_regions": words(party["region"] for party in study["hosts"]),
            "visitors": "; ".join(party["organisation"] for party in study["visitors"]),
            "visitor_regions": words(party["region"] for party in study["visitors"]),
            "place": study["place"],
            "dates": dates["month"][:7] if "month" in dates else period(dates["days"]),
            "staff": "" if people["staff"] is None else str(people["staff"]),
            "learners": "" if people["learners"] is None else str(people["learners"]),
            "fewer_opportunities": "" if people["fewer_opportunities"] is None else str(people["fewer_opportunities"]),
            "published": study["published"],
            "sectors": words(study["sectors"]),
            "host_places": "; ".join(party["place"] for party in study["hosts"]),
            "visitor_places": "; ".join(party["place"] for party in study["visitors"]),
            "follow_up": original(study["follow_up"]),
            "offer": study["offer"] or "",
            "source": study["source"] or "",
        }
        assert {key: row[key] for key in expected} == expected
        assert row["days"] == "" or int(row["days"]) >= 1


def test_the_data_have_no_contact_of_a_person(ours):
    for name in ["data/offers.csv", "data/offers.json", "data/case-studies.csv", "data/case-studies.json"]:
        assert "@" not in ours.read(name), name


@pytest.mark.parametrize("name", ["offers", "case-studies", "monitoring"])
def test_a_workbook_says_the_same_as_the_csv_file_and_keeps_texts(site, name):
    rows, lines = workbook(site, f"data/{name}.xlsx"), table(site, f"data/{name}.csv")
    assert len(rows) == len(lines) > 0
    for row, line in zip(rows, lines):
        assert row.keys() == line.keys()
        for heading, cell in row.items():
            value = cell.value.date().isoformat() if cell.data_type == "d" else cell.value
            assert ("" if value is None else str(value)) == line[heading], heading
            assert cell.data_type != "f", "no cell is a formula"
            # A text remains one after somebody typed in its cell.
            assert cell.data_type != "s" or cell.number_format == "@"


def test_codes_are_texts_with_their_labels(site):
    vocabulary = json.loads(site.read("data/vocabulary.json"))
    sectors = {sector["code"]: sector["label"]["en"] for sector in vocabulary["sectors"]}
    rows, lines = workbook(site, "data/offers.xlsx"), table(site, "data/offers.csv")
    single = [row for row in rows if " " not in row["sectors"].value]
    assert any(row["sectors"].value.startswith("0") for row in single), "a code that a guess would make a number of"
    for row in rows:
        assert isinstance(row["sectors"].value, str)
        assert row["sectors_label"].value == "; ".join(sectors[code] for code in row["sectors"].value.split())
        headings = list(row)
        assert headings.index("sectors_label") == headings.index("sectors") + 1, "beside its codes"
    headings = list(lines[0])
    assert headings.index("region_label") == headings.index("licence") + 1, "behind all columns that were there"
    assert isinstance(rows[0]["group_min"].value, int) and isinstance(rows[0]["confirmed"].value.date(), date)
