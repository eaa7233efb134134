"""What one call knows of its journal, its language and its terminal."""

from pathlib import Path

import pytest

from kontaktjournal.cli.session import Session
from kontaktjournal.domain.errors import BadConfig


def journal_at(folder: Path, settings: str = "") -> Path:
    (folder / "kontakte").mkdir(parents=True)
    (folder / "journal.toml").write_text(f"version = 1\n{settings}", encoding="utf-8")
    return folder


def session(folder: Path, **environ: str) -> Session:
    call = Session({"HOME": str(folder), **environ})
    call.directory = str(folder)
    return call


def test_the_journals_language_wins_over_the_environments(tmp_path: Path) -> None:
    folder = journal_at(tmp_path, 'language = "en"\n')

    assert session(folder, LANG="de_DE.UTF-8").say.language == "en"


def test_the_option_wins_over_the_journals_language(tmp_path: Path) -> None:
    call = session(journal_at(tmp_path, 'language = "en"\n'))

    call.lang = "de"

    assert call.say.language == "de"


def test_without_a_journal_the_environment_decides_the_language(tmp_path: Path) -> None:
    assert session(tmp_path, LANG="en_GB.UTF-8").say.language == "en"
    assert session(tmp_path, LANG="C").say.language == "de"


def test_broken_settings_are_refused_in_the_environments_language(tmp_path: Path) -> None:
    call = session(journal_at(tmp_path, 'language = "fr"\n'), LANG="en_GB.UTF-8")

    assert call.say.language == "en"
    with pytest.raises(BadConfig):
        _ = call.settings


def test_another_folder_is_another_journal(tmp_path: Path) -> None:
    first, second = (journal_at(tmp_path / name) for name in ("first", "second"))
    call = session(first)
    assert call.place.root == first

    call.directory = str(second)

    assert (call.place.root, call.start) == (second, second)


@pytest.mark.parametrize(
    ("typed", "columns"),
    [("60", 60), ("20", 20), ("9", 20), ("400", 110), ("0", 80), ("wide", 80)],
)
def test_lines_are_neither_too_narrow_nor_too_wide(
    typed: str, columns: int, tmp_path: Path
) -> None:
    assert session(tmp_path, COLUMNS=typed).columns == columns


@pytest.mark.parametrize(("typed", "columns"), [("20", 38), ("40", 38), ("80", 78), ("110", 78)])
def test_help_fits_the_terminal(typed: str, columns: int, tmp_path: Path) -> None:
    assert session(tmp_path, COLUMNS=typed).help_columns == columns


def test_a_remark_is_not_made_in_quiet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = session(tmp_path)

    call.tell("heard")
    call.quiet = True
    call.tell("not heard")
    call.refuse("a refusal is no remark")

    assert capsys.readouterr().err == "heard\na refusal is no remark\n"


def test_talk_cannot_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session(tmp_path).refuse("one \x1b[31m\u202eline\nand another")

    assert capsys.readouterr().err == "one \\x1b[31m\\u202eline\nand another\n"
