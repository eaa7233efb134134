"""The block list of a journal: learned of newsletters, asked by every import, undone with it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.desk.blocking import Blocking, extended
from kontaktjournal.desk.intake import Incoming
from kontaktjournal.domain.blocking import Blocked, Entry, Reason, Seal, marks_of, read
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.errors import BadConfig, DiskTrouble
from kontaktjournal.domain.intake import Fate, Taken, Why
from kontaktjournal.journal import Journal
from kontaktjournal.lists.record import Block, Record
from kontaktjournal.messages import Catalogue
from kontaktjournal.store.block_key import FILE as KEY
from opened_journal import MONDAY, opened

ANNA = Card("Anna Müller", phone=("+49 221 555 0171",), email=("anna@example.org",))
UWE = Card("Uwe Kern", email=("uwe@example.org",))
LIST = "sperrliste.txt"


def blocking_in(base: Path, language: str = "de") -> Blocking:
    return Blocking(str(base / "root"), str(base / "config"), MONDAY, Catalogue(language))


def block(base: Path, journal: Journal, *cards: Card, dry_run: bool = False) -> Blocking:
    """Put people on the list in one command."""
    blocking = blocking_in(base)
    for card in cards:
        blocking.block(marks_of(card), Reason.UNSUBSCRIBED)
    with journal.desk("import", dry_run=dry_run) as desk:
        blocking.write(desk)
    return blocking


def take(base: Path, journal: Journal, *entries: Record) -> list[Taken]:
    """Take in one source."""
    desk = journal.desk("import")
    with desk:
        intake = journal.intake(blocking_in(base))
        taken = [*intake.take(desk, [Incoming("adressen.csv", entries)])]
    journal.refresh()
    return taken


# --- asking --------------------------------------------------------------------------------------


def test_without_a_list_nobody_is_blocked_and_no_key_is_made(tmp_path: Path) -> None:
    with opened(tmp_path):
        assert not blocking_in(tmp_path).holds(ANNA)

    assert not (tmp_path / "config").exists()


def test_whoever_was_put_on_the_list_is_held_by_the_next_command(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        block(tmp_path, journal, ANNA)

    later = blocking_in(tmp_path)
    assert later.of(Card(phone=("0221/5550171",))) == Blocked(MONDAY, Reason.UNSUBSCRIBED)
    assert later.holds(ANNA)
    assert not later.holds(UWE)


def test_whoever_is_put_on_it_is_held_at_once_also_in_a_dry_run(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        blocking = block(tmp_path, journal, UWE, UWE, dry_run=True)

    assert blocking.holds(UWE)
    assert blocking.new == 1
    assert not (tmp_path / "root" / LIST).exists()
    assert not (tmp_path / "config").exists()


def test_a_friend_without_number_is_held_by_the_row_of_the_list(tmp_path: Path) -> None:
    zoe, path, key = Card("Zoë Brandt"), "listen/facebook.csv", "zoe brandt 1300000000"
    with opened(tmp_path) as journal:
        blocking = blocking_in(tmp_path)
        blocking.block(marks_of(zoe, path, key), Reason.FORGOTTEN)
        with journal.desk("forget") as desk:
            blocking.write(desk)

    assert blocking_in(tmp_path).holds(zoe, path, key)
    assert not blocking_in(tmp_path).holds(zoe, path, "zoe brandt 1300000001")


def test_what_was_typed_needs_no_key(tmp_path: Path) -> None:
    with opened(tmp_path, {LIST: "uwe@example.org\n"}):
        (tmp_path / "config").mkdir()
        (tmp_path / "config" / KEY).write_text("kaputt")

        assert blocking_in(tmp_path).holds(UWE)


def test_a_damaged_key_is_refused_and_not_passed_over(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        block(tmp_path, journal, UWE)
    (tmp_path / "config" / KEY).write_text("kaputt")

    with pytest.raises(BadConfig):
        blocking_in(tmp_path).holds(UWE)


def test_a_list_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path):
        (tmp_path / "root" / LIST).symlink_to(tmp_path / "anderswo.txt")

        with pytest.raises(DiskTrouble):
            blocking_in(tmp_path).holds(UWE)


def test_lines_of_a_key_that_was_lost_are_counted(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        block(tmp_path, journal, ANNA, UWE)
        (tmp_path / "config" / KEY).unlink()
        block(tmp_path, journal, UWE)

    known = blocking_in(tmp_path)
    assert known.list.unchecked == 3
    assert (known.holds(ANNA), known.holds(UWE)) == (False, True)


# --- writing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "first"),
    [("de", "# Die Sperrliste des Kontaktjournals"), ("en", "# The block list of the contact")],
)
def test_a_new_list_says_what_it_is_and_not_who_stands_on_it(
    tmp_path: Path, language: str, first: str
) -> None:
    blocking = blocking_in(tmp_path, language)
    with opened(tmp_path) as journal, journal.desk("import") as desk:
        blocking.block(marks_of(ANNA), Reason.COMPLAINED, date(2026, 5, 4))
        blocking.write(desk)

    text = (tmp_path / "root" / LIST).read_text("utf-8")
    assert text.startswith(first)
    assert "~/.config/kontaktjournal" in text
    assert text.count("\nhmac-sha256 ") == text.count(" 2026-05-04 complained\n") == 2
    assert "anna" not in text.casefold()
    assert "5550171" not in text
    assert blocking.has_new_key
    assert read(text).unread == ()


def test_what_the_user_wrote_stays_byte_for_byte(tmp_path: Path) -> None:
    before = "mia@example.org\r\nMülheim ruft nie an".encode("cp1252")
    with opened(tmp_path) as journal:
        (tmp_path / "root" / LIST).write_bytes(before)
        block(tmp_path, journal, UWE)

    after = (tmp_path / "root" / LIST).read_bytes()
    assert after.startswith(before + b"\r\nhmac-sha256 ")
    assert blocking_in(tmp_path).list.unread == (2,)


def test_one_undo_takes_it_back(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        block(tmp_path, journal, UWE)
        first = (tmp_path / "root" / LIST).read_bytes()
        block(tmp_path, journal, ANNA)

        journal.undo()
        assert (tmp_path / "root" / LIST).read_bytes() == first
        journal.undo()
        assert not (tmp_path / "root" / LIST).exists()


def test_nobody_new_writes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        block(tmp_path, journal, UWE)
        blocking = block(tmp_path, journal, UWE)

        assert blocking.new == 0
        assert journal.undo().command == "import"
        assert not (tmp_path / "root" / LIST).exists()


def test_where_no_key_can_be_made_a_salt_has_to_do_and_the_list_says_so(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("kein Ordner")
    with opened(tmp_path) as journal:
        blocking = block(tmp_path, journal, UWE)

    text = (tmp_path / "root" / LIST).read_text("utf-8")
    assert blocking.weakness == "EEXIST"
    assert "schwach geschützt" in " ".join(text.split())
    assert "\nsalted-sha256 " in text
    assert blocking_in(tmp_path).holds(UWE)


def test_a_list_from_an_editor_of_windows_stays_one_text(tmp_path: Path) -> None:
    before = "\ufeffmia@example.org\r\n".encode("utf-16-le")
    with opened(tmp_path) as journal:
        (tmp_path / "root" / LIST).write_bytes(before)
        block(tmp_path, journal, UWE)

    assert (tmp_path / "root" / LIST).read_bytes().startswith(before)
    assert blocking_in(tmp_path).holds(Card(email=("mia@example.org",)))
    assert blocking_in(tmp_path).holds(UWE)


BYTES = st.binary() | st.text().map(str.encode)


@given(mark=st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"]), data=BYTES)
def test_whatever_bytes_stand_there_they_stay_and_who_is_added_is_held(
    mark: bytes, data: bytes
) -> None:
    before, news = mark + data, [Entry(marks_of(ANNA), Reason.BOUNCED, MONDAY)]

    after = extended(before, news, Seal(bytes(32)), (), "# Liste")

    assert after.startswith(before)
    assert after != before
    assert extended(after, news, Seal(bytes(32)), (), "# Liste") == after


# --- an import -----------------------------------------------------------------------------------


def test_an_import_leaves_out_whoever_is_on_the_list(tmp_path: Path) -> None:
    with opened(tmp_path, {LIST: "uwe@example.org\n0221 555 0171\n"}) as journal:
        taken = take(tmp_path, journal, Record(1, ANNA), Record(2, UWE), Record(3, Card("Mia")))

    assert [(one.fate, one.why) for one in taken] == [
        (Fate.SKIPPED, Why.BLOCKED), (Fate.SKIPPED, Why.BLOCKED), (Fate.NEW, None)
    ]  # fmt: skip


def test_whoever_left_the_newsletter_comes_in_by_no_other_book(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        gone = Record(1, Card(email=("anna@example.org",)), blocked=Block.UNSUBSCRIBED)
        left_out = take(tmp_path, journal, gone)
        taken = take(tmp_path, journal, Record(1, ANNA), Record(2, UWE))

        assert [one.fate for one in (*left_out, *taken)] == ["skipped", "skipped", "new"]
        assert taken[0].why is Why.BLOCKED

        journal.undo()
        journal.undo()
        assert [one.fate for one in take(tmp_path, journal, Record(1, ANNA))] == [Fate.NEW]
