"""Address books are taken in: once, wholly, and without touching what the user wrote."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontaktjournal.desk.intake import Incoming
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Answer, Birthday, Permission
from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.domain.intake import Fate, Taken, Why
from kontaktjournal.domain.pipeline import Kind, Pipeline, Stage
from kontaktjournal.domain.settings import Settings
from kontaktjournal.journal import Journal
from kontaktjournal.lists.record import Block, Lack, Passed, Record
from opened_journal import opened
from taken_in import fates, take_all

Entry = Record | Passed
ANNA = Card("Anna Müller", phone=("+49 221 555 0171",), email=("anna@example.org",))


def take(journal: Journal, *cards: Card | Entry, source: str = "adressen.vcf") -> list[Taken]:
    """Take in one source, and bring the index up to date."""
    entries = [Record(line, card) if isinstance(card, Card) else card
               for line, card in enumerate(cards, 1)]  # fmt: skip
    return take_all(journal, [Incoming(source, entries)])


def texts(base: Path) -> dict[str, bytes]:
    """Return every file below the root, hidden ones too."""
    root = base / "root"
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*")) if path.is_file()
    }  # fmt: skip


# --- somebody new --------------------------------------------------------------------------------


def test_somebody_new_gets_a_file_that_says_all_the_card_says(tmp_path: Path) -> None:
    card = ANNA._replace(
        aliases=("Anni",), org=("Müller Buchbinderei",), role="Meisterin", city="Köln",
        address="Ehrenstraße 12, 50672 Köln", url=("www.example.org",),
        birthday=Birthday(5, 14, 1980), tags=("Kunden",), note="Buchmesse\nHalle 3",
    )  # fmt: skip
    with opened(tmp_path) as journal:
        taken = take(journal, card)

    assert taken == [Taken(0, 1, "Anna Müller", Fate.NEW, path="kontakte/anna-mueller.md")]
    assert texts(tmp_path)["kontakte/anna-mueller.md"].decode() == (
        "---\n"
        "name: Anna Müller\n"
        "status: liste\n"
        "aliases: Anni\n"
        "org: Müller Buchbinderei\n"
        "role: Meisterin\n"
        'phone: "+49 221 555 0171"\n'
        "email: anna@example.org\n"
        "city: Köln\n"
        "address: Ehrenstraße 12, 50672 Köln\n"
        "url: www.example.org\n"
        "birthday: 1980-05-14\n"
        "tags: [Kunden]\n"
        "source: adressen.vcf\n"
        "created: 2026-11-23\n"
        "uid: mg8d6yfykf\n"
        "---\n"
        "\n# Anna Müller\n"
        "\n> Buchmesse\n> Halle 3\n"
    )


def test_the_uid_of_an_address_book_is_kept_for_it_tells_the_person_next_time(
    tmp_path: Path,
) -> None:
    with opened(tmp_path) as journal:
        take(journal, ANNA._replace(uid="5A6B-77"))
        taken = take(journal, Card("Anna Otto", phone=("+49 30 555 0199",), uid="5A6B-77"))

    assert b"uid: 5A6B-77\n" in texts(tmp_path)["kontakte/anna-mueller.md"]
    assert fates(taken) == [("unchanged", None)]


@pytest.mark.parametrize("uid", ["two words", "", "übel", "x" * 101])
def test_a_uid_nobody_can_use_is_not_kept(tmp_path: Path, uid: str) -> None:
    with opened(tmp_path) as journal:
        take(journal, ANNA._replace(uid=uid))

        assert b"uid: mg8d6yfykf\n" in texts(tmp_path)["kontakte/anna-mueller.md"]


def test_consent_comes_with_its_proof(tmp_path: Path) -> None:
    given = Permission("email", Answer.YES, date(2024, 3, 1), "Double-Opt-in")
    with opened(tmp_path) as journal:
        take(journal, Record(1, ANNA, consent=(given,)))
        contact = journal.find("anna")

    assert contact.consent == (given,)


def test_of_many_of_one_name_each_gets_a_file_of_its_own(tmp_path: Path) -> None:
    cards = [Card("Anna Müller", phone=(f"+49 221 555 010{number}",)) for number in range(3)]
    there = {"kontakte/Anna-Mueller-2.md": "# Somebody\n"}
    with opened(tmp_path, there) as journal:
        taken = take(journal, *cards)

    assert [one.path for one in taken] == [
        "kontakte/anna-mueller.md", "kontakte/anna-mueller-3.md", "kontakte/anna-mueller-4.md",
    ]  # fmt: skip


def test_what_is_no_link_in_an_address_book_is_none_in_the_file(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        take(journal, Card("[[Anna]] Müller", org=("[[karl-weber|Weber]]",), note="[[karl]]"))
        contact = journal.find("anna")

    assert contact.name == "[Anna] Müller"
    assert contact.org == ("[karl-weber|Weber]",)


def test_without_a_stage_for_the_listed_nobody_is_taken_in(tmp_path: Path) -> None:
    stages = Settings(pipeline=Pipeline((Stage("lead", Kind.ACTIVE),)))
    with opened(tmp_path, settings=stages) as journal, pytest.raises(WrongUse) as refusal:
        take(journal, ANNA)

    assert refusal.value.key == "refusal.import.no_pool"


# --- somebody known ------------------------------------------------------------------------------

KNOWN = (
    "---\n"
    "name: Anna Müller   # aus der Lehre\n"
    "status: pflege\n"
    "phone: 0221/5550171\n"
    "email:\n"
    "tags: []\n"
    "city: Köln\n"
    "zeile: bleibt\n"
    "---\n"
    "\n"
    "Freier Text\r\n"
)


def test_only_what_is_blank_is_filled_and_every_other_byte_stays(tmp_path: Path) -> None:
    card = ANNA._replace(
        phone=("+49 221 555 0171", "+49 171 555 0100"), city="Bonn", role="Meisterin",
        url=("www.example.org", "anna.example.org"), tags=("Kunden",), note="neu",
        birthday=Birthday(5, 14),
    )  # fmt: skip
    with opened(tmp_path) as journal:
        (tmp_path / "root/kontakte/anna.md").write_bytes(KNOWN.encode())
        journal.refresh()
        taken = take(journal, card)

    assert taken == [
        Taken(0, 1, "Anna Müller", Fate.FILLED, path="kontakte/anna.md",
              keys=("birthday", "email", "role", "tags", "url"))
    ]  # fmt: skip
    assert texts(tmp_path)["kontakte/anna.md"].decode() == (
        "---\n"
        "name: Anna Müller   # aus der Lehre\n"
        "status: pflege\n"
        "role: Meisterin\n"
        "phone: 0221/5550171\n"
        "email: anna@example.org\n"
        "tags: [Kunden]\n"
        "city: Köln\n"
        "url:\n"
        "  - www.example.org\n"
        "  - anna.example.org\n"
        "birthday: 05-14\n"
        "zeile: bleibt\n"
        "---\n"
        "\n"
        "Freier Text\r\n"
    )


def test_what_stands_there_and_cannot_be_read_is_no_blank(tmp_path: Path) -> None:
    known = "---\nname: Anna Müller\nphone: 0221 5550171\nbirthday: im Mai\n---\n"
    with opened(tmp_path, {"kontakte/anna.md": known}) as journal:
        taken = take(journal, ANNA._replace(birthday=Birthday(5, 14), email=()))

    assert fates(taken) == [("unchanged", None)]
    assert texts(tmp_path)["kontakte/anna.md"].decode() == known


@pytest.mark.parametrize(
    ("head", "why"),
    [("status: abgelegt", "filed"), ("consent: none", "blocked"), ("sperre: ja", "blocked")],
)
@pytest.mark.parametrize("card", [ANNA, Card("Anna Müller"), Card("Anna Müller", city="Köln")])
def test_whoever_is_filed_or_blocked_stays_so(
    tmp_path: Path, card: Card, head: str, why: str
) -> None:
    known = f"---\nname: Anna Müller\nphone: 0221 5550171\ncity: Köln\n{head}\n---\n"
    with opened(tmp_path, {"kontakte/anna.md": known}) as journal:
        taken = take(journal, card)

    assert fates(taken) == [("skipped", why)]
    assert texts(tmp_path) == {"kontakte/anna.md": known.encode()}


def test_a_file_that_cannot_be_changed_safely_is_left_and_said(tmp_path: Path) -> None:
    known = "---\nname: Anna Müller\nphone: 0221 5550171\nemail: &a\n---\n"
    with opened(tmp_path, {"kontakte/anna.md": known}) as journal:
        taken = take(journal, ANNA, Card("Karl Weber"))

    assert fates(taken) == [("skipped", "unsafe"), ("new", None)]
    assert texts(tmp_path)["kontakte/anna.md"].decode() == known


def test_an_entry_no_file_could_hold_is_left_and_the_others_come(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        taken = take(journal, Card("Anna", note="x" * (1 << 21)), Card("Karl Weber"))

    assert fates(taken) == [("skipped", "unsafe"), ("new", None)]


# --- one source, several sources -----------------------------------------------------------------


def test_one_person_on_two_cards_is_taken_in_once(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        taken = take(
            journal, ANNA, ANNA, ANNA._replace(city="Köln"), Card("A. Müller", email=ANNA.email)
        )

    assert fates(taken) == [
        ("new", None), ("skipped", "twice"), ("filled", None), ("skipped", "twice"),
    ]  # fmt: skip
    assert [*texts(tmp_path)] == ["kontakte/anna-mueller.md"]


def test_what_cannot_be_read_is_counted_with_its_reason(tmp_path: Path) -> None:
    entries = (
        Passed(1, Lack.NO_NAME, ",,07 Jun 2022"), Passed(4, Lack.DAMAGED, "BEGIN:VC"),
        Passed(9, Lack.NO_PERSON, "Kegelclub"), Record(12, Card(email=("info@example.org",))),
        Record(13, ANNA, blocked=Block.UNSUBSCRIBED),
    )  # fmt: skip
    with opened(tmp_path) as journal:
        taken = take(journal, *entries)

    assert [(one.line, one.name, one.why) for one in taken] == [
        (1, ",,07 Jun 2022", Why.NO_NAME), (4, "BEGIN:VC", Why.DAMAGED),
        (9, "Kegelclub", Why.NO_PERSON), (12, "", Why.NO_NAME), (13, "Anna Müller", Why.BLOCKED),
    ]  # fmt: skip
    assert texts(tmp_path) == {}


def test_what_was_not_clear_is_once_another_card_brought_the_number(tmp_path: Path) -> None:
    known = "---\nname: Anna Müller\nphone: 0221 5550171\ncity: Köln\n---\n"
    by_city = Card("Anna Müller", email=("anna@example.org",), city="Köln", role="Meisterin")
    with opened(tmp_path, {"kontakte/anna.md": known}) as journal:
        taken = take_all(journal, [
            Incoming("eins.vcf", [Record(1, by_city)]), Incoming("zwei.vcf", [Record(1, ANNA)]),
        ])  # fmt: skip

    assert [(one.at, one.fate.value) for one in taken] == [(1, "filled"), (0, "filled")]


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    incoming = [Incoming("a.vcf", [Record(1, ANNA), Record(2, ANNA._replace(city="Köln"))])]
    with opened(tmp_path) as journal:
        dry = take_all(journal, incoming, dry_run=True)
        nothing = texts(tmp_path)

        assert (dry, nothing) == (take_all(journal, incoming), {})


def test_a_source_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    def broken() -> Iterator[Record]:
        yield Record(1, ANNA)
        raise WrongUse("refusal.import.archive", path="adressen.zip")

    with opened(tmp_path) as journal:
        with pytest.raises(WrongUse):
            take_all(journal, [Incoming("adressen.zip", broken())])

        assert texts(tmp_path) == {}


# --- always --------------------------------------------------------------------------------------

_NAMES = st.sampled_from(
    ["Anna Müller", "anna mueller", "Müller, Anna", "A. Müller", "Anna", "Karl Müller", "Otto", ""]
)
_NUMBERS = st.sampled_from(["+49 221 555 0171", "0221/5550171", "0171 555 0100", "110", "privat"])
_MAILS = st.sampled_from(["anna@example.org", "ANNA@example.org", "info@example.org"])
_WORDS = st.sampled_from(
    ["Köln", "Koeln", "Bonn", "~", "[[Köln]]", "- x", "'", "null", "a: b", ""]
)
_ANY = st.text(max_size=6)


def _few(items: st.SearchStrategy[str], most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(items, max_size=most).map(tuple)


def _cards(
    names: st.SearchStrategy[str], words: st.SearchStrategy[str]
) -> st.SearchStrategy[Card]:
    return st.builds(
        Card,
        name=names,
        aliases=_few(names, 1),
        org=_few(words),
        role=words,
        phone=_few(_NUMBERS | words),
        email=_few(_MAILS | words),
        url=_few(words),
        city=words,
        address=words,
        birthday=st.none() | st.just(Birthday(5, 14)) | st.just(Birthday(5, 14, 1980)),
        tags=_few(words),
        uid=st.sampled_from(["", "", "u1", "u2"]),
        note=st.sampled_from(["", "# 2026-01-01 Telefonat", "```\n- [ ] x"]),
    )


_ENTRIES = st.lists(
    st.builds(Record, st.just(1), _cards(_NAMES, _WORDS))
    | st.builds(Record, st.just(1), _cards(_ANY, _ANY))
    | st.builds(Passed, st.just(1), st.sampled_from(Lack)),
    max_size=6,
)
_THERE = st.fixed_dictionaries(
    {},
    optional={
        "kontakte/anna.md": st.sampled_from(
            [
                "---\nname: Anna Müller\nphone: 0221 5550171\ncity: Köln\n---\n",
                "---\nname: Anna Müller\nuid: u1\nemail: [anna@example.org]\nphone:\n---\nText",
                "---\nname: Anna Müller\nstatus: abgelegt\n---\n",
                "\ufeffname:: Anna Müller\r\nphone:: 0221 5550171\r\n",
                "# Anna Müller\n",
            ]
        ),
        "kontakte/karl.md": st.just("---\nname: Karl Müller\ntelefon: 0221 5550171\n---\n"),
    },
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(there=_THERE, entries=_ENTRIES)
def test_twice_taken_in_is_once_taken_in_and_undone_it_never_was(
    there: Mapping[str, str], entries: list[Entry]
) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder), there) as journal:
        base = Path(folder)
        before = texts(base)

        once = take(journal, *entries)
        after = texts(base)
        again = take(journal, *entries)
        has_written = any(one.fate in {Fate.NEW, Fate.FILLED} for one in once)

        assert len(once) == len(again) == len(entries)
        assert not {Fate.NEW, Fate.FILLED} & {one.fate for one in again}
        assert texts(base) == after
        if has_written:
            journal.undo()
        assert texts(base) == before
