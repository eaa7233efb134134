"""Other programs that answer "who is due this week", holding as many people as the journal.

Each is measured where it is installed, and named as missing where not.
"""

import json
import os
import shutil
from datetime import date, timedelta
from pathlib import Path

import generate
from workshop import Command, Journal, Workshop

_SPREAD, _TEN_YEARS, _YEAR = 7_919, 3_650, 365
_GIT = ("git", "--git-dir={peer}/git/repository", "--work-tree={root}")
_GIT_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
_TASK_SETTINGS = {"TASKRC": "{peer}/task/rc", "TASKDATA": "{peer}/task"}
_KHAL_SETTINGS = """\
[calendars]
[[people]]
path = {place}/people
[sqlite]
path = {place}/cache.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""
_TODOMAN_SETTINGS = """\
path = "{place}/people"
cache_path = "{place}/cache.db"
date_format = "%Y-%m-%d"
time_format = "%H:%M"
"""
_HUGO_SETTINGS = """\
baseURL = "https://example.org/"
contentDir = "{place}/content"
publishDir = "{place}/public"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]
"""
_ITEM = """\
BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//bench//DE\r
BEGIN:{kind}\r
UID:bench-{index}\r
DTSTAMP:20260101T000000Z\r
{key};VALUE=DATE:{day:%Y%m%d}\r
SUMMARY:Gespräch {index}\r
END:{kind}\r
END:VCALENDAR\r
"""


def _commit_all(workshop: Workshop, journal: Journal) -> None:
    """Commit the journal into a repository outside of it, so that no other command sees one."""
    with workshop.peer(journal, "git") as place:
        if place:
            # With every file "big", git writes one pack instead of 100,000 loose objects.
            at_once = ("-c", "core.bigFileThreshold=1", "add", ".")
            author = ("-c", "user.name=bench", "-c", "user.email=bench@example.org")
            for words in (("init", "-q"), at_once, (*author, "commit", "-qm", "all")):
                workshop.time(Command((*_GIT, *words), _GIT_SETTINGS), journal)
    # The first status after a change refreshes git's index and is no warm one.
    workshop.time(GIT_STATUS, journal)


def _day(index: int) -> date:
    """Return when somebody is due: all within ten years, one in ten still ahead."""
    return generate.TODAY + timedelta(days=index * _SPREAD % _TEN_YEARS - _TEN_YEARS + _YEAR)


def _write_calendar(place: Path, count: int, kind: str, key: str) -> None:
    """Write an iCalendar file for each person."""
    (place / "people").mkdir()
    for index in range(count):
        text = _ITEM.format(kind=kind, index=index, key=key, day=_day(index))
        handle = os.open(place / "people" / f"{index}.ics", os.O_WRONLY | os.O_CREAT, 0o644)
        os.write(handle, text.encode())
        os.close(handle)


def _fill_khal(workshop: Workshop, journal: Journal) -> None:
    with workshop.peer(journal, "khal") as place:
        if place:
            (place / "config").write_text(_KHAL_SETTINGS.format(place=place), encoding="utf-8")
            _write_calendar(place, journal.count, "VEVENT", "DTSTART")
            workshop.time(KHAL, journal)


def _fill_todoman(workshop: Workshop, journal: Journal) -> None:
    with workshop.peer(journal, "todoman") as place:
        if place:
            settings = _TODOMAN_SETTINGS.format(place=place)
            (place / "config.py").write_text(settings, encoding="utf-8")
            _write_calendar(place, journal.count, "VTODO", "DUE")
            workshop.time(TODOMAN, journal)


def _fill_taskwarrior(workshop: Workshop, journal: Journal) -> None:
    with workshop.peer(journal, "task") as place:
        if place:
            (place / "rc").write_text("confirmation=no\nverbose=nothing\n", encoding="utf-8")
            tasks = [
                {"description": f"Gespräch {index}", "due": f"{_day(index):%Y%m%dT120000Z}"}
                for index in range(journal.count)
            ]
            (place / "all.json").write_text(json.dumps(tasks), encoding="utf-8")
            words = ("task", "import", "{peer}/task/all.json")
            workshop.time(Command(words, _TASK_SETTINGS), journal)


def _fill_hugo(workshop: Workshop, journal: Journal) -> None:
    """Copy the readable contacts: one that is not would stop the whole site."""
    with workshop.peer(journal, "hugo") as place:
        if place:
            (place / "hugo.toml").write_text(_HUGO_SETTINGS.format(place=place), encoding="utf-8")
            layouts = place / "layouts" / "_default"
            layouts.mkdir(parents=True)
            for name in ("single.html", "list.html"):
                (layouts / name).write_text("<h1>{{ .Title }}</h1>{{ .Content }}\n")
            shutil.copytree(journal.root / "kontakte", place / "content" / "kontakte")
            for path in generate.due_paths(journal.count)[1]:
                (place / "content" / path).unlink()


def _forget_site(workshop: Workshop, journal: Journal) -> None:
    """Let Hugo write all pages, as we do, and not over those of the last time."""
    workshop.put_away(workshop.peers(journal) / "hugo" / "public")


GIT_STATUS = Command((*_GIT, "status", "--porcelain", "-uno"), _GIT_SETTINGS, prepare=_commit_all)
GREP_NEXT = Command(("grep", "-rc", "^next:", "kontakte"))
RIPGREP_WEEK = Command(("rg", "-l", "^next: 2026-11-2", "kontakte"))
RIPGREP_RARE = Command(("rg", "-l", "Zimtschnecken", "kontakte"))
KHAL = Command(
    ("khal", "-c", "{peer}/khal/config", "list", "{today}", "7d"), speaks=True, prepare=_fill_khal
)
TODOMAN = Command(
    ("todo", "--config", "{peer}/todoman/config.py", "list", "--due", "168"),
    speaks=True,
    prepare=_fill_todoman,
)
TASKWARRIOR = Command(
    ("task", "due.after:2026-11-22", "due.before:2026-12-01", "list"),
    _TASK_SETTINGS,
    speaks=True,
    prepare=_fill_taskwarrior,
)
HUGO = Command(
    ("hugo", "--quiet", "--source", "{peer}/hugo"), prepare=_fill_hugo, before=_forget_site
)
