"""Whom a word on the command line means: numbers, paths, names and their parts (N6, N7)."""

from datetime import timedelta
from pathlib import Path

import pytest

from kontaktjournal.domain.errors import Ambiguous, NotFound, Refused
from opened_journal import NOW, opened

PEOPLE = {
    "kontakte/anna-mueller.md":
        "---\nuid: k7f3q2m9xw\naliases: Änne\ncity: Köln\n---\n# Anna Müller\n",
    "kontakte/2024/anna-schmidt.md": "---\norg: ACME\n---\n# Anna Schmidt\n",
    "kontakte/jonas.md": "# Jonas Weber\n",
    "kontakte/jonas-weber.md": "# Jonas Karl Weber\n",
    "kontakte/0171.md": "# Zahl\n",
}  # fmt: skip


@pytest.mark.parametrize(
    ("ref", "stem"),
    [
        ("anna-mueller", "anna-mueller"), ("Anna Müller", "anna-mueller"),
        ("anna mueller", "anna-mueller"), ("ANNA MÜLLER", "anna-mueller"),
        ("k7f3q2m9xw", "anna-mueller"), ("Änne", "anna-mueller"), ("aenne", "anna-mueller"),
        ("müll", "anna-mueller"), ("anna m", "anna-mueller"), ("schmidt anna", "anna-schmidt"),
        ("kontakte/2024/anna-schmidt.md", "anna-schmidt"), ("jonas", "jonas"),
        ("Jonas Weber", "jonas"), ("jonas-weber", "jonas-weber"), ("karl", "jonas-weber"),
        ("kontakte/0171.md", "0171"),
    ],
)  # fmt: skip
def test_a_word_means_somebody(tmp_path: Path, ref: str, stem: str) -> None:
    with opened(tmp_path, PEOPLE) as journal:
        assert journal.find(ref).stem == stem


NICKNAMED = {
    "kontakte/karl.md": "---\nname: 'Karl „Kalle“ Schmidt'\n---\n",
    "kontakte/susanne.md": "---\nname: Susanne (Susi) Roth\n---\n",
    "kontakte/eva.md": "---\nname: 'Eva-Maria \"Evi\" Blum'\n---\n",
    "kontakte/mc.md": "---\nname: McDonald/Huber\n---\n",
    "kontakte/fiona.md": "---\nname: Fiona O'Brien\n---\n",
    "kontakte/liam.md": "---\nname: Liam O’Connor\n---\n",
}


@pytest.mark.parametrize(
    ("ref", "stem"),
    [
        ("kalle", "karl"), ("susi", "susanne"), ("evi", "eva"), ("maria", "eva"),
        ("huber", "mc"), ("McDonald/Huber", "mc"), ("brien", "fiona"), ("obrien", "fiona"),
        ("o'brien", "fiona"), ("oconnor", "liam"), ("connor", "liam"), ("O'Connor", "liam"),
    ],
)  # fmt: skip
def test_any_part_of_a_name_means_somebody(tmp_path: Path, ref: str, stem: str) -> None:  # N6
    with opened(tmp_path, NICKNAMED) as journal:
        assert journal.find(ref).stem == stem


@pytest.mark.parametrize(
    ("ref", "start", "path"),
    [
        ("joerg.md", "kontakte/sub", "kontakte/sub/joerg.md"),
        ("./joerg", "kontakte/sub", "kontakte/sub/joerg.md"),
        ("./joerg.md", "kontakte", "kontakte/joerg.md"),
        ("../joerg", "kontakte/sub", "kontakte/joerg.md"),
        ("sub/joerg", "kontakte", "kontakte/sub/joerg.md"),
        ("sub/joerg", ".", "kontakte/sub/joerg.md"),
        ("sub/joerg.md", "elsewhere", "kontakte/sub/joerg.md"),
        ("./kontakte/joerg.md", ".", "kontakte/joerg.md"),
    ],
)
def test_a_path_may_begin_where_it_is_typed(
    tmp_path: Path, ref: str, start: str, path: str
) -> None:
    files = {"kontakte/joerg.md": "# Jörg\n", "kontakte/sub/joerg.md": "# Jörg Weiß\n"}

    with opened(tmp_path, files) as journal:
        assert journal.find(ref, tmp_path / "root" / start).path == path


def test_files_of_one_name_are_told_apart_by_their_paths(tmp_path: Path) -> None:
    files = {"kontakte/anna.md": "# Anna Otto\n", "kontakte/b/anna.md": "# Anna Muster\n"}

    with opened(tmp_path, files) as journal, pytest.raises(Ambiguous) as refusal:
        journal.find("anna")

    assert refusal.value.values["names"] == "kontakte/anna.md, kontakte/b/anna.md"


def test_no_more_than_five_candidates_are_named(tmp_path: Path) -> None:
    files = {f"kontakte/anna-{n}.md": f"# Anna {n}\n" for n in range(7)}

    with opened(tmp_path, files) as journal, pytest.raises(Ambiguous) as refusal:
        journal.find("anna")

    assert refusal.value.key == "refusal.ambiguous_more"
    assert refusal.value.values["names"] == "anna-0, anna-1, anna-2, anna-3, anna-4"
    assert refusal.value.values["left"] == 2


@pytest.mark.parametrize(
    ("shown", "key"),
    [([(1, "kontakte/jonas.md")], "refusal.no_number"), ([], "refusal.stale_number")],
)
def test_a_number_never_shown_is_not_called_old(
    tmp_path: Path, shown: list[tuple[int, str]], key: str
) -> None:
    with opened(tmp_path, PEOPLE) as journal:
        journal.number(shown)
        with pytest.raises(Refused) as refusal:
            journal.find("77")

    assert refusal.value.key == key


def test_an_absolute_path_means_somebody(tmp_path: Path) -> None:
    with opened(tmp_path, PEOPLE) as journal:
        contact = journal.find(str(tmp_path / "root/kontakte/jonas.md"))

        assert contact.stem == "jonas"
        assert journal.path(contact) == tmp_path / "root/kontakte/jonas.md"


def test_a_word_that_means_several_people_names_them(tmp_path: Path) -> None:
    with opened(tmp_path, PEOPLE) as journal, pytest.raises(Ambiguous) as refusal:
        journal.find("anna")

    assert refusal.value.values == {
        "word": "anna",
        "count": 2,
        "names": "anna-mueller (Köln), anna-schmidt (ACME)",
        "choices": ("anna-mueller (Köln)", "anna-schmidt (ACME)"),
    }


@pytest.mark.parametrize(
    "ref", ["Nobody", "", " ", "🚀", "x" * 100_000, "x " * 10_000, "\0", "'", '"', "9" * 5000, "²"]
)
def test_a_word_that_means_nobody_is_refused(tmp_path: Path, ref: str) -> None:
    with opened(tmp_path, PEOPLE) as journal, pytest.raises(NotFound):
        journal.find(ref)


def test_a_slip_of_the_finger_is_answered_with_a_guess(tmp_path: Path) -> None:
    with opened(tmp_path, PEOPLE) as journal, pytest.raises(NotFound) as refusal:
        journal.find("Jonas Webre")

    assert "Jonas" in str(refusal.value.values["names"])


def test_a_number_means_whom_it_was_shown_for(tmp_path: Path) -> None:
    with opened(tmp_path, PEOPLE) as journal:
        journal.number([(1, "kontakte/jonas.md"), (2, "kontakte/0171.md")])
    with opened(tmp_path) as journal:
        assert journal.find("2").name == "Zahl"


def test_a_number_stays_with_its_person_and_never_means_another(tmp_path: Path) -> None:
    with opened(tmp_path, PEOPLE) as journal:
        journal.number([(1, "kontakte/jonas.md")])
    (tmp_path / "root/kontakte/jonas.md").unlink()

    with opened(tmp_path) as journal, pytest.raises(Refused) as refusal:
        journal.find("1")

    assert refusal.value.key == "refusal.stale_number"


@pytest.mark.parametrize("later", [timedelta(hours=25), timedelta(hours=-1)])
def test_an_old_number_is_refused(tmp_path: Path, later: timedelta) -> None:
    with opened(tmp_path, PEOPLE) as journal:
        journal.number([(1, "kontakte/jonas.md")])

    with opened(tmp_path, now=NOW + later) as journal, pytest.raises(Refused):
        journal.find("1")
