"""What a shell is offered inside of a QUERY: fields, their words, tags, saved queries."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from called_here import called
from watched_folder import write

Run = Callable[..., CompletedProcess[bytes]]

SETTINGS = """
[views]
kalt = "status:pflege last:..-6m"
krumm = "next:bald"
"Große Kunden" = "value:5000.."
"""
PEOPLE = {
    "anna": "---\nname: Anna\nstatus: pflege\ntags: [vip, kunde/buch, a b, $(ls)]\n---\n",
    "ben": "---\nname: Ben\nstatus: liste\ntags: [verein, vip]\n---\n",
    "cleo": "---\nname: Cleo\ntags: werkstatt\n---\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("journal")
    contacts = {f"kontakte/{stem}.md": text for stem, text in PEOPLE.items()}
    write(folder, {"journal.toml": SETTINGS, **contacts})
    assert called(folder, "list").status == 0
    return folder


def offered(folder: Path, typed: str) -> list[str]:
    """Return what bash is offered for the last word of what was typed."""
    words = typed.split(" ")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMP_WORDS", typed)
        patch.setenv("COMP_CWORD", str(len(words) - 1))
        answer = called(folder, _JOURNAL_COMPLETE="bash_complete")
    assert (answer.status, answer.stderr) == (0, "")
    return [line.removeprefix("plain,") for line in answer.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        # Fields by their first name; by another where no first one begins so.
        ("st", ["status:", "step:", "story:"]),
        ("wiedervorlage", ["wiedervorlage:", "wiedervorlage:irgendein", "wiedervorlage:kein",
                           "wiedervorlage:nie"]),
        ("geb", ["geburtsdatum:", "geburtstag:"]),
        ("fäl", ["faellig:", "faellig:any", "faellig:none"]),
        ("Ort", ["ort:", "ort:any", "ort:none"]),
        ("lim", ["limit:"]),
        ("xyz", []),
        ("", []),
        # The words a field knows, in the language it was typed in.
        ("status:pf", ["status:pflege"]),
        ("stufe:ang", ["stufe:angebot"]),
        ("status:nurt", ["status:nurture"]),
        ("is:o", ["is:overdue", "is:orphan"]),
        ("ist:ü", ["ist:ueberfaellig"]),
        ("ist:over", ["ist:overdue"]),
        ("has:st", ["has:story"]),
        ("hat:tel", ["hat:telefon"]),
        ("hat:ort", ["hat:ort"]),
        ("fit:", ["fit:yes", "fit:no", "fit:open"]),
        ("passt:", ["passt:ja", "passt:nein", "passt:offen"]),
        ("kind:w", ["kind:waiting", "kind:won"]),
        ("consent:p", ["consent:phone"]),
        ("sort:cr", ["sort:created"]),
        ("city:", ["city:any", "city:none"]),
        ("status:pflege,an", ["status:pflege,anbahnung", "status:pflege,angebot"]),
        ("text:", []),
        # No word begins with the end of a range.
        ("last:..", []),
        ("last:a..", []),
        ("value:100,..", []),
        # Tags in use, the most used first, and none a shell would have to be told of.
        ("+", ["+vip", "+kunde/buch", "+verein", "+werkstatt"]),
        ("+V", ["+vip", "+verein"]),
        # Saved queries.
        ("@k", ["@kalt", "@krumm"]),
        ("@gro", ["@Große_Kunden"]),
        # What stands before a term stays.
        ("-status:pf", ["-status:pflege"]),
        ("-+vi", ["-+vip"]),
        ("-@ka", ["-@kalt"]),
        ("(is:dup", ["(is:dup"]),
        # Bash cuts a word at a colon, and puts the answer behind it; and before "@".
        ("status : pf", ["pflege"]),
        ("is :", ["due", "overdue", "today", "week", "undated", "orphan", "decide", "broken",
                  "filed", "pool", "dup", "birthday", "blocked", "active", "waiting", "won"]),
        ("anna @ ka", ["@kalt"]),
        ("anna -status : an", ["anbahnung", "angebot"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["list", "agenda"])
def test_the_words_of_a_query_are_offered(
    command: str, typed: str, words: list[str], folder: Path
) -> None:
    assert offered(folder, f"journal {command} {typed}") == words


@pytest.mark.parametrize("typed", ["--ex", "--q", "--sort na"])
def test_options_stay_what_they_are(typed: str, folder: Path) -> None:
    assert not any(":" in word for word in offered(folder, f"journal list {typed}"))


def test_every_field_with_one_answer_leaves_no_blank_behind_its_colon(folder: Path) -> None:
    [first, *values] = offered(folder, "journal list stat")

    assert first == "status:"
    assert all(value.startswith(first) for value in values)


@pytest.mark.parametrize("typed", ["status:pf", "@ka", "+v", "stat"])
def test_without_a_journal_nothing_breaks(typed: str, tmp_path: Path) -> None:
    assert offered(tmp_path, f"journal list {typed}") is not None


@pytest.mark.parametrize("typed", ["stat", "ist:", "status:pf", "+v", "@k"])
def test_a_word_is_offered_without_what_only_a_search_needs(
    typed: str, run: Run, folder: Path
) -> None:
    answer = run(
        folder,
        _JOURNAL_COMPLETE="bash_complete",
        COMP_WORDS=f"journal list {typed}",
        COMP_CWORD="2",
        PYTHONPROFILEIMPORTTIME="1",
    )

    imported = {line.rpartition("|")[2].strip() for line in answer.stderr.decode().splitlines()}
    assert "kontaktjournal.cli.suggest" in imported
    assert not imported & {
        "yaml", "jinja2", "kontaktjournal.index.ask", "kontaktjournal.notation.query.parse",
        "kontaktjournal.store.folder", "kontaktjournal.views.listing",
    }  # fmt: skip
