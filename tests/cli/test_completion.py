"""Shell completion: the scripts, and the words they are offered."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[bytes]]

ANNA = "---\nname: Anna Müller\naliases: [Änni]\nstatus: pflege\n---\n"
JONAS = "---\nname: Jonas Weber\nstatus: angebot\n---\n"
FILED = "---\nname: Anja Alt\nstatus: ablage\n---\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"anna-mueller": ANNA, "jonas-weber": JONAS, "anja-alt": FILED, "Uwe Kern": "# Uwe"}
    (tmp_path / "kontakte").mkdir()
    for stem, text in files.items():
        (tmp_path / f"kontakte/{stem}.md").write_text(text, encoding="utf-8")
    return tmp_path


def offered(run: Run, folder: Path, typed: str, shell: str = "bash", **environ: str) -> list[str]:
    """Return what is offered for the last word of what was typed, as the shell reads it."""
    words = typed.split(" ")
    answer = run(
        folder,
        _JOURNAL_COMPLETE=f"{shell}_complete",
        COMP_WORDS=typed,
        COMP_CWORD=words[-1] if shell == "fish" else str(len(words) - 1),
        **environ,
    )
    assert (answer.returncode, answer.stderr) == (0, b"")
    return [line for line in answer.stdout.decode().split("\n") if line]


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("bash", "_journal_completion() {"),
        ("zsh", "#compdef journal"),
        ("fish", "function _journal_completion;"),
    ],
)
def test_each_shell_gets_its_script(shell: str, line: str, run: Run, tmp_path: Path) -> None:
    answer = run(tmp_path, "completion", shell)

    assert (answer.stdout.decode().split("\n")[0], answer.stderr) == (line, b"")
    assert b"_JOURNAL_COMPLETE" in answer.stdout


def test_the_users_own_shell_is_told_where_the_script_goes(run: Run, tmp_path: Path) -> None:
    answer = run(tmp_path, "completion", SHELL="/usr/bin/fish", LANG="en_GB.UTF-8")

    assert answer.stdout.startswith(b"function _journal_completion;")
    assert answer.stderr.decode().splitlines() == [
        "Add to ~/.config/fish/config.fish:", "  journal completion fish | source",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["mueller", "müll", "Mull", "an", "änn"])
def test_a_name_is_found_in_any_spelling(typed: str, run: Run, folder: Path) -> None:
    assert "plain,anna-mueller" in offered(run, folder, f"journal show {typed}")


def test_filed_contacts_are_offered_last(run: Run, folder: Path) -> None:
    assert offered(run, folder, "journal show an") == ["plain,anna-mueller", "plain,anja-alt"]


def test_a_file_name_with_a_blank_is_offered_as_one_word(run: Run, folder: Path) -> None:
    [answer] = offered(run, folder, "journal show uw")

    found = run(folder, "show", answer.removeprefix("plain,"), "--path")

    assert answer == "plain,uwe-kern"
    assert found.stdout.endswith(b"kontakte/Uwe Kern.md\n")


def test_zsh_and_fish_are_told_the_full_name(run: Run, folder: Path) -> None:
    zsh = offered(run, folder, "journal show jonas", "zsh")
    fish = offered(run, folder, "journal show jonas", "fish")

    assert zsh == ["plain", "jonas-weber", "Jonas Weber"]
    assert "jonas-weber" in " ".join(fish)


def test_a_name_or_file_that_would_harm_the_shell_is_made_harmless(run: Run, folder: Path) -> None:
    text = '---\nname: "Zoe \\e[31m Lind"\n---\n'
    (folder / "kontakte/zoe,lind.md").write_text(text, encoding="utf-8")

    found = offered(run, folder, "journal show zoe", "zsh")

    assert found[1] == "zoe-lind"
    assert "\x1b" not in "".join(found)


def test_an_index_as_it_stands_is_enough(run: Run, folder: Path) -> None:
    run(folder, "list")
    (folder / "kontakte/neu.md").write_text("# Xaver Neu\n", encoding="utf-8")

    before = offered(run, folder, "journal show xav")
    run(folder, "list")

    assert before == []
    assert offered(run, folder, "journal show xav") == ["plain,neu"]


def test_without_a_journal_nothing_is_offered(run: Run, tmp_path: Path) -> None:
    assert offered(run, tmp_path, "journal show an") == []


def test_with_broken_settings_nothing_is_offered(run: Run, folder: Path) -> None:
    (folder / "journal.toml").write_text("version = [", encoding="utf-8")

    assert offered(run, folder, "journal show an") == []


def test_another_folder_offers_its_own_people(run: Run, folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    assert offered(run, elsewhere, f"journal -C {folder} show jon") == ["plain,jonas-weber"]


def test_commands_are_offered_and_their_german_names_once_something_is_typed(
    run: Run, folder: Path
) -> None:
    everything = offered(run, folder, "journal ")

    assert "plain,agenda" in everything
    assert "plain,zeige" not in everything
    assert offered(run, folder, "journal ze") == ["plain,zeige"]
    assert offered(run, folder, "journal sh") == ["plain,show"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("journal agenda --ov", ["plain,--overdue"]),
        ("journal --ver", ["plain,--verbose", "plain,--version"]),
        ("journal list --format ", ["table", "csv", "tsv", "json", "paths", "ids"]),
        ("journal agenda --sort n", ["plain,name"]),
        ("journal --lang ", ["de", "en"]),
        ("journal completion z", ["plain,zsh"]),
        ("journal -C ko", ["dir,ko"]),
        ("journal demo ko", ["dir,ko"]),
    ],
)
def test_options_and_their_values_are_offered(
    typed: str, words: list[str], run: Run, folder: Path
) -> None:
    expected = [word if "," in word else f"plain,{word}" for word in words]

    assert offered(run, folder, typed) == expected
