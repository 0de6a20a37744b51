#!/usr/bin/python3
"""Computes the figures of a report from the bytes of the events, sharing nothing with the programs.

    Tests/Measurement/recompute.py central.db FIRST LAST CALENDAR.json

FIRST and LAST are instants in milliseconds; a case counts that was received between them, and what
is open is judged at LAST. CALENDAR.json is what was imported, with every year of the period in it.
Reads CBOR with python3-cbor2, folds each trunk by the order of arrival (so: for stores without
conflicts), and goes by the text of Decision 766 as domain experts would. Prints one JSON object:
`all` and each unit's id, of {indicator: [numerator, denominator]}.
"""
import collections
import datetime
import json
import sqlite3
import sys

import cbor2

DAY = 86_400_000
VIETNAM = 7 * 3_600_000
KINDS = "regulation conduct delay papers money other".split()


class Calendar:
    """Working days: Monday to Friday but the lists; Saturday mornings count where they are worked."""

    def __init__(self, path):
        book = json.load(open(path))
        self.off, self.worked = set(), set()
        for year in book["years"]:
            self.off |= {entry["date"] for entry in year.get("days_off", [])}
            self.worked |= {entry["date"] for entry in year.get("days_worked", [])}
        self.saturdays = set(book.get("saturday_mornings", []))

    def is_worked(self, day, unit):
        if day.isoformat() in self.worked:
            return True
        if day.isoformat() in self.off or day.weekday() == 6:
            return False
        return day.weekday() < 5 or unit in self.saturdays

    def count(self, after, through, unit):
        days = range(1, (through - after).days + 1)
        return sum(self.is_worked(after + datetime.timedelta(n), unit) for n in days)

    def end_after(self, day, count, unit):
        """The last instant of the n-th working day after a day."""
        while count:
            day += datetime.timedelta(1)
            count -= self.is_worked(day, unit)
        is_morning = day.weekday() == 5 and day.isoformat() not in self.worked
        closing = datetime.time(11, 30) if is_morning else datetime.time(17)
        return round(datetime.datetime.combine(day, closing, ZONE).timestamp() * 1000)


ZONE = datetime.timezone(datetime.timedelta(hours=7))


def instant(text):
    return round(datetime.datetime.fromisoformat(text).timestamp() * 1000) if text else None


def date(milliseconds):
    return datetime.date(1970, 1, 1) + datetime.timedelta((milliseconds + VIETNAM) // DAY)


def records(path):
    """Every record: its kind, the site and time of its beginning, and its fields at the end."""
    trunks = {}
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as store:
        units = dict(store.execute("SELECT number, unit FROM site"))
        for name, number, data in store.execute(
                "SELECT record, id, bytes FROM event ORDER BY record, position"):
            event = cbor2.loads(data)
            if name not in trunks:
                trunks[name] = {"name": name.hex(), "kind": event[2], "site": number >> 40,
                                "place": number, "time": event[4][0], "fields": {}}
            trunks[name]["fields"].update(event[6])
    return list(trunks.values()), units


def waits(fields, word, end):
    """From when until when somebody outside was waited for."""
    number = 1
    while f"{word}.{number}" in fields:
        begun = instant(json.loads(fields[f"{word}.{number}"])["at"])
        yield begun, instant(fields.get(f"{word}.{number}.ended")), number
        number += 1


class Figures(collections.defaultdict):
    def __init__(self):
        super().__init__(lambda: [0, 0])

    def count(self, name, numerator, denominator=1):
        self[name][0] += int(numerator)
        self[name][1] += int(denominator)


def spent(case, ended, calendar):
    """The unit of the limit and how much of it the work took, the waiting aside."""
    fields = case["fields"]
    words = fields.get("limit", "").split()
    if not words:
        return None
    unit = words[1] if len(words) > 1 and ":" not in words[1] else "workingDay"
    start = instant(fields.get("valid_at")) or case["received"]

    def length(begun, over):
        if unit == "hour":
            return max(0, over - begun) // 60_000
        if unit == "calendarDay":
            return max(0, (date(over) - date(begun)).days)
        return calendar.count(date(begun), date(over), fields.get("unit"))
    paused = 0
    for word in "supplement", "waiting":
        for begun, over, _ in waits(fields, word, ended):
            over = min(over or ended, ended)
            paused += length(begun, over) if over > begun else 0
    return unit, max(0, length(start, ended) - paused)


def judge(case, attached, last, calendar, units, add):
    fields = case["fields"]
    state = fields.get("state", "submitted")
    is_final = state in ("done", "ready", "returned", "declined", "withdrawn", "stopped")
    ends = ["decided.at", "returned.at", "stopped.at", "declined.at", "withdrawn.at"]
    ended = next((instant(fields[end]) for end in ends if fields.get(end)), None) if is_final else None
    asked = list(waits(fields, "supplement", None))
    open_since = [begun for word in ("supplement", "waiting")
                  for begun, over, _ in waits(fields, word, None) if over is None]
    at = ended or (open_since[-1] if open_since and state in ("supplement", "waiting") else last)
    due = instant(fields.get("due"))
    late = len(asked) > 1 or (due is not None and at > due)
    early = due is not None and ended is not None and date(ended) < date(due)
    add("1.4", 1)
    add("2.1", not late)
    add("3.3", fields.get("channel") == "online")
    add("cross_boundary", bool(fields.get("unit")) and fields["unit"] != units[case["site"]])
    add("supplements", len(asked))
    add("asked_twice", len(asked) > 1)
    for name, is_so in ("early", early and not late), ("on_time", not early and not late), ("late", late):
        add(name, ended is not None and is_so, ended is not None)
    add("overdue", ended is None and late, ended is None)
    is_reused = any(name.startswith("reused.") for name in fields)
    has_paper = is_reused or any(name.startswith("documents.") for name in fields)
    add("4.3", is_reused)
    add("papers_digitised", has_paper)
    decided = ended is not None and state in ("done", "ready", "returned")
    add("4.1", decided and fields.get("result.form") == "electronic", decided)
    add("4.2", decided and has_paper and bool(fields.get("result.hash")), decided)
    units_of_time = {"workingDay": "working_days", "calendarDay": "calendar_days", "hour": "minutes"}
    took = spent(case, ended, calendar) if decided else None
    for unit, name in units_of_time.items():
        is_it = took is not None and took[0] == unit
        add(f"2.2.{name}", took[1] if is_it else 0, is_it)
    settled = [other["fields"]["kind"] for other in attached if other["kind"] == "payment"
               and "refunded" not in other["fields"]
               and (other["fields"]["kind"] == "cash" or "confirmed" in other["fields"])]
    online = "vietqr" in settled
    add("3.6", online, int(fields.get("procedure.fee") or 0) > 0 or bool(settled))
    add("non_cash", online, bool(settled))
    disliked = any(other["kind"] == "feedback" or
                   (other["kind"] == "rating" and int(other["fields"]["score"]) <= 2)
                   for other in attached)
    # By the letter: 100 per cent less the late and less the disliked, each counted by itself.
    add("5.4", 1 - late - disliked)


def heard(record, last, calendar, spent_visits, add):
    fields = record["fields"]
    if record["kind"] == "rating":
        visit = fields.get("visit")
        if visit is None or spent_visits.get(visit) == record["name"]:
            add("satisfied", int(fields["score"]) >= 4)
            add("very_satisfied", int(fields["score"]) == 5)
        return
    for kind in KINDS:
        add(f"5.1.{kind}", fields["about"] == kind)
    steps = {step: instant(fields.get(f"answer.{step}.at")) for step in ("refused", "resolved")}
    ended = steps["refused"] or steps["resolved"]
    days = 2 if steps["refused"] else 15
    due = calendar.end_after(date(record["received"]), days, fields.get("unit"))
    counts = ended is not None or due < last
    add("5.2", counts and ended is not None and ended <= due, counts)


def main():
    path, first, last, book = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    calendar = Calendar(book)
    everything, units = records(path)
    attached, visits = collections.defaultdict(list), {}
    for record in sorted(everything, key=lambda record: (record["time"], record["place"])):
        if record["kind"] in ("payment", "rating", "feedback") and "case" in record["fields"]:
            attached[record["fields"]["case"]].append(record)
        if record["kind"] == "rating" and "visit" in record["fields"]:
            visits.setdefault(record["fields"]["visit"], record["name"])
    groups = collections.defaultdict(Figures)
    for record in everything:
        fields = record["fields"]
        day = fields.get("day") if record["kind"] != "case" else None
        record["received"] = instant(fields.get("received_at")) or record["time"]
        if day:
            record["received"] = instant(f"{day}T00:00:00+07:00")
        if not first <= record["received"] <= last:
            continue

        def add(name, numerator, denominator=1):
            for group in "all", fields.get("unit", ""):
                groups[group].count(name, numerator, denominator)
        if record["kind"] == "case":
            judge(record, attached[record["name"]], last, calendar, units, add)
        elif record["kind"] in ("rating", "feedback"):
            heard(record, last, calendar, visits, add)
    print(json.dumps(groups))


main()
