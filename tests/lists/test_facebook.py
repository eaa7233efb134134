"""The archive of Facebook."""

import json
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.card import Card
from kontaktjournal.lists.facebook import ADDRESS_BOOK, FRIENDS, NO_FRIENDS, PAGE
from kontaktjournal.lists.format import FileFormat, Goal
from kontaktjournal.lists.record import Call, Lack, Passed, Record
from kontaktjournal.lists.source import Source, sources

FORMATS = (FRIENDS, ADDRESS_BOOK, NO_FRIENDS, PAGE)
JUERGEN = r'{"name":"J\u00c3\u00bcrgen M\u00c3\u00bcller","timestamp":1300000000}'

Entries = list[Record | Call | Passed]


def source_of(folder: Path, data: str | bytes, name: str = "friends.json") -> Source:
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    (source,) = sources(str(file))
    return source


def claims(data: str, name: str = "x.json") -> list[str]:
    return [form.name for form in FORMATS if form.claims(data.encode(), name)]


def read(folder: Path, data: str | bytes, form: FileFormat = FRIENDS) -> Entries:
    return list(form.read(source_of(folder, data)))


def raw(value: Any) -> str:
    """Return JSON the way the archive writes it: each byte of UTF-8 as a letter."""
    text = json.dumps(value, ensure_ascii=False).encode().decode("latin-1")
    return "".join(f"\\u{ord(letter):04x}" if ord(letter) > 127 else letter for letter in text)


# Friends -------------------------------------------------------------------------------------


def test_a_friend_has_a_name_and_a_day(tmp_path: Path) -> None:
    assert read(tmp_path, f'{{"friends_v2":[{JUERGEN}]}}') == [
        Record(
            1,
            Card("Jürgen Müller"),
            key="jürgen müller 1300000000",
            connected=date(2011, 3, 13),
        )
    ]


def test_what_cannot_be_mended_of_a_name_leaves_no_controls(tmp_path: Path) -> None:
    """A list could not give them back: who is on it would come a second time."""
    text = r'{"friends_v2":[{"name":"Gro\u00c3\u009f\u20ac\u0007"}]}'

    assert read(tmp_path, text) == [Record(1, Card("GroÃ€"))]


def test_half_a_letter_harms_nobody(tmp_path: Path) -> None:
    """A phone cut a smiley in two; no file could hold what is left of it."""
    half = '{"name": "Bo \\ud83d", "timestamp": 1300000000}'

    broken, whole = read(tmp_path, f'{{"friends_v2":[{half},{JUERGEN}]}}')

    assert isinstance(broken, Record)
    assert broken.card.name == "Bo \ufffd"
    assert isinstance(whole, Record)
    assert whole.card.name == "Jürgen Müller"


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("friends/friends.json", "friends"),
        ("friends_and_followers/friends.json", "friends_v2"),
        ("connections/friends/your_friends.json", "friends_v2"),
        ("anders/wo.json", "friends_v2"),
    ],
)
def test_friends_are_found_by_their_key_wherever_they_lie(
    tmp_path: Path, path: str, key: str
) -> None:
    file = tmp_path / "facebook.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(path, f'{{"{key}":[{JUERGEN}]}}')
    (source,) = sources(str(file))
    with source.open() as opened:
        start = opened.read(4096)

    assert [form.name for form in FORMATS if form.claims(start, source.name)] == ["facebook"]
    (friend,) = FRIENDS.read(source)
    assert isinstance(friend, Record)
    assert friend.card.name == "Jürgen Müller"


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("1300000000", date(2011, 3, 13)),
        ("1609459199", date(2020, 12, 31)),
        ("1609459200", date(2021, 1, 1)),
        ("0", None),
        ("-1", None),
        ("1300000000000", None),
        ("9" * 400, None),
        ("1.5", None),
        ("NaN", None),
        ("true", None),
        ('"1300000000"', None),
        ("null", None),
    ],
)
def test_a_moment_is_seconds_since_1970_in_utc(
    tmp_path: Path, moment: str, day: date | None
) -> None:
    (friend,) = read(tmp_path, f'{{"friends":[{{"name":"Anna","timestamp":{moment}}}]}}')

    assert isinstance(friend, Record)
    assert (friend.connected, friend.key) == (day, f"anna {moment}" if day else "")


def test_two_friends_of_one_name_are_two(tmp_path: Path) -> None:
    friends = [{"name": "Anna Roth", "timestamp": 1300000000 + more} for more in (0, 1)]

    found = read(tmp_path, raw({"friends_v2": friends}))

    assert len({one.key for one in found if isinstance(one, Record)}) == 2


def test_a_raw_export_is_mended_whatever_the_name(tmp_path: Path) -> None:
    names = ["Jürgen Müller", "Łukasz Nowak", "Zoë – Brandt", "Eva 🌻 Roth", "CAFÉ®", "Weiß"]

    found = read(tmp_path, raw({"friends_v2": [{"name": name} for name in names]}))

    assert [one.card.name for one in found if isinstance(one, Record)] == names


@pytest.mark.parametrize("is_ascii", [True, False])
def test_names_rightly_written_stay(tmp_path: Path, *, is_ascii: bool) -> None:
    names = ["Spaß»", "CAFÉ®", "Jürgen Müller", "Jörg", "Ömer"]
    text = json.dumps({"friends_v2": [{"name": name} for name in names]}, ensure_ascii=is_ascii)

    found = read(tmp_path, text)

    assert [one.card.name for one in found if isinstance(one, Record)] == names


def test_whom_nobody_can_name_is_passed_over(tmp_path: Path) -> None:
    text = (
        '{"friends_v2":[\n{"timestamp":1300000000},\n{"name":""},\n{"name":null},\n{"name":7},\n'
        '["Anna"],\n"Anna",\n7,\n{"name":"Ida" 7},\n{"name":"Eva  Roth"}]}'
    )

    found = read(tmp_path, text)

    assert [entry.lack for entry in found[:8] if isinstance(entry, Passed)] == [
        *[Lack.NO_NAME] * 4,
        *[Lack.DAMAGED] * 4,
    ]
    assert found[8] == Record(10, Card("Eva Roth"))
    assert [entry.line for entry in found] == [2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_a_file_cut_off_keeps_what_is_whole(tmp_path: Path) -> None:
    found = read(tmp_path, f'{{"friends_v2":[{JUERGEN},{JUERGEN[:20]}')

    assert [type(entry) for entry in found] == [Record, Passed]
    assert found[1][1] is Lack.DAMAGED


def test_a_large_file_is_read_within_little_memory(tmp_path: Path) -> None:
    filler = " " * 4000
    text = ",".join(f'{{"name":"Anna {number}",{filler}"timestamp":1}}' for number in range(5000))
    source = source_of(tmp_path, f'{{"friends_v2":[{text}]}}')

    tracemalloc.start()
    count = sum(1 for _ in FRIENDS.read(source))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 5000
    assert source.size > 20_000_000
    assert most < 8_000_000


# Address book --------------------------------------------------------------------------------


def address_book(*people: Any, key: str = "address_book_v2") -> str:
    return raw({key: {"address_book": list(people)}})


@pytest.mark.parametrize("key", ["address_book", "address_book_v2"])
def test_the_address_book_of_the_telephone_has_numbers_and_mails(tmp_path: Path, key: str) -> None:
    text = address_book(
        {
            "name": "Jörg Weiß",
            "details": [
                {"contact_point": "+49 221 555 0101"},
                {"contact_point": " joerg@example.org "},
                {"contact_point": "joerg@example.org"},
                {"contact_point": "Büro, zweiter Stock"},
            ],
            "created_timestamp": 1300000000,
            "updated_timestamp": 1300000001,
        },
        key=key,
    )

    assert claims(text) == ["facebook_addresses"]
    assert ADDRESS_BOOK.goal is Goal.CONTACTS
    assert read(tmp_path, text, ADDRESS_BOOK) == [
        Record(
            1,
            Card(
                "Jörg Weiß",
                phone=("+49 221 555 0101",),
                email=("joerg@example.org",),
                note="Büro, zweiter Stock",
            ),
            key="joerg@example.org",
        )
    ]


def test_numbers_without_a_name_are_passed_over(tmp_path: Path) -> None:
    text = address_book({"name": "", "details": [{"contact_point": "0221 555 0102"}]})

    assert read(tmp_path, text, ADDRESS_BOOK) == [Passed(1, Lack.NO_NAME, "0221 555 0102")]


@pytest.mark.parametrize("details", [None, {}, "x", [], [7], [{}], [{"contact_point": 7}]])
def test_a_person_may_have_no_way_to_be_reached(tmp_path: Path, details: Any) -> None:
    text = address_book({"name": "Eva Roth", "details": details})

    assert read(tmp_path, text, ADDRESS_BOOK) == [Record(1, Card("Eva Roth"))]


def test_the_list_of_friends_is_no_address_book(tmp_path: Path) -> None:
    assert read(tmp_path, '{"friends_v2":[]}', ADDRESS_BOOK) == []


# What is recognised --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key",
    [
        "deleted_friends_v2",
        "deleted_friends",
        "received_requests_v2",
        "sent_requests_v2",
        "rejected_requests_v2",
        "received_friend_requests",
    ],
)
def test_friends_of_once_and_requests_are_known_and_not_taken_in(tmp_path: Path, key: str) -> None:
    text = f'{{"{key}":[{JUERGEN}]}}'

    assert claims(text) == ["facebook_requests"]
    assert NO_FRIENDS.goal is Goal.REFUSED
    assert read(tmp_path, text, NO_FRIENDS) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<html><head><title>Deine Freunde</title>", "your_friends.html"),
        ("<!DOCTYPE html>\n<HTML lang='de'><body>Facebook", "freunde.html"),
    ],
)
def test_the_archive_as_web_pages_is_known(tmp_path: Path, text: str, name: str) -> None:
    assert claims(text, name) == ["facebook_html"]
    assert PAGE.goal is Goal.REFUSED
    assert read(tmp_path, text, PAGE) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        '{"messages":[{"content":"\\"friends\\": [1]"}]}',
        '{"friends": 7}',
        "friends,friends_v2",
        "<html><body>Hallo",
        "Name,Ort\nFacebook,Köln",
    ],
)
def test_other_files_are_not_claimed(text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b"\r\n  "])
def test_what_stands_before_the_first_brace_does_not_matter(start: bytes) -> None:
    assert FRIENDS.claims(start + b'{\n  "friends_v2" : [', "friends.json")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "timestamp", "details", "contact_point", "x"]), inner
        )
    ),
    max_leaves=8,
)


@given(people=st.lists(ANYTHING, max_size=5), is_ascii=st.booleans())
def test_each_entry_is_a_person_or_passed_over(
    tmp_path_factory: pytest.TempPathFactory, people: list[Any], *, is_ascii: bool
) -> None:
    folder = tmp_path_factory.mktemp("any")
    friends = json.dumps({"friends_v2": people}, ensure_ascii=is_ascii).encode()
    book = json.dumps({"address_book_v2": {"address_book": people}}).encode()

    assert len(read(folder, friends)) == len(people)
    assert len(read(folder, book, ADDRESS_BOOK)) == len(people)
