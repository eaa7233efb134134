"""The words of a command line as one query: the shell took the quotes away (clarification 37)."""

import re
from collections.abc import Iterable
from functools import partial

from kontaktjournal.domain.names import key_of
from kontaktjournal.domain.query.fields import Sort, sort_of
from kontaktjournal.domain.query.words import OPERATORS
from kontaktjournal.notation.query.errors import BadQuery
from kontaktjournal.notation.query.names import LIMIT, SORT
from kontaktjournal.notation.query.parse import QueryReader

#: What makes more than a phrase of words with blanks between them.
_OPERATOR = re.compile(r"(?:^|\s)[-+@(]\S|[\"„“”»«()]|(?<=\S):(?=\S)")
_FIELD = re.compile(r"(-?[^\W\d_][^\s:/@,*()\"]*):(?!//)(\S.*)", re.DOTALL)
#: Fields whose value may be several words, so that org:"Bad Honnef" is one value.
_OF_WORDS = frozenset({Sort.TEXT, Sort.FULL, Sort.OWN})
#: Fields whose value may be, if it can be read: next:"nächste Woche".
_OF_PHRASES = frozenset({
    Sort.DAY, Sort.BIRTHDAY, Sort.RHYTHM, Sort.CONSENT, Sort.STAGE, Sort.WORD,
})  # fmt: skip
#: What stands between values; a blank behind a comma makes it one of a text's own.
_BETWEEN = re.compile(r"(,(?=\S))")
_BETWEEN_ENDS = re.compile(r"(,(?=\S)|\.\.(?!\.))")


def joined(arguments: Iterable[str], reader: QueryReader) -> str:
    """Return the arguments of a command line as a query.

    What has blanks but no sign of the language was a phrase in quotes, and is one again; so
    is the value behind a field of words.
    """
    return " ".join(filter(None, (_query(argument.strip(), reader) for argument in arguments)))


def _query(argument: str, reader: QueryReader) -> str:
    if not any(map(str.isspace, argument)):
        return argument
    found = _FIELD.fullmatch(argument)
    if found and not _is_query(found[2]) and (value := _value(found[1], found[2], reader)):
        return f"{found[1]}:{value}"
    return argument if _is_query(argument) else _quoted(argument)


def _quoted(text: str) -> str:
    """Put words in quotes; the star of a prefix stands behind them."""
    return f'"{text.removesuffix("*")}"{"*" * text.endswith("*")}'


def _value(typed: str, text: str, reader: QueryReader) -> str:
    """Return several words as the value they are; nothing where only the first of them is."""
    name = typed.lstrip("-")
    field = reader.names.field(name)
    if key_of(name) in SORT | LIMIT or not field:
        return ""
    sort = sort_of(field)
    parts = (_BETWEEN if sort in _OF_WORDS else _BETWEEN_ENDS).split(text)
    value = "".join(_quoted(part) if any(map(str.isspace, part)) else part for part in parts)
    if sort in _OF_WORDS:
        return value
    # Any words may stand behind a status, so only those of a stage are one value.
    is_known = sort is not Sort.STAGE or all(map(partial(reader.names.word, field), parts[::2]))
    return value if sort in _OF_PHRASES and is_known and _reads(f"{typed}:{value}", reader) else ""


def _reads(query: str, reader: QueryReader) -> bool:
    try:
        reader.read(query)
    except BadQuery:
        return False
    return True


def _is_query(text: str) -> bool:
    words = {word.casefold() for word in text.split()}
    return bool(_OPERATOR.search(text)) or not words.isdisjoint(OPERATORS)
