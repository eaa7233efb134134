"""The words of a command line as one query: the shell took the quotes away (clarification 37)."""

import re
from collections.abc import Iterable

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
_OF_PHRASES = frozenset({Sort.DAY, Sort.BIRTHDAY, Sort.RHYTHM, Sort.CONSENT})


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
    if found and not _is_query(found[2]):
        whole = f'{found[1]}:"{found[2]}"'
        if _is_one_value(found[1].lstrip("-"), whole, reader):
            return whole
    return argument if _is_query(argument) else f'"{argument}"'


def _is_one_value(typed: str, whole: str, reader: QueryReader) -> bool:
    """Tell whether a value of several words is one, and not the first of them."""
    field = reader.names.field(typed)
    if key_of(typed) in SORT | LIMIT or not field:
        return False
    return sort_of(field) in _OF_WORDS or (sort_of(field) in _OF_PHRASES and _reads(whole, reader))


def _reads(query: str, reader: QueryReader) -> bool:
    try:
        reader.read(query)
    except BadQuery:
        return False
    return True


def _is_query(text: str) -> bool:
    words = {word.casefold() for word in text.split()}
    return bool(_OPERATOR.search(text)) or not words.isdisjoint(OPERATORS)
