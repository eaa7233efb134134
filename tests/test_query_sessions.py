"""The query language's sessions are whole: who adds a word shows it, in both languages."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from kontaktjournal.config.read import understand
from kontaktjournal.domain.names import key_of
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.query import tree
from kontaktjournal.domain.query.fields import FIELDS
from kontaktjournal.domain.query.tree import (
    Days,
    Node,
    Numbers,
    Query,
    Rhythms,
    Value,
    Word,
    Words,
)
from kontaktjournal.domain.query.words import AND, ANY, NONE, NOT, OR
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.keys import ALIASES
from kontaktjournal.notation.query.arguments import joined
from kontaktjournal.notation.query.names import LIMIT, NEVER, SORT, WORDS, Names
from kontaktjournal.notation.query.parse import QueryReader
from session_file import Command, File, read_session

SESSIONS = Path(__file__).parent / "sessions"
PARTS = ("fields", "standing", "operators")
ENDINGS = {"de": "", "en": "-en"}
#: Fields that have no other name in German, and in English.
ONE_NAME = {"de": {"kind"}, "en": FIELDS.keys() - ALIASES.keys()}
_FIELD = re.compile(r"(?:^|[\s(-])([^\W\d_][\w-]*):(?=\S)")

#: Every command that takes a QUERY.
ASKING = ("list", "search", "agenda", "spread", "stats", "page", "export")

each_language = pytest.mark.parametrize("language", ENDINGS)


@dataclass(frozen=True, slots=True)
class Asked:
    """A command of a session, and what it was understood as.

    Args:
        text: the query as one text.
        query: its tree.
        is_explained: whether the command explains it.
        found: the files it answered, where it answered with paths.
        files: how many contacts there are.
    """

    text: str
    query: Query
    is_explained: bool
    found: tuple[str, ...] | None
    files: int


def asked_in(name: str) -> Iterator[Asked]:
    session = read_session((SESSIONS / f"{name}.session").read_text(encoding="utf-8"))
    files = {step.path: step for step in session.steps if isinstance(step, File)}
    saved = files.pop("journal.toml", None)
    settings = understand(saved.data.decode()) if saved else Settings()
    reader = QueryReader(settings, date(2026, 11, 23))
    for step in session.steps:
        if not isinstance(step, Command):
            continue
        answer = session.lines[step.start : step.end]
        if "? 2" in answer:
            continue
        found = tuple(line.removeprefix("> ") for line in answer)
        terms = [word for word in step.words[2:] if word not in {"--", "--all", "--explain"}]
        as_paths = "--format" in terms
        if as_paths:
            place = terms.index("--format")
            del terms[place : place + 2]
        text = joined(terms, reader)
        is_explained = "--explain" in step.words
        yield Asked(text, reader.read(text), is_explained, found if as_paths else None, len(files))


@cache
def asked(language: str) -> tuple[Asked, ...]:
    return tuple(one for part in PARTS for one in asked_in(f"query-{part}{ENDINGS[language]}"))


@cache
def names() -> Names:
    return QueryReader(Settings(), date(2026, 11, 23)).names


def typed_fields(asked: Iterable[Asked]) -> set[str]:
    return {key_of(word) for one in asked for word in _FIELD.findall(one.text)}


def typed_values(asked: Iterable[Asked], field: str) -> set[str]:
    """Return the words typed behind any name of a field."""
    return {
        key_of(value.strip('"'))
        for one in asked
        for word, values in re.findall(r'([^\W\d_][\w-]*):("[^"]*"|[^\s()]+)', one.text)
        if names().field(word) == field
        for value in values.split(",")
    }


def nodes(node: Node) -> Iterator[Node]:
    yield node
    match node:
        case tree.Not(part) | tree.Saved(_, part):
            yield from nodes(part)
        case tree.And(parts) | tree.Or(parts):
            for each in parts:
                yield from nodes(each)


def values(asked: Iterable[Asked]) -> list[Value]:
    found = [node for one in asked for node in nodes(one.query.tree)]
    words = [node.words for node in found if isinstance(node, tree.Text)]
    tests = [node for node in found if isinstance(node, tree.Test)]
    return [*words, *(value for test in tests for value in test.values)]


@each_language
def test_every_field_is_asked_for_by_its_name(language: str) -> None:
    assert FIELDS.keys() - typed_fields(asked(language)) == set()


@each_language
def test_every_field_is_asked_for_by_another_name(language: str) -> None:
    others = {names().field(word) for word in typed_fields(asked(language)) - FIELDS.keys()}

    assert FIELDS.keys() - others - ONE_NAME[language] == set()


@each_language
@pytest.mark.parametrize("field", WORDS)
def test_every_word_a_field_knows_is_asked_for(field: str, language: str) -> None:
    typed = {WORDS[field].get(word) for word in typed_values(asked(language), field)}

    assert {*WORDS[field].values()} - typed == set()


@pytest.mark.parametrize("field", ["is", "kind", "fit"])
def test_every_other_word_for_it_is_asked_for_in_one_language(field: str) -> None:
    typed = typed_values(asked("de"), field) | typed_values(asked("en"), field)

    assert WORDS[field].keys() - typed == set()


@each_language
def test_every_kind_and_every_word_of_has_is_asked_for(language: str) -> None:
    kinds = {names().word("kind", word) for word in typed_values(asked(language), "kind")}
    had = {names().word("has", word) for word in typed_values(asked(language), "has")}

    assert {*map(str, Kind)} - kinds == set()
    assert {*names().known("has")} - had == set()


@each_language
def test_every_operator_is_used(language: str) -> None:
    words = {word.casefold() for one in asked(language) for word in re.findall(r"\w+", one.text)}
    texts = " ".join(one.text for one in asked(language))

    assert not [each for each in (AND, OR, NOT, NONE, ANY, NEVER) if words.isdisjoint(each)]
    assert not [each for each in (SORT, LIMIT) if typed_fields(asked(language)).isdisjoint(each)]
    for sign in (" -", "-+", '-"', "-(", "-@", "@", "+", "(", ")", '"', '"*', "*", ",", "..", "/"):
        assert sign in f" {texts}"


def test_every_operator_s_word_is_used_in_one_language() -> None:
    both = [*asked("de"), *asked("en")]
    words = {word.casefold() for one in both for word in re.findall(r"\w+", one.text)}

    assert (AND | OR | NOT | NONE | ANY | NEVER) - words == set()
    assert (SORT | LIMIT) - typed_fields(both) == set()


@each_language
def test_every_part_of_a_tree_is_found_by_and_explained(language: str) -> None:
    for some in (
        [one for one in asked(language) if one.is_explained],
        [one for one in asked(language) if not one.is_explained],
    ):
        kinds = {type(node) for one in some for node in nodes(one.query.tree)}
        compared = values(some)
        ranges = {
            (type(value), first is None, last is None)
            for value in compared
            if isinstance(value, Days | Numbers | Rhythms)
            for first, last in [tuple(getattr(value, name) for name in value.__slots__)]
        }

        assert {*get_args(Node)} - kinds == set()
        assert {*get_args(Value)} - {type(value) for value in compared} == set()
        assert {(kind, False, True) for kind in (Days, Numbers, Rhythms)} - ranges == set()
        assert {(kind, True, False) for kind in (Days, Numbers)} - ranges == set()
        assert {value.prefix for value in compared if isinstance(value, Words)} == {True, False}
        assert any(isinstance(value, Word) and value.word == "never" for value in compared)
        assert any(by.backwards for one in some for by in one.query.order)
        assert any(one.query.limit for one in some)


@each_language
def test_every_query_finds_some_and_not_others(language: str) -> None:
    answered = [one for one in asked(language) if one.found is not None]

    assert [one.text for one in answered if not 0 < len(one.found or ()) < one.files] == []


@pytest.mark.parametrize(
    ("manual", "begin", "end"),
    [
        ("handbuch.md", "## Suchsprache", "## Für Programme"),
        ("manual.md", "## Query language", "## For programs"),
    ],
)
def test_the_manual_names_every_field_and_every_word(manual: str, begin: str, end: str) -> None:
    text = (SESSIONS.parents[1] / "docs" / manual).read_text(encoding="utf-8")
    chapter = text[text.index(f"\n{begin}\n") : text.index(f"\n{end}\n")]
    code = {
        word for each in re.findall(r"`([^`\n]+)`", chapter) for word in re.split(r"\W+", each)
    }

    words = {*WORDS["is"].values(), *WORDS["kind"].values(), *names().known("has"), "none", "any"}
    assert FIELDS.keys() - code == set()
    assert words - code == set()
    assert {"sort", "limit", "urgency", "und", "and", "oder", "or"} - code == set()
    assert not [each for each in (AND, OR, NOT, NEVER) if code.isdisjoint(each)]
    assert {*ASKING} - code == set()
