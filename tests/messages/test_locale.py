"""The two catalogues as they are written: complete, alike, compiled, and in good style."""

import ast
import errno
import re
from collections.abc import Iterable, Iterator
from gettext import GNUTranslations
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import kontaktjournal
from kontaktjournal.messages import LANGUAGES, Catalogue

PACKAGE = Path(kontaktjournal.__file__).parent
TEMPLATES = Path(__file__).parents[2] / "templates"

#: Our keys, as opposed to click's sentences.
KEY = re.compile(r"[a-z]+(\.[A-Za-z0-9_]+)+")
FILE_ENDINGS = (
    ".toml",
    ".md",
    ".html",
    ".csv",
    ".json",
    ".sqlite",
    ".txt",
    ".j2",
    ".ics",
    ".css",
    ".lock",
    ".sock",
)


def source(language: str) -> Catalog:
    path = PACKAGE / "messages" / "locale" / language / "LC_MESSAGES" / "kontaktjournal.po"
    with path.open("rb") as stream:
        return read_po(stream)


def compiled(language: str) -> GNUTranslations:
    path = PACKAGE / "messages" / "locale" / language / "LC_MESSAGES" / "kontaktjournal.mo"
    with path.open("rb") as stream:
        return GNUTranslations(stream)


def messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def forms(value: object) -> tuple[str, ...]:
    """Return singular and plural, or the one form there is."""
    return tuple(map(str, value)) if isinstance(value, tuple | list) else (str(value or ""),)


def identity(message: Message) -> tuple[str, ...]:
    return forms(message.id)


def texts(message: Message) -> tuple[str, ...]:
    return forms(message.string)


def own(language: str) -> list[Message]:
    return [each for each in messages(source(language)) if KEY.fullmatch(identity(each)[0])]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_messages_in_the_same_order() -> None:
    german, english = (
        [identity(message) for message in messages(source(language))] for language in LANGUAGES
    )

    assert german == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_has_words(language: str) -> None:
    empty = [message.id for message in messages(source(language)) if not all(texts(message))]

    assert empty == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language: str) -> None:
    written: dict[object, str] = {}
    for message in messages(source(language)):
        if isinstance(message.id, tuple):
            written |= {(message.id[0], form): text for form, text in enumerate(texts(message))}
        else:
            written[message.id] = texts(message)[0]

    found = compiled(language)._catalog  # type: ignore[attr-defined]

    assert {key: text for key, text in found.items() if key} == written


def test_both_languages_name_the_same_values() -> None:
    german, english = (own(language) for language in LANGUAGES)

    differing = [
        one.id
        for one, other in zip(german, english, strict=True)
        # How a day is written differs: numbers here, names of months there.
        if not identity(one)[0].startswith("calendar.style")
        if places(texts(one)[-1]) != places(texts(other)[-1])
    ]

    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_singular_names_no_value_its_plural_has_not(language: str) -> None:
    lacking = [
        message.id
        for message in own(language)
        if not places(texts(message)[0]) <= places(texts(message)[-1])
    ]

    assert lacking == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_click_s_sentences_name_only_what_click_fills_in(language: str) -> None:
    foreign = [
        message.id
        for message in messages(source(language))
        for msgid, text in zip(identity(message), texts(message), strict=True)
        if not KEY.fullmatch(msgid)
        if not places(text) <= places(msgid)
    ]

    assert foreign == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_messages_are_quiet_single_lines(language: str) -> None:
    own = [
        message for message in messages(source(language)) if KEY.fullmatch(identity(message)[0])
    ]

    loud = [
        text
        for message in own
        for text in texts(message)
        # Days on the pages hold blanks that do not break.
        if "!" in text or not text.replace("\xa0", "").isprintable() or "  →" in text
    ]

    assert loud == []


def test_german_words_stand_in_german_quotes() -> None:
    wrong = [
        text
        for message in messages(source("de"))
        for text in texts(message)
        if '"{' in text or text.count("„") != text.count("“")
    ]

    assert wrong == []


def nodes() -> list[ast.AST]:
    files = PACKAGE.rglob("*.py")
    return [node for path in files for node in ast.walk(ast.parse(path.read_bytes()))]


def constants(found: Iterable[ast.AST]) -> set[str]:
    return {
        node.value
        for node in found
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_key_named_in_the_code_is_in_the_catalogue() -> None:
    say = Catalogue("de")
    sections = {identity(message)[0].partition(".")[0] for message in messages(source("de"))}
    named = {
        word
        for word in constants(nodes())
        if KEY.fullmatch(word) and not word.endswith(FILE_ENDINGS)
    }

    missing = {key for key in named if key.partition(".")[0] in sections and key not in say}

    assert missing == set()


def gap(value: ast.AST) -> str:
    """Return what stands in a gap: one of two words, or some word of the code."""
    choice = value.value if isinstance(value, ast.FormattedValue) else None
    if isinstance(choice, ast.IfExp):
        words = [choice.body, choice.orelse]
        if all(isinstance(word, ast.Constant) for word in words):
            return f"(?:{'|'.join(re.escape(str(ast.literal_eval(word))) for word in words)})"
    return r"([\w.]*)"


def patterns(found: Iterable[ast.AST], templates: Iterable[str]) -> Iterator[re.Pattern[str]]:
    """Return what keys look like that are put together: f"stats.by.{by}", "page.way." ~ way."""
    for node in found:
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            parts = [
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else gap(part)
                for part in node.values
            ]
            if re.match(r"[a-z]+\\\.", parts[0]):
                yield re.compile("".join(parts))
    for text in templates:
        for beginning in re.findall(r"""["']([a-z_.]+\.)["'] ~""", text):
            yield re.compile(re.escape(beginning) + r"([\w.]*)")


def endings(found: Iterable[ast.AST]) -> set[str]:
    """Return what is put behind a key: f"{key}_dated"."""
    return {
        str(node.values[1].value)
        for node in found
        if isinstance(node, ast.JoinedStr) and len(node.values) == 2
        if isinstance(node.values[0], ast.FormattedValue)
        if isinstance(node.values[1], ast.Constant)
    }


def test_every_message_is_said_somewhere() -> None:
    found = nodes()
    templates = [path.read_text("utf-8") for path in TEMPLATES.rglob("*.j2")]
    words = constants(found) | {*errno.errorcode.values()}
    words |= {word for text in templates for word in re.findall(r"""["']([\w.]+)["']""", text)}
    put_together, behind = [*patterns(found, templates)], endings(found)

    def is_said(key: str) -> bool:
        section, *parts = key.split(".")
        return (
            key in words
            or any(key.removesuffix(end) in words for end in behind if key.endswith(end))
            # A problem is told by its code and variant.
            or (section in {"problem", "fix"} and words.issuperset(parts))
            # No gap is filled with a word that is nowhere in the code.
            or any(
                all(not word or word.isdigit() or word in words for word in filled.groups())
                for pattern in put_together
                if (filled := pattern.fullmatch(key))
            )
        )

    unsaid = [key for message in own("de") if not is_said(key := identity(message)[0])]

    assert unsaid == []
