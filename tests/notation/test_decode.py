"""Bytes become text, whatever the file was saved as; nothing fails, nothing shifts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.notation.decode import decode


def test_utf_8_is_itself() -> None:
    assert decode("Jörg 王芳 ✓\r\nx\n".encode()) == ("Jörg 王芳 ✓\r\nx\n", -1, "")


@pytest.mark.parametrize("marks", [1, 2])
def test_a_byte_order_mark_is_no_part_of_the_text(marks: int) -> None:
    assert decode(b"\xef\xbb\xbf" * marks + b"# Anna") == ("# Anna", -1, "")


def test_cp1252_is_read_and_its_first_odd_byte_is_placed() -> None:
    assert decode("name: J\u00f6rg \u20ac5".encode("cp1252")) == ("name: Jörg €5", 7, "cp1252")


def test_utf_8_around_a_damaged_byte_stays_what_it_is() -> None:
    assert decode("Jörg".encode() + b" M\xfcller ") == ("Jörg Müller ", 6, "cp1252")


def test_a_character_cut_in_half_is_no_crash() -> None:
    decoded = decode("Jörg ✓".encode()[:-1])

    assert (decoded.text[:5], decoded.damage) == ("Jörg ", 5)


def test_bytes_that_cp1252_does_not_know_are_marked() -> None:
    assert decode(b"a\x81b") == ("a\ufffdb", 1, "cp1252")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_with_and_without_its_mark(encoding: str) -> None:
    data = "---\nname: Jörg\n---\n".encode(encoding)

    assert decode(data) == ("---\nname: Jörg\n---\n", 0, "utf-16")


def test_utf_16_cut_in_half_is_no_crash() -> None:
    decoded = decode("# Anna".encode("utf-16")[:-1])

    assert decoded == ("# Ann\ufffd", 0, "utf-16")


def test_a_nul_here_and_there_is_no_utf_16() -> None:
    assert decode(b"# Anna\0\n") == ("# Anna\0\n", -1, "")


def test_a_file_of_nothing_but_nul_is_no_utf_16() -> None:
    assert decode(bytes(8)) == ("\0" * 8, -1, "")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (b"a\rb\r", "a\nb\n"),
        (b"a\r\nb\r\n", "a\r\nb\r\n"),
        (b"a\r\r\nb\n\r", "a\n\r\nb\n\n"),
        (b"a\0\nb\r", "a\0\nb\n"),
    ],
)
def test_a_lone_carriage_return_ends_a_line(typed: bytes, text: str) -> None:
    assert decode(typed).text == text


@given(st.binary() | st.text().map(lambda text: text.encode("utf-16")))
def test_any_bytes_are_a_text(data: bytes) -> None:
    text, damage, encoding = decode(data)

    assert "\r" not in text.replace("\r\n", "")
    assert -1 <= damage <= len(text)
    assert (damage < 0) == (encoding == "")
    text.encode()  # no surrogates: SQLite and the terminal would refuse them


@given(st.text(st.characters(exclude_characters="\r\ufeff\0", exclude_categories=["Cs"])))
def test_every_utf_8_text_comes_through(text: str) -> None:
    assert decode(text.encode()) == (text, -1, "")
