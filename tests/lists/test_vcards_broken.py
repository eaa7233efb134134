"""Address books as vCards: a broken card costs that card, a picture nothing (6.6)."""

import tracemalloc
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from itertools import cycle
from typing import IO, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreign_cards import card, lines
from foreign_file import entries_of, source_of
from kontaktjournal.domain.card import Card
from kontaktjournal.lists.record import Lack, Passed, Record
from kontaktjournal.lists.source import Source
from kontaktjournal.lists.vcards import VCARDS

PICTURE = b"/9j/4AAQSkZJRgABAQAAAQABAAD/" * 3


def read(data: bytes) -> list[Any]:
    return entries_of(VCARDS, data, "adressen.vcf")


def only(*said: str | bytes, version: str = "3.0") -> Card:
    (entry,) = read(card(*said, version=version))
    assert isinstance(entry, Record)
    return entry.card


# --- pictures ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "picture",
    [
        [b"PHOTO;ENCODING=b;TYPE=JPEG:" + PICTURE, b" " + PICTURE, b" " + PICTURE[:-3] + b"=="],
        [b"PHOTO;ENCODING=BASE64;JPEG:", b"  " + PICTURE, b"  " + PICTURE, b""],
        [b"PHOTO;JPEG;ENCODING=BASE64:" + PICTURE, PICTURE, PICTURE, b""],
        [b"item4.PHOTO;TYPE=jpeg;ENCODING=b:" + PICTURE * 100],
        [b"PHOTO:data:image/jpeg;base64," + PICTURE, b" " + PICTURE],
        [b"X-FOTO:data:image/jpeg;base64," + PICTURE, b" " + PICTURE],
        [b"LOGO;BASE64:" + PICTURE],
        [b"KEY;X509;ENCODING=B:" + PICTURE, b" " + PICTURE],
        [b"PHOTO;VALUE=uri:https://example.org/anna.jpg"],
    ],
)
def test_pictures_sounds_and_keys_are_left_out(picture: list[bytes]) -> None:
    read_card = only("FN:Anna", *picture, "TEL:0171 555 0100", version="2.1")

    assert read_card == Card("Anna", phone=("0171 555 0100",))


def test_a_note_on_data_is_no_picture() -> None:
    assert only("FN:Anna", "NOTE:data: siehe unten").note == "data: siehe unten"


class Pieces:
    """A file that is given piece by piece, so that it costs no memory itself."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)

    def read(self, _size: int = -1) -> bytes:
        return next(self._pieces, b"")


def in_pieces(pieces: Iterable[bytes]) -> Source:
    file = cast("IO[bytes]", Pieces(pieces))
    return Source("a.vcf", "a.vcf", 0, lambda: nullcontext(file))


@pytest.mark.parametrize("end", [b"", b"\r\n ", b"\r\n", b"\r"])
def test_a_picture_of_any_size_costs_no_memory(end: bytes) -> None:
    piece = PICTURE * 100 + end

    def pieces() -> Iterator[bytes]:
        yield lines("BEGIN:VCARD", "FN:Anna")
        yield b"PHOTO;ENCODING=b:"
        yield from (piece for _ in range(1000))
        yield b"\r\n" + lines("TEL:0171 555 0100", "END:VCARD")

    tracemalloc.start()
    found = list(VCARDS.read(in_pieces(pieces())))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found == [Record(1, Card("Anna", phone=("0171 555 0100",)), "491715550100")]
    assert len(piece) * 1000 > 8_000_000
    assert most < 6_000_000


@pytest.mark.parametrize(
    "piece",
    [b"x" * 400_000, b" x\r\n" * 6_000, b"\r" * 30_000, b"TEL:1\n" * 6_000],
)
def test_a_card_without_an_end_costs_no_memory(piece: bytes) -> None:
    def pieces() -> Iterator[bytes]:
        yield lines("BEGIN:VCARD", "FN:Anna", "NOTE:")
        yield from (piece for _ in range(150))

    tracemalloc.start()
    found = list(VCARDS.read(in_pieces(pieces())))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found == [Passed(1, Lack.DAMAGED, "FN:Anna")]
    assert most < 20_000_000


# --- nobody, and broken ones -------------------------------------------------------------


@pytest.mark.parametrize(
    "kind",
    ["KIND:group", "X-ADDRESSBOOKSERVER-KIND:group", "KIND:Location", "X-EVOLUTION-LIST:TRUE"],
)
def test_a_group_is_no_person(kind: str) -> None:
    data = card("FN:Kegelclub", kind, "MEMBER:urn:uuid:1", version="4.0")

    assert read(data) == [Passed(1, Lack.NO_PERSON, "Kegelclub")]


@pytest.mark.parametrize("kind", ["KIND:individual", "KIND:org", "KIND:"])
def test_a_person_and_a_firm_are_taken(kind: str) -> None:
    assert only("FN:Müller Buchbinderei", kind, version="4.0").name == "Müller Buchbinderei"


def test_whoever_has_no_name_is_passed_over() -> None:
    data = (
        card("FN:", "N:;;;;", "EMAIL:anna@example.org", "TEL:0171 555 0100")
        + card()
        + card("FN:A")
    )

    assert read(data) == [
        Passed(1, Lack.NO_NAME, "anna@example.org; 0171 555 0100"),
        Passed(8, Lack.NO_NAME),
        Record(11, Card("A")),
    ]


def test_a_line_that_cannot_be_read_costs_that_line() -> None:
    assert only("FN:Anna", "kaputt", 'TEL;TYPE="x:1', "TEL:0171 555 0100") == Card(
        "Anna", phone=("0171 555 0100",), note='kaputt\nTEL;TYPE="x:1'
    )


def test_a_card_that_does_not_end_costs_that_card() -> None:
    data = (
        card("FN:Anna")
        + lines("BEGIN:VCARD", "FN:Bert", "EMAIL:bert@exam")
        + card("FN:Cora")
        + lines("BEGIN:VCARD", "FN:Dora", "EMAIL:dora@exam")
    )

    assert read(data) == [
        Record(1, Card("Anna")),
        Passed(5, Lack.DAMAGED, "FN:Bert"),
        Record(8, Card("Cora")),
        Passed(12, Lack.DAMAGED, "FN:Dora"),
    ]


def test_a_card_that_does_not_begin_is_not_hidden() -> None:
    data = card("FN:Anna") + lines("BEGIM:VCARD", "FN:Bert", "END:VCARD") + card("FN:Cora")

    assert read(data) == [
        Record(1, Card("Anna")),
        Passed(5, Lack.DAMAGED, "FN:Bert"),
        Record(8, Card("Cora")),
    ]


def test_a_card_of_nothing_readable_is_broken() -> None:
    data = lines("BEGIN:VCARD", b"\x00\x01\x02\xff", "END:VCARD") + card("FN:Cora")

    first, second = read(data)

    assert (first.line, first.lack) == (1, Lack.DAMAGED)
    assert second == Record(4, Card("Cora"))


def test_a_card_within_a_card_is_somebody_else() -> None:
    inner = card("FN:Bert", "TEL:0171 555 0199")
    data = (
        lines("BEGIN:VCARD", "VERSION:2.1", "FN:Anna", "AGENT:")
        + inner
        + lines("TEL:0171 555 0100", "END:VCARD")
        + lines("BEGIN:VCARD", "FN:Cora", "AGENT:BEGIN:VCARD", "FN:Dora", "END:VCARD", "END:VCARD")
        + card("FN:Emil", "AGENT:BEGIN:VCARD\\nFN:Friedl\\nEND:VCARD\\n")
    )

    assert [(one.line, one.card.name, one.card.phone) for one in read(data)] == [
        (1, "Anna", ("0171 555 0100",)),
        (12, "Cora", ()),
        (18, "Emil", ()),
    ]


@pytest.mark.parametrize(
    "broken",
    [
        lines("BEGIN:VCARD", "FN:Anna", "AGENT:", "BEGIN:VCARD", "FN:Bert", "END:VCARD"),
        lines("BEGIN:VCARD", "FN:Anna", "AGENT:", "BEGIN:VCARD", "FN:Bert"),
    ],
)
def test_a_card_within_a_card_that_does_not_end_costs_no_third_one(broken: bytes) -> None:
    data = broken + card("FN:Cora") + card("FN:Dora")

    first, *others = read(data)

    assert first == Passed(1, Lack.DAMAGED, "FN:Anna")
    assert [one.card.name for one in others] == ["Cora", "Dora"]


def test_a_file_cut_off_anywhere_keeps_the_cards_before() -> None:
    first = card("FN:Anna", "NOTE;QUOTED-PRINTABLE:Gr=C3=BC=", "=C3=9Fe", version="2.1")
    data = first + card("FN:Jürgen")

    for cut in range(len(first) + 1, len(data) - len("\r\n")):
        found = list(VCARDS.read(source_of(data[:cut])))

        assert [one.line for one in found] == [1, 7]
        assert isinstance(found[1], Passed)
    assert len(list(VCARDS.read(source_of(data)))) == 2


def test_an_empty_file_has_nobody() -> None:
    assert list(VCARDS.read(source_of(b""))) == []


# --- any file ----------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        b"BEGIN:VCARD", b"END:VCARD", b"AGENT:", b"AGENT:BEGIN:VCARD", b"FN:Anna", b"N:;;;;",
        b"PHOTO;BASE64:AAAA", b"AAAA", b"NOTE;QUOTED-PRINTABLE:a=", b" b", b"\t", b"item1.TEL:1",
        b"item1.X-ABLabel:_$!<Fax>!$_", b"VERSION:2.1", b"BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-09",
        b"TEL;CHARSET=utf-16:1", b'X;Y=^n;Z="a:b":c', b";;:;", b":", b"\xff\xfe", b"\xc3", b"",
        b"\r",
        b"FN;CHARSET=idna:\xff", b"FN;CHARSET=punycode:\xff", b"FN;ENCODING=QUOTED-PRINTABLE:==",
    ]
)  # fmt: skip
FILES = st.one_of(
    st.binary(max_size=300),
    st.lists(PIECES, max_size=30).map(b"\r\n".join),
    st.lists(st.one_of(PIECES, st.binary(max_size=9)), max_size=30).map(b"".join),
)


@given(FILES)
def test_no_file_stops_the_reader(data: bytes) -> None:
    found = list(VCARDS.read(source_of(data)))

    places = [one.line for one in found]
    assert places == sorted(set(places))
    assert all(isinstance(one, Record | Passed) for one in found)
    assert all(one.card.name for one in found if isinstance(one, Record))


@given(st.lists(st.one_of(PIECES, st.binary(max_size=9)), max_size=20))
def test_no_card_vanishes(inside: list[bytes]) -> None:
    blank = b"\r\n\r\n"
    data = b"".join(card("FN:Anna", b"X:" + piece) for piece in inside)

    found = list(VCARDS.read(source_of(blank + data)))

    assert len(found) >= data.count(b"BEGIN:VCARD\r\nVERSION")


@given(FILES, st.lists(st.integers(1, 20), min_size=1))
def test_a_file_is_read_the_same_in_any_pieces(data: bytes, sizes: list[int]) -> None:
    def pieces() -> Iterator[bytes]:
        at = 0
        for size in cycle(sizes):
            yield data[at : at + size]
            at += size
            if at >= len(data):
                return

    assert list(VCARDS.read(in_pieces(pieces()))) == list(VCARDS.read(source_of(data)))


# --- beside another reader ---------------------------------------------------------------

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)


@given(
    name=TEXTS, phones=st.lists(TEXTS, max_size=3), note=TEXTS, is_folded=st.booleans(),
)  # fmt: skip
def test_vobject_reads_the_same(
    name: str, phones: list[str], note: str, *, is_folded: bool
) -> None:
    import vobject

    written = vobject.vCard()
    written.add("fn").value = name
    written.add("n").value = vobject.vcard.Name(family=name)
    written.add("note").value = note
    for phone in phones:
        written.add("tel").value = phone
    text = written.serialize(lineLength=75 if is_folded else 1000)

    (ours,) = read(text.encode())
    (theirs,) = vobject.readComponents(text)

    assert ours.card.name == theirs.fn.value
    assert ours.card.note == theirs.note.value
    assert [*ours.card.phone] == list(
        dict.fromkeys(one.value for one in theirs.contents.get("tel", []))
    )


def test_vobject_reads_the_same_of_quoted_printable_and_pictures() -> None:
    import vobject

    data = card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen;;;",
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BC=",
        "rgen M=C3=BCller",
        b"PHOTO;ENCODING=BASE64;JPEG:" + PICTURE,
        b" " + PICTURE,
        b"",
        "TEL;CELL:0171 555 0100",
        version="2.1",
    )

    (ours,) = read(data)
    (theirs,) = vobject.readComponents(data.decode(), allowQP=True)

    assert ours.card.name == theirs.fn.value == "Jürgen Müller"
    assert ours.card.phone == (theirs.tel.value,)
