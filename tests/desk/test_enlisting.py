"""Lists are taken in: a row for each, blanks filled, and what the user wrote stays as it is."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.desk.blocking import Blocking
from kontaktjournal.desk.enlisting import Incoming
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.errors import Refused, WrongUse
from kontaktjournal.domain.intake import Fate, Taken
from kontaktjournal.journal import Journal
from kontaktjournal.lists.record import Block, Lack, Passed, Record
from kontaktjournal.messages import Catalogue
from opened_journal import MONDAY, opened

COLUMNS = ("Name", "E-Mail", "Ort")
LIST = "listen/kunden.csv"


def person(line: int, *cells: str, connected: date | None = None, key: str = "") -> Record:
    """Return somebody as a table of three columns tells of them."""
    name, mail, town = cells
    card = Card(name, email=(mail,) if mail else (), city=town)
    return Record(line, card, key or mail, connected=connected, cells=cells)


def take(
    journal: Journal, *entries: Record | Passed, columns: Sequence[str] = COLUMNS
) -> list[Taken]:
    return take_all(journal, Incoming(LIST, entries, tuple(columns)))


def take_all(journal: Journal, *incoming: Incoming, dry_run: bool = False) -> list[Taken]:
    root = journal.place.root
    blocking = Blocking(str(root), str(root.parent / "keys"), MONDAY, Catalogue("de"))
    desk = journal.desk("import", dry_run=dry_run)
    with desk:
        taken = [*journal.enlisting(blocking).take(desk, incoming)]
        blocking.write(desk)
    return taken


def fates(taken: Sequence[Taken]) -> list[str]:
    return [f"{one.fate} {one.why}" if one.why else str(one.fate) for one in taken]


def text_of(tmp_path: Path, path: str = LIST) -> str:
    return (tmp_path / "root" / path).read_bytes().decode()


ANNA = person(2, "Anna Müller", "anna@example.org", "Köln")
UWE = person(3, "Uwe Kern", "uwe@example.org", "")


def test_who_has_a_key_since_a_column_is_understood_is_found(tmp_path: Path) -> None:
    before, now = (
        Record(2, Card("Uwe Kern"), key, cells=("Uwe Kern", "uwe@example.org"))
        for key in ("", "uwe@example.org")
    )
    with opened(tmp_path) as journal:
        take(journal, before, columns=("Name", "Erreichbar"))
        rows = text_of(tmp_path)
        taken = take(journal, now, columns=("Name", "Erreichbar"))

    assert fates(taken) == ["unchanged"]
    assert text_of(tmp_path) == rows


# --- somebody new --------------------------------------------------------------------------------


def test_a_list_keeps_the_columns_of_its_source_and_a_key(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        taken = take(journal, ANNA, UWE)

    assert fates(taken) == ["new", "new"]
    assert [one.path for one in taken] == [LIST, LIST]
    assert text_of(tmp_path) == (
        "Name,E-Mail,Ort,journal_key\n"
        "Anna Müller,anna@example.org,Köln,anna@example.org\n"
        "Uwe Kern,uwe@example.org,,uwe@example.org\n"
    )


def test_people_of_a_source_without_columns_get_some(tmp_path: Path) -> None:
    zoe = Record(1, Card("Zoë Brandt"), "zoë brandt 15", connected=date(2011, 3, 13))
    otto = Record(2, Card("Otto Uhl", phone=("+49 221 555 0101", "0221 555 0102")), "otto")
    with opened(tmp_path) as journal:
        take(journal, zoe, otto, columns=())

    first, second, third = text_of(tmp_path).splitlines()
    assert first.startswith("name,aliases,org,role,phone,email,")
    assert first.endswith(",note,journal_connected,journal_key")
    assert second == "Zoë Brandt,,,,,,,,,,,,2011-03-13,zoë brandt 15"
    assert third == "Otto Uhl,,,,+49 221 555 0101; 0221 555 0102,,,,,,,,,otto"


def test_who_comes_twice_is_taken_once(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        taken = take(journal, ANNA, ANNA._replace(line=3), Passed(4, Lack.NO_NAME))

    assert fates(taken) == ["new", "skipped twice", "skipped no_name"]
    assert text_of(tmp_path).count("anna@example.org") == 2


def test_two_names_at_one_address_are_two(tmp_path: Path) -> None:
    maria = person(2, "Maria Müller", "fam@example.org", "")
    peter = person(3, "Peter Müller", "fam@example.org", "Bonn")
    with opened(tmp_path) as journal:
        first = take(journal, maria)
        then = take(journal, peter)
        again = take(journal, peter, maria, person(4, "P. Müller", "fam@example.org", ""))

    assert [fates(one) for one in (first, then)] == [["new"], ["new"]]
    assert fates(again)[:2] == ["unchanged", "unchanged"]
    assert text_of(tmp_path).splitlines()[1:3] == [
        "Maria Müller,fam@example.org,,fam@example.org",
        "Peter Müller,fam@example.org,Bonn,fam@example.org peter müller",
    ]


def test_nobody_makes_no_list(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        taken = take(journal, Passed(2, Lack.DAMAGED))

    assert fates(taken) == ["skipped damaged"]
    assert not (tmp_path / "root/listen").exists()


def test_nothing_is_written_where_it_is_only_asked(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        taken = take_all(journal, Incoming(LIST, [ANNA], COLUMNS), dry_run=True)

    assert fates(taken) == ["new"]
    assert not (tmp_path / "root/listen").exists()


# --- who is there already ------------------------------------------------------------------------


def test_blanks_are_filled_and_what_the_user_wrote_stays(tmp_path: Path) -> None:
    files = {
        LIST: "Name;E-Mail;Ort;Meine Notiz\r\n"
        'Anna Müller;anna@example.org;Bonn;"ruft; zurück"\r\n'
        "Uwe;uwe@example.org;;\r\n"
    }
    with opened(tmp_path, files) as journal:
        taken = take(
            journal, ANNA, UWE._replace(cells=("Uwe Kern", "uwe@example.org", "Ulm")),
            person(4, "Mia", "mia@example.org", "Köln; Mitte"),
        )  # fmt: skip

    assert [(one.fate, one.keys) for one in taken] == [
        (Fate.UNCHANGED, ()), (Fate.FILLED, ("Ort",)), (Fate.NEW, ()),
    ]  # fmt: skip
    assert text_of(tmp_path) == (
        "Name;E-Mail;Ort;Meine Notiz;journal_key\r\n"
        'Anna Müller;anna@example.org;Bonn;"ruft; zurück"\r\n'
        "Uwe;uwe@example.org;Ulm;\r\n"
        'Mia;mia@example.org;"Köln; Mitte";;mia@example.org\r\n'
    )


def test_columns_that_are_new_come_behind(tmp_path: Path) -> None:
    files = {LIST: "E-Mail,journal_key\nanna@example.org,anna@example.org\n"}
    with opened(tmp_path, files) as journal:
        take(journal, ANNA)

    assert text_of(tmp_path) == (
        "E-Mail,journal_key,Name,Ort\nanna@example.org,anna@example.org,Anna Müller,Köln\n"
    )


def test_an_archive_with_profiles_finds_the_rows_of_one_without(tmp_path: Path) -> None:
    day = date(2022, 6, 7)
    before = person(2, "Zoë Brandt", "", "", connected=day, key="zoë brandt 2022-06-07")
    since = person(2, "Zoë Brandt", "", "Köln", connected=day, key="zoë-brandt")
    with opened(tmp_path) as journal:
        take_all(journal, Incoming("listen/linkedin.csv", [before], COLUMNS))
        files = tmp_path / "root/listen/linkedin.csv"
        # As LinkedIn writes it, so that the day is read back.
        files.write_text(
            "First Name,Last Name,Connected On,Ort,journal_key\n"
            "Zoë,Brandt,07 Jun 2022,,zoë brandt 2022-06-07\n"
        )
        (taken,) = take_all(journal, Incoming("listen/linkedin.csv", [since], COLUMNS))

    assert (taken.fate, taken.keys) == (Fate.FILLED, ("Name", "Ort"))


def test_namesakes_with_profiles_of_their_own_are_two(tmp_path: Path) -> None:
    day = date(2022, 6, 7)
    one = person(2, "Anna Müller", "", "", connected=day, key="anna-1")
    other = person(3, "Anna Müller", "", "", connected=day, key="anna-2")
    with opened(tmp_path) as journal:
        taken = take(journal, one, other)

    assert fates(taken) == ["new", "new"]


def test_a_list_of_an_old_encoding_is_not_spoiled(tmp_path: Path) -> None:
    path = tmp_path / "root" / LIST
    before = "Name;E-Mail\r\nJörg;joerg@example.org\r\n".encode("cp1252")
    with opened(tmp_path, {LIST: ""}) as journal:
        path.write_bytes(before)
        take(journal, person(2, "Zoë", "zoe@example.org", ""))
        assert path.read_bytes().startswith(before.replace(b"E-Mail", b"E-Mail;Ort;journal_key"))
        with pytest.raises(Refused):
            take(journal, person(2, "王芳", "wang@example.org", ""))


# --- who must not come back ----------------------------------------------------------------------


def test_who_left_a_newsletter_goes_to_the_block_list(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        first = take(journal, ANNA._replace(blocked=Block.UNSUBSCRIBED), UWE)
        then = take(journal, ANNA)

    assert fates(first) == ["skipped blocked", "new"]
    assert fates(then) == ["skipped blocked"]
    assert "anna" not in text_of(tmp_path)
    assert "unsubscribed" in text_of(tmp_path, "sperrliste.txt")


def test_a_source_of_which_nobody_is_kept_leaves_no_columns(tmp_path: Path) -> None:
    gone = UWE._replace(blocked=Block.UNSUBSCRIBED, cells=(*UWE.cells, "2026-11-01"))
    with opened(tmp_path) as journal:
        take_all(
            journal,
            Incoming(LIST, [ANNA], COLUMNS),
            Incoming(LIST, [gone], (*COLUMNS, "UNSUB_TIME")),
        )

    assert text_of(tmp_path).splitlines()[0] == "Name,E-Mail,Ort,journal_key"


def test_whoever_has_the_number_of_one_who_left_may_come(tmp_path: Path) -> None:
    phone = ("+49 221 555 0101",)
    left = ANNA._replace(card=ANNA.card._replace(phone=phone), blocked=Block.UNSUBSCRIBED)
    colleague = UWE._replace(card=UWE.card._replace(phone=phone))
    with opened(tmp_path) as journal:
        taken = take(journal, left, colleague)

    assert fates(taken) == ["skipped blocked", "new"]


@pytest.mark.parametrize(
    ("head", "why"), [("status: ablage", "filed"), ("consent: none", "blocked")]
)
def test_who_was_filed_or_blocked_stays_away(tmp_path: Path, head: str, why: str) -> None:
    files = {"kontakte/anna.md": f"---\nname: Anna Müller\n{head}\nemail: anna@example.org\n---\n"}
    with opened(tmp_path, files) as journal:
        (taken,) = take(journal, ANNA)

    assert (taken.fate, taken.why, taken.path) == (Fate.SKIPPED, why, "kontakte/anna.md")


def test_a_namesake_of_somebody_filed_comes_on_the_list(tmp_path: Path) -> None:
    files = {"kontakte/anna.md": "---\nname: Anna Müller\nstatus: ablage\n---\n"}
    with opened(tmp_path, files) as journal:
        taken = take(journal, ANNA)

    assert fates(taken) == ["new"]


# --- what is in the way --------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["../kontakte", "fehlt.csv"])
def test_a_link_is_no_list_and_stays_what_it_is(tmp_path: Path, target: str) -> None:
    with opened(tmp_path) as journal:
        (tmp_path / "root/listen").mkdir()
        (tmp_path / "root" / LIST).symlink_to(target)
        with pytest.raises(Refused) as refused:
            take(journal, ANNA)

    assert refused.value.key == "refusal.list.no_file"
    assert (tmp_path / "root" / LIST).readlink() == Path(target)


def test_a_folder_of_lists_that_is_a_link_is_not_written_to(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        (tmp_path / "root/listen").symlink_to("kontakte")
        with pytest.raises(Refused) as refused:
            take(journal, ANNA)

    assert refused.value.key == "refusal.list.no_folder"
    assert list((tmp_path / "root/kontakte").iterdir()) == []


# --- exchanges -----------------------------------------------------------------------------------

CONNECTIONS = ("First Name", "Last Name", "URL", "Connected On")
ZOE = Record(
    2, Card("Zoë Brandt"), "zoë-brandt", connected=date(2022, 6, 7),
    cells=("Zoë", "Brandt", "https://www.linkedin.com/in/zoë-brandt", "07 Jun 2022"),
)  # fmt: skip


def heard(line: int, name: str, key: str, day: str) -> Record:
    return Record(line, Card(name), key, exchanged=date.fromisoformat(day))


def connections(*entries: Record) -> Incoming:
    return Incoming("listen/linkedin.csv", entries, CONNECTIONS)


def messages(*entries: Record) -> Incoming:
    return Incoming("listen/linkedin.csv", entries, ("FROM",), is_exchanges=True)


def test_the_day_of_the_last_message_stands_in_the_row(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        taken = take_all(
            journal, connections(ZOE),
            messages(heard(2, "Zoë Brandt", "zoë-brandt", "2024-05-03"),
                     heard(9, "Otto Uhl", "otto", "2023-01-01")),
        )  # fmt: skip

    assert fates(taken) == ["new", "filled", "skipped not_listed"]
    assert text_of(tmp_path, "listen/linkedin.csv").splitlines() == [
        "First Name,Last Name,URL,Connected On,journal_key,journal_exchanged",
        "Zoë,Brandt,https://www.linkedin.com/in/zoë-brandt,07 Jun 2022,zoë-brandt,2024-05-03",
    ]


def test_a_later_message_moves_the_day_and_an_earlier_one_does_not(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        take_all(journal, connections(ZOE))
        days = ("2024-05-03", "2023-01-01", "2025-01-01")
        told = [fates(take_all(journal, messages(heard(2, "Zoë Brandt", "zoë-brandt", day))))
                for day in days]  # fmt: skip

    assert told == [["filled"], ["unchanged"], ["filled newer"]]
    assert text_of(tmp_path, "listen/linkedin.csv").endswith(",zoë-brandt,2025-01-01\n")


def test_messages_alone_have_nobody_to_belong_to(tmp_path: Path) -> None:
    with opened(tmp_path) as journal, pytest.raises(WrongUse) as refused:
        take_all(journal, messages(heard(2, "Zoë", "zoë", "2024-05-03")))

    assert refused.value.key == "refusal.import.exchanges_alone"


# --- claims about everything that may come -------------------------------------------------------

CELL = st.text(st.sampled_from('ab ;,"üß\n'), max_size=4).map(lambda text: " ".join(text.split()))


@st.composite
def sources(draw: st.DrawFn) -> list[Record | Passed]:
    entries: list[Record | Passed] = []
    for line in range(draw(st.integers(0, 6))):
        if draw(st.integers(0, 5)) == 0:
            entries.append(Passed(line, draw(st.sampled_from(Lack))))
            continue
        name, mail, town = (draw(CELL) for _ in COLUMNS)
        blocked = draw(st.sampled_from([None, None, None, Block.BOUNCED]))
        row = person(line, name or "x", f"{mail.replace(' ', '')}@example.org", town)
        entries.append(row._replace(blocked=blocked))
    return entries


def bytes_in(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes()
            for path in root.rglob("*") if path.is_file()}  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(first=sources(), second=sources())
def test_nothing_is_lost_nothing_comes_twice_and_all_is_taken_back(
    first: list[Record | Passed], second: list[Record | Passed]
) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder)) as journal:
        root = Path(folder) / "root"
        states = [bytes_in(root)]
        for entries in (first, second):
            before = states[-1]
            taken = take(journal, *entries)
            assert [one.line for one in taken] == [one.line for one in entries]
            after = bytes_in(root)
            if after != before:
                states.append(after)
            again = take(journal, *entries)
            assert bytes_in(root) == after
            assert all(one.fate in {Fate.UNCHANGED, Fate.SKIPPED} for one in again)
            for row in before.get(LIST, b"").splitlines()[1:]:
                assert row in after[LIST] or b",," in row
        while len(states) > 1:
            assert bytes_in(root) == states.pop()
            journal.undo()
        assert bytes_in(root) == states[0]
