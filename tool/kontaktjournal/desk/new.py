"""Somebody new: who may be the same, what the file is called, and what it says (4.2).

A new file is proven like every edit: what is read of it must be what was said.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from kontaktjournal.desk.besides import noted
from kontaktjournal.desk.desk import Desk
from kontaktjournal.desk.register import Register
from kontaktjournal.desk.template import Form, Head
from kontaktjournal.desk.written import Written, head_of
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.duplicates import Twin, twins
from kontaktjournal.domain.errors import Conflict, WrongUse
from kontaktjournal.domain.names import caseless, file_name, key_of, slug
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.edit.editor import Editor
from kontaktjournal.notation.edit.scalars import one_line
from kontaktjournal.notation.edit.sheet import Spelling
from kontaktjournal.notation.edit.splice import ORDER
from kontaktjournal.notation.keys import Keys
from kontaktjournal.notation.new_head import Said, as_read, as_yaml, cleaned
from kontaktjournal.notation.parse import Reader, Reading
from kontaktjournal.notation.values import words_of
from kontaktjournal.store.folder import Folder
from kontaktjournal.store.new_file import TEMPLATE, template_of

#: Without those that are taken for each other, and beginning with a letter: never a number.
_LETTERS, _SIGNS = "abcdefghjkmnpqrstuvwxyz", "abcdefghjkmnpqrstuvwxyz23456789"
_UID_LENGTH = 10
_MOST_NAMESAKES = 10_000
#: What a list or a map leaves behind its key.
_LOOSE_BLANK = re.compile(r"(?m):[ \t]+$(?=\n[ ]+\S)")
#: What would make a template of the file that is made (F5).
_PLACEHOLDER = re.compile(r"(?<=\{)(?=[{%])|(?<=<)(?=%)")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Newcomer(NamedTuple):
    """Somebody a file is made for.

    Args:
        name: full name.
        said: what the user said, by canonical key; it is never left out.
        status: id of the stage where she said none.
        note: what shall stand in the body, as it is.
        others: what else is known of them, by keys of somebody else.
        left: what shall stand below the note: names of columns, and what stands there.
    """

    name: str
    said: Mapping[str, Said]
    status: str
    note: str = ""
    others: Mapping[str, str] = MappingProxyType({})
    left: Sequence[tuple[str, str]] = ()


class Newcomers:
    """Where those come in who are no contacts yet.

    Args:
        folder: the contact folders.
        settings: of the journal.
        reader: proves what is made.
        today: the day they come in.
        register: knows who is here already, and which names and uids are taken.
    """

    def __init__(
        self,
        folder: Folder,
        settings: Settings,
        reader: Reader,
        today: date,
        register: Register,
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._reader = reader
        self._today = today
        self._register = register

    def twins(self, card: Card) -> list[Twin]:
        """Return who in the journal may be the same person, the likeliest first."""
        return twins(card, self._register.like(card))

    def create(self, desk: Desk, newcomer: Newcomer) -> Written:
        """Make a contact's file.

        Raises:
            WrongUse: there is no name, the template is broken, or a value cannot be written so
                that it would be read again.
            DiskTrouble: the system would not read or write.
        """
        path = self._path(newcomer.name)
        return desk.create(path, self._file(newcomer, path))

    # --- its name ------------------------------------------------------------------------

    @cached_property
    def _above(self) -> str:
        """Return the folder new contacts go to, with its slash."""
        folder = os.path.normpath(self._settings.folders.contacts[0].strip("/") or ".")
        return "" if folder == "." else f"{folder}/"

    def _path(self, name: str) -> str:
        """Return where the file shall lie (N1-N3)."""
        register = self._register
        taken = register.names(self._above)
        for stem in self._stems(name):
            if caseless(f"{stem}.md") not in taken and not register.is_elsewhere(stem):
                return f"{self._above}{stem}.md"
        raise WrongUse("refusal.hidden", name=name)

    def _stems(self, name: str) -> Iterator[str]:
        """Yield what the file may be called: the name, or one that hides no contact (F2)."""
        plain = (file_name if self._settings.folders.filename == "name" else slug)(name)
        for base in (plain, f"{plain}-1", f"kontakt-{plain}"):
            # Digits alone would be taken for a number of the last list.
            if base.isdecimal():
                continue
            if not self._folder.hides(f"{self._above}{base}.md"):
                yield base
                yield from (f"{base}-{number}" for number in range(2, _MOST_NAMESAKES))

    def uid_for(self, path: str, name: str) -> str:
        """Return what tells a contact who has no uid yet from all others (I1).

        Args:
            path: of the file.
            name: of the person.
        """
        for attempt in range(_MOST_NAMESAKES):
            # Of the day only: a dry run shows what will be written.
            words = f"{self._today} {path} {name} {attempt}".encode("utf-8", "replace")
            number = int.from_bytes(blake2b(words, digest_size=_UID_LENGTH).digest())
            number, letter = divmod(number, len(_LETTERS))
            uid = _LETTERS[letter]
            while len(uid) < _UID_LENGTH:
                number, sign = divmod(number, len(_SIGNS))
                uid += _SIGNS[sign]
            if not self._register.has_uid(uid):
                break
        return uid

    # --- what it says --------------------------------------------------------------------

    @cached_property
    def _keys(self) -> Keys:
        return Keys(self._settings.keys)

    def canonical(self, key: str) -> str | None:
        """Return what a key means in this journal; None where it is somebody else's."""
        return self._keys.canonical(key)

    @cached_property
    def _is_obsidian(self) -> bool:
        folder = Path(self._folder.root, ".obsidian")
        return os.path.isdir(folder)  # noqa: PTH112  # no, too, where the disk does not say

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(self._keys, self._settings.keys, self._is_obsidian)

    @cached_property
    def _editor(self) -> Editor:
        return Editor(self._settings, obsidian=self._is_obsidian)

    def _file(self, newcomer: Newcomer, path: str) -> bytes:
        """Return the bytes of a contact's file."""
        said = cleaned({**newcomer.said, "name": newcomer.name})
        if "name" not in said:  # of control characters alone
            raise WrongUse("refusal.no_name")
        always = {"status": newcomer.status, "created": self._today.isoformat()}
        values = cleaned({**always, "uid": self.uid_for(path, newcomer.name), **said})
        data = self._rendered(values).encode("utf-8", "replace")
        data, reading = self._completed(data, said, path)
        self._prove(reading, said)
        left = [*newcomer.left]
        if newcomer.others:
            data, reading, more = self._with_others(data, reading, newcomer.others)
            left += more
        note = noted(newcomer.note, left)
        return self._noted(data, note, reading, path) if note.strip() else data

    @cached_property
    def _form(self) -> Form:
        root, templates = self._folder.root, self._settings.folders.templates
        return Form(lambda name: template_of(root, templates, name), TEMPLATE)

    def _rendered(self, values: Mapping[str, Said]) -> str:
        """Return the text the template makes of somebody."""
        spelling = self._spelling
        head = {key: as_yaml(key, value, spelling) for key, value in values.items()}
        text = self._form.filled(
            {
                "name": _PLACEHOLDER.sub(r"\\", str(values["name"])),
                "head": Head(head, frozenset(ORDER)),
                "keys": {key: spelling.key(key) for key in ORDER},
            }
        )
        block, fence, body = text.partition("\n---")
        return f"{_LOOSE_BLANK.sub(':', block)}{fence}{body.rstrip()}\n"

    def _completed(
        self, data: bytes, said: Mapping[str, Said], path: str
    ) -> tuple[bytes, Reading]:
        """Add what was said and has no place in the template; return it, and what is read."""
        editor = self._editor
        before, reading = data, self._legible(data, path)
        for key, value in said.items():
            if self._is_read(reading, key, value):
                continue
            try:
                if isinstance(value, str):
                    data = editor.set_fields(data, {key: value}, path=path)
                elif isinstance(value, tuple):
                    for item in value:
                        data = editor.add_to_list(data, key, item, path=path)
            except Conflict as error:
                named = self._form.path
                raise WrongUse("refusal.template_place", path=named, key=key) from error
            reading = self._reader.read(data, path)
        return data, reading if data == before else self._legible(data, path)

    def _with_others(
        self, data: bytes, reading: Reading, others: Mapping[str, str]
    ) -> tuple[bytes, Reading, list[tuple[str, str]]]:
        """Add keys of somebody else, and return which of them cannot be."""
        said = [(one_line(key), words) for key, words in others.items() if one_line(words)]
        first = {key_of(key): key for key, _ in reversed(said)}
        left: list[tuple[str, str]] = []
        # Each comes behind the last key there is that the journal knows.
        for key, words in reversed(said):
            added = self._with_other(data, reading, key, words) if key in first.values() else None
            if added:
                data, reading = added
            else:
                left.insert(0, (key, words))
        return data, reading, left

    def _with_other(
        self, data: bytes, reading: Reading, key: str, words: str
    ) -> tuple[bytes, Reading] | None:
        """Add a key, if nothing comes of it but that it is there: no stage, no date."""
        contact = reading.contact
        named = {key_of(typed) for typed, _ in reading.keys}
        if contact is None or not key or key_of(key) in named or self._keys.canonical(key):
            return None
        try:
            data = self._editor.set_fields(data, {key: words}, path=contact.path)
        except Conflict:
            return None
        after = self._reader.read(data, contact.path)
        is_harmless = (
            after.contact is not None
            and replace(after.contact, others=contact.others) == contact
            and after.problems == reading.problems
        )
        return (data, after) if is_harmless else None

    def _is_read(self, reading: Reading, key: str, value: Said) -> bool:
        """Tell whether a file says of a key what was said of it, and perhaps more."""
        if key == "name":
            return reading.contact is not None and reading.contact.name == value
        there = head_of(reading, self._keys).get(key, "")
        wanted = [*words_of(as_read(key, value, self._spelling))]
        if isinstance(value, tuple):
            return {*wanted} <= {*words_of(there)}
        return wanted == [*words_of(there)]

    def _legible(self, data: bytes, path: str) -> Reading:
        """Read what was made, and refuse what is no contact, or has errors."""
        reading = self._reader.read(data, path)
        errors = [one for one in reading.problems if one.severity == "error"]
        if errors or reading.contact is None:
            line = errors[0].line if errors else 1
            words = reading.text.split("\n")[max(line, 1) - 1].strip()
            raise WrongUse("refusal.template_result", path=self._form.path, line=line, text=words)
        return reading

    def _prove(self, reading: Reading, said: Mapping[str, Said]) -> None:
        """Refuse what is not what was said."""
        for key, value in said.items():
            if self._is_read(reading, key, value):
                continue
            if isinstance(value, Mapping):
                raise WrongUse("refusal.template_place", path=self._form.path, key=key)
            words = " ".join(words_of(as_read(key, value, self._spelling)))
            raise WrongUse("refusal.unsafe_new", key=key, word=words)

    def _noted(self, data: bytes, note: str, before: Reading, path: str) -> bytes:
        """Add a note as a quotation, or as it is between fences; it must change nothing else."""
        lines = _CONTROLS.sub("", note.strip("\n")).split("\n")
        broken = [_PLACEHOLDER.sub(r"\\", line) for line in lines]
        for form in (_quoted(lines), _fenced(lines), _fenced(broken)):
            noted = data + f"\n{form}\n".encode("utf-8", "replace")
            after = self._reader.read(noted, path)
            if (after.contact, after.problems) == (before.contact, before.problems):
                return noted
        raise WrongUse("refusal.unsafe_new", key="stdin", word=lines[0])


def _quoted(lines: list[str]) -> str:
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _fenced(lines: list[str]) -> str:
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join((fence, *lines, fence))
