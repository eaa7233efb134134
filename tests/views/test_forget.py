"""What is said of somebody who is forgotten, and what git has to be told."""

from datetime import date
from functools import partial

import pytest

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.traces import Found, History, Kind, Person, Trace, Wish
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.forget import commands, found_lines, left_lines, values
from kontaktjournal.views.words import Frame

FRAME = Frame(Catalogue("en"), Settings(), date(2026, 11, 23), 80, frozenset())
PERSON = Person(
    Contact(path="kontakte/anna-mueller.md", name="Anna Müller", email=("anna@example.org",))
)
WORDS = "../forget-words.txt"
FOUND = Found(PERSON, (Trace(Kind.FILE, "kontakte/anna-mueller.md"),))


def lines_of(found: Found, wish: Wish = Wish()) -> list[str]:  # noqa: B008  # frozen
    return [line.text for line in found_lines(found, wish, FRAME)]


def left_of(left: Found) -> list[str]:
    return [line.text for line in left_lines(FOUND, left, Wish(), FRAME)]


history = partial(History, is_there=True)


def test_git_is_told_to_forget_the_file_and_the_words_in_others_files() -> None:
    found = FOUND._replace(
        history=history(
            commits=3,
            own=("kontakte/anna mueller.md",),
            shared=("x.md",),
            remotes=("origin", "nas"),
            url="git@example.org:journal.git",
        )
    )

    assert [*commands(found, "[deleted]")] == [
        "git filter-repo --force --invert-paths --path 'kontakte/anna mueller.md'",
        f"printf '%s==>[deleted]\\n' 'Anna Müller' anna@example.org anna-mueller > {WORDS}",
        f"git filter-repo --force --replace-text {WORDS} --replace-message {WORDS}",
        f"rm {WORDS}",
        "git reflog expire --expire=now --all",
        "git gc --prune=now",
        "git remote add origin git@example.org:journal.git",
        "git push --force --all origin",
        "git push --force --tags origin",
        "git push --force --all nas",
        "git push --force --tags nas",
    ]


def test_a_remote_whose_place_nobody_knows_has_to_be_filled_in() -> None:
    found = FOUND._replace(history=history(commits=1, own=("a.md",), remotes=("origin",)))

    assert "git remote add origin URL" in commands(found, "x")


def test_a_history_with_nothing_but_the_file_needs_no_words() -> None:
    found = FOUND._replace(history=history(commits=1, own=("a.md",)))

    assert [*commands(found, "x")] == [
        "git filter-repo --force --invert-paths --path a.md",
        "git reflog expire --expire=now --all",
        "git gc --prune=now",
    ]


@pytest.mark.parametrize("told", [History(), history()])
def test_a_history_without_the_person_needs_nothing(told: History) -> None:
    assert not [*commands(FOUND._replace(history=told), "x")]


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (history(commits=2, branches=3), "git: found in 2 commits (3 branches and tags)"),
        (history(commits=1, branches=1), "git: found in 1 commit (1 branch or tag)"),
        (history(), "git: nothing is to be found in the commits."),
        (
            history(commits=1, remotes=("origin", "nas")),
            "git: there are remote copies, too: origin, nas",
        ),
    ],
)
def test_git_is_told_of(told: History, line: str) -> None:
    assert line in lines_of(FOUND._replace(history=told))


def test_a_history_that_did_not_answer_may_hold_everything() -> None:
    told = history(answered=False)

    assert "the history could not be asked" in " ".join(lines_of(FOUND._replace(history=told)))
    after = "\n".join(left_of(FOUND._replace(traces=(), history=told)))
    assert "git still holds the data." in after
    assert "git filter-repo --force --replace-text" in after


def test_nothing_found_and_nothing_left_is_said() -> None:
    nothing = FOUND._replace(traces=())

    assert lines_of(nothing) == ["Nothing of Anna Müller is to be found in the files."]
    assert left_of(nothing)[0].startswith("Looked again: nothing is left")


def test_what_cannot_be_searched_is_named_the_first_of_it() -> None:
    found = FOUND._replace(unsearched=tuple(f"{at}.png" for at in range(7)), kept=2)

    assert lines_of(found)[2:] == [
        "7 files cannot be searched: 0.png, 1.png, 2.png, 3.png, 4.png …",
        "journal undo: 2 earlier commands cannot be taken back afterwards.",
    ]


def test_what_was_typed_on_the_block_list_may_go_afterwards() -> None:
    typed = Trace(Kind.TYPED, "sperrliste.txt", 2, "anna@example.org")

    told = " ".join(" ".join(left_of(FOUND._replace(traces=(typed,)))).split())

    assert "typed on the block list: anna@example.org" in told
    assert "forgetting adds a checksum for it; after that, this entry can go" in told


def test_values_say_of_each_place_whether_it_goes() -> None:
    link = Trace(Kind.LINK, "x.md", 3, "anna-mueller")
    found = FOUND._replace(traces=(*FOUND.traces, link), history=history(commits=1, own=("a",)))

    told = values(found, None, Wish(), "[deleted]")

    assert told["found"] == [
        {"kind": "file", "path": "kontakte/anna-mueller.md", "line": None, "words": None,
         "removed": True},
        {"kind": "link", "path": "x.md", "line": 3, "words": "anna-mueller", "removed": False},
    ]  # fmt: skip
    assert told["left"] is None
    assert told["dry_run"] is True
    assert told["git"] is not None
