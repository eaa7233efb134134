"""Claims about what is wrong in a `journal.toml`, and where (3.6)."""

import zoneinfo

import pytest

from kontaktjournal.config.read import understand
from kontaktjournal.domain.errors import BadConfig
from kontaktjournal.messages.catalogue import Catalogue

LANGUAGES = (Catalogue("de"), Catalogue("en"))


def refusal_of(text: str) -> BadConfig:
    """Return the refusal of a text; whatever it is, it can be said."""
    with pytest.raises(BadConfig) as refusal:
        understand(text)
    key, values = refusal.value.key, refusal.value.values
    for say in LANGUAGES:
        assert say(key, **values).startswith(f"journal.toml:{values['line']}:{values['column']}: ")
    return refusal.value


def place_of(refusal: BadConfig) -> tuple[object, object]:
    assert refusal.values["path"] == "journal.toml"
    return refusal.values["line"], refusal.values["column"]


@pytest.mark.parametrize(
    ("text", "key", "line", "column"),
    [
        ("language = de", "config.syntax.value", 1, 12),
        ("language = „de“", "config.syntax.value", 1, 12),
        ("a = 1\nlanguage\n", "config.syntax.equals", 2, 9),
        ("[cadence]\nstage.pflege = 8 Wochen\n", "config.syntax.rest", 2, 18),
        ("größe = 1", "config.syntax.bare", 1, 3),
        ('[views]\nkölner = "a"\n', "config.syntax.bare", 2, 2),
        ("Überall = 1", "config.syntax.bare", 1, 1),
        ("[größe]", "config.syntax.bare", 1, 4),
        ("a b = 1", "config.syntax.equals", 1, 3),
        ("= 1", "config.syntax.key", 1, 1),
        ('[me]\nplaces = "Köln\ntopics = "x"\n', "config.syntax.quote", 2, 15),
        ('[me]\nplaces = "Köln', "config.syntax.quote", 2, 15),
        ("[me]\nplaces = 'Köln", "config.syntax.quote", 2, 15),
        ("[me]\nplaces = '''Köln\n\n", "config.syntax.quote", 2, 17),
        ('[me]\nplaces = ["a"\n', "config.syntax.bracket", 2, 14),
        ('[me]\nplaces = ["a" "b"]\n', "config.syntax.bracket", 2, 15),
        ("[me\n", "config.syntax.bracket", 1, 4),
        ("[[stage]\n", "config.syntax.bracket", 1, 8),
        ("a = {b = 1", "config.syntax.bracket", 1, 11),
        ("[me]\n[agenda]\n[me]\n", "config.syntax.twice", 3, 4),
        ("[agenda]\nfocus = 1\nfocus = 2\n", "config.syntax.twice", 3, 10),
        ("a = {b = 1, b = 2}", "config.syntax.twice", 1, 18),
        ('[me]\nplaces = "C:\\k"', "config.syntax.escape", 2, 15),
        ('[me]\nplaces = "C:\\u12"', "config.syntax.escape", 2, 15),
        ("[calendar]\nclosed = 2026-02-30", "config.syntax.date", 2, 10),
        ('language = "d\ae"', "config.syntax.character", 1, 14),
        ("# \a\n", "config.syntax.character", 1, 3),
        (f"a = {'9' * 5000}", "config.syntax", 1, 5005),
    ],
)  # fmt: skip
def test_what_is_no_toml_is_refused_with_its_place(
    text: str, key: str, line: int, column: int
) -> None:
    refusal = refusal_of(text)

    assert (refusal.key, place_of(refusal)) == (key, (line, column))


def test_brackets_without_end_are_refused() -> None:
    refusal = refusal_of("a = " + "[" * 100_000)

    assert (refusal.key, place_of(refusal)) == ("config.deep", (1, 1))


def test_a_key_that_is_mistyped_is_told_the_nearest_one() -> None:
    refusal = refusal_of("[agenda]\nfocus = 3\n\n  per_dag = 8\n")

    assert refusal.key == "config.unknown.near"
    assert (refusal.values["word"], refusal.values["near"]) == ("per_dag", "per_day")
    assert place_of(refusal) == (4, 3)


@pytest.mark.parametrize(
    ("text", "near", "line", "column"),
    [
        ("[agnda]\nper_day = 3", "agenda", 1, 2),
        ('languag = "de"', "language", 1, 1),
        ('[[stages]]\nid = "a"', "stage", 1, 3),
        ('[[stage]]\nid = "a"\nkind = "won"\nrnak = 1', "rank", 4, 1),
        ('[cadence]\nstag.pflege = "3w"', "stage", 2, 1),
        ("agenda = {per_day = 3, focsu = 1}", "focus", 1, 24),
        ('[keys]\nnxet = "x"', "next", 2, 1),
        ('[keys]\nwiedervorlage = "naechster"', "next", 2, 1),
        ('[keys]\nNext = "x"', "next", 2, 1),
    ],
)
def test_what_nobody_knows_is_told_the_nearest_name(
    text: str, near: str, line: int, column: int
) -> None:
    refusal = refusal_of(text)

    assert refusal.key == "config.unknown.near"
    assert refusal.values["near"] == near
    assert place_of(refusal) == (line, column)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("[page]\nzzzzz = 1", "`editor`"),
        ("[cadence]\nzzzzz = 1", "`stage`, `tag`"),
        ("[calendar]\nzzzzz = 1", "`workdays`, `week_start`, `holidays`, `closed`"),
    ],
)
def test_a_key_that_is_near_to_none_is_told_them_all(text: str, known: str) -> None:
    refusal = refusal_of(text)

    assert refusal.key == "config.unknown"
    assert refusal.values["known"] == known


@pytest.mark.parametrize(
    ("text", "home", "line"),
    [
        ("focus = 3", "[agenda]", 1),
        ("per_day = 3", "[agenda], [qualify]", 1),
        ('[folders]\nlists = "a"\nworkdays = ["mo"]', "[calendar]", 3),
        ('[me]\nkind = "won"', "[[stage]]", 2),
    ],
)
def test_a_key_in_the_wrong_table_is_told_its_home(text: str, home: str, line: int) -> None:
    refusal = refusal_of(text)

    assert refusal.key == "config.unknown.elsewhere"
    assert refusal.values["home"] == home
    assert refusal.values["line"] == line


@pytest.mark.parametrize("line", ['language = "de"', 'timezone = ""', "version = 1"])
def test_a_key_of_the_top_below_a_table_is_told_so(line: str) -> None:
    refusal = refusal_of(f"[agenda]\nfocus = 1\n{line}")

    assert (refusal.key, place_of(refusal)) == ("config.unknown.above", (3, 1))


@pytest.mark.parametrize(
    ("text", "key", "name", "line", "column"),
    [
        ("language = 1", "text", "language", 1, 1),
        ('[agenda]\nper_day = "8"', "whole", "per_day", 2, 1),
        ("[agenda]\nper_day = 8.0", "whole", "per_day", 2, 1),
        ("[agenda]\nper_day = true", "whole", "per_day", 2, 1),
        ("[agenda]\nbirthdays = 1", "flag", "birthdays", 2, 1),
        ('[agenda]\nweek_preview = "yes"', "flag", "week_preview", 2, 1),
        ("[agenda]\nretry = true", "text", "retry", 2, 1),
        ("[me]\nplaces = 3", "list", "places", 2, 1),
        ("[me]\nplaces = {a = 1}", "list", "places", 2, 1),
        ('[me]\nplaces = ["a", 3]', "text", "places", 2, 16),
        ("[folders]\ncontacts = [[]]", "text", "contacts", 2, 13),
        ("[folders]\nlists = []", "text", "lists", 2, 1),
        ("[calendar]\nclosed = 3", "list", "closed", 2, 1),
        ("[calendar]\nclosed = [3]", "date", "closed", 2, 11),
        ("[calendar]\nclosed = [2026-11-23 10:00:00]", "date", "closed", 2, 11),
        ("[calendar]\nholidays = true", "list", "holidays", 2, 1),
        ("[calendar]\nworkdays = [1]", "text", "workdays", 2, 13),
        ("[keys]\nnext = 3", "list", "next", 2, 1),
        ("[views]\nheute = 3", "text", "heute", 2, 1),
        ("[page]\neditor = 3", "text", "editor", 2, 1),
        ("agenda = 3", "table", "agenda", 1, 1),
        ("[[agenda]]\nfocus = 1", "table", "agenda", 1, 3),
        ("keys = []", "table", "keys", 1, 1),
        ("cadence = 3", "table", "cadence", 1, 1),
        ('[cadence]\nstage = "3 Wochen"', "table", "stage", 2, 1),
        ('[cadence]\nstage.pflege = ["3w"]', "text", "pflege", 2, 7),
        ('[stage]\nid = "pflege"', "tables", "stage", 1, 2),
        ('stage = ["pflege"]', "tables", "stage", 1, 1),
        ('version = "1"', "whole", "version", 1, 1),
        ("version = true", "whole", "version", 1, 1),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_with_its_place(
    text: str, key: str, name: str, line: int, column: int
) -> None:
    refusal = refusal_of(text)

    assert refusal.key == f"config.type.{key}"
    assert refusal.values["name"] == name
    assert place_of(refusal) == (line, column)


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        ('language = "fr"', "config.choice", {"known": "`de`, `en`, `auto`"}),
        ('language = "atuo"', "config.choice.near", {"word": "atuo", "near": "auto"}),
        ('[folders]\nfilename = "slugs"', "config.choice.near", {"near": "slug"}),
        ('[[stage]]\nid = "a"\nkind = "wating"', "config.choice.near", {"near": "waiting"}),
        ('timezone = "Europe/Berln"', "config.zone.near", {"near": "Europe/Berlin"}),
        ('timezone = "Europe"', "config.zone.near", {"word": "Europe"}),
        ('timezone = "Mittelerde"', "config.zone", {"word": "Mittelerde"}),
        ('timezone = "../../etc/passwd"', "config.zone", {"word": "../../etc/passwd"}),
        ("[agenda]\nper_day = 0", "config.size", {"low": 1, "high": 9999}),
        ("[agenda]\nfocus = -1", "config.size", {"low": 0, "high": 9999}),
        ("[qualify]\nper_day = 10_000", "config.size", {"low": 0, "high": 9999}),
        ('[agenda]\nretry = "bald"', "config.cadence", {"word": "bald"}),
        ('[agenda]\nretry = "nie"', "config.cadence.none", {"word": "nie"}),
        ("[cadence]\ntag.a = 0", "config.cadence.none", {"word": "0"}),
        ('[cadence]\nstage.pfleg = "3w"', "config.cadence.stage.near", {"near": "pflege"}),
        ('[cadence]\nstage.vip = "3w"', "config.cadence.stage", {"word": "vip"}),
        ('[cadence]\ntag.vip = "oft"', "config.cadence", {"word": "oft"}),
        ('[calendar]\nworkdays = ["mo", "xy"]', "config.weekday", {"word": "xy"}),
        ('[calendar]\nworkdays = ["mittwoh"]', "config.weekday.near", {"near": "mittwoch"}),
        ("[calendar]\nworkdays = []", "config.empty", {"name": "workdays"}),
        ('[calendar]\nweek_start = "sa"', "config.week_start", {"word": "sa"}),
        ('[calendar]\nclosed = ["bald"]', "config.date", {"word": "bald"}),
        ('[calendar]\nclosed = ["2026-12-24.."]', "config.date", {"word": "2026-12-24.."}),
        ('[calendar]\nclosed = ["11/23/2026"]', "config.date", {"word": "11/23/2026"}),
        ('[calendar]\nclosed = ["2026-11-23 10:00"]', "config.date", {"word": "2026-11-23 10:00"}),
        ('[calendar]\nclosed = ["nie"]', "config.date", {"word": "nie"}),
        ('[calendar]\nclosed = [""]', "config.date", {"word": ""}),
        ('[calendar]\nclosed = ["30.02.2026"]', "config.date.impossible", {"word": "30.02.2026"}),
        ('[calendar]\nclosed = ["2026-02-01..2026-02-31"]', "config.date.impossible",
         {"word": "2026-02-31"}),
        ('[calendar]\nclosed = ["2027-01-03..2026-12-24"]', "config.reversed",
         {"word": "2027-01-03..2026-12-24"}),
        ('[calendar]\nholidays = "DE-XX"', "config.region", {"word": "DE-XX"}),
        ('[calendar]\nholidays = "de-nrw"', "config.region.near", {"near": "DE-NW"}),
        ('[calendar]\nholidays = "NRW"', "config.region", {"word": "NRW"}),
        ('[calendar]\nholidays = "Bayern"', "config.region", {"word": "Bayern"}),
        ('[calendar]\nholidays = "DE-"', "config.region", {"word": "DE-"}),
        ("[folders]\ncontacts = []", "config.empty", {"name": "contacts"}),
        ('[folders]\ncontacts = [""]', "config.empty", {"name": "contacts"}),
        ('[folders]\nlists = " "', "config.empty", {"name": "lists"}),
        ('[me]\nplaces = ["a\\u0007b"]', "config.control", {"char": "U+0007"}),
        ('[me]\nplaces = ["a\\u2028b"]', "config.control", {"char": "U+2028"}),
        ('[views]\nheute = " "', "config.empty", {"name": "heute"}),
        ('[views]\n"" = "is:due"', "config.empty", {"name": ""}),
        ('[page]\neditor = "vim {path}"', "config.editor", {"word": "vim {path}"}),
        ('[page]\neditor = ":{path}"', "config.editor", {"word": ":{path}"}),
        ('[page]\neditor = "JavaScript:alert(1)"', "config.editor.script", {"word": "JavaScript"}),
        *(
            (f"[page]\neditor = '{link}'", "config.editor.remote", {"word": word})
            for link, word in (
                ("https://example.org/{path}", "https:"),
                ("HTTP://example.org{path}", "HTTP:"),
                ("mailto:?body={path}", "mailto:"),
                ("smb://example.org{path}", "smb:"),
                ("file://example.org{path}", "file://example.org{path}"),
                (r"file:\\example.org{path}", r"file:\\example.org{path}"),
            )
        ),
        ('[page]\neditor = "vscode://{path.__class__}"', "config.editor.placeholder",
         {"known": "`{path}`, `{line}`"}),
        ('[page]\neditor = "vscode://{path"', "config.editor.placeholder", {}),
        ('[keys]\nnext = ["--"]', "config.empty", {"name": "next"}),
        ('[keys]\nnext = "Termin"\nlast = ["x", "termin"]', "config.keys.twice",
         {"word": "termin", "other": "next", "line": 3, "column": 14}),
        ("stage = []", "config.empty", {"name": "stage"}),
        ('[[stage]]\nid = "a"', "config.stage.without", {"word": "kind", "line": 1}),
        ('\n[[stage]]\nkind = "won"', "config.stage.without", {"word": "id", "line": 2}),
        ('[[stage]]\nid = "--"\nkind = "won"', "config.empty", {"name": "id", "line": 2}),
        ('[[stage]]\nid = "kalt, warm"\nkind = "won"', "config.stage.id",
         {"word": "kalt, warm", "line": 2}),
        ('[cadence]\nstage.pflege = "3w"\nstage.nurture = "4w"', "config.cadence.twice",
         {"word": "nurture", "line": 3}),
        ('[cadence.tag]\nVIP = "3w"\nvip = "4w"', "config.cadence.twice", {"word": "vip"}),
    ],
)  # fmt: skip
def test_a_wrong_value_says_what_is_wrong(text: str, key: str, values: dict[str, object]) -> None:
    refusal = refusal_of(text)

    assert refusal.key == key
    assert refusal.values | values == refusal.values
    assert refusal.values["line"] == values.get("line", text.count("\n") + 1)


@pytest.mark.parametrize("table", ["folders.contacts", "folders.lists", "folders.templates",
                                   "folders.archive", "entries.daily"])  # fmt: skip
@pytest.mark.parametrize(
    "path",
    ["/etc", "..", "../x", "a/../../x", "a/..", "~", "~/x", "C:/x", "C:x", r"\\host\x", r"a\..\x"],
)
def test_no_folder_leads_out_of_the_root(table: str, path: str) -> None:
    section, _, key = table.partition(".")

    refusal = refusal_of(f"[{section}]\n{key} = '{path}'")

    assert refusal.key == "config.outside"
    assert refusal.values["word"] == path
    assert place_of(refusal) == (2, 1)


def test_a_machine_without_time_zones_is_told_apart_from_a_wrong_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_such_zone(key: str) -> None:
        raise zoneinfo.ZoneInfoNotFoundError(key)

    monkeypatch.setattr(zoneinfo, "ZoneInfo", no_such_zone)
    monkeypatch.setattr(zoneinfo, "available_timezones", set)

    assert refusal_of('timezone = "Europe/Berlin"').key == "config.zone.missing"


# What the user reads.


@pytest.mark.parametrize(
    ("text", "german", "english"),
    [
        ("[agenda]\nper_dag = 8",
         "journal.toml:2:1: `per_dag` – meintest du `per_day`?",
         "journal.toml:2:1: `per_dag` – did you mean `per_day`?"),
        ('[calendar]\nclosed = ["30.02.2026"]',
         "journal.toml:2:11: `30.02.2026` – diesen Tag gibt es nicht",
         "journal.toml:2:11: `30.02.2026` – there is no such day"),
    ],
)  # fmt: skip
def test_a_refusal_is_told_in_both_languages(text: str, german: str, english: str) -> None:
    refusal = refusal_of(text)

    said = [say(refusal.key, **refusal.values) for say in LANGUAGES]
    assert said == [german, english]


# More than one fault.


def test_all_faults_are_told_in_the_order_of_the_text() -> None:
    refusal = refusal_of("""
[qualify]
per_day = "5"
[agenda]
retry = "bald"
per_dag = 8
[folders]
contacts = ["/etc"]
""")

    others = refusal.values["others"]
    assert isinstance(others, tuple)
    assert [(fault.key, fault.values["line"]) for fault in (refusal, *others)] == [
        ("config.type.whole", 3),
        ("config.cadence", 5),
        ("config.unknown.near", 6),
        ("config.outside", 8),
    ]
    assert all(isinstance(fault, BadConfig) for fault in others)


@pytest.mark.parametrize("version", [2, 0, -1, 10**30])
def test_another_version_says_only_that(version: int) -> None:
    refusal = refusal_of(f"# new\nversion = {version}\n[stages]\nall = 'new'\n")

    assert refusal.key == "config.version"
    assert refusal.values == {
        "path": "journal.toml", "line": 2, "column": 1,
        "name": "version", "word": version, "known": 1,
    }  # fmt: skip


@pytest.mark.parametrize("say", LANGUAGES)
def test_the_address_a_refusal_proposes_is_the_one_a_word_stands_for(say: Catalogue) -> None:
    refusal = refusal_of('[page]\neditor = "vim {path}"')

    proposed = say(refusal.key, **refusal.values).rpartition(" ")[2]

    assert proposed == understand('[page]\neditor = "vscode"').editor


def test_a_refusal_ends_the_command_as_wrong_use() -> None:
    assert refusal_of("per_dag = 3").exit_code == 2
