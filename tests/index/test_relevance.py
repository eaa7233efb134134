"""Whoever fits best and was talked to lately comes first; nobody else is taken apart (4.8)."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from kontaktjournal.domain import found as found_by_words
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.found import Hit, Hits, looked_for, weight
from kontaktjournal.domain.names import near
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.query.tree import Words
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index import select
from kontaktjournal.index.codec import decode
from kontaktjournal.journal import Journal
from kontaktjournal.notation.query.parse import QueryReader
from opened_journal import MONDAY, opened


def contact(status: str, *lines: str) -> str:
    """Return a contact's file: its status, and what stands below."""
    return f"---\nstatus: {status}\n---\n" + "\n".join(lines) + "\n"


def search(journal: Journal, query: str, most: int | None = None) -> Hits:
    return journal.inquiry.search(QueryReader(Settings(), MONDAY).read(query), most)


def found(journal: Journal, query: str, most: int | None = None) -> list[Hit]:
    return [*search(journal, query, most).hits]


def names(journal: Journal, query: str, most: int | None = None) -> list[str]:
    return [hit.due.contact.stem for hit in found(journal, query, most)]


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        ((2.0, 10, False), (1.0, 10, False)),
        ((1.0, 10, False), (1.0, 11, False)),
        ((1.0, 4000, False), (1.0, None, False)),
        ((1.0, 10, False), (1.0, 10, True)),
        ((0.0, 0, False), (0.0, 1, False)),
        ((3.0, None, False), (1.0, 0, False)),
    ],
)
def test_weight_grows_with_relevance_and_recency_and_shrinks_for_the_filed(
    nearer: tuple[float, int | None, bool], farther: tuple[float, int | None, bool]
) -> None:
    weights = [weight(fits, days, is_filed=filed) for fits, days, filed in (nearer, farther)]

    assert weights[0] > weights[1]


def test_weight_is_what_its_formula_says() -> None:
    assert weight(1.9, 90, is_filed=True) == pytest.approx((0.1 + 1.9) * (1 + 90 / 180) * 0.8)


TALKS = {
    "kontakte/lately.md": contact("pflege", "## 2026-11-20 Zoom", "", "Der Laden."),
    "kontakte/spring.md": contact("pflege", "## 2026-04-20 Zoom", "", "Der Laden."),
    "kontakte/never.md": contact("liste", "## Notizen ohne Datum", "", "Der Laden."),
    "kontakte/filed.md": contact("ablage", "## 2026-11-20 Zoom", "", "Der Laden."),
    "kontakte/other.md": contact("pflege", "## 2026-11-20 Zoom", "", "Der Garten."),
}


def test_who_was_talked_to_lately_comes_first_and_the_filed_a_little_later(
    tmp_path: Path,
) -> None:
    with opened(tmp_path, TALKS) as journal:
        assert names(journal, "laden") == ["lately", "filed", "spring", "never"]


def test_a_talk_to_come_is_not_the_last_one(tmp_path: Path) -> None:
    files = {
        "kontakte/june.md": contact("pflege", "## 2026-06-01 Zoom", "", "Der Laden hat zu."),
        "kontakte/ahead.md": contact(
            "pflege", "## 2027-01-01 Zoom", "", "Der Laden.", "", "## 2024-06-01 Zoom"
        ),
        "kontakte/others.md": contact("pflege", "Der Garten."),
        "kontakte/none.md": contact("pflege", "Der Garten."),
        "kontakte/nobody.md": contact("pflege", "Der Garten."),
    }

    with opened(tmp_path, files) as journal:
        assert names(journal, "laden") == ["june", "ahead"]


def test_a_name_counts_more_than_a_text(tmp_path: Path) -> None:
    files = {
        "kontakte/bert-adler.md": contact("liste", "# Bert Adler", "", "Kurz."),
        "kontakte/carl-uhl.md": contact("liste", "# Carl Uhl", "", "Adler, noch ein Adler."),
        "kontakte/dora-uhl.md": contact("liste", "# Dora Uhl", "", "Nichts."),
    }

    with opened(tmp_path, files) as journal:
        assert names(journal, "adler") == ["bert-adler", "carl-uhl"]


def test_who_weighs_the_same_stands_by_family_name_and_path(tmp_path: Path) -> None:
    people = {"b/anna-uhl": "Anna Uhl", "a/anna-uhl": "Anna Uhl", "c/zoe-abel": "Zoe Abel"}
    files = {
        f"kontakte/{path}.md": contact("liste", f"name: {name}").replace("---\nname", "name")
        for path, name in people.items()
    }
    files = {path: text.rstrip("\n") + "\n---\nLaden\n" for path, text in files.items()}

    with opened(tmp_path, files) as journal:
        paths = [hit.due.contact.path for hit in found(journal, "laden")]

    assert paths == ["kontakte/c/zoe-abel.md", "kontakte/a/anna-uhl.md", "kontakte/b/anna-uhl.md"]


@pytest.mark.parametrize("query", ["laden", "laden -garten", "laden or garten", "mueller"])
def test_the_first_ones_are_the_beginning_of_all(tmp_path: Path, query: str) -> None:
    files = {
        f"kontakte/{number:02}.md": contact(
            "pflege", f"## 2026-0{number % 9 + 1}-01 Zoom", "Laden, Müller " * (number % 4 + 1)
        )
        for number in range(12)
    }

    with opened(tmp_path, files) as journal:
        everybody = names(journal, query)

        assert len(everybody) == 12
        for most in (1, 2, 5, 11, 12, 13):
            hits = search(journal, query, most)
            assert [hit.due.contact.stem for hit in hits.hits] == everybody[:most]
            assert (hits.shown, hits.total) == (min(most, 12), 12)


def test_a_limit_of_the_query_outranks_the_other(tmp_path: Path) -> None:
    with opened(tmp_path, TALKS) as journal:
        hits = search(journal, "laden limit:3", most=1)

        assert (len([*hits.hits]), hits.shown, hits.total) == (3, 3, 4)


def test_an_order_asked_for_outranks_relevance(tmp_path: Path) -> None:
    with opened(tmp_path, TALKS) as journal:
        assert names(journal, "laden sort:last") == ["spring", "lately", "filed", "never"]
        assert names(journal, "laden sort:last-")[0] in {"filed", "lately"}


FILES = TALKS | {
    "kontakte/anna.md": contact("pflege", "# Anna Müller", "", "Tel. im Büro").replace(
        "status", 'phone: "+49 221 555 0171"\nstatus'
    ),
    "kontakte/bert.md": contact("ablage", "# Bert Mueller", "", "Ohne Laden"),
    "kontakte/carl.md": contact("liste", "# Carl Muller", "", "Zwei Läden"),
}


@pytest.mark.parametrize(
    "query",
    [
        "laden", "mueller", "müller", "muller", "lad*", '"der laden"', "laden -zoom",
        "-laden zoom",
        "laden or mueller", "(laden or garten) zoom", "not (laden or garten) müller",
        "0221/5550171", "laden status:pflege", "laden or status:ablage", "mueller is:filed",
        "text:laden", "laden last:2026-11", "neue or laden", "gibtesnicht",
    ],
)  # fmt: skip
def test_it_finds_whom_reading_all_contacts_finds(tmp_path: Path, query: str) -> None:
    with opened(tmp_path, FILES) as journal:
        read = QueryReader(Settings(), MONDAY).read(query)
        inquiry = journal.inquiry

        expected = {
            due.contact.stem for due in inquiry.found(read, inquiry.contacts(everybody=True))
        }
        hits = search(journal, query)

        assert {hit.due.contact.stem for hit in hits.hits} == expected
        assert hits.shown == hits.total == len(expected)


def test_only_who_is_shown_is_taken_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        f"kontakte/{number:03}.md": contact("pflege", "## 2026-11-01 Zoom", "Der Laden." * number)
        for number in range(1, 60)
    }
    taken_apart: list[str] = []
    read: list[str] = []

    def counted_decode(said: str) -> Contact:
        taken_apart.append(said)
        return decode(said)

    with opened(tmp_path, files) as journal:
        folder = journal.inquiry._source
        read_file = folder.read

        def counted_read(path: str) -> bytes | Problem:
            read.append(path)
            return read_file(path)

        monkeypatch.setattr(select, "decode", counted_decode)
        monkeypatch.setattr(folder, "read", counted_read)
        hits = search(journal, "laden", most=7)
        shown = [*hits.hits]

    assert hits.total == 59
    assert len(taken_apart) == len(read) == len(shown) == 7


def test_a_file_that_changed_or_vanished_since_does_no_harm(tmp_path: Path) -> None:
    with opened(tmp_path, TALKS) as journal:
        (tmp_path / "root/kontakte/lately.md").write_text("# Neu\n\nUnd doch der Laden.\n")
        (tmp_path / "root/kontakte/spring.md").unlink()
        (tmp_path / "root/kontakte/never.md").write_text("Ganz etwas anderes.\n")

        hits = found(journal, "laden")

    said = {hit.due.contact.stem: hit.snippet for hit in hits}
    assert said["lately"] is not None
    assert (said["lately"].text, said["lately"].entry) == ("Und doch der Laden.", None)
    assert said["spring"] is None
    assert said["never"] is None


def test_words_that_must_not_be_there_are_not_looked_for() -> None:
    query = QueryReader(Settings(), MONDAY).read(
        "laden -garten not (zoom or -messe) status:pflege"
    )

    assert [words.text for words in looked_for(query)] == ["laden", "messe"]


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("mueler", ["Anna Müller"]),
        ('"anna mülle"', ["Anna Müller"]),
        ("-anna", []),
        ("anna status:kunde", []),
        ("zz", []),
    ],
)
def test_names_are_suggested_for_words_that_stand_nowhere(
    tmp_path: Path, query: str, meant: list[str]
) -> None:
    with opened(tmp_path, FILES) as journal:
        close = journal.inquiry.similar(QueryReader(Settings(), MONDAY).read(query))

    assert close[:1] == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("annamüller", "Anna Müller"),
        ('"ana mueler"', "Anna Müller"),
        ("ana mueler", "Anna Müller"),
        ('"anna mül"', "Anna Müller"),
        ("gross", "Eva-Maria Großmann"),
        ('"eva-maria grosman"', "Eva-Maria Großmann"),
        ("oneil", "Sean O'Neill"),
    ],
)
def test_names_are_suggested_whatever_slipped(tmp_path: Path, typed: str, meant: str) -> None:
    others = {
        f"kontakte/{number}.md": contact("pflege", f"# Zoltan Xy{number}") for number in range(9)
    }
    names = ("Anna Müller", "Eva-Maria Großmann", "Sean O'Neill")
    files = {f"kontakte/{name[:3]}.md": contact("liste", f"# {name}") for name in names}

    with opened(tmp_path, others | files) as journal:
        close = journal.inquiry.similar(QueryReader(Settings(), MONDAY).read(typed))

    assert close == [meant]


def test_few_of_many_names_are_compared_letter_by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["Anna Müller", *(f"Zoltan Xy{number}" for number in range(500))]
    compared: list[str] = []

    def counted(word: str, candidates: Iterable[str], most: int) -> list[str]:
        compared.extend(name for name in candidates if " " in name)
        return near(word, candidates, most)

    monkeypatch.setattr(found_by_words, "near", counted)

    assert found_by_words.slips([Words("mueler")], names) == ["Anna Müller"]
    assert compared == ["Anna Müller"]


@pytest.mark.parametrize(
    ("typed", "found_by"),
    [
        ("0221/5550171", ["phone"]),
        ("+492215550171", ["phone"]),
        ('"0221 555 0171"', ["phone", "text"]),
        ("0221-555-0171", ["phone", "text"]),
    ],
)
def test_a_number_in_a_text_is_found_in_its_groups_of_digits(
    tmp_path: Path, typed: str, found_by: list[str]
) -> None:
    files = {
        "kontakte/phone.md": '---\nstatus: pflege\nphone: "+49 221 555 0171"\n---\n',
        "kontakte/text.md": contact("pflege", "Rückruf unter 0221/555-0171."),
    }

    with opened(tmp_path, files) as journal:
        assert sorted(names(journal, typed)) == found_by
