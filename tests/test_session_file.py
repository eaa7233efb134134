"""The language of the golden sessions, and the stage they are played on."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_file import Answer, BadSessionError, Command, File, Setting, read_session
from session_stage import play


def test_a_session_is_read_step_by_step() -> None:
    session = read_session(
        "# A comment.\n"
        "@ today 2026-11-23\n"
        "@ file kontakte/anna.md\n"
        "| name: Anna\n"
        "|\n"
        "|   indented\n"
        "\n"
        "$ journal log anna 'two words'\n"
        "< typed\n"
        "> said\n"
        "? 3\n"
    )

    assert session.steps == (
        Setting(2, "today", "2026-11-23"),
        File(3, "kontakte/anna.md", b"name: Anna\n\n  indented\n"),
        Command(8, ("journal", "log", "anna", "two words"), "typed\n", start=9, end=11),
    )


def test_a_file_of_bytes_holds_what_its_escapes_stand_for() -> None:
    session = read_session("@ bytes kontakte/anna.md\n| J\\xf6rg\\r\n| x\n|  y\\n\n")

    assert session.steps == (File(1, "kontakte/anna.md", b"J\xf6rg\rx y\n"),)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("said\n", "line 1: expected a comment"),
        ("\n> said\n", "line 2: expected a comment"),
        ("@ yesterday 2026-11-22\n", "line 1: expected a comment"),
        ("@ today\n", "line 1: a value is missing"),
        ("# fine\n$ journal 'open\n", "line 2: No closing quotation"),
    ],
)
def test_what_is_no_session_is_refused_with_its_line(text: str, place: str) -> None:
    with pytest.raises(BadSessionError, match=place):
        read_session(text)


def test_new_answers_replace_the_old_ones_and_nothing_else() -> None:
    session = read_session("# One.\n$ journal a\n> old\n> old\n\n# Two.\n$ journal b\n# End.\n")

    text = session.answered([Answer("new\n"), Answer("x\n\ny\n", "why\n", 2)])

    assert text == (
        "# One.\n$ journal a\n> new\n\n# Two.\n$ journal b\n> x\n>\n> y\n! why\n? 2\n# End.\n"
    )


def test_what_cannot_be_seen_is_recorded_as_an_escape() -> None:
    session = read_session("$ journal a\n")

    text = session.answered([Answer("\x1b[1mbold\r\nno end")])

    assert text == "$ journal a\n> \\x1b[1mbold\\r\n> no end\n>\\ no newline at the end\n"


@given(st.builds(Answer, st.text(), st.text(), st.integers(0, 255)))
def test_recording_the_same_answer_twice_changes_nothing(answer: Answer) -> None:
    once = read_session("# Before.\n$ journal a\n> old\n\n# After.\n").answered([answer])

    twice = read_session(once).answered([answer])

    assert twice == once


def test_steps_share_a_folder_and_keep_their_order(tmp_path: Path) -> None:
    session = read_session(
        "@ file kontakte/anna.md\n| eins\n$ cat kontakte/anna.md\n"
        "@ file kontakte/anna.md\n| zwei\n$ mv kontakte/anna.md anna.md\n$ cat anna.md\n$ ls\n"
    )

    answers = play(session, tmp_path)

    assert answers == [Answer("eins\n"), Answer(), Answer("zwei\n"), Answer("anna.md\nkontakte\n")]


def test_links_and_rights_are_made_as_in_a_shell(tmp_path: Path) -> None:
    session = read_session("@ file a\n| x\n$ ln a b\n$ ln -s a c\n$ chmod 444 b\n")

    play(session, tmp_path)

    folder = tmp_path / "journal"
    assert (folder / "a").stat().st_mode & 0o777 == 0o444
    assert (folder / "b").stat().st_nlink == 2
    assert (folder / "c").readlink() == Path("a")


def test_a_session_reaches_no_shell(tmp_path: Path) -> None:
    session = read_session("# A pipe.\n$ curl example.org\n")

    with pytest.raises(BadSessionError, match="line 2: a session knows only journal, cat"):
        play(session, tmp_path)


def test_the_stage_is_left_as_it_was_found(tmp_path: Path) -> None:
    before = Path.cwd()

    play(read_session("@ file a/b.md\n| x\n$ cd a\n$ ls\n"), tmp_path)

    assert Path.cwd() == before


def test_the_journal_is_called_as_a_user_calls_it(tmp_path: Path) -> None:
    from kontaktjournal import __version__

    version, unknown = play(
        read_session("$ journal --version\n$ journal no-such-command\n"), tmp_path
    )

    assert __version__ in version.stdout
    assert version.exit_code == 0
    assert unknown.stderr
    assert unknown.exit_code == 2
