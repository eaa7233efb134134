"""A contact file's bytes to a contact and the problems in it (rules F5 to F8, K, E)."""

import re
from datetime import tzinfo
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact, Promise, stem_of
from kontaktjournal.domain.names import key_of
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.decode import Decoded, decode
from kontaktjournal.notation.entries import Body, BodyReader
from kontaktjournal.notation.fields import Fields, Finding, HeadReader
from kontaktjournal.notation.frontmatter import Head, Value, read_head
from kontaktjournal.notation.keys import Keys
from kontaktjournal.notation.vocabulary import Vocabulary

LARGEST_FILE = 1 << 20

_TEMPLATE_SIGNS = ("{{", "{%", "<%")
_FIRST_HEADING = re.compile(r"(?:^|\n)#[ \t][^\n]*")
_PERSON_TYPES = frozenset(
    ["person", "people", "contact", "kontakt", "mensch", "lead", "kunde", "client", "crm_contact"]
)


class Reading(NamedTuple):
    """What a file turned out to be.

    Args:
        contact: None where the file is no contact: a template, a note about a firm.
        problems: what is wrong in it, in file order.
        text: the decoded text, for the full-text index.
        story: the prose under its story heading.
        keys: the front matter as typed, for whoever wants to see all of it.
        plain: the front matter's text, where each word of each value stands in it as it is.
    """

    contact: Contact | None
    problems: tuple[Problem, ...] = ()
    text: str = ""
    story: str = ""
    keys: tuple[tuple[str, Value], ...] = ()
    plain: str | None = None


def unreadable(path: str, problem: Problem) -> Reading:
    """Keep a contact visible whose file cannot be read at all (F7, K11)."""
    return Reading(Contact(path, stem_of(path), unreadable=True), (problem,))


class Reader:
    """Read contact files by one set of settings.

    Args:
        settings: keys, stages and words of the journal.
        zone: time zone that offsets in files are converted to (T4).

    ``keys`` finds the canonical key of whatever stands in a file.
    """

    def __init__(self, settings: Settings, zone: tzinfo | None = None) -> None:
        self.keys = Keys(settings.keys)
        self._body = BodyReader(Vocabulary(settings.entries), settings.pipeline)
        self._head = HeadReader(self.keys, settings.pipeline, zone)

    def read(self, data: bytes, path: str) -> Reading:
        """Read one file.

        Args:
            data: its bytes.
            path: POSIX path below the root; names the file in problems.

        Returns:
            A contact, or problems, or both; never an exception.
        """
        if len(data) > LARGEST_FILE:
            problem = Problem(path, 0, 0, "E107", "large", (("limit", "1 MiB"),))
            return unreadable(path, problem)
        decoded = decode(data)
        text = decoded.text
        head = read_head(text, path)
        if self._is_template(text, head):
            return Reading(None, (Problem(path, 1, 1, "I306"),), text)
        body = self._body.read(text, head.body, head.body_line)
        fields, findings = self._head.read(head, body, stem_of(path))
        if findings and not head.careful:
            # The fast path knows no places; a finding needs one.
            head = read_head(text, path, careful=True)
            fields, findings = self._head.read(head, body, stem_of(path))
        if not _is_person(fields):
            return Reading(None, (), text)
        problems = sorted((
            *head.problems,
            *_placed(path, findings),
            *_damage(path, decoded, head),
            *_marked(path, text, body),
        ))  # fmt: skip
        contact = fields.contact(
            path,
            body,
            promises=_owned(body.promises, fields.name),
            unreadable=any(problem.hides for problem in problems),
        )
        is_plain = not (body.fields or (head.careful and head.pairs))
        plain = text[: head.body] if is_plain else None
        return Reading(contact, tuple(problems), text, body.story, head.pairs, plain)

    @staticmethod
    def _is_template(text: str, head: Head) -> bool:
        """Tell whether front matter or first heading hold placeholders (F5)."""
        if "{" not in text and "<" not in text:
            return False
        if not any(sign in text for sign in _TEMPLATE_SIGNS):
            return False
        # Templater's code may stand before the front matter, which is none then.
        if text.lstrip().startswith(_TEMPLATE_SIGNS):
            return True
        heading = _FIRST_HEADING.search(text, max(head.body - 1, 0))
        first = text[: head.body] + (heading[0] if heading else "")
        return any(sign in first for sign in _TEMPLATE_SIGNS)


def _is_person(fields: Fields) -> bool:
    """Tell whether the type marker, if any, names a person (F6)."""
    if not fields.types:
        return True
    return any(key_of(word.rpartition("/")[2].strip("#")) in _PERSON_TYPES
               for word in fields.types)  # fmt: skip


def _placed(path: str, findings: list[Finding]) -> list[Problem]:
    return [
        Problem(path, finding.line, finding.column, finding.code, finding.variant, finding.values)
        for finding in findings
    ]


def _place(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of an offset, counting lines as every editor does."""
    begin = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - begin + 1


def _damage(path: str, decoded: Decoded, head: Head) -> list[Problem]:
    """Report bytes that are no UTF-8: an error in the head, a warning in the body."""
    if decoded.text.startswith("\0"):
        # What a power cut leaves: the length was written, the words were not.
        return [Problem(path, 1, 1, "E101", "nul")]
    if decoded.damage < 0:
        return []
    line, column = _place(decoded.text, decoded.damage)
    if head.block is None or decoded.damage < head.body:
        values = (("encoding", decoded.encoding),)
        return [Problem(path, line, column, "E106", "", values)]
    return [Problem(path, line, column, "W212", "bytes")]


def _marked(path: str, text: str, body: Body) -> list[Problem]:
    problems: list[Problem] = []
    line, counted = 1, 0
    # Counted on from mark to mark: a hostile file has a hundred thousand of them.
    for mark in sorted(body.marks):
        line += text.count("\n", counted, mark.offset)
        counted = mark.offset
        column = mark.offset - text.rfind("\n", 0, mark.offset)
        problems.append(Problem(path, line, column, mark.code, mark.variant, mark.values))
    return problems


def _owned(promises: tuple[Promise, ...], name: str) -> tuple[Promise, ...]:
    """Give promises that begin with the contact's first name to the contact (D10)."""
    if not promises:
        return promises
    # "Müller, Anna" is in order, too (S6).
    first = (name.partition(",")[2].split() or name.split() or [name])[0]
    begins = (f"{first}:".casefold(), f"{first} :".casefold())
    return tuple(
        promise._replace(mine=False)
        if promise.mine and promise.text.casefold().startswith(begins)
        else promise
        for promise in promises
    )
