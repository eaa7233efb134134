"""Two heads made one: lists add up, blanks are filled, and what is outvoted is told (X6)."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kontaktjournal.domain.contact import Answer, Contact, Permission
from kontaktjournal.domain.errors import Conflict
from kontaktjournal.domain.merging import Outvoted, is_said, stricter
from kontaktjournal.domain.names import key_of, same
from kontaktjournal.notation.consent import read_consent
from kontaktjournal.notation.edit.additions import with_item
from kontaktjournal.notation.edit.manuscript import Manuscript
from kontaktjournal.notation.edit.pairs import (
    copied,
    is_refusal_of_value,
    told_of,
    with_answers,
    with_items,
)
from kontaktjournal.notation.edit.scalars import one_line
from kontaktjournal.notation.edit.sheet import Pair, Sheet, Spelling
from kontaktjournal.notation.edit.splice import FOREIGN, ORDER, added, set_value
from kontaktjournal.notation.entries import Body
from kontaktjournal.notation.frontmatter import Value
from kontaktjournal.notation.values import (
    bare_words_of,
    is_nothing,
    scalar_of,
    target_of,
    words_of,
)

_LISTS = frozenset({
    "org", "phone", "email", "url", "via", "links", "distinct", "tags", "story", "hooks", "type",
})  # fmt: skip
#: Lists whose items may have names.
_NAMED = frozenset({"phone", "email", "url"})
#: Lists of people.
_PEOPLE = frozenset({"via", "links", "distinct"})
#: What somebody is called: it becomes an alias, or nothing.
_NAMES = frozenset({"name", "given_name", "family_name", "aliases"})
#: What parts the items of a list that is one text.
_SIGNS = {"tags": ",", "aliases": ";"}
_CONSENT = frozenset({"consent", "blocked"})
_EVERYBODY = "*"


class Source(NamedTuple):
    """A file, and what it tells.

    Args:
        file: its characters.
        body: what stands below its head, with the facts among it (K7).
        contact: what both say.
    """

    file: Manuscript
    body: Body
    contact: Contact


class Taking(NamedTuple):
    """What is taken of the other head.

    Args:
        names: what the other is called; they become aliases.
        withheld: keys that are not filled.
        is_self: tells whether a link leads to one of the two.
    """

    names: Sequence[str]
    withheld: frozenset[str]
    is_self: Callable[[str], bool]


class _Fact(NamedTuple):
    """What is said of a key; by an inline field where there is no pair."""

    typed: str
    canonical: str | None
    value: Value
    pair: Pair | None

    @property
    def is_blank(self) -> bool:
        return not any(word.strip() and not is_nothing(word) for word in words_of(self.value))

    @property
    def key(self) -> str:
        return self.canonical or key_of(self.typed)


def _in_force(key: str, facts: Sequence[_Fact]) -> list[_Fact]:
    """Return what is said of a key, what holds first: our own spelling, of a key twice the last.

    See K8 and K9; what stands below the head holds least (K7).
    """

    def rank(place: int) -> tuple[bool, bool, int, int]:
        fact = facts[place]
        spelling = key_of(fact.typed)
        first = next(at for at, one in enumerate(facts) if key_of(one.typed) == spelling)
        return fact.pair is None, spelling != key, first, -place

    return [facts[place] for place in sorted(range(len(facts)), key=rank)]


class HeadJoiner:
    """Joins one head to another.

    Args:
        own: whose file it becomes, with a front matter.
        other: whose head is taken.
        spelling: the journal's.
        taking: what of it.
    """

    def __init__(self, own: Source, other: Source, spelling: Spelling, taking: Taking) -> None:
        self._own, self._other, self._taking = own, other, taking
        self._spelling = spelling
        self._file = own.file
        self._sheet = Sheet(other.file, spelling) if other.file.head.block else None
        self._outvoted: list[Outvoted] = []

    def joined(self) -> tuple[Manuscript, tuple[Outvoted, ...]]:
        """Return the file with what the other head says, and what was outvoted.

        Raises:
            Conflict: if it cannot be written safely.
        """
        facts: dict[str, list[_Fact]] = {}
        for fact in self._facts(self._other, self._sheet):
            if not fact.is_blank:
                facts.setdefault(fact.key, []).append(fact)
        self._name()
        for key in sorted(facts, key=_rank):
            self._take(key, facts[key])
        self._agree(facts)
        return self._file, tuple(self._outvoted)

    def _facts(self, source: Source, sheet: Sheet | None) -> Iterator[_Fact]:
        canonical_of = self._spelling.keys.canonical
        for pair in sheet.pairs if sheet else ():
            yield _Fact(pair.typed, pair.canonical, pair.value, pair)
        for typed, text in source.body.fields:
            if canonical := canonical_of(typed):
                yield _Fact(typed, canonical, text, None)

    def _own_facts(self, key: str) -> list[_Fact]:
        """Return what this head says of a key, blanks included."""
        return [fact for fact in self._facts(self._own._replace(file=self._file), self._now())
                if fact.key == key]  # fmt: skip

    def _now(self) -> Sheet:
        return Sheet(self._file, self._spelling)

    # --- one key -------------------------------------------------------------------------

    def _take(self, key: str, facts: list[_Fact]) -> None:
        if key in _NAMES or key in _CONSENT:
            return
        if key == "title":
            # A title that is no role is a name (K6).
            if key_of(self._other.contact.role) != key_of(told_of(facts[0].value)):
                return
            key = "role"
        if key in _LISTS:
            self._add_up(key, facts)
            return
        for fact in _in_force(key, facts):
            self._fill(key, fact)

    def _fill(self, key: str, fact: _Fact) -> None:
        """Let a blank be filled; tell what else is said."""
        known = self._own_facts(key) + (self._own_facts("title") if key == "role" else [])
        said = [one for one in known if not one.is_blank and not self._is_open(key)]
        if said:
            if not any(_says(one.value) == _says(fact.value) for one in said):
                self._outvote(fact)
        elif key in self._taking.withheld or not self._written(key, known, fact):
            self._outvote(fact)

    def _is_open(self, key: str) -> bool:
        return key == "fit" and self._own.contact.fit is Answer.OPEN

    def _written(self, key: str, known: list[_Fact], fact: _Fact) -> bool:
        """Write what is said of a key where nothing is; tell whether that can be done."""
        empty = next((one.pair for one in known if one.pair), None)
        words = one_line(told_of(fact.value))
        try:
            if empty:
                self._file = set_value(self._now(), empty, words)
            elif fact.pair and self._sheet:
                self._file = self._copied(fact.pair, words)
            elif key not in FOREIGN:
                self._file = added(self._now(), fact.canonical or fact.typed, words)
        except Conflict as refusal:
            if not is_refusal_of_value(refusal):
                raise
            return False
        return True

    def _copied(self, pair: Pair, words: str) -> Manuscript:
        assert self._sheet  # noqa: S101  # where the pair stands
        try:
            return copied(self._now(), self._sheet, pair)
        except Conflict as refusal:
            # A value on one line can be spelled anew; within braces it has to be.
            if not is_refusal_of_value(refusal) or not isinstance(pair.value, str):
                raise
            return added(self._now(), pair.canonical or pair.typed, words)

    def _outvote(self, fact: _Fact) -> None:
        self._outvoted.append(Outvoted(str(fact.typed), one_line(told_of(fact.value))))

    # --- lists ---------------------------------------------------------------------------

    def _name(self) -> None:
        """Let what the other is called be an alias."""
        own = (self._own.contact.name, *self._own.contact.aliases)
        names = [name for name in self._taking.names if not any(same(name, one) for one in own)]
        self._add("aliases", list(dict.fromkeys(names)), self._own.contact.aliases)

    def _add_up(self, key: str, facts: list[_Fact]) -> None:
        known = [one for one in self._own_facts(key) if not one.is_blank]
        words = [word for one in known for word in _items(key, one.value)]
        for fact in facts:
            new = [
                item
                for item in _items(key, fact.value)
                if not is_said(key, item, words) and not self._leads_here(key, item)
            ]
            if not new:
                continue
            is_whole = len(new) == len(_items(key, fact.value))
            apart = key == "url" and all(one.typed != fact.typed for one in known)
            if (
                (not known or apart)
                and is_whole
                and self._written(key, [] if apart else self._own_facts(key), fact)
            ):
                known = [one for one in self._own_facts(key) if not one.is_blank]
            elif not self._add(key, new, [word for one in known if not one.pair
                                          for word in _items(key, one.value)]):  # fmt: skip
                self._outvote(fact._replace(value=[*new]))
            words += new

    def _leads_here(self, key: str, item: str) -> bool:
        return key in _PEOPLE and self._taking.is_self(target_of(item))

    def _add(self, key: str, items: Sequence[str], below: Sequence[str]) -> bool:
        """Add items to a list; tell whether that can be done.

        Args:
            key: canonical.
            items: what is new.
            below: what the body says of the key: it would give way to a head (K7).
        """
        if not items:
            return True
        before = self._file
        is_headed = any(fact.pair for fact in self._own_facts(key))
        try:
            for item in (*(() if is_headed else below), *items):
                self._file = _with(self._now(), key, one_line(item))
        except Conflict as refusal:
            if not is_refusal_of_value(refusal):
                raise
            self._file = before
            return False
        return True

    # --- who may be reached --------------------------------------------------------------

    def _agree(self, facts: dict[str, list[_Fact]]) -> None:
        """Let the stricter word hold on who may be reached."""
        own, other = self._own.contact, self._other.contact
        theirs = [fact for key in ("consent", "blocked") for fact in facts.get(key, ())]
        if not theirs:
            return
        known = [fact for key in ("consent", "blocked") for fact in self._own_facts(key)
                 if not fact.is_blank]  # fmt: skip
        if not known:
            for fact in theirs:
                self._must(self._written(fact.key, self._own_facts(fact.key), fact), fact)
            return
        if own.blocked or (other.blocked and self._block()):
            self._tell_consent(theirs, known)
            return
        wanted = stricter(own, other)
        before = {one.channel: one for one in own.consent}
        changed = [one for one in wanted if before.get(one.channel) != one]
        if changed:
            self._set_consent(wanted, changed, theirs)
        self._tell_consent(theirs, known)

    def _block(self) -> bool:
        sheet = self._now()
        blocked = sheet.spelled("blocked")
        self._file = set_value(sheet, blocked[0], "yes") if blocked else added(
            sheet, "blocked", "yes"
        )  # fmt: skip
        return True

    def _must(self, is_written: bool, fact: _Fact) -> None:  # noqa: FBT001  # the outcome
        """Refuse to go on where a no could not be written."""
        if not is_written:
            line = self._file.head.block.first_line if self._file.head.block else 1
            raise Conflict("refusal.value_map", path=self._file.path, line=line, key=fact.typed)

    def _set_consent(
        self,
        wanted: Sequence[Permission],
        changed: Sequence[Permission],
        theirs: Sequence[_Fact],
    ) -> None:
        sheet = self._now()
        spelled = sheet.spelled("consent")
        if not spelled:
            pairs = [fact for fact in theirs if fact.key == "consent"]
            for fact in pairs:
                self._must(self._written("consent", [], fact), fact)
            return
        pair = spelled[0]
        if any(one.channel == _EVERYBODY for one in wanted):
            # A map has no word for all channels; a list has.
            no = [one for one in wanted if one.channel == _EVERYBODY and one.answer is Answer.NO]
            # Where nothing is allowed, nothing else needs to be said.
            items = [_written_in_list(one) for one in no or wanted]
            self._file = with_items(sheet, pair, items)
        else:
            is_map = isinstance(pair.value, dict)
            said = {_typed(pair, one): _written(one) for one in (changed if is_map else wanted)}
            self._file = with_answers(sheet, pair, said)

    def _tell_consent(self, theirs: Sequence[_Fact], known: Sequence[_Fact]) -> None:
        """Tell of what either said where it does not stand there any more."""
        now = {
            " ".join(word.split())
            for key in ("consent", "blocked")
            for fact in self._own_facts(key)
            for word in words_of(fact.value)
        }
        for facts, is_own in ((theirs, False), (known, True)):
            for fact in facts:
                gone = [word for word in words_of(fact.value) if " ".join(word.split()) not in now]
                if gone:
                    told = ", ".join(map(one_line, gone))
                    self._outvoted.append(Outvoted(str(fact.typed), told, is_own))


def _with(sheet: Sheet, key: str, item: str) -> Manuscript:
    """Add an item to a list, or to a text that is one between signs (K4)."""
    sign = _SIGNS.get(key, "")
    spelled = sheet.spelled(key)
    if sign and spelled and isinstance(spelled[0].value, str) and sign in spelled[0].value:
        return set_value(sheet, spelled[0], f"{spelled[0].value}{sign} {item}")
    return with_item(sheet, key, item)


def _typed(pair: Pair, one: Permission) -> str:
    """Return how a map spells a channel."""
    if isinstance(pair.value, dict):
        for name, said in pair.value.items():
            found, _ = read_consent({name: said}, [])
            if [each.channel for each in found] == [one.channel]:
                return name
    return one.channel


def _written(one: Permission) -> str:
    given = one.given.isoformat() if one.given else ""
    return " ".join(filter(None, (one.answer.value, given, one_line(one.note))))


def _written_in_list(one: Permission) -> str:
    return _written(one) if one.channel == _EVERYBODY else f"{one.channel}: {_written(one)}"


def _items(key: str, value: Value) -> list[str]:
    spread = bare_words_of if key in _NAMED else words_of
    words = [word.strip() for word in spread(value)]
    if key == "tags":
        words = [part.strip() for word in words for part in word.replace(";", ",").split(",")]
    return [word for word in dict.fromkeys(words) if word and not is_nothing(word)]


def _says(value: Value) -> str:
    return " ".join(scalar_of(value).split()).casefold()


def _rank(key: str) -> tuple[int, str]:
    return (ORDER.index(key), "") if key in ORDER else (len(ORDER), "")
