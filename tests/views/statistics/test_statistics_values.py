"""The figures for programs: one object, and a table with one number a row."""

import csv
import json
from collections.abc import Mapping
from datetime import date
from io import StringIO

import pytest

from counted_year import TODAY
from kontaktjournal.domain.statistics.breakdown import By
from kontaktjournal.domain.statistics.period import Period
from kontaktjournal.views.rows import Value
from kontaktjournal.views.statistics.sheet import COLUMNS, csv_text
from kontaktjournal.views.statistics.values import value_of
from told_year import report_of

SEPTEMBER = Period(since=date(2026, 9, 1), until=date(2026, 9, 30))


def told(period: Period | None = None, by: By = By.SOURCE, query: str = "") -> Value:
    value = value_of(report_of(period=period, by=by), TODAY, query)
    read: Value = json.loads(json.dumps(value))
    return read


def table(period: Period | None = None, by: By = By.SOURCE) -> dict[tuple[str, ...], str]:
    """Return each value by what it is."""
    rows = csv.reader(StringIO(csv_text(report_of(period=period, by=by), TODAY)))
    assert tuple(next(rows)) == COLUMNS
    found: dict[tuple[str, ...], str] = {}
    for *key, value in rows:
        assert tuple(key) not in found
        found[tuple(key)] = value
    return found


def test_what_was_asked_for_is_told() -> None:
    value = told(SEPTEMBER, By.MONTH, "ort:köln")

    asked = {key: value[key] for key in ("version", "today", "since", "until", "query", "by")}
    assert asked == {
        "version": 1, "today": "2026-11-23", "since": "2026-09-01", "until": "2026-09-30",
        "query": "ort:köln", "by": "month",
    }  # fmt: skip


def test_the_funnel_is_told_in_numbers() -> None:
    funnel = told()["funnel"]

    assert isinstance(funnel, Mapping)
    assert [(row["milestone"], row["of"], row["reached"], row["percent"], row["filed"],
             row["open"]) for row in funnel["rows"]] == [
        ("entered", 24, 24, None, 0, 0),
        ("talked", 24, 16, 67, 2, 6),
        ("fit", 16, 11, 69, 2, 3),
        ("offer", 11, 7, 64, 1, 3),
        ("won", 7, 4, 57, 1, 2),
    ]  # fmt: skip
    assert funnel["earnings"] == [
        {"currency": "EUR", "amount": 12_300, "people": 2},
        {"currency": "CHF", "amount": 2_000, "people": 1},
    ]
    assert (funnel["filed_before"], funnel["filed_after"]) == (2, 5)


def test_weeks_and_months_have_names_that_sort() -> None:
    held = told(SEPTEMBER)["conversations"]

    assert isinstance(held, Mapping)
    assert [week["week"] for week in held["weeks"]] == [
        "2026-W36", "2026-W37", "2026-W38", "2026-W39", "2026-W40",
    ]  # fmt: skip
    assert [month["month"] for month in held["months"]] == ["2026-09"]


def test_of_nobody_there_are_no_shares() -> None:
    value = value_of(report_of({}), TODAY)

    assert value["story"] == {"in_play": 0, "with_story": 0, "percent": None}
    held, waiting = value["conversations"], value["waiting"]
    assert isinstance(held, Mapping)
    assert (held["count"], held["per_week"], held["attempts_per_conversation"]) == (0, None, None)
    assert waiting == {"count": 0, "untalked": 0, "longest": None}


@pytest.mark.parametrize("by", By)
def test_the_table_says_everything_once_and_in_numbers(by: By) -> None:
    found = table(by=by)

    for key, value in found.items():
        if key[-1] == "last_talk":
            assert value == "2026-03-23"
        else:
            assert float(value) >= 0


def test_the_table_says_what_the_object_says() -> None:
    found, value = table(by=By.FIT), told(by=By.FIT)

    groups = value["groups"]
    assert isinstance(groups, list)
    for group in groups:
        for row in group["rows"]:
            name = row["stage"] or row["milestone"]
            assert found["fit", group["key"], name, "reached"] == str(row["reached"])
    assert found["funnel", "", "talked", "percent"] == "67"
    assert found["funnel", "", "EUR", "amount"] == "12300"
    assert found["conversations", "", "", "count"] == "23"
    assert found["waiting", "longest", "Ilse Brandt", "days"] == "245"


def test_months_stand_in_the_table_once() -> None:
    assert [key for key in table(by=By.MONTH) if key[0] == "month"] == [
        key for key in table(by=By.SOURCE) if key[0] == "month"
    ]


def test_a_source_is_no_formula_in_a_spreadsheet() -> None:
    files = {"kontakte/a.md": "---\nstatus: kunde\nsource: =1+1\n---\n## 2026-11-02 Zoom\n"}

    text = csv_text(report_of(files), TODAY)

    assert '"source","\'=1+1","talked","reached","1"' in text
    assert '"=1+1"' not in text
