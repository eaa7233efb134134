"""Inline fields in the manner of Dataview and Logseq, before the first section (K7)."""

import pytest

from kontaktjournal.domain.contact import Birthday, Contact
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.parse import Reader, Reading

READER = Reader(Settings())


def reading(head: str, body: str = "") -> Reading:
    return READER.read(f"---\n{head}\n---\n{body}".encode(), "kontakte/datei.md")


def contact(head: str, body: str = "") -> Contact:
    found = reading(head, body).contact
    assert found is not None
    return found


def said(head: str, body: str = "") -> list[tuple[int, int, str]]:
    return [(one.line, one.column, one.code) for one in reading(head, body).problems]


@pytest.mark.parametrize(
    "line",
    ["Ort:: Köln", "**Ort:** Köln", "**Ort::** Köln", "- Ort:: Köln", "Text [Ort:: Köln] Text",
     "(Ort:: Köln)", "\tOrt::Köln"],
)  # fmt: skip
def test_an_inline_field_before_the_first_section_is_read(line: str) -> None:
    assert contact("", f"# Anna\n\n{line}\n").city == "Köln"


@pytest.mark.parametrize(
    "body",
    ["## Notizen\nOrt:: Köln\n", "```\nOrt:: Köln\n```\n", "<!-- Ort:: Köln -->\n",
     "> Ort:: Köln\n", "Der Ort: Köln\n"],
)  # fmt: skip
def test_what_looks_like_an_inline_field_elsewhere_is_none(body: str) -> None:
    assert contact("", body).city == ""


def test_an_inline_field_gives_way_to_the_head() -> None:
    assert contact("city: Bonn", "Ort:: Köln\n").city == "Bonn"


def test_an_inline_field_fills_what_the_head_left_empty() -> None:
    assert contact("city:", "Ort:: Köln\n").city == "Köln"


def test_german_inline_keys_are_read() -> None:
    body = "Kunde:: ACME\nTel:: 0221 5550171\nE-Mail:: a@example.org\nGeburtstag:: 14.5.1980\n"

    found = contact("", body)

    assert (found.org, found.phone) == (("ACME",), ("0221 5550171",))
    assert (found.email, found.birthday) == (("a@example.org",), Birthday(5, 14, 1980))


def test_a_wrong_inline_field_is_told_with_its_place() -> None:
    assert said("city: K", "# Anna\n\n**Next::** bald\n") == [(6, 12, "E102")]
