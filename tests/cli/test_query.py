"""QUERY on the command line: a term that begins with a minus is never an option (TR18)."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.cli import Journal
from kontaktjournal.cli.options import is_term
from kontaktjournal.cli.query import Terms

Run = Callable[..., CompletedProcess[bytes]]


def loaded(name: str) -> click.Command:
    found = Journal().get_command(click.Context(Journal()), name)
    assert found is not None
    return found


LIST, AGENDA = loaded("list"), loaded("agenda")
TERMS = Terms(["terms"], nargs=-1)


@pytest.mark.parametrize(
    ("words", "claimed"),
    [
        ("-status:x", " -status:x"),
        ("-+tag", " -+tag"),
        ("-wort", " -wort"),
        ("-quer", " -quer"),
        ("-vip", " -vip"),
        ('-"a', ' -"a'),
        ("-(a", " -(a"),
        ("-@kalt", " -@kalt"),
        ("-City:Köln", " -City:Köln"),
        ("-0221", " -0221"),
        ("-q", "-q"),
        ("-qv", "-qv"),
        ("-vq0", "-vq0"),
        ("-0", "-0"),
        ("-C folder", "-C folder"),
        ("-C -folder", "-C -folder"),
        ("-Cologne", " -Cologne"),
        ("-C王", " -C王"),
        ("-qCologne", " -qCologne"),
        ("-C5 -C../x -C/srv", "-C5 -C../x -C/srv"),
        ("-qC/srv", "-qC/srv"),
        ("-C/srv/a:b", "-C/srv/a:b"),
        ("-qC -folder -x", "-qC -folder  -x"),
        ("--all", "--all"),
        ("--sort name -x", "--sort name  -x"),
        ("--sort -x", "--sort -x"),
        ("--sort=name -x", "--sort=name  -x"),
        ("--format csv -x:y", "--format csv  -x:y"),
        ("--sorte -x", "--sorte  -x"),
        ("- a", "- a"),
        ("a -b -- -c -q", "a  -b -- -c -q"),
        ("+tag a:b", "+tag a:b"),
    ],
)
def test_what_only_looks_like_an_option_is_a_term(words: str, claimed: str) -> None:
    assert " ".join(TERMS.claim(LIST, words.split(" "))) == claimed


_WORD = st.from_regex(r"\A-(\+\w+|\w[\w-]*:[^\s]*)\Z")


@pytest.mark.parametrize("command", [LIST, AGENDA])
@given(st.lists(_WORD, min_size=1, max_size=4))
def test_no_denied_term_is_ever_an_option(command: click.Command, words: list[str]) -> None:
    denied = [word for word in words if is_term(word)]

    context = command.make_context("x", denied, resilient_parsing=False, obj=None)

    given_by_user = {
        name
        for name in context.params
        if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
    }
    assert given_by_user <= {"terms"}
    assert [term.strip() for term in context.params["terms"]] == [one.strip() for one in denied]


PAGE = loaded("page")


@pytest.mark.parametrize("command", [LIST, AGENDA, PAGE])
@given(letters=st.lists(st.sampled_from("qvCologneß"), min_size=2, max_size=6))
def test_letters_together_are_options_only_where_all_of_them_are(
    command: click.Command, letters: list[str]
) -> None:
    word = "-" + "".join(letters)
    short = {name[1:]: each for each in command.params for name in each.opts if len(name) == 2}
    flags = {name for name, each in short.items() if getattr(each, "is_flag", False)}
    *before, last = letters

    claimed = TERMS.claim(command, [word])

    are_options = {*before} <= flags and last in short
    assert claimed == [word if are_options else f" {word}"]


@pytest.mark.parametrize("word", ["-C5", "-C/srv/ida", "-C../ida", "-C.", "-qC~/ida"])
def test_what_is_no_word_may_stand_right_behind_its_option(word: str) -> None:
    assert TERMS.claim(LIST, [word]) == [word]


def test_a_folder_right_behind_its_option_is_found_where_no_query_is(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "journal/kontakte").mkdir(parents=True)
    (tmp_path / "journal/journal.toml").write_text('language = "en"\n', "utf-8")
    (tmp_path / "journal/kontakte/ida.md").write_text("# Ida Busch\n", "utf-8")

    answer = run(tmp_path, "show", "ida", "-Cjournal")

    assert "Next conversation" in answer.stdout.decode()


def test_a_denied_word_is_no_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kontakte").mkdir()
    (tmp_path / "kontakte/ida.md").write_text("---\nstatus: pflege\n---\n# Ida\n", "utf-8")

    answer = run(tmp_path, "list", "-Cologne", "--format", "paths")

    assert answer.stdout.decode() == "kontakte/ida.md\n"
    assert answer.stderr == b""


def test_a_denied_field_is_no_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kontakte").mkdir()
    for city in ("Köln", "Bonn"):
        (tmp_path / f"kontakte/{city}.md").write_text(
            f"---\nstatus: pflege\ncity: {city}\n---\n# Wer in {city}\n", encoding="utf-8"
        )

    answer = run(tmp_path, "list", "-City:Köln", "--format", "paths")

    assert answer.stdout.decode() == "kontakte/Bonn.md\n"
    assert answer.stderr == b""


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_refusal_points_at_the_place(language: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "kontakte").mkdir()

    answer = run(tmp_path, "--lang", language, "list", "ort:Köln", "王 next:hoite")

    _, query, caret = answer.stderr.decode().splitlines()
    assert query == "  ort:Köln 王 next:hoite"
    assert caret == "                   ^^^^^"  # each sign is as wide as a terminal shows it
    assert (answer.returncode, answer.stdout) == (2, b"")


def test_of_a_long_query_what_leads_up_to_the_place_is_shown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kontakte").mkdir()

    answer = run(tmp_path, "list", "a " * 100 + "(", "next:hoite", "a a " * 20 + "(")

    _, query, caret = answer.stderr.decode().splitlines()
    assert query == "  …" + " a" * 11 + " ( next:hoite" + " a" * 20 + "…"
    assert caret == " " * query.index("hoite") + "^^^^^"


def test_no_command_needs_the_query_s_machinery_without_a_query(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kontakte").mkdir()

    for words in (["agenda"], ["agenda", ""], ["list"]):
        answer = run(tmp_path, *words, PYTHONPROFILEIMPORTTIME="1")
        assert b"kontaktjournal.views" in answer.stderr
        assert b"kontaktjournal.domain.query" not in answer.stderr
        assert b"kontaktjournal.notation.query" not in answer.stderr
