"""What no schema can say of a request, made true of those that schemathesis means to be right: days lie ahead and in
their order, a visit fits into its window and into the rules of its activity, a part is no larger than its whole, an
offer is open. Nothing else is touched, and nothing of what is meant to be wrong."""

import json
import os
import re
from datetime import date, timedelta
from pathlib import Path

import schemathesis
from schemathesis.core.parameters import ParameterLocation

PUBLIC = Path(os.environ["MATCHMAKER_PUBLIC"])
ACTIVITIES = {term["code"]: term for term in json.loads((PUBLIC / "data/vocabulary.json").read_text())["activities"]}
OFFERS = [offer["slug"] for offer in json.loads((PUBLIC / "data/offers.json").read_text())["offers"] if offer["open"]]
EMPTY = re.compile(json.loads((PUBLIC / "data/openapi.json").read_text())["components"]["schemas"]["empty"]["pattern"])
MOST_DAYS, MOST_PERSONS = 366, 500


class Document:
    """A JSON document, by the ways to its values: `languages[0].code`."""

    def __init__(self, value):
        self.value = value

    def group(self, name):
        holder = self.value
        for step in name.replace("[", ".").replace("]", "").split(".")[:-1]:
            if isinstance(holder, list):
                holder = holder[int(step)] if int(step) < len(holder) else None
            else:
                holder = holder.get(step) if isinstance(holder, dict) else None
        return holder if isinstance(holder, dict) else {}

    def get(self, name):
        return self.group(name).get(name.rsplit(".", 1)[-1])

    def set(self, name, value):
        self.group(name)[name.rsplit(".", 1)[-1]] = value


class Fields(Document):
    """The fields of a form, by their names; an empty one counts as left out."""

    def group(self, name):
        return self.value

    def get(self, name):
        value = self.value.get(name)
        return None if isinstance(value, str) and EMPTY.fullmatch(value) else value

    def set(self, name, value):
        self.value[name] = value


def shift(document, way, days):
    """Lays a period ahead, in its order, and makes it as long as a visit of so many days."""
    ends = [document.get(f"{way}.from"), document.get(f"{way}.until")]
    if None in ends:
        return
    first, last = (date.fromisoformat(end).toordinal() for end in ends)
    begins = date(2090, 1, 1) + timedelta(days=first % 400)
    document.set(f"{way}.from", begins.isoformat())
    document.set(f"{way}.until", (begins + timedelta(days=days - 1 + last % 40)).isoformat())


def bounds(activities):
    """The bounds that all of these have in common, for days and for persons: each at least the first, at most the second."""
    terms = [ACTIVITIES[code] for code in activities]
    days = [term["min_days_fewer_opportunities"] or term["min_days"] or 1 for term in terms]
    persons = [term["min_participants"] or 1 for term in terms]
    return (
        (max(days), min(term["max_days"] or MOST_DAYS for term in terms)),
        (max(persons), min(term["max_participants"] or MOST_PERSONS for term in terms)),
    )


def span(document, way, least, most):
    """Puts the least before the most, and both so that something is left of each activity's bounds."""
    low, high = sorted([document.get(f"{way}.min"), document.get(f"{way}.max")])
    low, high = min(low, most), max(high, least)
    document.set(f"{way}.min", low)
    document.set(f"{way}.max", max(low, high))
    return low


def make_true(document):
    form = document.get("form")
    if form == "find-a-host":
        (least_days, most_days), (least, most) = bounds([document.get("activity")])
        days = max(least_days, min(most_days, document.get("days")))
        participants = max(least, min(most, document.get("participants")))
        document.set("days", days)
        document.set("participants", participants)
        if document.get("fewer_opportunities") is not None:
            document.set("fewer_opportunities", min(participants, document.get("fewer_opportunities")))
        if document.get("offer") is not None:
            document.set("offer", OFFERS[len(document.get("offer")) % len(OFFERS)])
        shift(document, "period", days)
    elif form == "offer-to-host":
        (least_days, most_days), (least, most) = bounds(document.get("activities"))
        days = span(document, "duration", least_days, most_days)
        span(document, "group", least, most)
        windows = document.value.get("windows")
        for place in range(len(windows) if windows else 3):
            shift(document, f"windows[{place}]", days)


@schemathesis.hook
def before_call(context, case, kwargs):
    negative = case.meta is not None and case.meta.is_negative_at
    if case.operation.method == "post" and isinstance(case.body, dict) and not (negative and negative(ParameterLocation.BODY)):
        make_true(Document(case.body) if case.media_type == "application/json" else Fields(case.body))
    # Every second offer asked for is one that is there.
    offer = case.path_parameters.get("offer") if case.path_parameters else None
    if isinstance(offer, str) and len(offer) % 2 and not (negative and negative(ParameterLocation.PATH)):
        case.path_parameters["offer"] = OFFERS[len(offer) % len(OFFERS)]
