"""The head of an entry and the decision in its text (3.4, E7, E10)."""

import re
from collections.abc import Iterator
from datetime import date

from kontaktjournal.domain.contact import Decision, Entry
from kontaktjournal.domain.pipeline import Pipeline
from kontaktjournal.notation.dates import duration, leading_time, read_cadence, read_date
from kontaktjournal.notation.hidden import visible
from kontaktjournal.notation.vocabulary import Vocabulary, plain

# A pattern that may begin with blanks looks behind itself first: a line of a million blanks
# would be tried from each of them. A bold date may hold its colon: "**2026-01-27:** Called".
_SEPARATOR = re.compile(r"[ \t]*[—–\-:|·,]?(?:\*\*)?[ \t]*")
_TITLE = re.compile(r":(?=\s|$)|(?<![ \t])[ \t]++(?:[–—-][ \t]+|[|·][ \t]*)|[|·][ \t]*")
#: "[[rich|Marlene]]" holds a sign that divides a head, and is one word of it.
_LINK = re.compile(r"\[\[[^\[\]]*+\]\]")
_DURATION = re.compile(
    r"(?:^|[ \t,(])([0-9][0-9.,]*+[ \t]*+[a-zA-Z]++\.?(?:[ \t]*[0-9]++[ \t]*min\.?)?)\)?$"
)
#: "120 Minuten" and the like: what is longer is no duration.
_LONGEST_DURATION = 40
_LONGEST_CHANNEL = 40
#: So much of a head without a colon is looked at for an attempt; what follows tells of it.
_LONGEST_SENTENCE = 80

_FIELD = re.compile(
    r"(?:[-*+][ \t]+)?(entscheidung|decision|next|n(?:ä|ae)chster? schritt)::?[ \t]+(.+)",
    re.IGNORECASE,
)
_ANY_FIELD = re.compile(r"(?:[-*+][ \t]+)?\w[\w \-]{0,40}::?(?:[ \t]|$)")
_DECISION_SIGN = re.compile(r"\n([ \t]*)(?:[-*+][ \t]+)?(?:→|->|=>)[ \t]*([^\n]+)")
_DECISION_PART = re.compile(r"[·,;|]")
_BESIDE = frozenset("·,;|")
_STAYS = frozenset({"weiter", "continue", "bleibt", "stay"})
#: Indented this far beyond its entry a line is code, in Markdown as here.
CODE_INDENT = 4


def behind_separator(text: str, position: int) -> int:
    """Return where the words behind a separator begin, if there is one."""
    found = _SEPARATOR.match(text, position)
    return found.end() if found else position


def _without_duration(words: str) -> tuple[str, int | None]:
    """Split a duration off the end: ``Zoom, 25 min``."""
    start = max(0, len(words) - _LONGEST_DURATION)
    found = _DURATION.search(words, start)
    if found is None or (minutes := duration(found[1])) is None:
        return words.strip(" \t,"), None
    return words[: found.start()].strip(" \t,("), minutes


def _without_links(words: str) -> str:
    """Return words of the same length in which a link between notes divides nothing."""
    return _LINK.sub(lambda link: "x" * len(link[0]), words) if "[[" in words else words


class EntryReader:
    """Read entries by one vocabulary and one pipeline."""

    __slots__ = ("_pipeline", "vocabulary")

    def __init__(self, vocabulary: Vocabulary, pipeline: Pipeline) -> None:
        self.vocabulary = vocabulary
        self._pipeline = pipeline

    def entry(
        self, head: str, day: date, line: int, span: tuple[int, int], decision: Decision | None
    ) -> Entry:
        """Read an entry's head behind its date: time, channel, duration, title."""
        at, position = leading_time(head, behind_separator(head, 0))
        if at:
            position = behind_separator(head, position)
        rest = head[position:].strip().rstrip("|").rstrip()
        parted = _TITLE.search(_without_links(rest))
        channel, title, minutes = self._parts(rest, parted)
        leading, opening = channel, title
        if not channel:
            # "Call with Rod." has a channel, though nothing divides it from the rest.
            length = self.vocabulary.channel_of(title[:_LONGEST_CHANNEL])
            leading = channel = title[:length]
            opening = title[length:].lstrip()
        undivided = "" if parted else rest[:_LONGEST_SENTENCE]
        kind = self.vocabulary.kind_of(leading, opening[:_LONGEST_CHANNEL], undivided)
        return Entry(day, kind, at, channel, minutes, title, decision, line, span)

    def _parts(self, rest: str, parted: re.Match[str] | None) -> tuple[str, str, int | None]:
        """Split what stands behind the date into channel, title and duration."""
        if parted:
            channel, minutes = _without_duration(rest[: parted.start()])
            return channel, rest[parted.end() :].strip(), minutes
        words, minutes = _without_duration(rest)
        length = self.vocabulary.channel_of(words[:_LONGEST_CHANNEL])
        channel, title = words[:length], words[length:]
        if not title:
            return channel, "", minutes
        if channel and title.lstrip().startswith(","):
            # "Telefonat, nicht erreicht", "Zoom, 25 min, Budget"
            first, _, behind = title.lstrip(" \t,").partition(",")
            if minutes is None and (minutes := duration(first)):
                return channel, behind.strip(), minutes
            return channel, title.strip(" \t,"), minutes
        # "Zoom" is a channel, "Called about pilot" a title.
        return "", words, minutes

    def decided(self, text: str, indent: int) -> Decision | None:
        """Read the decision in an entry's text: the first line that is one (E10).

        Args:
            text: from the end of the head on, without what is hidden.
            indent: how far the entry itself is indented.
        """
        if "→" in text or "->" in text or "=>" in text:
            for found in _DECISION_SIGN.finditer(text):
                is_code = len(found[1].expandtabs(CODE_INDENT)) >= indent + CODE_INDENT
                if not is_code and (decision := self.decision(found[2])):
                    return decision
        return self._decided_by_fields(text) if ":" in text else None

    def undecided(self, text: str, decision: Decision | None) -> str:
        """Return an entry's text without the lines that say what was decided.

        Args:
            text: behind the entry's head, as typed.
            decision: what its lines say, as `decided` read it.
        """
        if decision is None:
            return text
        typed = f"\n{text}"
        for found in _DECISION_SIGN.finditer(visible(typed)):
            if self.decision(found[2]) == decision:
                return (typed[: found.start()] + typed[found.end() :]).removeprefix("\n")
        return self._without_fields(text)

    def _without_fields(self, text: str) -> str:
        """Leave out the decision's fields among the lines an entry begins with."""
        lines = text.split("\n")
        for place, line in enumerate(lines):
            bare = line.strip()
            if bare and not _ANY_FIELD.match(bare):
                break
            if (found := _FIELD.fullmatch(bare)) and self._decides(*found.groups()):
                lines[place] = ""
        return "\n".join(lines).lstrip("\n")

    def _decides(self, key: str, value: str) -> bool:
        """Tell whether a field says nothing that its decision does not say."""
        word = value.partition("#")[0].strip()
        if key.casefold() in {"entscheidung", "decision"}:
            return self.decision(word) is not None
        return word == value.strip() and read_date(word).when is not None

    def _decided_by_fields(self, text: str) -> Decision | None:
        """Read ``entscheidung: pflege`` and ``next: 2026-12-07`` in the first lines."""
        decision: Decision | None = None
        for key, value in _first_fields(text):
            word = value.split("#")[0].strip()
            if key in {"entscheidung", "decision"}:
                if found := self.decision(word):
                    agreed = found.next or (decision.next if decision else None)
                    decision = found._replace(next=agreed)
            elif when := read_date(word).when or read_date(word.split(" ")[0]).when:
                decision = (decision or Decision())._replace(next=when)
        return decision

    def decision(self, words: str) -> Decision | None:
        """Read a decision line behind its arrow; None where it decides nothing."""
        parts = [part.strip() for part in _DECISION_PART.split(words)]
        stage = self._pipeline.named(parts[0].split("#")[0].strip())
        position = 1
        if stage is None and plain(parts[0]) not in _STAYS:
            if read_date(parts[0]).when is None:
                return None
            position = 0
        every = upcoming = None
        for word in parts[position:]:
            if upcoming is None and (when := read_date(word).when):
                upcoming = when
            elif every is None and upcoming is None and not word.isdigit():
                every = read_cadence(word)
                if every is None:
                    break
            else:
                break
            position += 1
        return Decision(stage.id if stage else None, every, upcoming, _behind(words, position))


def _behind(words: str, count: int) -> str:
    """Return what stands behind so many parts of a decision, as it was typed."""
    behind = "".join(_DECISION_PART.split(words, count)[count:])
    said = [at for at, char in enumerate(behind) if not (char in _BESIDE or char.isspace())]
    return behind[said[0] : said[-1] + 1] if said else ""


def _first_fields(text: str) -> Iterator[tuple[str, str]]:
    """Yield the decision's fields among the ``key: value`` lines an entry begins with."""
    position = text.find("\n")
    while position >= 0:
        begin = position + 1
        position = text.find("\n", begin)
        line = text[begin : position if position >= 0 else None].strip()
        if found := _FIELD.fullmatch(line):
            yield found[1].casefold(), found[2]
        elif line and not _ANY_FIELD.match(line):
            return
