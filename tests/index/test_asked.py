"""What of a query is narrowed by SQL, how far, and how few contacts are taken apart for it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kontaktjournal.domain.agenda import View
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.domain.query.tree import Query
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index import asked as asked_module
from kontaktjournal.index import select
from kontaktjournal.index.codec import decode
from kontaktjournal.index.conditions import ALL, EVERYBODY, NOBODY, Narrowing
from kontaktjournal.index.narrowing import Narrower
from kontaktjournal.journal import Journal
from kontaktjournal.notation.query.parse import QueryReader
from opened_journal import opened

MONDAY = date(2026, 11, 23)


def read(text: str) -> Query:
    return QueryReader(Settings(views={"kalt": "last:..-6m -fit:no"}), MONDAY).read(text)


def narrowed(text: str) -> Narrowing:
    return Narrower(MONDAY, DEFAULT).narrow(read(text).tree)


@pytest.mark.parametrize(
    "text",
    [
        "kind:active", "status:pflege", "-status:pflege", "is:pool", "is:filed", "is:broken",
        "is:blocked", "is:birthday", "fit:yes", "fit:open", "-fit:no", "blocked:no", "has:story",
        "has:fit", "has:phone", "has:task", "hobby:any", "hobby:none", "next:none", "next:never",
        "next:..heute", "-snooze:2026", "created:2026-10", "city:köln", "-city:köln", "+handwerk",
        "tel:0221", "hobby:segeln", "hobby:3..5", "value:1000..", "every:..6w", "consent:yes",
        'consent:"telefon nein"', "birthday:1980", "path:anna", "laden", "-laden",
        "(laden or city:köln) -fit:no",
    ],
)  # fmt: skip
def test_a_condition_finds_nobody_but_those_who_are_meant(text: str) -> None:
    found = narrowed(text)

    assert found.is_exact
    assert found not in {ALL, NOBODY}


@pytest.mark.parametrize(
    "text",
    [
        "is:due", "is:overdue", "is:today", "is:week", "is:undated", "is:orphan", "is:decide",
        "due:..+2w", "due:any", "last:..-6m", "talk:2026-10", "last:any", "entries:3..",
        "attempts:any", "step:mappe", "mueller", "city:köln due:..heute", "@kalt",
    ],
)  # fmt: skip
def test_a_condition_may_find_a_few_more(text: str) -> None:
    found = narrowed(text)

    assert not found.is_exact
    assert found != EVERYBODY


@pytest.mark.parametrize(
    "text",
    [
        "", "sort:name limit:3", "is:dup", "-is:due", "last:none", "-last:..-6m", "entries:..3",
        "-(city:köln due:..heute)", "city:köln or is:dup", "step:none",
    ],
)  # fmt: skip
def test_everybody_is_looked_at_where_nothing_can_be_told(text: str) -> None:
    assert narrowed(text)[:2] == EVERYBODY[:2]


def test_what_must_all_be_narrows_by_what_can_be_told() -> None:
    assert narrowed("is:dup city:köln") == narrowed("city:köln")._replace(is_exact=False)


def test_all_have_a_kind_and_nobody_stands_in_a_stage_that_is_not_there() -> None:
    without = Narrower(MONDAY, type(DEFAULT)(()))

    assert narrowed("path:any") == ALL
    assert without.narrow(read("status:pflege").tree) == NOBODY


@pytest.mark.parametrize("join", [" ", " or ", ",", " hobby:"])
def test_no_query_is_too_long_to_be_answered(tmp_path: Path, join: str) -> None:
    query = read("hobby:" + join.join(f"wort{number}" for number in range(700)))

    with opened(tmp_path, {"kontakte/a.md": "---\nhobby: wort3\n---\n"}) as journal:
        found = journal.inquiry.contacts(everybody=True, query=query)

    assert len(found) == (join in {" or ", ","})


@pytest.mark.parametrize("times", [2, 6, 14])
def test_no_query_is_too_deep_to_be_answered(tmp_path: Path, times: int) -> None:
    query = read("(fit:no or (hobby:wort3 " * times + "-(fit:yes)" + "))" * times)

    with opened(tmp_path, {"kontakte/a.md": "---\nhobby: wort3\n---\n"}) as journal:
        found = journal.inquiry.contacts(everybody=True, query=query)

    assert len(found) == 1


PEOPLE = {
    f"kontakte/{name}.md": f"---\nstatus: {status}\n{more}\n---\n# {name.title()}\n{body}\n"
    for name, status, more, body in [
        ("anna", "pflege", "ort: Köln\nnext: 2026-11-20", "Laden am Markt"),
        ("ben", "pflege", "ort: Bonn\nnext: 2026-12-20", "Laden"),
        ("cleo", "pflege", "ort: Köln\nmoment: Umzug", ""),
        ("dora", "pflege", "ort: Bonn\nmoment: Umzug\nLieblings-Farbe:", ""),
        ("emil", "liste", "hobby: segeln", ""),
        ("fritz", "ablage", "ort: Köln", "Laden"),
        ("gesa", "anbahnung", "ort: Bonn", "Frau Mueller"),
    ]
}


class Decoded(list[str]):
    """The names of those who were taken apart."""

    def __call__(self, text: str) -> Contact:
        """Take a contact apart, and remember who it is."""
        contact = decode(text)
        self.append(contact.name)
        return contact


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> Decoded:
    seen = Decoded()
    monkeypatch.setattr(asked_module, "decode", seen)
    monkeypatch.setattr(select, "decode", seen)
    return seen


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with opened(tmp_path, PEOPLE) as found:
        yield found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("city:köln", ["Anna", "Cleo"]),
        ("city:köln laden", ["Anna"]),
        ('"laden am markt"', ["Anna"]),
        ("next:..2026-11", ["Anna"]),
        ("is:overdue or müller", ["Anna", "Gesa"]),
        ("hobby:segeln", []),
    ],
)
def test_only_whom_the_index_finds_is_taken_apart(
    journal: Journal, decoded: Decoded, text: str, names: list[str]
) -> None:
    found = journal.inquiry.contacts(query=read(text))

    assert sorted(decoded) == names
    assert sorted(due.contact.name for due in found) == names


def test_the_pool_and_the_filed_are_asked_about_too(journal: Journal, decoded: Decoded) -> None:
    journal.inquiry.contacts(everybody=True, query=read("laden -city:bonn or hobby:segeln"))

    assert sorted(decoded) == ["Anna", "Emil", "Fritz"]


def test_the_agenda_takes_nobody_else_apart_for_a_query(
    journal: Journal, decoded: Decoded
) -> None:
    journal.agenda(View())
    before = len(decoded)

    sheet = journal.agenda(View(), read("city:köln"))

    assert sheet.agenda.waiting_for_moment == 1
    assert decoded[before:] == ["Cleo"]


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ('ort: "K\\u00f6ln"', "city:köln"),
        ("ort: Ko\u0308ln", "city:koeln"),
        ("ort: Ko\u00ad\u0308ln", "city:koln"),
        ("firma: 'O''Brien'", "org:obrien"),
        ("firma: ﬁnk", "org:fink"),
        ("firma: 'Åse & Ægir'", "org:aegir"),
        ("firma: 'Åse & Ægir'", "org:aase"),
        ("hobby: Groß", "hobby:gros*"),
        ("hobby: neü", "hobby:neue"),
        ("hobby: Maß\\sein", "hobby:mass"),
        ("tags: [王]", "+王"),
    ],
)
def test_what_the_full_text_knows_otherwise_is_found_all_the_same(
    tmp_path: Path, head: str, text: str
) -> None:
    files = {"kontakte/a.md": f"---\n{head}\n---\n", "kontakte/b.md": "---\nort: Bonn\n---\n"}

    with opened(tmp_path, files) as journal:
        found = journal.inquiry.contacts(everybody=True, query=read(text))

    assert [due.contact.path for due in found] == ["kontakte/a.md"]


def test_keys_that_nobody_has_are_known_to_the_index(journal: Journal, decoded: Decoded) -> None:
    keys = ["hobby", "lieblings_farbe", "plz"]

    assert journal.inquiry.lacking(keys) == ["plz"]
    assert journal.inquiry.lacking(keys, everybody=False) == ["hobby", "plz"]
    assert decoded == []
