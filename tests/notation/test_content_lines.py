"""Lines of vCard and iCalendar: whatever stands in a contact, a line stays one line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.notation.content_lines import (
    block,
    folded,
    harmless,
    on_one_line,
    text_line,
    uri_line,
)

ANY = st.text(st.characters(), max_size=200)  # halves of surrogate pairs, too


def unfolded(text: str) -> str:
    return text.removesuffix("\r\n").replace("\r\n ", "")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Köln, am Rhein; links\\rechts", r"Köln\, am Rhein\; links\\rechts"),
        ("eins\nzwei\r\ndrei\rvier\u2028fünf", r"eins\nzwei\ndrei\nvier\nfünf"),
        ("Anna\r\nEND:VCARD", r"Anna\nEND:VCARD"),
        ("\x00\x1b[31m\x7f\x9bAnna\t\u202eannA", "[31mAnna annA"),
        ("\udcff", "�"),
        ("\u200fשל\u200d👩\u200d🚀", "\u200fשל\u200d👩\u200d🚀"),
    ],
)
def test_a_text_is_escaped_and_commands_nothing(text: str, written: str) -> None:
    assert text_line("NOTE", text) == f"NOTE:{written}\r\n"


def test_several_values_are_kept_apart() -> None:
    assert text_line("N", "Müller; geb. Otto", "Anna") == "N:Müller\\; geb. Otto;Anna\r\n"
    assert text_line("X", "a,b", "c", separator=",") == "X:a\\,b,c\r\n"


@pytest.mark.parametrize(
    ("uri", "written"),
    [
        (" https://example.org/a,b;c?d=ü ", "https://example.org/a,b;c?d=ü"),
        ("https://example.org/\r\nATTENDEE:x", "https://example.org/%0AATTENDEE:x"),
        ('https://example.org/"a b"\\', "https://example.org/%22a%20b%22%5C"),
    ],
)
def test_an_address_is_not_escaped_but_keeps_its_line(uri: str, written: str) -> None:
    assert uri_line("URL", uri) == f"URL:{written}\r\n"


@pytest.mark.parametrize("length", [74, 75, 76, 149, 150, 500])
@pytest.mark.parametrize("letter", ["a", "ä", "王", "🚀"])
def test_a_long_line_is_folded_between_letters(length: int, letter: str) -> None:
    line = letter * length

    pieces = [*folded(line)]

    assert all(len(piece.removesuffix("\r\n").encode()) <= 75 for piece in pieces)
    assert all(len(piece.encode()) >= 72 for piece in pieces[:-1])
    assert unfolded("".join(pieces)) == line


@given(ANY, ANY)
def test_whatever_is_said_stays_in_lines_of_75_octets(text: str, other: str) -> None:
    written = text_line("NOTE", text, other)

    *lines, last = written.split("\r\n")
    assert last == ""
    assert all(len(line.encode()) <= 75 for line in lines)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", "".join(lines))
    assert all(line.startswith(" ") for line in lines[1:])


@given(ANY)
def test_what_is_harmless_already_stays_as_it_is(text: str) -> None:
    once = harmless(text)

    assert harmless(once) == once
    assert on_one_line(once) == on_one_line(text)
    assert "\n" not in on_one_line(text)


def test_a_block_has_its_begin_and_its_end() -> None:
    assert block("VEVENT", ["UID:1\r\n"]) == "BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n"
