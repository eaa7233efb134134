"""Who may be in the journal twice, asked of the index."""

from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.doubles import doubles
from kontaktjournal.domain.duplicates import DOUBLE, Likeness, is_double, likeness_of, told_apart
from kontaktjournal.domain.links import Names
from kontaktjournal.index import select
from kontaktjournal.index.doubles import double_paths
from kontaktjournal.journal import Journal
from opened_journal import opened

NUMBER = "phone: +49 221 555 0171"


def note(*head: str, body: str = "") -> str:
    return "\n".join(("---", *head, "---", body))


def pairs(journal: Journal, *, by_name: bool = False) -> list[tuple[str, str, str]]:
    found = journal.inquiry.doubles(by_name=by_name)
    return [(each.name, one.stem, other.stem) for each, one, other in found.read()]


def test_whoever_is_in_play_comes_first_then_whom_we_talked_to(tmp_path: Path) -> None:
    talk = "## 2026-11-02 Telefonat\n"
    files = {
        "kontakte/a.md": note("name: Anna Otto", "status: liste", NUMBER),
        "kontakte/b.md": note("name: Anna Otto", "status: liste", NUMBER, body=talk),
        "kontakte/c.md": note("name: Anna Otto", "status: ablage", NUMBER),
        "kontakte/d-2.md": note("name: Anna Otto", "status: pflege", NUMBER),
        "kontakte/d.md": note("name: Anna Otto", "status: pflege", NUMBER),
        "kontakte/e.md": note("name: Anna Otto", "status: pflege", NUMBER, body=talk),
    }
    with opened(tmp_path, files) as journal:
        assert pairs(journal) == [("STRONG", "e", stem) for stem in ("d", "d-2", "c", "b", "a")]


def test_those_of_one_name_are_told_where_that_is_asked(tmp_path: Path) -> None:
    files = {
        "kontakte/a.md": note("name: Anna Otto", "city: Köln"),
        "kontakte/b.md": note("name: Otto, Anna", "city: Bonn"),
        "kontakte/vorlage.md": "{{ name }}",
    }
    with opened(tmp_path, files) as journal:
        assert pairs(journal) == []
        assert pairs(journal, by_name=True) == [("WEAK", "a", "b")]


def test_whoever_is_said_not_to_be_the_other_is_no_pair_with_them(tmp_path: Path) -> None:
    files = {
        "kontakte/a.md": note("name: Anna Otto", NUMBER),
        "kontakte/b.md": note("name: Anna Otto", NUMBER, "distinct: '[[a]]'"),
        "kontakte/c.md": note("name: Otto, A.", NUMBER, "verschieden_von: [Anna Otto, niemand]"),
    }
    with opened(tmp_path, files) as journal:
        assert pairs(journal, by_name=True) == []
        assert journal.index.ask(double_paths) == set()


def test_a_file_that_was_changed_meanwhile_is_left_out(tmp_path: Path) -> None:
    files = {f"kontakte/{stem}.md": note("name: Anna Otto", NUMBER) for stem in "ab"}
    with opened(tmp_path, files) as journal:
        found = journal.inquiry.doubles()
        (tmp_path / "root/kontakte/b.md").unlink()
        journal.refresh()

        assert [*found.read()] == []


_KEYS = st.fixed_dictionaries({
    "name": st.sampled_from(
        ("Anna Müller", "Mueller, Anna", "A. Müller", "Arne Müller", "Anna", "")
    ),
    "status": st.sampled_from(("pflege", "liste", "ablage", "vip")),
    "phone": st.sampled_from(("", "0221 5550171", "'+49 (0)221 555-0171'", "0221 5550172")),
    "email": st.sampled_from(("", "a@example.org", "A@example.org")),
    "url": st.sampled_from(("", "linkedin.com/in/anna", "https://de.linkedin.com/in/Anna/")),
    "org": st.sampled_from(("", "Müller GmbH", "[Mueller GmbH, Chor]")),
    "city": st.sampled_from(("", "Köln", "Koeln", "Bonn")),
    "birthday": st.sampled_from(("", "05-14", "1980-05-14", "1981-05-14")),
    "uid": st.sampled_from(("", "", "u1")),
    "distinct": st.sampled_from(("", "", "n0", "[n1, '[[n2]]']", "Anna Müller")),
})  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(people=st.lists(_KEYS, max_size=6))
def test_the_index_finds_what_comparing_all_with_all_finds(
    people: list[Mapping[str, str]],
) -> None:
    files = {
        f"kontakte/n{number}.md": note(*(f"{key}: {word}" for key, word in head.items() if word))
        for number, head in enumerate(people)
    }
    with TemporaryDirectory() as folder, opened(Path(folder), files) as journal:
        contacts = journal.index.ask(select.contacts())
        apart = told_apart(contacts, Names(contacts).resolve)
        wanted = {
            frozenset((one.path, other.path)): likeness
            for one, other in combinations(contacts, 2)
            if (likeness := likeness_of(one, other)) and likeness is not Likeness.SHARED
            if other.path not in apart.get(one.path, ())
        }
        found = [*journal.inquiry.doubles(by_name=True).read()]
        paths = journal.index.ask(double_paths)

    pairs = {frozenset((one.path, other.path)): likeness for likeness, one, other in found}
    assert pairs.items() <= wanted.items()
    assert {path for pair in pairs for path in pair} == {path for pair in wanted for path in pair}
    doubled = {pair for pair, likeness in wanted.items() if likeness in DOUBLE}
    assert paths == {path for pair in doubled for path in pair} == doubles(contacts)
    assert all(
        is_double(one, other) == (frozenset((one.path, other.path)) in doubled)
        for one, other in combinations(contacts, 2)
    )
