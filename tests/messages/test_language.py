import gettext
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from kontaktjournal.messages import choose_language, install


@pytest.fixture
def _own_gettext(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give back the process's gettext afterwards."""
    monkeypatch.setattr(gettext, "dgettext", gettext.dgettext)
    monkeypatch.setattr(gettext, "dngettext", gettext.dngettext)
    domain = gettext.textdomain()
    yield
    gettext.textdomain(domain)


@pytest.mark.parametrize(
    ("setting", "environ", "language"),
    [
        ("de", {"LC_ALL": "en_GB.UTF-8"}, "de"),
        ("en", {"LC_ALL": "de_DE.UTF-8"}, "en"),
        ("auto", {}, "de"),
        ("auto", {"LANG": ""}, "de"),
        ("auto", {"LANG": "C"}, "de"),
        ("auto", {"LANG": "C.UTF-8"}, "de"),
        ("auto", {"LANG": "POSIX"}, "de"),
        ("auto", {"LANG": "de_AT.UTF-8"}, "de"),
        ("auto", {"LANG": "de"}, "de"),
        ("auto", {"LANG": "en_GB.UTF-8"}, "en"),
        ("auto", {"LANG": "fr_FR.UTF-8"}, "en"),
        ("auto", {"LANG": "de_DE", "LC_MESSAGES": "en_US"}, "en"),
        ("auto", {"LC_MESSAGES": "en_US", "LC_ALL": "de_CH"}, "de"),
        ("auto", {"LC_ALL": "", "LANG": "en_US"}, "en"),
        ("auto", {"LC_ALL": "C", "LANG": "en_US"}, "de"),
        ("auto", {"LANGUAGE": "en"}, "de"),
    ],
)
def test_the_language_follows_setting_then_locale(
    setting: str, environ: dict[str, str], language: str
) -> None:
    assert choose_language(setting, environ) == language


@click.command()
@click.argument("who")
@click.option("--sort", type=click.Choice(["name", "date"]))
def listing(who: str, sort: str) -> None:
    click.echo(f"{who} {sort}")


@pytest.mark.usefixtures("_own_gettext")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--help"], ["Aufruf: listing", "Optionen:", "Zeigt diese Hilfe."]),
        ([], ["Hilfe: listing --help", "Fehler: Es fehlt die Angabe 'WHO'."]),
        (["--srot", "x"], ["Fehler: Die Option '--srot' gibt es nicht.", "Meintest du '--sort'?"]),
        (["anna", "--sort", "x"], ["passt nicht: 'x' ist keines von 'name', 'date'."]),
        (["anna", "otto"], ["Fehler: Eine Angabe zu viel (otto)"]),
        (["anna", "otto", "x"], ["Fehler: Angaben zu viel (otto x)"]),
    ],
)
def test_click_speaks_german_once_it_is_installed(arguments: list[str], said: list[str]) -> None:
    install("de")

    output = CliRunner().invoke(listing, arguments).output

    assert all(sentence in output for sentence in said)


@pytest.mark.usefixtures("_own_gettext")
def test_click_speaks_the_language_installed_last() -> None:
    install("de")
    install("en")

    output = CliRunner().invoke(listing, []).output

    assert "Error: Missing argument 'WHO'." in output


@pytest.mark.usefixtures("_own_gettext")
def test_other_domains_and_the_environment_are_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("LANGUAGE", raising=False)

    install("de")

    assert gettext.dgettext("another", "Options") == "Options"
    assert gettext.dngettext("another", "file", "files", 2) == "files"
    assert gettext.find("kontaktjournal") is None
