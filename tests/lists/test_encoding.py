"""How a text is encoded."""

from io import BytesIO

import pytest

from kontaktjournal.lists.encoding import encoding_of


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"", "utf-8"),
        (b"Anna,Mueller", "utf-8"),
        ("Jörg Weiß".encode(), "utf-8"),
        ("Jörg Weiß".encode("utf-8-sig"), "utf-8-sig"),
        ("Jörg Weiß".encode("cp1252"), "cp1252"),
        ("„Spaß“ – € 5".encode("cp1252"), "cp1252"),
        ("Jörg".encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + "Jörg".encode("utf-16-be"), "utf-16"),
        ("Name;Ort".encode("utf-16-le"), "utf-16-le"),
        ("Name;Ort".encode("utf-16-be"), "utf-16-be"),
        ("Jörg".encode("utf-32"), "utf-32"),
        ("\ufffd".encode(), "utf-8"),
    ],
)
def test_an_encoding_is_found_by_the_bytes(data: bytes, encoding: str) -> None:
    assert encoding_of(BytesIO(data)) == encoding


def test_a_text_cut_off_within_a_letter_is_still_utf8() -> None:
    assert encoding_of(BytesIO("Jörg Müller".encode()[:9])) == "utf-8"


def test_a_last_letter_of_western_windows_is_no_cut_off_utf8() -> None:
    assert encoding_of(BytesIO("Andr\xe9".encode("cp1252"))) == "cp1252"


def test_one_bad_byte_does_not_turn_all_umlauts() -> None:
    assert encoding_of(BytesIO("Jörg Müller, ".encode() + b"\xff" + b"Anna")) == "utf-8"


def test_a_letter_may_lie_on_the_border_of_two_blocks() -> None:
    for before in range((1 << 20) - 2, (1 << 20) + 1):
        assert encoding_of(BytesIO(b"a" * before + "ü€".encode() + b"b")) == "utf-8"


def test_the_first_umlaut_may_come_late() -> None:
    assert encoding_of(BytesIO(b"a" * (3 << 20) + b"\xfc rest")) == "cp1252"
