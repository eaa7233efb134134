"""Options: common to all commands, in two languages, before the command or after."""

from pathlib import Path

import click
import pytest

from kontaktjournal.cli import COMMANDS, Journal
from kontaktjournal.cli.options import exclude
from kontaktjournal.cli.session import Session
from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.messages import Catalogue

COMMON = {"-C", "--lang", "--json", "--no-color", "-q", "--quiet", "-v", "--verbose"}


def loaded(name: str) -> click.Command:
    found = Journal().get_command(click.Context(Journal()), name)
    assert found is not None
    return found


def options_of(command: click.Command) -> set[str]:
    return {
        word
        for option in command.params
        if isinstance(option, click.Option)
        for word in option.opts
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_the_common_options(name: str) -> None:
    assert options_of(loaded(name)) >= COMMON


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_has_an_option_twice(name: str) -> None:
    words = [word for option in loaded(name).params for word in option.opts]

    assert len(words) == len(set(words))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_explains_itself(name: str, language: str) -> None:
    say = Catalogue(language)
    options = [each for each in loaded(name).params if isinstance(each, click.Option)]

    assert [each.opts for each in options if not each.help or each.help not in say] == []


def test_one_option_alone_excludes_nothing() -> None:
    exclude({"--week": True, "--days": False, "--on": None})
    exclude({})


def test_two_options_that_contradict_each_other_are_named() -> None:
    with pytest.raises(WrongUse) as refusal:
        exclude({"--week": True, "--days": False, "--on": "2026-11-23"})

    assert refusal.value.values == {"first": "--week", "second": "--on"}


@pytest.mark.parametrize(
    "words",
    [
        ("--lang", "en", "check", "-q", "--json"),
        ("check", "--lang=en", "--json", "--quiet"),
        ("-q", "--json", "check", "--lang", "en"),
    ],
)
def test_a_common_option_means_the_same_wherever_it_stands(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "kontakte").mkdir()
    session = Session({"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")})
    journal = Journal()

    with journal.make_context("journal", ["-C", str(tmp_path), *words], obj=session) as context:
        journal.invoke(context)

    assert (session.lang, session.json, session.quiet) == ("en", True, True)
    assert session.directory == str(tmp_path)
