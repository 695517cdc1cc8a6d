"""Atom feeds, read by feedparser and lxml; the calendar, read by icalendar."""

import json
from datetime import date, datetime, timedelta

import feedparser
import pytest
from conftest import TODAY, build, copy_of_ours
from icalendar import Calendar
from lxml import etree, html

ATOM = "{http://www.w3.org/2005/Atom}"


def feeds(site):
    return sorted(site.public.rglob("feed.xml"))


def test_every_feed_is_well_formed_and_complete(site):
    assert len(feeds(site)) > 40
    for path in feeds(site):
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        assert feed.version == "atom10"
        assert feed.feed.title and feed.feed.author and feed.feed.updated_parsed
        links = {link.rel: link.href for link in feed.feed.links}
        assert feed.feed.id == links["self"]
        assert site.file_of(links["self"]) == path
        assert site.file_of(links["alternate"]).is_file()
        ids = [entry.id for entry in feed.entries]
        assert len(set(ids)) == len(ids)
        for entry in feed.entries:
            assert entry.title and entry.summary and entry.updated_parsed
            assert site.file_of(entry.link).is_file(), entry.link
        days = [entry.updated for entry in feed.entries]
        assert days == sorted(days, reverse=True)
        assert not days or feed.feed.updated == days[0]


def test_a_country_has_the_offers_of_its_hosts_and_a_sector_those_of_its_field(ours):
    data = json.loads(ours.read("data/offers.json"))["offers"]
    regions = {region["code"]: region for region in json.loads(ours.read("data/vocabulary.json"))["regions"]}

    def ids(name):
        return {entry.id for entry in feedparser.parse(ours.bytes(name)).entries}

    spanish = {offer["address"] for offer in data if offer["open"] and regions[offer["host"]["region"]]["country"] == "ES"}
    assert spanish and ids("en/offers/country/es/feed.xml") == spanish
    health = {offer["address"] for offer in data if offer["open"] and any(code.startswith("09") for code in offer["sectors"])}
    assert health and ids("en/offers/sector/09/feed.xml") == health


def test_a_text_in_another_language_than_its_feed_is_marked(bilingual):
    feed = etree.fromstring(bilingual.bytes("ca/feed.xml"))
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert feed.get(lang) == "ca"
    titles = {entry.find(f"{ATOM}id").text.split("/")[-2]: entry.find(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")}
    assert titles["container-from-ship-to-shop"].get(lang) is None
    assert titles["container-from-ship-to-shop"].text.endswith("Seguiu un contenidor del vaixell a la botiga")
    assert any(title.get(lang) == "en" for title in titles.values())


def test_a_demonstration_says_so_where_no_notice_stands_beside_it(ours):
    demonstrations = {offer["address"] for offer in json.loads(ours.read("data/offers.json"))["offers"] if offer["demo"]}
    entries = [entry for path in feeds(ours) for entry in feedparser.parse(path.read_bytes()).entries]
    told = {entry.id for entry in entries if entry.title.startswith("Demonstration: ")}
    assert told == demonstrations & {entry.id for entry in entries} and told
    assert len({entry.id for entry in entries} - told) == len(list((ours.root / "content/case-studies").iterdir()))
    for event in Calendar.from_ical(ours.bytes("events.ics")).walk("VEVENT"):
        slug = str(event["UID"]).split("@")[0]
        demo = "\ndemo: true" in (ours.root / f"content/events/{slug}.yaml").read_text()
        assert str(event["SUMMARY"]).startswith("Demonstration: ") == demo


def test_pages_lead_to_their_feeds(ours):
    page = html.fromstring(ours.read("en/offers/country/es/index.html"))
    heads = page.xpath('//head/link[@rel="alternate"][@type="application/atom+xml"]/@href')
    assert heads == ["/en/feed.xml", "/en/offers/country/es/feed.xml"]
    assert page.xpath('//main//a[@href="/en/offers/country/es/feed.xml"]')
    assert html.fromstring(ours.read("en/open-data/index.html")).xpath('//main//a[@href="/en/offers/sector/09/feed.xml"]')
    assert "feed.xml" not in "".join(
        html.fromstring(ours.read("en/offers/theme/dual-training/index.html")).xpath("//main//a/@href")
    )


def test_the_calendar_has_every_event_on_its_days(site):
    calendar = Calendar.from_ical(site.bytes("events.ics"))
    assert calendar["VERSION"] == "2.0" and calendar["METHOD"] == "PUBLISH"
    assert str(calendar["PRODID"]).startswith("-//EARLALL//Mobility Matchmaking//")
    events = list(calendar.walk("VEVENT"))
    files = list((site.root / "content/events").glob("*.yaml"))
    assert len(events) == len(files) > 0
    for event in events:
        slug = str(event["UID"]).split("@")[0]
        lines = dict(
            line.split(": ", 1) for line in (site.root / f"content/events/{slug}.yaml").read_text().splitlines() if ": " in line
        )
        first = date.fromisoformat(lines["starts"])
        last = date.fromisoformat(lines.get("ends", lines["starts"]))
        assert event.decoded("DTSTART") == first
        # The end of an all-day event is the day after its last.
        assert event.decoded("DTEND") == last + timedelta(days=1)
        # An entry that was never revised is stamped a year before it begins, and says nothing of its last change.
        announced = first.replace(year=first.year - 1).isoformat()
        assert event.decoded("DTSTAMP").date() == date.fromisoformat(lines.get("revised", announced))
        assert ("LAST-MODIFIED" in event) == ("revised" in lines)
        assert event["TRANSP"] == "TRANSPARENT"
        assert int(event["SEQUENCE"]) == (int(lines["revised"].replace("-", "")) if "revised" in lines else 0)
        assert event["SUMMARY"]
        assert site.file_of(str(event["URL"])).is_file()


def test_a_revised_event_has_a_later_revision_with_a_larger_number(tmp_path):
    copy_of_ours(tmp_path)
    path = tmp_path / "content/events/matchmaking-day-apprentices.yaml"
    text = path.read_text()
    before = None
    for day in ["2026-10-31", "2026-11-02"]:
        path.write_text(f"{text}revised: {day}\n")
        calendar = Calendar.from_ical(build(tmp_path).bytes("events/matchmaking-day-apprentices.ics"))
        (event,) = calendar.walk("VEVENT")
        assert event.decoded("LAST-MODIFIED").date() == date.fromisoformat(day)
        assert before is None or (before["UID"] == event["UID"] and int(before["SEQUENCE"]) < int(event["SEQUENCE"]))
        before = event


def test_a_calendar_of_the_same_events_is_the_same_file_on_every_day(tmp_path):
    copy_of_ours(tmp_path)
    events = tmp_path / "content/events"
    (events / "revised.yaml").write_text(EVENT + "revised: 2026-11-02\n")
    (events / "never-revised.yaml").write_text(EVENT)

    def calendars(day):
        site = build(tmp_path, today=day)
        return {path.name: path.read_bytes() for path in site.public.rglob("*.ics")}

    today = calendars(TODAY)
    assert len(today) == 1 + len(list(events.iterdir()))
    assert calendars("2026-12-24") == today


# An event in summer and one in winter, so that the offset of the zone differs.
EVENT = """\
title: Working group in Trento
summary: Two hours on mobility of apprentices.
kind: working-group
starts: 2027-03-18
place: Trento
region: ITH2
description: What we talk about.
registration: https://example.org/register
"""


def event_with(tmp_path, text, slug="trento"):
    """What the calendar, the page's JSON-LD and the page itself say of one real event."""
    copy_of_ours(tmp_path)
    (tmp_path / f"content/events/{slug}.yaml").write_text(text)
    site = build(tmp_path)
    (entry,) = Calendar.from_ical(site.bytes(f"events/{slug}.ics")).walk("VEVENT")
    page = html.fromstring(site.read(f"en/events/{slug}/index.html"))
    graph = json.loads(page.xpath('//head/script[@type="application/ld+json"]/text()')[0])["@graph"]
    (data,) = [thing for thing in graph if thing["@type"] == "Event"]
    return site, entry, data, " ".join(page.xpath("//main")[0].text_content().split())


@pytest.mark.parametrize("day, offset", [("2027-03-18", 1), ("2027-06-18", 2)])
def test_the_hours_of_an_event_are_those_of_its_zone(tmp_path, day, offset):
    hours = 'time: {from: "09:30", until: "16:00", zone: Europe/Rome}\n'
    site, entry, data, text = event_with(tmp_path, EVENT.replace("2027-03-18", day) + hours)
    begins = datetime.fromisoformat(f"{day}T09:30:00+0{offset}:00")
    assert entry.decoded("DTSTART") == begins and not entry.decoded("DTSTART").utcoffset()
    assert entry.decoded("DTEND") == begins + timedelta(hours=6.5)
    assert data["startDate"] == f"{day}T09:30:00+0{offset}:00" and data["endDate"] == f"{day}T16:00:00+0{offset}:00"
    assert "09:30 to 16:00 Rome time" in text
    for name in ["en/events/index.html", "en/index.html"]:
        assert "09:30 to 16:00, Rome time" in site.read(name), name


@pytest.mark.parametrize(
    "state, status, schema, mode, title, told",
    [
        ("scheduled", "CONFIRMED", "EventScheduled", "Offline", "Working group in Trento", "Register"),
        ("postponed", "TENTATIVE", "EventPostponed", "Offline", "Postponed: Working group in Trento", "The new date is not known yet"),
        ("cancelled", "CANCELLED", "EventCancelled", "Offline", "Cancelled: Working group in Trento", "This event will not take place"),
        ("moved-online", "CONFIRMED", "EventMovedOnline", "Online", "Working group in Trento", "Online instead of Trento"),
    ],
)
def test_what_became_of_an_event_is_told_everywhere(tmp_path, state, status, schema, mode, title, told):
    site, entry, data, text = event_with(tmp_path, f"{EVENT}state: {state}\nrevised: 2026-11-20\n")
    assert entry["STATUS"] == status and entry["SUMMARY"] == title and int(entry["SEQUENCE"]) == 20261120
    assert data["eventStatus"] == f"https://schema.org/{schema}"
    assert data["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert told in text
    open_to_all = state in ("scheduled", "moved-online")
    assert ("potentialAction" in data) == ("https://example.org/register" in site.read("en/events/trento/index.html")) == open_to_all
    (news,) = [entry for entry in feedparser.parse(site.bytes("en/feed.xml")).entries if entry.id.endswith("/en/events/trento/")]
    assert news.title == title and news.updated.startswith("2026-11-20")
    # The home page names events that one can come to; the list says of all of them what became of them.
    assert ("Working group in Trento" in site.read("en/index.html")) == open_to_all
    words = {"postponed": "Postponed", "cancelled": "Cancelled", "moved-online": "Moved online"}
    marks = html.fromstring(site.read("en/events/index.html")).xpath('//*[@class="event-state"]/text()')
    assert marks == [words[state]] if state in words else marks == []


def test_an_event_on_another_day_tells_the_one_before(tmp_path):
    _, _, data, text = event_with(tmp_path, EVENT + "previously: 2027-03-11\n")
    assert data["eventStatus"] == "https://schema.org/EventRescheduled"
    assert (data["previousStartDate"], data["startDate"]) == ("2027-03-11", "2027-03-18")
    assert "This event was planned for 11 March 2027" in text
