"""Claims about what `journal.toml` sets (3.6)."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from kontaktjournal.config.place import Place
from kontaktjournal.config.read import read, understand
from kontaktjournal.domain.errors import BadConfig, DiskTrouble
from kontaktjournal.domain.pipeline import DEFAULT, Kind, Stage
from kontaktjournal.domain.rhythm import Cadence, Calendar, Unit
from kontaktjournal.domain.settings import (
    AgendaSettings,
    EntryWords,
    Folders,
    Me,
    Settings,
)

SPECIFIED = """
version  = 1
language = "de"
timezone = "Europe/Berlin"

[folders]
contacts  = ["kontakte"]
lists     = "listen"
templates = "templates"
ignore    = ["Vorlagen/", "Templates/", "_*"]
filename  = "slug"

[keys]
next = ["wiedervorlage", "follow_up"]

[[stage]]
id = "pflege"
label = "Pflege"
kind = "waiting"
rank = 1
aliases = ["nurture"]

[cadence]
stage.pflege = "8 Wochen"
tag.a-kunde  = "3 Wochen"

[agenda]
per_day = 8
focus = 3
week_preview = true
birthdays = true
max_attempts = 5
retry = "2 Arbeitstage"

[calendar]
workdays = ["mo","di","mi","do","fr"]
week_start = "mo"
holidays = "DE-NW"
closed   = ["2026-12-24..2027-01-03"]

[entries]
log_sections = ["Gesprächsnotizen"]
daily = []

[me]
places = ["Köln", "Leipzig"]
orgs   = ["Buchhandlung Walther", "Uni Bonn"]
events = ["Buchmesse Leipzig", "Gründerstammtisch"]
topics = ["Buchbinden", "Publizieren"]

[qualify]
per_day = 5
"""


def test_the_example_of_the_specification_is_understood() -> None:
    settings = understand(SPECIFIED)

    assert settings == Settings(
        language="de",
        timezone="Europe/Berlin",
        folders=Folders(ignore=("Vorlagen/", "Templates/", "_*")),
        keys={"next": ("wiedervorlage", "follow_up")},
        pipeline=type(DEFAULT)((Stage("pflege", Kind.WAITING, 1, ("nurture",), "Pflege"),)),
        stage_cadence={"pflege": Cadence(8, Unit.WEEK)},
        tag_cadence={"a_kunde": Cadence(3, Unit.WEEK)},
        calendar=Calendar(closed=((date(2026, 12, 24), date(2027, 1, 3)),), name="DE-NW"),
        entries=EntryWords(log_sections=("Gesprächsnotizen",)),
        me=Me(
            places=("Köln", "Leipzig"),
            orgs=("Buchhandlung Walther", "Uni Bonn"),
            events=("Buchmesse Leipzig", "Gründerstammtisch"),
            topics=("Buchbinden", "Publizieren"),
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "version = 1",
        "[folders]\n[agenda]\n[keys]\n[cadence]\n[views]\n[calendar]",
        "# nothing",
    ],
)
def test_what_is_not_set_has_its_default(text: str) -> None:
    assert understand(text) == Settings()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('language = "en"', Settings(language="en")),
        ('language = "de"', Settings(language="de")),
        ('language = "AUTO"', Settings(language="auto")),
        ('timezone = ""', Settings()),
        ('timezone = "America/New_York"', Settings(timezone="America/New_York")),
        ('[page]\neditor = "vscode://file/{path}:{line}"',
         Settings(editor="vscode://file/{path}:{line}")),
        ('[page]\neditor = "obsidian://open?path={path}"',
         Settings(editor="obsidian://open?path={path}")),
        ('[page]\neditor = "VSCode"', Settings(editor="vscode://file{path}:{line}")),
        ('[page]\neditor = "vscodium"', Settings(editor="vscodium://file{path}:{line}")),
        ('[page]\neditor = "obsidian"', Settings(editor="obsidian://open?path={path}")),
        ('[page]\neditor = "file://{path}"', Settings(editor="file://{path}")),
        ('[page]\neditor = "file:///{path}"', Settings(editor="file:///{path}")),
        ('[page]\neditor = "x-mine:{path}"', Settings(editor="x-mine:{path}")),
        ('[page]\neditor = ""', Settings()),
        ("[qualify]\nper_day = 0", Settings(qualify_per_day=0)),
        ('[views]\nheute = "is:due"\n"a b" = """ort:köln\n or\tort:bonn"""',
         Settings(views={"heute": "is:due", "a b": "ort:köln or ort:bonn"})),
        ('[keys]\nnext = "wiedervorlage"', Settings(keys={"next": ("wiedervorlage",)})),
        ("[keys]\nstory = []", Settings()),
        ('[me]\nplaces = "Köln"', Settings(me=Me(places=("Köln",)))),
        ('[me]\nplaces = ["Frankfurt a.\N{NO-BREAK SPACE}M."]',
         Settings(me=Me(places=("Frankfurt a.\N{NO-BREAK SPACE}M.",)))),
    ],
)  # fmt: skip
def test_a_key_sets_its_value(text: str, expected: Settings) -> None:
    assert understand(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('contacts = ["People", "CRM"]', Folders(contacts=("People", "CRM"))),
        ('contacts = "People"', Folders(contacts=("People",))),
        ('contacts = ["a", "a/"]', Folders(contacts=("a",))),
        ('contacts = ["./Areas//People/"]', Folders(contacts=("Areas/People",))),
        (r"contacts = ['Areas\People']", Folders(contacts=("Areas/People",))),
        ('contacts = ["."]', Folders(contacts=(".",))),
        ('lists = "raw"', Folders(lists="raw")),
        ('templates = "Vorlagen"', Folders(templates="Vorlagen")),
        ('ignore = ["/a/**", "!b"]', Folders(ignore=("/a/**", "!b"))),
        ('filename = "name"', Folders(filename="name")),
        ('archive = "archiv/2026"', Folders(archive="archiv/2026")),
        ('archive = ""', Folders()),
    ],
)
def test_folders_are_paths_below_the_root(line: str, expected: Folders) -> None:
    assert understand(f"[folders]\n{line}").folders == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("per_day = 12", AgendaSettings(per_day=12)),
        ("focus = 0", AgendaSettings(focus=0)),
        ("week_preview = false", AgendaSettings(week_preview=False)),
        ("birthdays = false", AgendaSettings(birthdays=False)),
        ("max_attempts = 3", AgendaSettings(max_attempts=3)),
        ('retry = "1 Woche"', AgendaSettings(retry=Cadence(1, Unit.WEEK))),
        ("retry = 3", AgendaSettings(retry=Cadence(3, Unit.DAY))),
    ],
)
def test_the_agenda_is_cut_as_it_is_set(line: str, expected: AgendaSettings) -> None:
    assert understand(f"[agenda]\n{line}").agenda == expected


@pytest.mark.parametrize("key", ["log_sections", "talk", "message", "attempt", "note"])
def test_words_are_added_to_the_vocabulary_of_entries(key: str) -> None:
    entries = understand(f'[entries]\n{key} = ["Wort", "zwei Wörter"]').entries

    assert entries == EntryWords(**{key: ("Wort", "zwei Wörter")})


def test_daily_notes_are_globs() -> None:
    assert understand('[entries]\ndaily = ["Daily/**"]').entries == EntryWords(daily=("Daily/**",))


# Stages and rhythms.


def test_own_stages_replace_the_default_ones_in_their_order() -> None:
    pipeline = understand("""
        [[stage]]
        id = "neu"
        kind = "pool"
        [[stage]]
        id = "Kalt & warm"
        kind = "Active"
        rank = -1
        aliases = "lau"
        label = ""
    """).pipeline

    assert pipeline.stages == (
        Stage("neu", Kind.POOL),
        Stage("Kalt & warm", Kind.ACTIVE, -1, ("lau",)),
    )


def test_a_stage_may_repeat_its_own_words() -> None:
    stages = understand("""
        [[stage]]
        id = "pflege"
        kind = "waiting"
        label = "Pflege"
        aliases = ["PFLEGE", "pflege"]
    """).pipeline.stages

    assert [stage.id for stage in stages] == ["pflege"]


def test_a_rhythm_is_kept_under_the_id_of_its_stage() -> None:
    settings = understand('[cadence]\nstage.nurture = "quartalsweise"\nstage.kunde = 90')

    assert settings.stage_cadence == {
        "pflege": Cadence(3, Unit.MONTH),
        "kunde": Cadence(90, Unit.DAY),
    }


def test_a_rhythm_is_kept_under_the_folded_tag() -> None:
    settings = understand('[cadence.tag]\n"Große Kunden" = "monatlich"')

    assert settings.tag_cadence == {"grosse_kunden": Cadence(1, Unit.MONTH)}


# Working days.


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('workdays = ["mo", "di", "mi"]', Calendar(frozenset({0, 1, 2}))),
        ('workdays = ["Mon", "tue", "Sunday", "Sa."]', Calendar(frozenset({0, 1, 5, 6}))),
        ('workdays = ["montag", "Mittwoch", "sonnabend"]', Calendar(frozenset({0, 2, 5}))),
        ('workdays = "fr"', Calendar(frozenset({4}))),
        ('week_start = "su"', Calendar(week_start=6)),
        ('week_start = "so"', Calendar(week_start=6)),
        ('week_start = "Monday"', Calendar()),
    ],
)
def test_weekdays_are_named_in_german_or_english(line: str, expected: Calendar) -> None:
    assert understand(f"[calendar]\n{line}").calendar == expected


@pytest.mark.parametrize("key", ["closed", "holidays"])
@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ('"2026-12-24..2027-01-03"', date(2026, 12, 24), date(2027, 1, 3)),
        ('"2026-12-24 .. 2027-01-03"', date(2026, 12, 24), date(2027, 1, 3)),
        ('"24.12.2026..3.1.2027"', date(2026, 12, 24), date(2027, 1, 3)),
        ('["2026-12-24"]', date(2026, 12, 24), date(2026, 12, 24)),
        ("[2026-12-24]", date(2026, 12, 24), date(2026, 12, 24)),
        ("2026-12-24", date(2026, 12, 24), date(2026, 12, 24)),
        ('["2026-08"]', date(2026, 8, 1), date(2026, 8, 31)),
        ('["2026-12..2027-02"]', date(2026, 12, 1), date(2027, 2, 28)),
        ('["2026-W53"]', date(2026, 12, 28), date(2027, 1, 3)),
        ('["9999-12"]', date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_days_that_are_not_worked_are_dates_and_ranges(
    key: str, value: str, first: date, last: date
) -> None:
    calendar = understand(f"[calendar]\n{key} = {value}").calendar

    assert calendar == Calendar(closed=((first, last),))


def test_a_region_and_dates_of_ones_own_stand_side_by_side() -> None:
    calendar = understand("""
        [calendar]
        holidays = ["de-nw", "2026-02-16", "CH-zh"]
        closed = ["2026-08-01..2026-08-21"]
    """).calendar

    assert calendar.name == "DE-NW + CH-ZH"
    assert calendar.closed == (
        (date(2026, 8, 1), date(2026, 8, 21)),
        (date(2026, 2, 16), date(2026, 2, 16)),
    )


# Reading the file.


def test_without_a_journal_toml_the_folder_found_is_read(tmp_path: Path) -> None:
    settings = read(Place(tmp_path, None, ("People",)))

    assert settings == Settings(folders=Folders(contacts=("People",)))


@pytest.mark.parametrize(
    "data",
    [
        b'language = "en"\n',
        b'\xef\xbb\xbflanguage = "en"\n',
        b'# a\r\nlanguage = "en"\r\n',
        b'language = "en"',
    ],
)
def test_the_file_is_read_as_any_editor_writes_it(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "journal.toml"
    file.write_bytes(data)

    settings = read(Place(tmp_path, file, ()))

    assert settings.language == "en"


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [(b"# K\xf6ln", 1, 4), (b"a = 1\n# \xc3\xa4 K\xf6ln", 2, 6), (b"\xef\xbb\xbf# K\xf6", 1, 4)],
)
def test_a_file_that_is_not_utf_8_is_refused_with_its_place(
    tmp_path: Path, data: bytes, line: int, column: int
) -> None:
    file = tmp_path / "journal.toml"
    file.write_bytes(data)

    with pytest.raises(BadConfig) as refusal:
        read(Place(tmp_path, file, ()))

    assert refusal.value.key == "config.encoding"
    assert refusal.value.values == {"path": "journal.toml", "line": line, "column": column}


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "journal.toml"
    file.write_bytes(b"# a comment\n" * 100_000)

    with pytest.raises(BadConfig, match=r"config\.large"):
        read(Place(tmp_path, file, ()))


def test_a_file_that_cannot_be_read_is_trouble_of_the_disk(tmp_path: Path) -> None:
    gone = tmp_path / "journal.toml"

    with pytest.raises(DiskTrouble) as trouble:
        read(Place(tmp_path, gone, ()))

    assert trouble.value.key == "config.denied"
    assert trouble.value.values == {
        "path": "journal.toml",
        "reason": "ENOENT",
    }


def test_reading_settings_loads_no_slow_package() -> None:
    script = (
        "import sys; from kontaktjournal.config.read import understand;"
        "understand('[calendar]\\nholidays = \"DE-NW\"');"
        "print(sorted({'holidays', 'hashlib', 'yaml', 'zoneinfo'} & set(sys.modules)))"
    )

    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )

    assert said.stdout == "[]\n"
