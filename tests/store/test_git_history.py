"""Git is asked what it knows of somebody; nothing in the repository changes."""

import os
import subprocess
from pathlib import Path

import pytest

from kontaktjournal.domain.traces import History
from kontaktjournal.store.git import history

ANNA = "kontakte/anna-mueller.md"
WORDS = ("Anna Müller", "anna@example.org")


def git(folder: Path, *words: str) -> str:
    environ = {key: word for key, word in os.environ.items() if not key.startswith("GIT_")}
    environ |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    named = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    return subprocess.run(
        ("git", *named, *words),
        cwd=folder,
        env=environ,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def commit(folder: Path, message: str, **files: str | None) -> None:
    for name, text in files.items():
        path = folder / "kontakte" / f"{name.replace('_', '-')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


def test_a_folder_without_git_has_no_history(tmp_path: Path) -> None:
    assert history(str(tmp_path), [ANNA], WORDS) == History()


def test_a_repository_without_a_commit_holds_nothing(repository: Path) -> None:
    told = history(str(repository), [ANNA], WORDS)

    assert told.is_there
    assert not told.commits


def test_commits_are_counted_by_path_by_text_and_by_message(repository: Path) -> None:
    commit(repository, "Anfang", anna_mueller="name: Anna Müller\n", jonas="x\n")
    commit(repository, "Gespräch", jonas="x\nkennt anna müller\n")
    commit(repository, "Anruf bei Anna Müller", uwe="y\n")
    commit(repository, "Sonstiges", uwe="z\n")

    told = history(str(repository), [ANNA], WORDS)

    assert told == History(
        is_there=True,
        commits=3,
        own=(ANNA,),
        shared=("kontakte/jonas.md",),
        messages=1,
        branches=1,
    )


def test_what_was_deleted_long_ago_and_lies_on_another_branch_is_found(repository: Path) -> None:
    commit(repository, "Anfang", jonas="x\n")
    git(repository, "checkout", "-q", "-b", "alt")
    commit(repository, "Liste", uwe="anna@example.org\n")
    commit(repository, "weg", uwe=None)
    git(repository, "checkout", "-q", "main")
    git(repository, "remote", "add", "origin", "https://secret@example.org/x.git")

    told = history(str(repository), [ANNA], WORDS)

    assert (told.commits, told.shared, told.branches) == (2, ("kontakte/uwe.md",), 2)
    assert told.remotes == ("origin",)
    assert told.url == "https://example.org/x.git"


@pytest.mark.parametrize("url", ["git@example.org:x.git", "ssh://git@example.org/x", "../x.git"])
def test_where_the_remote_lies_is_told_for_it_has_to_be_added_again(
    repository: Path, url: str
) -> None:
    git(repository, "remote", "add", "origin", url)
    git(repository, "remote", "add", "nas", "../nas.git")

    assert history(str(repository), [ANNA], WORDS).url == url


def test_an_earlier_name_of_the_file_is_found(repository: Path) -> None:
    commit(repository, "Anfang", anna_schmidt="name: Anna\n" * 9)
    git(repository, "mv", "kontakte/anna-schmidt.md", ANNA)
    git(repository, "commit", "-q", "-m", "Hochzeit")

    assert history(str(repository), [ANNA], WORDS).own == (ANNA, "kontakte/anna-schmidt.md")


def test_a_journal_below_the_top_of_its_repository_is_looked_at_from_there(
    repository: Path,
) -> None:
    commit(repository / "journal", "Anfang", anna_mueller="name: Anna Müller\n")

    assert history(str(repository / "journal"), [ANNA], WORDS).own == (f"journal/{ANNA}",)


def test_signs_that_mean_something_to_a_search_mean_themselves(repository: Path) -> None:
    commit(repository, "Anfang", jonas="+49 (221) 555 0171\n", uwe="4449 221 555 0171\n")

    told = history(str(repository), [], ["+49 (221) 555 0171", "a.b*c[d]{e}^$|\\x/"])

    assert told.shared == ("kontakte/jonas.md",)


def test_a_hook_and_a_filter_of_the_folder_are_never_run(repository: Path) -> None:
    commit(repository, "Anfang", jonas="Anna Müller\n")
    trap = repository / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch '{repository}/sprung'\ncat \"$1\"\n")
    trap.chmod(0o700)
    (repository / ".gitattributes").write_text("*.md diff=trap\n")
    for key in ("diff.trap.textconv", "diff.external", "core.fsmonitor", "core.pager"):
        git(repository, "config", key, str(trap))

    told = history(str(repository), [ANNA], WORDS)

    assert told.commits == 1
    assert not (repository / "sprung").exists()


def test_a_repository_that_cannot_be_read_has_not_answered(repository: Path) -> None:
    (repository / ".git" / "HEAD").write_text("kaputt")

    assert history(str(repository), [ANNA], WORDS) == History(is_there=True, answered=False)


def test_without_git_nobody_has_answered(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    assert not history(str(repository), [ANNA], WORDS).answered
