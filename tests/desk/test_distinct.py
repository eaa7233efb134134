"""Said in a file that somebody is not somebody else."""

from pathlib import Path

import pytest

from kontaktjournal.desk.distinct import tell_apart
from kontaktjournal.journal import Journal
from opened_journal import opened

ANNA, OTHER = "kontakte/anna.md", "kontakte/anna-2.md"
FILES = {
    ANNA: "---\nname: Anna Müller # die Ältere\nuid: u1\n---\n",
    OTHER: "---\nname: Anna\n---\n",
}


def told(journal: Journal, link: str = "") -> bool:
    desk = journal.desk("merge-contacts")
    with desk:
        one, other = journal.find(ANNA), journal.find(OTHER)
        return tell_apart(desk, one, other, link).is_changed


def test_it_is_said_in_the_one_file_and_changes_nothing_else(tmp_path: Path) -> None:
    with opened(tmp_path, FILES) as journal:
        assert told(journal)

    assert (tmp_path / "root" / ANNA).read_text() == (
        '---\nname: Anna Müller # die Ältere\ndistinct:\n  - "[[anna-2]]"\nuid: u1\n---\n'
    )
    assert (tmp_path / "root" / OTHER).read_text() == FILES[OTHER]


def test_it_is_said_as_the_link_it_is_given(tmp_path: Path) -> None:
    with opened(tmp_path, FILES) as journal:
        told(journal, "kontakte/anna-2")

    assert '"[[kontakte/anna-2]]"' in (tmp_path / "root" / ANNA).read_text()


@pytest.mark.parametrize(
    "said",
    [
        {ANNA: "---\nverschieden_von: anna-2\n---\n"},
        {OTHER: '---\nnot_same_as: ["[[anna]]"]\n---\n'},
    ],
)
def test_nothing_is_said_twice_whoever_says_it(tmp_path: Path, said: dict[str, str]) -> None:
    with opened(tmp_path, {**FILES, **said}) as journal:
        assert not told(journal)


def test_one_more_stands_below_the_others(tmp_path: Path) -> None:
    there = '---\nname: Anna\nverschieden_von:\n  - "[[anna-3]]"\n---\n'
    with opened(tmp_path, {**FILES, ANNA: there}) as journal:
        told(journal)

    assert (tmp_path / "root" / ANNA).read_text() == there.replace(
        '3]]"\n', '3]]"\n  - "[[anna-2]]"\n'
    )
