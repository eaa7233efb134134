"""The block list: whoever is on it is known again, and nobody can read who that is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.blocking import (
    Blocked,
    BlockList,
    Entry,
    Reason,
    Seal,
    added,
    key_id,
    marks_of,
    marks_of_reader,
    read,
    sealed,
)
from kontaktjournal.domain.card import Card

DAY = date(2026, 11, 23)
KEY, OTHER_KEY = bytes(range(32)), bytes(32)
ANNA = Card("Anna Müller", phone=("0221 555 0171",), email=("anna@example.org",))
UWE = Card("Uwe Kern", email=("uwe@example.org",))


def entry(card: Card, reason: Reason = Reason.UNSUBSCRIBED, day: date = DAY) -> Entry:
    return Entry(marks_of(card), reason, day)


def block_list(text: str, *keys: bytes) -> BlockList:
    return BlockList(read(text), keys)


# --- who somebody is -----------------------------------------------------------------------------


def test_a_person_is_known_by_numbers_and_addresses_however_they_are_spelled() -> None:
    respelled = Card(phone=("+49 (0)221/5550171",), email=(" ANNA@example.org",))

    assert marks_of(ANNA) == marks_of(respelled)
    assert marks_of(ANNA) == {"phone 492215550171", "email anna@example.org"}


def test_a_row_without_number_is_known_by_the_key_of_its_list() -> None:
    marks = marks_of(Card("Zoë Brandt"), "listen/facebook.csv", "zoe brandt 1300000000")

    assert marks == {"key listen/facebook.csv zoe brandt 1300000000"}


def test_a_row_with_an_address_is_known_by_its_key_too_for_the_next_one_may_have_none() -> None:
    marks = marks_of(UWE, "listen/linkedin.csv", "linkedin.example.org/in/uwe")

    assert marks == {
        "email uwe@example.org", "key listen/linkedin.csv linkedin.example.org/in/uwe"
    }  # fmt: skip


def test_a_key_that_is_the_address_is_not_kept_twice() -> None:
    assert marks_of(UWE, "listen/brief.csv", "uwe@example.org") == {"email uwe@example.org"}


def test_a_profile_is_a_mark_in_one_spelling_and_a_page_is_none() -> None:
    card = Card("Zoë", url=("https://de.linkedin.com/in/Zo%C3%AB-B/?trk=x", "https://example.org"))

    assert marks_of(card) == {"url linkedin.com/in/zoë-b"}


def test_a_friend_is_known_by_name_and_day_too_for_old_archives_have_no_profiles() -> None:
    card = Card("Zoë Brandt", url=("https://www.linkedin.com/in/zoe-b",))

    marks = marks_of(card, "listen/linkedin.csv", "zoe-b", date(2022, 6, 7))

    assert marks == {
        "url linkedin.com/in/zoe-b",
        "key listen/linkedin.csv zoe-b",
        "connected zoë brandt 2022-06-07",
    }


def test_a_newsletter_that_was_left_blocks_no_page_of_a_whole_office() -> None:
    page = "https://www.facebook.com/druckerei.uhl"

    assert marks_of_reader(UWE._replace(url=(page,))) == {"email uwe@example.org"}


def test_a_profile_that_was_typed_counts() -> None:
    known = block_list("https://www.linkedin.com/in/Zoe-B/  # on request\n")

    assert known.holds(marks_of(Card("Zoë", url=("de.linkedin.com/in/zoe-b",))))
    assert known.unread == ()


def test_somebody_of_whom_nothing_is_known_is_not_on_any_list() -> None:
    assert marks_of(Card("Zoë")) == frozenset()
    assert not block_list("anna@example.org", KEY).holds(frozenset())


# --- what stands in it ---------------------------------------------------------------------------


def test_a_line_says_key_digest_day_and_reason_and_not_who_it_is() -> None:
    text = added("", [entry(UWE, Reason.BOUNCED)], Seal(KEY), preface="# Sperrliste")

    # Whoever changes this forgets everybody who ever asked to be left alone.
    assert text == (
        "# Sperrliste\n"
        "hmac-sha256 49c9ab60 "
        "b6c6b1879f6475d4e5ec6d5d67fdb712a60bcbf8f06c64669c974c5575490033 2026-11-23 bounced\n"
    )


def test_whoever_was_added_is_on_the_list_since_that_day() -> None:
    text = added("", [entry(ANNA, Reason.FORGOTTEN)], Seal(KEY))

    known = block_list(text, KEY)

    assert known.of(marks_of(Card(phone=("0221/5550171",)))) == Blocked(DAY, Reason.FORGOTTEN)
    assert known.holds(marks_of(ANNA))
    assert not known.holds(marks_of(UWE))


def test_of_several_days_the_first_counts() -> None:
    earlier = added("", [entry(UWE, day=date(2025, 1, 2))], Seal(KEY))
    text = added(earlier, [entry(UWE, Reason.FORGOTTEN)], Seal(OTHER_KEY))

    assert block_list(text, KEY, OTHER_KEY).of(marks_of(UWE)) == Blocked(
        date(2025, 1, 2), Reason.UNSUBSCRIBED
    )


def test_another_key_makes_another_line_and_its_lines_are_counted() -> None:
    text = added("", [entry(ANNA), entry(UWE)], Seal(OTHER_KEY))

    here = block_list(text, KEY)

    assert (here.unchecked, here.holds(marks_of(UWE)), here.is_empty) == (3, False, True)
    assert sealed("email uwe@example.org", KEY) != sealed("email uwe@example.org", OTHER_KEY)
    assert key_id(KEY) != key_id(OTHER_KEY)


def test_with_both_keys_lines_of_both_are_checked() -> None:
    text = added(added("", [entry(ANNA)], Seal(OTHER_KEY)), [entry(UWE)], Seal(KEY))

    here = block_list(text, KEY, OTHER_KEY)

    assert here.holds(marks_of(ANNA))
    assert here.holds(marks_of(UWE))
    assert here.unchecked == 0


def test_without_a_key_a_salt_stands_in_the_line_and_is_enough_to_check_it() -> None:
    text = added("", [entry(UWE)], Seal(b"\x01" * 16, is_secret=False))

    assert text.startswith(f"salted-sha256 {'01' * 16} ")
    assert block_list(text).holds(marks_of(UWE))


def test_a_list_has_one_salt_so_that_asking_stays_quick() -> None:
    text = added("", [entry(UWE)], Seal(b"\x01" * 16, is_secret=False))
    text = added(text, [entry(ANNA)], Seal(b"\x02" * 16, is_secret=False))

    assert {line.split()[1] for line in text.splitlines()} == {"01" * 16}
    assert block_list(text).holds(marks_of(ANNA))


# --- what a person types -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "uwe@example.org",
        "  UWE@example.org  ",
        "Uwe Kern <uwe@example.org>",
        "uwe@example.org   # hat angerufen",
        "mia@example.org, uwe@example.org",
        "\ufeffuwe@example.org",
    ],
)
def test_an_address_that_was_typed_counts(line: str) -> None:
    known = block_list(f"{line}\r\n")

    assert known.of(marks_of(UWE)) == Blocked()
    assert known.unread == ()


@pytest.mark.parametrize("line", ["0221 555 0171", "+49 (0)221/555-0171", "02215550171 # privat"])
def test_a_number_that_was_typed_counts(line: str) -> None:
    assert block_list(line).holds(marks_of(ANNA))


def test_a_remark_blocks_nobody() -> None:
    assert block_list("# uwe@example.org\n   # 0221 555 0171\n").is_empty


@pytest.mark.parametrize(
    "line",
    [
        "Uwe Kern",
        "12",
        "<<<<<<< HEAD",
        "hmac-sha256",
        "hmac-sha256 49c9ab60 25c3",
        f"hmac-sha256 49c9ab60 {'x' * 64} 2026-11-23 bounced",
        f"salted-sha256 salz {'0' * 64}",
    ],
)
def test_a_line_nobody_understands_is_named_and_does_no_harm(line: str) -> None:
    known = block_list(f"# Liste\n{line}\nuwe@example.org\n")

    assert known.unread == (2,)
    assert known.holds(marks_of(UWE))


def test_a_line_without_day_and_with_an_unknown_reason_counts() -> None:
    digest = sealed("email uwe@example.org", KEY).hex().upper()

    assert block_list(f"hmac-sha256 {key_id(KEY)} {digest}", KEY).of(marks_of(UWE)) == Blocked()
    assert block_list(
        f"hmac-sha256 {key_id(KEY).upper()} {digest} gestern angerufen", KEY
    ).of(marks_of(UWE)) == Blocked()  # fmt: skip


# --- adding --------------------------------------------------------------------------------------


def test_whoever_is_on_the_list_is_not_added_again() -> None:
    text = added("0221 555 0171\n", [entry(UWE)], Seal(KEY))

    again = added(text, [entry(UWE), entry(Card(phone=("+492215550171",)))], Seal(KEY))

    assert again == text


@pytest.mark.parametrize(("reason", "lines"), [(Reason.FORGOTTEN, 2), (Reason.BOUNCED, 1)])
def test_whoever_is_forgotten_stands_there_unreadable_even_if_they_were_typed(
    reason: Reason, lines: int
) -> None:
    typed = "uwe@example.org\n"

    text = added(typed, [entry(UWE, reason)], Seal(KEY))

    assert text.startswith(typed)
    assert len(text.splitlines()) == lines
    assert added(text, [entry(UWE, reason)], Seal(KEY)) == text


def test_nobody_new_leaves_a_list_without_a_beginning() -> None:
    assert added("", [], Seal(KEY), preface="# Sperrliste\n") == ""


@pytest.mark.parametrize(
    ("before", "joint"),
    [
        ("mia@example.org\n", "mia@example.org\nhmac"),
        ("mia@example.org", "mia@example.org\nhmac"),
        ("mia@example.org\r\n", "mia@example.org\r\nhmac"),
        ("# a\r\nmia@example.org", "mia@example.org\r\nhmac"),
        ("mia@example.org\r", "mia@example.org\rhmac"),
        ("\ufeff", "\ufeff# Sperrliste\nhmac"),
    ],
)
def test_a_new_line_begins_at_the_margin(before: str, joint: str) -> None:
    text = added(before, [entry(UWE)], Seal(KEY), preface="# Sperrliste\n")

    assert joint in text
    assert text.count("# Sperrliste") == (before == "\ufeff")


ANY_TEXT = st.text() | st.lists(
    st.sampled_from([
        "hmac-sha256", "salted-sha256", "00" * 32, "01" * 16, "49c9ab60", "2026-11-23", "#",
        "uwe@example.org", "0221 555", "\n", "\r\n", "\r", " ", "\ufeff", "bounced", "\udcff",
    ])
).map(" ".join)  # fmt: skip
SEALS = st.sampled_from([Seal(KEY), Seal(OTHER_KEY), Seal(b"salz", is_secret=False)])
MARKS = st.frozensets(st.text(min_size=1), min_size=1)


@given(text=ANY_TEXT, seal=SEALS, entries=st.lists(st.builds(Entry, MARKS, st.sampled_from(Reason),
       st.dates())))  # fmt: skip
def test_whatever_stood_there_stays_and_whoever_is_added_is_held(
    text: str, seal: Seal, entries: list[Entry]
) -> None:
    more = added(text, entries, seal, preface="# Liste")

    known = block_list(more, KEY, OTHER_KEY)
    assert more.startswith(text)
    assert all(known.has(mark) for entry in entries for mark in entry.marks)
    assert added(more, entries, seal, preface="# Liste") == more
    assert known.unread[: len(read(text).unread)] == read(text).unread
