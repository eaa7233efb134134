"""Whatever is typed as QUERY: an answer or a refusal that shows the place, no traceback."""

import re
from pathlib import Path

import click
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from called_here import Said, called
from kontaktjournal.cli import COMMANDS, Journal
from kontaktjournal.cli.query import Terms
from kontaktjournal.domain.query.fields import FIELDS
from kontaktjournal.views.terminal import width
from watched_folder import write

SETTINGS = """
[views]
kalt = "status:pflege last:..-6m sort:last limit:3"
rund = "@eckig"
eckig = "@rund"
krumm = "status:pflege next:bald"
"""
PEOPLE = {
    "anna": "---\nname: Anna Müller\nstatus: pflege\nnext: 2026-12-07\ncity: Köln\n"
    "tags: [vip]\nhobby: Segeln\nphone: 0221 555 0171\n---\n\n## 2026-10-12 Zoom: Laden\n",
    "王": "---\nstatus: anbahnung\nnext: bald\n---\n\n# 王芳 🚀 e\u0301 \u202e\n",
    "liste": "---\nstatus: liste\nvalue: 4.800 EUR\n---\n",
}
DENIED = ("-fit:no", "-+vip", "-status:pflege", "-(anna or +vip)", '-"zwei Wörter"', "-wort",
          "-Cologne", "-Köln", "-quer", "-0221", "-@kalt", "-„a b“", "-王", "-")  # fmt: skip


def _takes_query(name: str) -> bool:
    command = Journal().get_command(click.Context(Journal()), name)
    return command is not None and any(isinstance(param, Terms) for param in command.params)


#: Every command that takes a QUERY, whoever adds one.
ASKING = [name for name in COMMANDS if _takes_query(name)]

_SIGNS = st.sampled_from(
    [*'()-+@:,.*"„“”«» \t\n/&\'#|[]\\', "..", "none", "any", "und", "oder", "nicht", "not", "or",
     "\0", "\x1b[31m", "\u202e", "\u2066", "\u2028", "\u200d", "\ufeff", "\udcff", "\ud800", "ß",
     "u\u0308", "İ", "王", "🚀", "👩\u200d🚀", "²", "½", "2026", "9" * 400, "a" * 3000]
)  # fmt: skip
_VALUES = st.sampled_from(
    ["köln", "mül*", '"zweiter laden"', "none", "a,b", "heute", "-6m", "..-6m", "heute..+2w",
     "2026", "KW50", "05-14", "3..", "..4,5", "6w", "nie", "ja", "pflege", "vip", "pflgee",
     "story", "fällig", "0221/555", "(0221)", "", "..", "a..b", "-", "name-", "9999-12-31"]
)  # fmt: skip
_FIELDS = st.sampled_from([*FIELDS, "ort", "hobby", "sort", "limit", "e-mail", "TEL[X]"])
_TERMS = st.one_of(
    st.builds("{}{}:{}".format, st.sampled_from(["", "-", "--", "+", "not "]), _FIELDS, _VALUES),
    st.builds("{}{}".format, st.sampled_from(["+", "-+", "-", "@", "-@"]), _VALUES),
    st.sampled_from(["@kalt", "@rund", "@krumm", "@kald", *DENIED]),
)
_OPTIONS = st.sampled_from(
    ["--all", "--explain", "--json", "-q", "-v", "-0", "--format=csv", "--format", "--sort",
     "--sort=name", "--columns", "--lang", "--lang=en", "-C", "-C.", "--", "--week", "--brief",
     "--on", "--days", "-qv", "--exit-code", "--no-color"]
)  # fmt: skip
_JUNK = st.builds("".join, st.lists(_SIGNS, max_size=6)) | st.text(max_size=8)
_WORDS = st.lists(st.one_of(_TERMS, _TERMS, _JUNK, _OPTIONS), max_size=7)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("journal")
    contacts = {f"kontakte/{stem}.md": text for stem, text in PEOPLE.items()}
    write(folder, {"journal.toml": SETTINGS, **contacts})
    return folder


def pointed_at(answer: Said) -> str | None:
    """Return what the caret of a refusal stands under; None without a caret."""
    lines = answer.stderr.splitlines()
    if not lines or not re.fullmatch(r" *\^+", lines[-1]):
        return None
    shown, begin, end = lines[-2], lines[-1].index("^"), len(lines[-1])
    columns = [width(shown[:place]) for place in range(len(shown) + 1)]
    # Behind the last character stands what is missing there.
    first = columns.index(begin) if begin in columns else len(shown)
    last = len(columns) - 1 - columns[::-1].index(end) if end in columns else len(shown)
    return shown[first:last]


@pytest.mark.parametrize("command", ["list", "agenda"])
@given(words=_WORDS)
def test_any_command_line_is_answered_or_refused(
    command: str, words: list[str], folder: Path
) -> None:
    answer = called(folder, command, *words)

    assert answer.status in ({0, 1, 2, 3} if "--exit-code" in words else {0, 2, 3})
    assert answer.status == 0 or answer.stderr or answer.status == 1
    assert answer.stdout == "" or answer.status < 2
    assert pointed_at(answer) != ""


@given(words=st.lists(_TERMS | _JUNK, min_size=1, max_size=6))
def test_what_is_understood_reads_back_as_it_is_explained(words: list[str], folder: Path) -> None:
    answer = called(folder, "list", "--explain", "--", *words)

    if answer.status == 0 and "\\" not in answer.stdout:
        plain = " ".join(re.split("(?m)^=", answer.stdout)[-1].split())
        assert called(folder, "list", "--explain", f" {plain}").status == 0


@pytest.mark.parametrize(
    "query",
    ["(" * 10_000, ")" * 10_000, "(a " * 10_000 + ")" * 10_000, "-" * 10_000 + "a",
     "- " * 10_000, "not " * 10_000 + "a", "-(" * 10_000, "((((" + "a or " * 10_000, "@" * 10_000,
     '"' * 9_999, "next:" + "9" * 10_000, "limit:" + "9" * 10_000,
     "next:" + ".." * 10_000, "name:" + "," * 10_000 + "(", "+" * 10_000,
     "every:" + "9" * 10_000 + "w", "next:+" + "9" * 10_000 + "w"]
)  # fmt: skip
def test_what_is_far_too_much_is_refused_in_a_few_lines(query: str, folder: Path) -> None:
    answer = called(folder, "list", f" {query}")

    assert answer.status == 2
    assert len(answer.stderr.splitlines()) <= 3


@pytest.mark.parametrize(
    "query",
    ["a " * 1_000, "-name:b " * 500, "a or " * 999 + "a", "name:" + "a," * 999 + "a",
     '"' + "a " * 10_000 + '"', "+" + "a/" * 10_000 + "a", "a" * 100_000,
     " ".join(f"({place})" for place in range(1_000)), "hobby:" + "9" * 10_000,
     "name:" * 10_000, "sort:" * 10_000, "value:" + "1." * 10_000]
)  # fmt: skip
def test_what_is_only_long_is_answered(query: str, folder: Path) -> None:
    answer = called(folder, "list", query, "--format", "paths")

    assert answer.status == 0


@pytest.mark.parametrize("command", ASKING)
@pytest.mark.parametrize("word", DENIED)
def test_a_denied_term_is_an_option_of_no_command(command: str, word: str) -> None:
    assert terms_of(command, ["anna", word, "-x"])[1:] == [word.strip(), "-x"]


@pytest.mark.parametrize("command", ASKING)
@given(words=st.lists(_TERMS | _JUNK.map(lambda junk: f"-{junk}"), max_size=5))
def test_no_term_is_ever_an_option(command: str, words: list[str]) -> None:
    loaded = Journal().get_command(click.Context(Journal()), command)
    declared = [name for param in loaded.params for name in param.opts]  # type: ignore[union-attr]  # it is a command
    terms = [word for word in words if not word.startswith(("--", *declared))]

    assert terms_of(command, ["anna", *terms])[1:] == [word.strip() for word in terms]


def terms_of(command: str, words: list[str]) -> list[str]:
    """Return the terms a command reads; fail where it reads an option."""
    loaded = Journal().get_command(click.Context(Journal()), command)
    assert loaded is not None
    first = ["ics"] if command == "export" else []
    context = loaded.make_context(command, [*first, *words], obj=None)
    typed = {
        name
        for name in context.params
        if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
    }
    assert typed <= {"terms", "form"}
    return [term.strip() for term in context.params["terms"]]


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("ort:Köln next:hoite", "hoite"),
        ("王芳 next:hoite", "hoite"),
        ("a👩\u200d🚀 next:hoite", "hoite"),
        ("Mu\u0308ller next:hoite", "hoite"),
        ("a\tb\nc\td next:hoite", "hoite"),
        ("\x1b[31m a\u202eb next:hoite", "hoite"),
        ("next:hoi\u0308te a", "hoi\u0308te"),
        ("next:王芳 a", "王芳"),
        ("next:🚀,heute", "🚀"),
        ('next:heute,"mor gn"', "mor gn"),
        ("last:heute..gestern", "heute..gestern"),
        ("next:..hoite", "hoite"),
        ("@王", "@王"),
        ("a oder", "oder"),
        ("name:", "name:"),
        ("(ü) next:", "next:"),
        ("(王 a", "("),
        ("王 a)", ")"),
        ('ä "offen', '"offen'),
        ("ö attempts:viele b", "viele"),
        ("x" * 200 + " next:hoite", "hoite"),
        ("x " * 200 + "next:hoite" + " y" * 200, "hoite"),
        ("王" * 200 + " next:hoite", "hoite"),
        ("@krumm a", "bald"),
    ],
)
@pytest.mark.parametrize("columns", ["60", "80"])
def test_the_caret_stands_under_what_was_not_understood(
    query: str, wrong: str, columns: str, folder: Path
) -> None:
    answer = called(folder, "list", f" {query} ", COLUMNS=columns)

    assert (answer.status, answer.stdout) == (2, "")
    assert pointed_at(answer) == wrong
    assert max(map(width, answer.stderr.splitlines()[-2:])) <= int(columns)


@example(junk="\u0308")
@given(junk=st.text(max_size=12) | _JUNK)
def test_whatever_stands_before_it_the_caret_finds_its_place(junk: str, folder: Path) -> None:
    before = re.sub(r'["“”„«»]', "", junk)

    answer = called(folder, "list", f'"a{before}" next:hoite', COLUMNS="80")

    assert answer.status == 2
    assert pointed_at(answer) == "hoite"
