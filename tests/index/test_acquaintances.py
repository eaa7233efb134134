"""Everybody by what they may be known by: whoever could be a twin is found."""

from collections.abc import Callable
from pathlib import Path
from sqlite3 import Connection
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.duplicates import Likeness, twins
from kontaktjournal.index.acquaintances import Acquaintances
from opened_journal import opened

FILES = {
    "kontakte/anna.md": "---\nname: Anna Müller\nuid: u1\nphone: 0221 5550171\n---\n",
    "kontakte/2024/karl.md": "---\nname: Karl Weber\nemail: buero@example.org\n---\n",
    "kontakte/firma.md": "---\nname: Weber\naliases: [Webers]\nemail: buero@example.org\n---\n",
    "kontakte/vorlage.md": "{{ name }}",
}


def paths(found: list[Contact]) -> list[str]:
    return sorted(one.path for one in found)


def test_each_trace_leads_to_whoever_has_it(tmp_path: Path) -> None:
    with opened(tmp_path, FILES) as journal:
        known = Acquaintances(journal.index.ask)

        assert paths(known.like(Card("mueller, anna"))) == ["kontakte/anna.md"]
        assert paths(known.like(Card("A. Müller", phone=("+49 221 5550171",)))) == [
            "kontakte/anna.md"
        ]
        assert paths(known.like(Card("Otto", uid="u1"))) == ["kontakte/anna.md"]
        assert paths(known.like(Card("Webers"))) == ["kontakte/firma.md"]
        assert paths(known.like(Card("Otto"))) == []


def test_of_an_office_only_those_are_looked_at_who_may_be_called_so(tmp_path: Path) -> None:
    office = Card("K. Weber", email=("BUERO@example.org",))
    with opened(tmp_path, FILES) as journal:
        known = Acquaintances(journal.index.ask)

        # Whoever has another name besides may be called anything.
        assert paths(known.like(office)) == ["kontakte/2024/karl.md", "kontakte/firma.md"]
        assert paths(known.like(office._replace(name="Otto"))) == ["kontakte/firma.md"]


def test_names_and_uids_that_are_taken_are_known(tmp_path: Path) -> None:
    with opened(tmp_path, FILES) as journal:
        known = Acquaintances(journal.index.ask)

        assert [known.has_stem(stem) for stem in ("Karl", "otto", "anna")] == [True, False, True]
        assert [known.has_uid(uid) for uid in ("u1", "u2")] == [True, False]


def test_who_comes_in_is_known_from_then_on_and_what_is_learned_is_told(tmp_path: Path) -> None:
    otto = Contact("kontakte/otto.md", "Otto Uhl", uid="u2")
    anna = Contact("kontakte/anna.md", "Anna Müller", email=("anna@example.org",))
    with opened(tmp_path, FILES) as journal:
        known = Acquaintances(journal.index.ask)
        known.learn(otto)
        known.learn(anna)
        known.learn(anna)

        assert known.like(Card("Uhl, Otto")) == [otto]
        assert known.like(Card("Anna", email=("anna@example.org",))) == [anna]
        assert known.has_stem("otto")
        assert known.has_uid("u2")


def test_a_file_that_is_gone_meanwhile_is_nobody(tmp_path: Path) -> None:
    with opened(tmp_path, FILES) as journal:
        known = Acquaintances(journal.index.ask)
        (tmp_path / "root/kontakte/anna.md").unlink()
        journal.refresh()

        assert known.like(Card("Anna Müller")) == []


_WORDS = st.sampled_from(
    ("Anna", "A.", "Müller", "Mueller", "Ärmel", "Aermel", "Øre", "Þor", "Thor", "von", "Dr.",
     "(Köln)", "ß", "–", "ÆON", "a")
)  # fmt: skip
_NAMES = st.lists(_WORDS, max_size=3).map(" ".join) | st.text(max_size=4)
_NUMBERS = st.lists(st.sampled_from(["0221 5550171", "+49 221 5550171", "110"]), max_size=2)
_MAILS = st.lists(st.sampled_from(["anna@example.org", " ANNA@example.org"]), max_size=1)
_URLS = st.lists(
    st.sampled_from(["linkedin.com/in/anna", "http://linkedin.com/in/Anna/"]), max_size=1
)
_CARDS = st.builds(
    Card, name=_NAMES, aliases=st.lists(_NAMES, max_size=1).map(tuple),
    phone=_NUMBERS.map(tuple), email=_MAILS.map(tuple), uid=st.sampled_from(["", "u1"]),
    org=st.just(()), role=st.just(""), url=_URLS.map(tuple), city=st.just(""), address=st.just(""),
    birthday=st.none(), tags=st.just(()), note=st.just(""), unnamed=st.booleans(),
)  # fmt: skip


def _nobody(question: Callable[[Connection], Any]) -> Any:
    with TemporaryDirectory() as folder, opened(Path(folder)) as journal:
        return journal.index.ask(question)


@settings(deadline=None, max_examples=200)
@given(card=_CARDS, others=st.lists(_CARDS, max_size=4))
def test_no_twin_is_overlooked(card: Card, others: list[Card]) -> None:
    known = Acquaintances(_nobody)
    everybody = [
        Contact(f"{place}.md", one.name, uid=one.uid, aliases=one.aliases, phone=one.phone,
                email=one.email, url=one.url, unnamed=one.unnamed)
        for place, one in enumerate(others)
    ]  # fmt: skip
    for contact in everybody:
        known.learn(contact)

    meant = {twin.contact.path for twin in twins(card, everybody)
             if twin.likeness is not Likeness.SHARED}  # fmt: skip

    assert meant <= {one.path for one in known.like(card)}
