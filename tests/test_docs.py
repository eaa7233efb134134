"""Docs cannot rot: what they show is run, and what there is, they name.

A document is a session: a fence of ``console`` is what a person types and sees, and comments
set its stage.

    <!-- journal: sample -->    a fresh folder with the sample journal; ``empty`` without one
    <!-- file: kontakte/x.md -->    the fence below is this file's text

A line of three dots stands for any lines left out. ``pytest --golden`` writes the answers of
fences without such a line.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click
import pytest

from kontaktjournal import __version__
from kontaktjournal.cli import ALIASES, COMMANDS, Journal
from kontaktjournal.config.schema import OPEN, STAGE, TABLES, TOP
from kontaktjournal.domain.errors import JournalError
from kontaktjournal.domain.pipeline import DEFAULT, Kind
from kontaktjournal.notation import keys
from kontaktjournal.views.plain import COLUMNS
from session_file import Answer, read_session
from session_stage import play

REPOSITORY = Path(__file__).parents[1]
GERMAN, ENGLISH = REPOSITORY / "docs/handbuch.md", REPOSITORY / "docs/manual.md"
MANUALS = (GERMAN, ENGLISH)
READMES = (REPOSITORY / "README.md", REPOSITORY / "README.en.md")
DOCUMENTS = (*MANUALS, *READMES, REPOSITORY / "CHANGELOG.md")
CATALOGUE = REPOSITORY / "tool/kontaktjournal/messages/locale/en/LC_MESSAGES/kontaktjournal.po"

LANGUAGE = {GERMAN: "de_DE", READMES[0]: "de_DE"}
DIRECTIVE = re.compile(r"<!-- (journal|file): (.+) -->")
LEFT_OUT = "…"
#: What a first screen holds.
SCREEN = 45

each_manual = pytest.mark.parametrize("manual", MANUALS, ids=lambda path: path.stem)
each_readme = pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def missing(words: Sequence[str], text: str) -> list[str]:
    """Return the words that do not stand in the text as words of code."""
    code = {
        word for each in re.findall(r"`([^`\n]+)`", text) for word in re.split(r"[\s,|]+", each)
    }
    code |= set(re.findall(r"`([^`\n]+)`", text))
    return [word for word in words if word not in code]


# --- what is shown, is run -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fence:
    """A fence of a document, and what a comment above it says."""

    language: str
    file: str
    first: int
    lines: tuple[str, ...]


@dataclass(slots=True)
class Scene:
    """Fences that share a folder."""

    journal: str
    fences: list[Fence] = field(default_factory=list)

    def session(self, language: str) -> str:
        lines = [f"@ env LANG={language}.UTF-8"]
        lines += ["@ journal sample"] if self.journal == "sample" else []
        for fence in self.fences:
            if fence.file:
                lines += [f"@ file {fence.file}", *(f"| {line}" for line in fence.lines), ""]
            else:
                lines += [line for line in fence.lines if line.startswith("$ ")]
        return "\n".join(lines)


def scenes_of(path: Path) -> Iterator[Scene]:
    scene = Scene("empty")
    lines = text_of(path).split("\n")
    at = 0
    file = ""
    while at < len(lines):
        if found := DIRECTIVE.fullmatch(lines[at]):
            if found[1] == "journal":
                yield scene
                scene = Scene(found[2])
            else:
                file = found[2]
        elif lines[at].startswith("```"):
            end = lines.index("```", at + 1)
            fence = Fence(lines[at].removeprefix("```"), file, at + 1, tuple(lines[at + 1 : end]))
            if file or fence.language == "console":
                scene.fences.append(fence)
            at, file = end, ""
        at += 1
    yield scene


def said(answer: Answer) -> list[str]:
    """Return what a person sees: the result, then the talk beside it."""
    return [*answer.stdout.splitlines(), *answer.stderr.splitlines()]


def told(fence: Fence, answers: list[Answer]) -> list[str]:
    """Return a fence as it should be, taking its answers."""
    lines: list[str] = []
    for line in fence.lines:
        if line.startswith("$ "):
            lines += [line, *said(answers.pop(0))]
    return lines


def agrees(shown: Sequence[str], real: Sequence[str]) -> bool:
    """Tell whether lines are as they are shown, whatever stands where three dots do."""
    pattern = "".join(
        r"(?:[^\n]*\n)*?" if line == LEFT_OUT else f"{re.escape(line.rstrip())}\\n"
        for line in shown
    )
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in real)) is not None


def real(document: Path, root: Path) -> Iterator[tuple[Fence, list[str]]]:
    """Play a document, and yield each fence that shows a session with what it should show."""
    for number, scene in enumerate(scenes_of(document)):
        folder = root / str(number)
        folder.mkdir()
        answers = play(read_session(scene.session(LANGUAGE.get(document, "en_GB"))), folder)
        for fence in scene.fences:
            if not fence.file:
                yield fence, told(fence, answers)


@each_document
def test_every_session_in_the_docs_is_true(
    document: Path, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    shown = list(real(document, tmp_path))

    wrong = [(fence, lines) for fence, lines in shown if not agrees(fence.lines, lines)]

    if pytestconfig.getoption("--golden"):
        rewrite(document, wrong)
    else:
        told_and_true = [(f"line {fence.first}", "\n".join(lines)) for fence, lines in wrong]
        assert told_and_true == []


def rewrite(document: Path, wrong: Sequence[tuple[Fence, list[str]]]) -> None:
    """Write what is true into the fences that leave nothing out."""
    lines = text_of(document).split("\n")
    for fence, true in reversed(wrong):
        if LEFT_OUT not in fence.lines:
            lines[fence.first : fence.first + len(fence.lines)] = true
    document.write_text("\n".join(lines), encoding="utf-8", newline="")


# --- what there is, is named -----------------------------------------------------------------


def options() -> list[str]:
    journal = Journal()
    context = click.Context(journal)
    commands = [journal, *filter(None, (journal.get_command(context, name) for name in COMMANDS))]
    given = [param for command in commands for param in command.params]
    found = {word for param in given if isinstance(param, click.Option) for word in param.opts}
    return sorted({*found, "--help"})


def problem_codes() -> list[str]:
    return sorted(
        set(re.findall(r'^msgid "problem\.([EWI]\d{3})', text_of(CATALOGUE), re.MULTILINE))
    )


def exit_statuses() -> list[str]:
    def below(error: type[JournalError]) -> set[int]:
        return {error.exit_code}.union(*map(below, error.__subclasses__()))

    return [str(status) for status in sorted({0, 130} | below(JournalError))]


def settings() -> list[str]:
    tables = [f"[{name}]" for name in TABLES] + ["[keys]", "[[stage]]", "[cadence]", "[views]"]
    keys_of_tables = [key for readers in TABLES.values() for key in readers]
    return ["version", *TOP, *tables, *keys_of_tables, *STAGE, "root"]


@each_manual
def test_every_command_has_a_chapter(manual: Path) -> None:
    headings = re.findall(r"^### journal ([\w-]+)$", text_of(manual), re.MULTILINE)

    assert headings == list(COMMANDS)


def test_the_german_names_of_commands_are_in_the_german_manual() -> None:
    assert missing(list(ALIASES), text_of(GERMAN)) == []


@each_manual
def test_every_option_is_explained(manual: Path) -> None:
    assert missing(options(), text_of(manual)) == []


@each_manual
def test_every_problem_code_has_a_row(manual: Path) -> None:
    rows = re.findall(r"^\| `([EWI]\d{3})` \|", text_of(manual), re.MULTILINE)

    assert sorted(set(rows)) == problem_codes()


@each_manual
def test_every_exit_status_has_a_row(manual: Path) -> None:
    rows = re.findall(r"^\| `(\d+)` \|", text_of(manual), re.MULTILINE)

    assert rows == exit_statuses()


@each_manual
def test_every_key_has_a_row_with_all_its_spellings(manual: Path) -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|(.*)\|$", text_of(manual), re.MULTILINE))

    absent = [key for key in keys.ALIASES if key not in rows]
    lacking = {
        key: words
        for key, spellings in keys.ALIASES.items()
        if (words := missing(spellings.split(), rows.get(key, "")))
    }
    assert (absent, lacking) == ([], {})


@each_manual
def test_every_setting_is_explained(manual: Path) -> None:
    chapter = text_of(manual).partition("\n## journal.toml\n")[2].partition("\n## ")[0]

    assert missing(settings(), chapter) == []
    assert {"keys", "stage", "cadence", "views"} == set(OPEN)


@each_manual
def test_every_stage_and_kind_is_explained(manual: Path) -> None:
    words = [stage.id for stage in DEFAULT.stages] + [str(kind) for kind in Kind]
    aliases = [alias for stage in DEFAULT.stages for alias in stage.aliases]

    assert missing([*words, *aliases], text_of(manual)) == []


@each_manual
def test_every_column_is_named(manual: Path) -> None:
    assert missing(COLUMNS, text_of(manual)) == []


@each_manual
def test_every_field_of_the_json_is_explained(manual: Path, tmp_path: Path) -> None:
    commands = ("agenda --json", "show anna --json", "check --json",
                "init --dry-run --json x", "demo --json y")  # fmt: skip
    lines = ["@ journal sample", *(f"$ journal {words}" for words in commands)]
    answers = play(read_session("\n".join(lines)), tmp_path)

    fields = {name for answer in answers for name in names_in(json.loads(answer.stdout))}

    assert "bucket" in fields
    assert missing(sorted(fields), text_of(manual)) == []


def names_in(value: object) -> Iterator[str]:
    """Yield the names of fields, but not those a file or a channel gives."""
    if isinstance(value, list):
        for each in value:
            yield from names_in(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield name
            if name not in {"keys", "consent"} or isinstance(each, list):
                yield from names_in(each)


# --- and nothing else ------------------------------------------------------------------------


@each_document
def test_no_command_is_promised_that_does_not_exist(document: Path) -> None:
    code = re.findall(r"`[^`\n]*`|^\$ .*$", text_of(document), re.MULTILINE)
    called = [word for each in code for word in re.findall(r"\bjournal ([a-zü][a-zü-]*)\b", each)]

    assert [word for word in called if word not in {*COMMANDS, *ALIASES}] == []


@each_readme
def test_every_target_of_make_that_is_named_exists(readme: Path) -> None:
    targets = re.findall(r"^(\w+):.*##", text_of(REPOSITORY / "Makefile"), re.MULTILINE)
    named = re.findall(r"\bmake (\w+)", text_of(readme))

    assert {"agenda", "test"} <= set(named)
    assert [name for name in named if name not in targets] == []


def anchors_of(path: Path) -> set[str]:
    """Return what GitHub makes of the headings."""
    headings = re.findall(r"^#+ (.+)$", text_of(path), re.MULTILINE)
    words = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings]
    return {each.replace(" ", "-") for each in words}


@each_document
def test_every_link_leads_somewhere(document: Path) -> None:
    prose = re.sub(r"```.*?```", "", text_of(document), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)]+)\)", prose)

    lost = []
    for link in links:
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        if "://" in link:
            continue
        if not target.exists() or (anchor and anchor not in anchors_of(target)):
            lost.append(link)
    assert lost == []


@each_readme
def test_the_first_screen_says_what_it_is_how_it_looks_and_what_it_is_not(readme: Path) -> None:
    screen = "\n".join(text_of(readme).split("\n")[:SCREEN])

    assert "$ journal agenda" in screen
    assert "make agenda" in screen
    assert "make test" in screen
    assert re.search(r"^\*\*(Was es nicht ist|What it is not)", screen, re.MULTILINE)


def test_the_two_manuals_have_the_same_chapters() -> None:
    levels = [re.findall(r"^(#+) ", text_of(manual), re.MULTILINE) for manual in MANUALS]
    examples = [
        [line for scene in scenes_of(manual) for fence in scene.fences for line in fence.lines
         if line.startswith("$ ")]
        for manual in MANUALS
    ]  # fmt: skip

    assert levels[0] == levels[1]
    assert len(examples[0]) == len(examples[1])


def test_the_changelog_knows_this_version() -> None:
    assert f"## [{__version__}]" in text_of(REPOSITORY / "CHANGELOG.md")
