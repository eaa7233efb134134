"""Where a file is opened, and what is said of it afterwards."""

from datetime import date

import pytest

from kontaktjournal.desk.edited import line_to_open, problems_in
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.parse import Reader

HEAD = "---\nname: Anna\nstatus: pflege\nnext: 2026-11-30\n---\n"
READER = Reader(Settings())


def opened_at(text: str) -> int:
    return line_to_open(READER.read(text.encode(), "kontakte/anna.md"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\nname: Anna\nnext: bald\n---\n## 2026-11-20 Zoom\n", 3),
        ("---\nname: Anna\nnext: 2026-11-30\ntitel: a: b\n---\n", 4),
        ("---\nstatus: vip\nname: Anna\n---\n\n# Anna\n", 2),
        ("---\nstatus: vip\nnext: bald\n---\n", 3),
    ],
)
def test_a_file_is_opened_at_what_is_wrong_the_worst_first(text: str, line: int) -> None:
    assert opened_at(text) == line


def test_a_hint_does_not_draw_anybody_from_her_writing() -> None:
    text = "---\nname: Anna\nnext: 30.11.2026\n---\n\nText\n"

    assert opened_at(text) == 6


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("\n# Anna\n\n## 2026-11-20 Zoom\n\n## 2026-10-12 Anruf\n", 9),
        ("\n# Anna\n\n## 2026-10-12 Anruf\n\n## 2026-11-20 Zoom\n", 11),
        ("\n# Anna\n\nErster Satz.\n", 9),
        ("\n# Anna\n", 7),
        ("", 5),
        ("\n\n", 7),
    ],
)
def test_a_sound_file_is_opened_where_somebody_writes(body: str, line: int) -> None:
    assert opened_at(HEAD + body) == line


def test_an_empty_file_is_opened_at_its_first_line() -> None:
    assert opened_at("") == 1


def codes(text: str) -> list[tuple[str, int]]:
    data = text.encode()
    reading = READER.read(data, "kontakte/anna.md")
    found = problems_in(reading, data, date(2026, 11, 23), Settings())
    return [(problem.code, problem.line) for problem in found]


def test_what_check_would_say_of_the_file_is_said_with_its_place() -> None:
    assert codes("---\nname: Anna\nstatus: anbahnung\n---\n") == [("W202", 3)]
    assert codes("---\nname: Anna\nnext: bald\n---\n") == [("E102", 3)]
    assert codes(HEAD) == []


def test_what_needs_the_other_files_is_not_said() -> None:
    assert codes(f"{HEAD}siehe [[jonas]]\n") == []


def test_a_file_that_is_no_contact_has_its_own_problems() -> None:
    assert codes("# {{ name }}\n") == [("I306", 1)]
