"""QUERY to its tree, by recursive descent (4.9).

::

    query = or
    or    = and { ("or" | "oder") and }
    and   = unary { ["and" | "und"] unary }
    unary = ["not" | "nicht" | "-"] ( "(" or ")" | term )
    term  = FIELD ":" VALUE | "+" TAG | "@" VIEW | '"' phrase '"' | word
          | "sort:" KEY ["-"] | "limit:" NUMBER
    VALUE = value { "," value }
    value = word | "quoted" | a..b | a.. | ..b | none | any
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from kontaktjournal.domain.names import key_of, near
from kontaktjournal.domain.query.order import UNSORTED
from kontaktjournal.domain.query.tree import (
    And,
    By,
    Node,
    Not,
    Place,
    Query,
    Saved,
    Test,
    Text,
    both,
    either,
)
from kontaktjournal.domain.query.words import AND, NOT, OR
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.keys import Keys
from kontaktjournal.notation.query.errors import BadQuery
from kontaktjournal.notation.query.names import LIMIT, SORT, Names
from kontaktjournal.notation.query.scan import End, Scanner, Typed
from kontaktjournal.notation.query.values import Values

#: Nobody means so many brackets in each other.
_DEEPEST = 30
#: Words and values a search may have, those of saved ones counted each time they are used.
_MOST = 1000
#: Digits of a limit; more are no limit.
_DIGITS = 6


class QueryReader:
    """Read queries by one set of settings.

    Args:
        settings: keys, stages and saved queries of the journal.
        today: the day that words like "heute" count from.
    """

    def __init__(self, settings: Settings, today: date) -> None:
        self.names = Names(Keys(settings.keys), settings.pipeline)
        self.values = Values(self.names, today)
        self.views = {
            key_of(name): ("_".join(name.split()), text) for name, text in settings.views.items()
        }

    def read(self, text: str) -> Query:
        """Read a query.

        Raises:
            BadQuery: it cannot be understood.
        """
        descent = _Descent(text, self, (), 0, iter(range(_MOST)))
        tree = descent.whole()
        # What is said here outranks what a saved query says.
        order = descent.order or descent.saved_order
        limit = descent.saved_limit if descent.limit is None else descent.limit
        # Whoever is sorted by a name is not sorted by it again.
        first = {by.field: by for by in reversed(order)}
        return Query(tree, tuple(by for by in order if first[by.field] is by), limit)


class _Descent:
    """One text on its way to a tree, and what it wants of order and number.

    Args:
        text: the query, or a saved one.
        reader: knows fields and saved queries.
        trail: the saved queries this one stands in.
        depth: how many brackets it stands in.
        room: gives one for each word or value there is room for.
    """

    def __init__(
        self,
        text: str,
        reader: QueryReader,
        trail: tuple[str, ...],
        depth: int,
        room: Iterator[int],
    ) -> None:
        self._room = room
        self._scan = Scanner(text)
        self._text = text
        self._reader = reader
        self._trail = trail
        self._depth = depth
        self.order: list[By] = []
        self.limit: int | None = None
        self.saved_order: list[By] = []
        self.saved_limit: int | None = None

    def whole(self) -> Node:
        """Read all of it."""
        try:
            return self._all()
        except BadQuery as error:
            if not error.text:
                error.text = self._text
                error.view = self._trail[-1] if self._trail else ""
            raise

    def _all(self) -> Node:
        node = self._or(self._depth)
        if self._scan.skip_blanks():
            raise BadQuery("close", self._scan.take(1))
        return node

    def _or(self, depth: int) -> Node:
        """Read what one of several must be."""
        if depth > _DEEPEST:
            raise BadQuery("deep", (self._scan.at, self._scan.at + 1))
        parts = [self._and(depth)]
        while self._is_ahead(OR):
            place = self._scan.take(len(self._scan.glimpse()))
            parts.append(self._and(depth))
            if And() in (parts[-1], parts[-2]):
                raise BadQuery("term", place)
        return either(parts)

    def _and(self, depth: int) -> Node:
        """Read what all must be."""
        parts: list[Node] = []
        while self._scan.skip_blanks() not in {"", ")"} and not self._is_ahead(OR):
            if self._is_ahead(AND):
                place = self._scan.take(len(self._scan.glimpse()))
                is_end = self._scan.skip_blanks() in {"", ")"} or self._is_ahead(AND | OR)
                if not parts or is_end:
                    raise BadQuery("term", place)
            node = self._unary(depth)
            if node is not None:
                parts.append(node)
        return both(parts)

    def _is_ahead(self, operators: frozenset[str]) -> bool:
        self._scan.skip_blanks()
        return self._scan.glimpse().casefold() in operators

    def _unary(self, depth: int) -> Node | None:
        """Read a term, a group or what must not be; None for what finds nobody by itself."""
        is_sign = self._scan.skip_blanks() == "-"
        if not is_sign and not self._is_ahead(NOT):
            return self._group_or_term(depth)
        place = self._scan.take(1 if is_sign else len(self._scan.glimpse()))
        following = self._scan.text[self._scan.at : self._scan.at + 1]
        ahead = following if is_sign else self._scan.skip_blanks()
        is_end = ahead in {"", ")"} or ahead.isspace() or self._is_ahead(AND | OR)
        if is_end or depth > _DEEPEST:
            raise BadQuery("deep" if depth > _DEEPEST else "term", place)
        begin = self._scan.at
        # A saved query that is denied sorts nobody.
        order, limit = [*self.saved_order], self.saved_limit
        part = self._unary(depth + 1)
        self.saved_order, self.saved_limit = order, limit
        if part is None:
            raise BadQuery("not_sorted", (begin, self._scan.at))
        return Not(part)

    def _group_or_term(self, depth: int) -> Node | None:
        if self._scan.skip_blanks() != "(":
            return self._term(depth)
        opening = self._scan.take(1)
        node = self._or(depth + 1)
        if self._scan.skip_blanks() != ")":
            raise BadQuery("open", opening)
        if node == And():
            raise BadQuery("term", (opening[0], self._scan.at + 1))
        self._scan.take(1)
        return node

    def _term(self, depth: int) -> Node | None:
        scan = self._scan
        begin, first = scan.at, scan.text[scan.at]
        self._take_room(1, (begin, begin + 1))
        following = scan.text[begin + 1 : begin + 2]
        # "+49221…" is a number, and no tag.
        if first == "+" and following and not following.isdigit() and not following.isspace():
            scan.take(1)
            return self._test("tags", begin)
        if first == "@":
            scan.take(1)
            return self._saved(scan.word(), begin, depth)
        if scan.is_at_quote:
            return self._phrase(begin)
        if typed := scan.field():
            return self._field(typed, begin)
        word = scan.word()
        is_prefix = word.endswith("*")
        end = End(word.removesuffix("*"), (begin, scan.at), prefix=is_prefix)
        return Text(self._reader.values.words(end), end.at)

    def _phrase(self, begin: int) -> Node:
        text = self._scan.phrase()
        is_prefix = self._scan.star()
        end = End(text, (begin, self._scan.at), is_quoted=True, prefix=is_prefix)
        return Text(self._reader.values.words(end), end.at)

    def _field(self, typed: str, begin: int) -> Node | None:
        name = key_of(typed)
        if name in SORT:
            self.order += [self._by(each) for each in self._values(typed, begin)]
            return None
        if name in LIMIT:
            self.limit = _limit(self._values(typed, begin), (begin, self._scan.at))
            return None
        field = self._reader.names.field(typed)
        if field == "text":
            texts = (self._reader.values.read(field, each) for each in self._values(typed, begin))
            at = (begin, self._scan.at)
            return either([Text(words, at) for words in texts])  # type: ignore[arg-type]  # of Sort.FULL are words only
        return self._test(field, begin, typed)

    def _test(self, field: str, begin: int, typed: str = "") -> Test:
        read = self._reader.values.read
        values = tuple(read(field, each) for each in self._values(typed or field, begin))
        return Test(field, values, (begin, self._scan.at))

    def _values(self, typed: str, begin: int) -> list[Typed]:
        end = self._scan.at
        values = self._scan.values()
        if len(values) == 1 and values[0].at[0] == values[0].at[1]:
            raise BadQuery("value", (begin, end), field=typed)
        self._take_room(len(values) - 1, (begin, end))
        return values

    def _take_room(self, count: int, place: Place) -> None:
        """Refuse what would be looked for longer than anybody waits."""
        if len([*islice(self._room, count)]) < count:
            raise BadQuery("many", place, most=_MOST)

    def _by(self, typed: Typed) -> By:
        word = typed.first.text
        field = self._reader.names.order(word.strip("-"))
        if typed.is_range or not field or field in UNSORTED:
            raise BadQuery("sort", typed.at, word=word or "..")
        return By(field, backwards=word[:1] == "-" or word[-1:] == "-")

    def _saved(self, word: str, begin: int, depth: int) -> Node:
        place: Place = (begin, self._scan.at)
        views = self._reader.views
        name, text = views.get(key_of(word), ("", ""))
        if not name:
            raise _no_view(word, place, [name for name, _ in views.values()])
        if name in self._trail:
            raise BadQuery("loop", place, name=name)
        trail = (*self._trail, name)
        descent = _Descent(text, self._reader, trail, depth + 1, self._room)
        try:
            part = descent.whole()
        except BadQuery as error:
            if error.key.endswith(".many") and self._trail:
                # Not that one is too long, but this one, which uses it so often.
                raise BadQuery("many", place, most=_MOST) from error
            raise
        self.saved_order += descent.order or descent.saved_order
        limits = (descent.limit, descent.saved_limit, self.saved_limit)
        self.saved_limit = next((limit for limit in limits if limit is not None), None)
        return Saved(name, part, place)


def _limit(values: list[Typed], at: Place) -> int:
    text = values[0].first.text
    is_number = text.isascii() and text.isdigit() and len(text) <= _DIGITS and int(text)
    if len(values) > 1 or values[0].is_range or not is_number:
        raise BadQuery("limit", at, word=text)
    return int(text)


def _no_view(word: str, at: Place, known: list[str]) -> BadQuery:
    if not known:
        return BadQuery("no_views", at, name=word)
    if close := near(word, known):
        return BadQuery(
            "view_similar", at, name=word, names=", ".join(f"@{name}" for name in close)
        )
    return BadQuery("view", at, name=word, known=", ".join(f"@{name}" for name in known))
