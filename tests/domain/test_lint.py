"""Claims about findings that need more than one file (4.12)."""

from collections.abc import Mapping
from datetime import date

import pytest

from kontaktjournal.domain.lint import lint
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages.catalogue import Catalogue
from kontaktjournal.notation.parse import Reader

MONDAY = date(2026, 11, 23)
SETTINGS = Settings()


def check(files: Mapping[str, str], known_files: frozenset[str] = frozenset()) -> list[Problem]:
    """Read files, by their names in kontakte/, and return all findings."""
    reader = Reader(SETTINGS)
    readings = [reader.read(text.encode(), f"kontakte/{name}.md") for name, text in files.items()]
    contacts = [reading.contact for reading in readings if reading.contact]
    found = [problem for reading in readings for problem in reading.problems]
    return lint(contacts, MONDAY, SETTINGS, found=found, known_files=known_files)


def note(head: str, body: str = "") -> str:
    return f"---\n{head}\n---\n\n# Anna Müller\n\n{body}\n"


def told(problems: list[Problem]) -> list[str]:
    """Return findings as ``stem:line CODE values``."""
    return [
        " ".join([
            f"{problem.path.removeprefix('kontakte/').removesuffix('.md')}:{problem.line}",
            problem.code + (f".{problem.variant}" if problem.variant else ""),
            *(value for _, value in problem.values),
        ])
        for problem in problems
    ]  # fmt: skip


def check_one(head: str, body: str = "") -> list[str]:
    return told(check({"anna": note(head, body)}))


def test_a_journal_in_order_has_no_findings() -> None:
    files = {
        "anna": note(
            "status: pflege\nnext: 2026-12-07\nuid: k7f3q2m9xw\nphone: +49 221 555 0171\n"
            "story: Buchmesse Leipzig\nlinks: [jonas]",
            "## 2026-11-23 Telefonat\n\n- [ ] Mappe schicken 📅 2026-11-27\n\n→ pflege",
        ),
        "jonas": note("status: kunde\nuid: w3n8t5h2ra\nphone: +49 221 555 0142"),
        "mia": note("status: ablage\nnext:\nevery:", "## 2026-10-05 Zoom\n\n→ ablage"),
    }

    assert check(files) == []


def test_findings_stand_in_the_order_of_path_and_line() -> None:
    files = {
        "b": note("status: vip\nnext: 24.12.2026"),
        "a": note("status: anbahnung", "- [ ] Mappe schicken 📅 2026-11-20"),
    }

    assert told(check(files)) == [
        "a:1 W202",
        "a:7 W208 Mappe schicken 2026-11-20",
        "b:2 W201 vip 1",
        "b:3 I304 24.12.2026 2026-12-24",
    ]


def test_what_reading_found_is_kept() -> None:
    problem = Problem("kontakte/tom.md", 4, 7, "E102", "", (("key", "next"), ("word", "bald")))

    assert lint([], MONDAY, SETTINGS, found=[problem]) == [problem]


# --- E104: uid twice -------------------------------------------------------------------------


def test_of_two_files_with_one_uid_the_one_made_first_keeps_it() -> None:  # I3
    files = {
        "anna": note("uid: k7f3q2m9xw\ncreated: 2024-03-21"),
        "bea": note("uid: k7f3q2m9xw\ncreated: 2023-01-09"),
    }

    assert told(check(files)) == ["anna:1 E104 k7f3q2m9xw kontakte/bea.md"]


@pytest.mark.parametrize("copy", ["anna (2)", "anna-2", "anna kopie", "bea"])
def test_a_copy_made_on_an_unknown_day_is_told_by_its_path(copy: str) -> None:
    files = {copy: note("uid: k7f3q2m9xw"), "anna": note("uid: k7f3q2m9xw")}

    assert told(check(files)) == [f"{copy}:1 E104 k7f3q2m9xw kontakte/anna.md"]


def test_every_copy_is_told_against_the_original() -> None:
    files = {name: note("uid: k7f3q2m9xw") for name in "abc"}

    assert told(check(files)) == [
        "b:1 E104 k7f3q2m9xw kontakte/a.md",
        "c:1 E104 k7f3q2m9xw kontakte/a.md",
    ]


# --- W201: unknown status --------------------------------------------------------------------


def test_an_unknown_status_is_told_once_with_its_first_place_and_its_count() -> None:
    files = {
        "c": note("status: vip"),
        "b": note("city: Köln\nstatus: VIP"),
        "a": note("status: pflege\nnext: nie"),
        "d": note("status: Stammtisch"),
    }

    assert told(check(files)) == ["b:3 W201 VIP 2", "d:2 W201 Stammtisch 1"]


# --- W204: the same number or address in two files -------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("phone: +49 221 555 0171", "mobil: 0221/5550171"),
        ("phone: 0049 221 5550171", "phone: +49 (0)221 555-0171"),
        ("email: anna@example.org", "e-mail: ' Anna@Example.org'"),
        ("url: https://www.linkedin.com/in/anna-m", "linkedin: de.linkedin.com/in/Anna-M/"),
        ("phone: [0341 5550120, 0221 5550171]", "phone: [0221 5550171, 030 5550177]"),
    ],
)
def test_one_number_or_address_in_two_files_is_told_at_the_second(  # X1
    one: str, other: str
) -> None:
    problems = check({"anna": note(one), "bea": note(other)})

    shared = [problem for problem in problems if problem.code == "W204"]
    assert [(problem.path, problem.line) for problem in shared] == [("kontakte/bea.md", 1)]
    assert dict(shared[0].values)["other"] == "kontakte/anna.md"


def test_the_number_is_told_as_the_second_file_has_it() -> None:
    files = {"a": note("phone: +49 221 555 0171"), "b": note('phone: "0221/5550171"')}

    assert told(check(files)) == ["b:1 W204 0221/5550171 kontakte/a.md"]


def test_two_files_that_share_several_addresses_are_told_once() -> None:
    head = "phone: [+49 221 555 0171, +49 30 555 0177]\nemail: anna@example.org"

    assert told(check({"a": note(head), "b": note(head)})) == [
        "b:1 W204 +49 221 555 0171 kontakte/a.md"
    ]


def test_a_number_shared_by_many_is_told_once_for_each() -> None:
    files = {f"{place:02}": note("phone: +49 221 555 0100") for place in range(20)}

    problems = check(files)

    assert len(problems) == 19
    assert {dict(problem.values)["other"] for problem in problems} == {"kontakte/00.md"}


@pytest.mark.parametrize("nothing", ["phone: 110", "phone: '-'", "email: '-'", "email: keine"])
def test_what_is_no_number_and_no_address_is_shared_by_nobody(nothing: str) -> None:
    assert check({"a": note(nothing), "b": note(nothing)}) == []


def test_one_number_twice_in_one_file_is_no_finding() -> None:
    assert check_one("phone: [+49 221 555 0171, 0221 5550171]") == []


def test_whoever_is_said_not_to_be_the_other_is_not_asked_about_again() -> None:
    number = "phone: +49 221 555 0171"
    files = {
        "a": note(number),
        "b": note(f"{number}\ndistinct: '[[a]]'"),
        "c": note(f"{number}\nverschieden_von: ['[[a]]']"),
    }

    assert told(check({"a": files["a"], "b": files["b"]})) == []
    assert told(check({"b": note(number), "a": note(f"{number}\ndistinct: b")})) == []
    # Of the third, nobody has said that it is not the second.
    assert told(check(files)) == ["c:1 W204 +49 221 555 0171 kontakte/b.md"]


# --- I303: links -----------------------------------------------------------------------------


def test_a_link_to_nobody_is_told() -> None:
    assert check_one("links: ['[[jonas-webr]]']", "Kennt [[Petra Voss]].") == [
        "anna:1 I303 Petra Voss",
        "anna:1 I303 jonas-webr",
    ]
    assert check_one("distinct: '[[anna-2]]'") == ["anna:1 I303 anna-2"]


@pytest.mark.parametrize(
    "link",
    ["jonas-weber", "kontakte/jonas-weber.md", "Jonas Weber", "Weber, Jonas", "jonas-weber|Jonas",
     "jonas-weber#Verlauf", "anna"],
)  # fmt: skip
def test_a_link_to_somebody_is_fine(link: str) -> None:  # N7
    files = {
        "anna": note("city: Köln", f"Kennt [[{link}]]."),
        "jonas-weber": note("name: Jonas Weber\naliases: ['Weber, Jonas']"),
    }

    assert check(files) == []


def test_an_ambiguous_link_is_told_with_its_candidates() -> None:
    files = {
        "bea": note("name: Bea Otto\nlinks: ['[[Anna Müller]]']"),
        "anna-mueller": note("name: Anna Müller"),
        "anna-mueller-2": note("name: Anna Müller"),
    }

    assert told(check(files)) == ["bea:1 I303.ambiguous Anna Müller anna-mueller-2, anna-mueller"]


def test_candidates_of_one_file_name_are_told_with_their_folders() -> None:
    files = {
        "bea": note("name: Bea Otto\nlinks: ['[[anna]]']"),
        "2023/anna": note("name: Anna Abel"),
        "2024/anna": note("name: Anna Zett"),
    }

    assert told(check(files)) == [
        "bea:1 I303.ambiguous anna kontakte/2023/anna, kontakte/2024/anna"
    ]


def test_of_many_candidates_some_are_named() -> None:
    files = {f"{place:02}": note("name: Mama") for place in range(20)}
    files["bea"] = note("name: Bea\nlinks: ['[[Mama]]']")

    assert told(check(files)) == ["bea:1 I303.ambiguous Mama 00, 01, 02, 03, 04, …"]


@pytest.mark.parametrize(
    "link",
    ["2026-11-23", "Daily/2026-11-23", "2026-W48", "2026-w48", "2026-11", "2026", "stand.png",
     "Anlagen/Angebot.PDF", "skizze.canvas"],
)  # fmt: skip
def test_daily_notes_and_attachments_are_no_people(link: str) -> None:
    assert check_one("city: Köln", f"Siehe [[{link}]].") == []


@pytest.mark.parametrize("link", ["Müller Buchbinderei", "Firmen/müller buchbinderei.md"])
def test_a_link_to_a_note_that_is_no_contact_is_fine(link: str) -> None:
    files = {"anna": note("city: Köln", f"Gründete [[{link}]].")}

    assert check(files, known_files=frozenset({"Müller Buchbinderei"})) == []
    assert [problem.code for problem in check(files)] == ["I303"]


def test_a_dot_in_a_name_is_no_ending() -> None:
    assert check_one("city: Köln", "Kennt [[Dr. Voss]].") == ["anna:1 I303 Dr. Voss"]


@pytest.mark.parametrize("via", ["LinkedIn", "Peter Lindner", '"[[Peter Lindner]]"'])
def test_whoever_introduced_somebody_need_not_be_in_the_journal(via: str) -> None:
    assert check_one(f"via: {via}") == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_finding_has_its_sentence_and_its_remedy(language: str) -> None:
    head = "uid: k7f3q2m9xw\nphone: +49 221 555 0171\nstory: Buchmesse Leipzig"
    files = {
        "a": note(f"{head}\nname: Bea Otto\nstatus: gespraech", "- [ ] Preis 📅 2026-11-20"),
        "b": note(f"{head}\nname: Bea Otto\nstatus: kunde", "[[Bea Otto]] [[niemand]]"),
        "c": note("status: kunde\nnext: 2026-11-02", "## 2026-11-02 Zoom\n\n→ pflege"),
        "d": note("status: ablage\nnext: 2026-11-02"),
        "e": note("status: ablage\nevery: 6 Wochen"),
        "f": note("status: vip"),
    }
    problems = check(files)
    say = Catalogue(language)

    sentences = [say.problem(problem) and say.fix(problem) for problem in problems]

    assert all(sentences)
    assert {problem.code + problem.variant for problem in problems} == {
        "E104", "W201", "W202", "W203", "W203every", "W204", "W207", "W208",
        "I301", "I302", "I303", "I303ambiguous",
    }  # fmt: skip
