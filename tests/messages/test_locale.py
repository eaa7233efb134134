"""The two catalogues as they are written: complete, alike, compiled, and in good style."""

import ast
import re
from gettext import GNUTranslations
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import kontaktjournal
from kontaktjournal.messages import LANGUAGES, Catalogue

PACKAGE = Path(kontaktjournal.__file__).parent

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


def test_every_key_named_in_the_code_is_in_the_catalogue() -> None:
    say = Catalogue("de")
    sections = {identity(message)[0].partition(".")[0] for message in messages(source("de"))}
    named = {
        node.value
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if KEY.fullmatch(node.value) and not node.value.endswith(FILE_ENDINGS)
    }

    missing = {key for key in named if key.partition(".")[0] in sections and key not in say}

    assert missing == set()
