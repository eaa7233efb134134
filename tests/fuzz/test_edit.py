"""Mutated contact files: every edit is exact or refused, none is wrong, none escapes (W1).

``make test`` mutates the same 20,000 documents each time, ``make fuzz`` a million others
(``FUZZ`` says how many, ``FUZZ_SALT`` which). A failure names its seed: ``FUZZ_SEED=17:4711``
runs that one document alone.
"""

import os
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pytest
import yaml

from kontaktjournal.domain.contact import Contact, EntryKind
from kontaktjournal.domain.errors import Conflict
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.notation.edit.editor import Editor, NewEntry
from kontaktjournal.notation.parse import Reader

DOCUMENTS = int(os.environ.get("FUZZ", "20000"))
SALT = os.environ.get("FUZZ_SALT", "")
ONLY = os.environ.get("FUZZ_SEED", "")
SHARDS = 20
#: One in so many is read by another parser, written in Python and in no line the same.
SAMPLED = 5
#: A fuzzer that has everything refused finds nothing.
FEWEST_EDITED = 0.2

MARKS = re.compile(rb"(?:\xef\xbb\xbf)*")
PATH = "kontakte/anna.md"
MONDAY = date(2026, 11, 23)

HEADS = (
    "status: pflege\nnext: 2026-12-07\nstep: Mappe zeigen\nevery: 6 Wochen\n",
    "name: Anna # x\nstatus:   'pflege'   # warm\nnext:     \"2026-12-07\"\nphone: 0171 555\n",
    "# oben\nstatus:\nnext: \nstep:    # was?\n\n# unten\ntags: [person, a]\nuid: k7f3q2m9xw\n",
    "Nächster Kontakt: 2026-12-07\nStand: aktiv\nstory:\n  - Messe\n  - 'Uni: Bonn'\nfoo: 1\n",
    'nextFollowUp: 2026-12-07T14:30:00\nstatus: "[[pflege]]"\nmore:\n  status: x\n  next: y\n',
    "follow_up: [[2026-12-07]]\nnext:\nstory: Messe Leipzig # 2024\nlinks: [[jonas]]\n",
    "  status: pflege\n  next: 2026-12-07\n  story:\n  - a\n  - b # c\n  every: '6w'\n",
    "{status: pflege, next: 2026-12-07, story: [a, 'b'], step: \"x, y\"}\n",
    "step: >-\n  lang\n  und breit\nstatus: |\n  pflege\nnext: 2026-12-07\n  14:30\nstory: []\n",
    "status: &a pflege\nnext: !!str 2026-12-07\nother: *a\n",
    "zeit: 12:30\nland: NO\nplz: 01067\nstatus: on\nnext: 2026-02-30\nstory: ~\nevery: null\n",
    "\"status\": pflege\n'next': 2026-12-07\n? step\n: Mappe\n? every\nconsent:\n  phone: yes\n",
    "",
)
BODIES = (
    "",
    "# Anna\n",
    "\n# Anna\n\n## Story\n\nA.\n\n## 2026-11-16 Versuch\n\n## 2026-10-12 Zoom\n\n…\n→ pflege\n",
    "## 2026-10-12 Zoom\n\n- [ ] Mappe 📅 2026-11-27\n\n### Dann\n\n## 2026-11-16 Treffen\n\nx\n",
    "# Anna\n\n## Interactions\n\n- 2026-06-12 — Intro call\n  mehr\n- 2026-05-01 — Mail\n\nX",
    "## Log\n\n### 2026-01-02 | coffee | Roadmap\n\ntext\n### 2026-03-04 | call | Demo\n\n---\n",
    "# Anna\n\n## Log\n\n| Datum | Was |\n|---|---|\n| 2026-09-30 | LinkedIn |\n\n## Notes\nx\n",
    "- **2026-01-27**: Called\n- **2026-01-26**: Mail\n\nOrt:: Köln\n```\n---\nstatus: x\n```\n",
    "<!-- next: 2026-01-01 -->\n\n## Log\n\n%% zu tun %%\n\n# Story\n\nBonn\n\n    code\n",
)  # fmt: skip
TOKENS = (
    '"', "'", ":", ": ", "- ", "#", " # ", "|", ">", "&a ", "*a", "!t ", "{", "}", "[", "]",
    ",", "\t", "\r", "\r\n", "\n", "\n\n", "\n---\n", "\n...\n", "---\n", " ", "  ", "\ufeff",
    "\u2028", "\x85", "\xa0", "\x00", "\x1b", "\x7f", "王", "u\u0308", "🚀", "<<: ", "? ", "%%",
    "\n```\n", "<!--", "-->", "\n~~~\n", "<<<<<<< ", "=======\n", "## ", "\n# ", "→ ", "[[x]]",
    "next: 2027-01-01\n", "status: x\n", "Status: x\n", "story:\n- x\n", "2026-11-20", "\\", "\n ",
    "- [ ] x", "| ", "~", "null", "@", "`", "%", "\n\n\n",
)  # fmt: skip
VALUES = (
    "angebot", "2026-12-24", "2026-12-24 14:30", "nie", "Müller: Bau #1", "01711234567", "yes",
    "\"zitat' \\ende", "- x", "[[jonas-weber]]", "zwei\nZeilen\r\n---\nstatus: x", "6 Wochen",
    "+49 221 555 0171", "a, b] }", "@x", "4.800 EUR", "~", "王芳 🚀", "x: ", "\x1b[31m\x00", "=",
)  # fmt: skip
TEXTS = (
    "", "Zweiter Laden wird konkret", "Mailbox voll", "# Titel\n\n## 2026-01-01 Zoom\n→ ablage",
    "```\n## 2020-01-01 x\n```\nEnde", "```\noffen", "<!-- offen", "| a | b |\n- 2020-01-01 x",
    "next: 2020-01-01\nmehr", "- [ ] noch was\n--> %%\n%%\n<<<<<<< HEAD", "Ort:: Köln",
)  # fmt: skip
FENCES = (("---", "---"), ("---", "---"), ("---", "..."), ("--- ", "---"), ("\ufeff---", "---"))

EDITOR = Editor(Settings())
READER = Reader(Settings())
CATALOGUES = (Catalogue("de"), Catalogue("en"))

#: What a key may change in a contact.
FIELDS = {
    "status": ["status", "status_typed"], "next": ["next", "never", "unreadable"],
    "step": ["step"], "every": ["every"], "fit": ["fit"], "last": ["last_noted"],
    "moment": ["moment"], "org": ["org"],
}  # fmt: skip


class Edit(NamedTuple):
    """One edit, and how to tell that it did what it should."""

    what: str
    make: Callable[[bytes], bytes]
    judge: Callable[[bytes, bytes], None]


# --- making documents ------------------------------------------------------------------------


def document(chance: random.Random) -> bytes:
    opening, closing = chance.choice(FENCES)
    head = chance.choice(HEADS)
    body = chance.choice(BODIES)
    text = f"{opening}\n{head}{closing}\n{body}" if chance.random() < 0.93 else body
    if chance.random() < 0.2:
        text = text.replace("\n", chance.choice(["\r\n", "\r\n", "\r"]))
    data = text.encode()
    for _ in range(chance.choice([0, 1, 1, 2, 3, 6])):
        data = mutated(data, chance)
    return data


def mutated(data: bytes, chance: random.Random) -> bytes:
    # Nearer to the beginning, for that is where the head is.
    at = int(len(data) * chance.random() ** 2)
    kind = chance.randrange(6)
    if kind == 0:
        return data[:at] + data[at + chance.choice([1, 1, 2, 8]) :]
    if kind == 1:
        return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    if kind == 2:
        lines = data.splitlines(keepends=True)
        lines.insert(chance.randrange(len(lines) + 1), chance.choice([*lines, b""]))
        return b"".join(lines)
    return data[:at] + chance.choice(TOKENS).encode() + data[at:]


# --- judging edits ---------------------------------------------------------------------------


def edit(chance: random.Random) -> Edit:
    kind = chance.randrange(8)
    if kind < 4:
        key = chance.choice(["status", "next", "step", "every", "fit", "last", "moment", "org"])
        value = chance.choice(VALUES) if kind < 3 else None
        return Edit(
            f"{key}={value!r}",
            lambda data: EDITOR.set_fields(data, {key: value}, path=PATH),
            lambda before, after: judge_field(before, after, key, value),
        )
    if kind == 4:
        item = chance.choice(VALUES)
        return Edit(
            f"story+={item!r}",
            lambda data: EDITOR.add_to_list(data, "story", item, path=PATH),
            judge_item,
        )
    new = NewEntry(
        MONDAY.replace(month=chance.choice([1, 6, 11])),
        channel=chance.choice(["Telefonat", "", "Zoom", "Spaziergang"]),
        title=chance.choice(["", "Budget steht", "Mailbox voll", "a | b: c <!--"]),
        text=chance.choice(TEXTS),
        decision=chance.choice(["", "→ pflege · alle 6 Wochen · 2026-12-07 · Mappe"]),
    )
    return Edit(
        repr(new),
        lambda data: EDITOR.insert_entry(data, new, path=PATH),
        lambda before, after: judge_entry(before, after, new),
    )


def unmarked(data: bytes) -> bytes:
    """Return the bytes behind all byte order marks."""
    return MARKS.sub(b"", data, count=1)


def halves(data: bytes) -> tuple[bytes, bytes]:
    """Split a file at its closing fence, by nothing but its lines."""
    bare = unmarked(data)
    found = re.match(rb"(?:[ \t]*\r?\n)*---\r?\n(?:.*\n)*?(?:---|\.\.\.)(?:\r?\n|\Z)", bare)
    end = len(data) - len(bare) + (found.end() if found else 0)
    return data[:end], data[end:]


def contact(data: bytes) -> Contact | None:
    return READER.read(data, PATH).contact


def changed_lines(before: bytes, after: bytes) -> tuple[int, int]:
    """Return how many lines went and how many came, between what is the same on both sides."""
    old, new = before.split(b"\n"), after.split(b"\n")
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return len(old), len(new)


def judge_head(before: bytes, after: bytes) -> None:
    head, body = halves(before)
    if unmarked(head):
        assert halves(after)[1] == body
    else:
        assert after.endswith(body)


def judge_field(before: bytes, after: bytes, key: str, value: str | None) -> None:
    judge_head(before, after)
    gone, came = changed_lines(before, after)
    has_head = bool(unmarked(halves(before)[0]))
    if value is not None and has_head:
        assert (gone, came) in {(0, 0), (1, 1), (0, 1)}
    assert b"\r" not in after.replace(b"\r\n", b"") or b"\r" in before.replace(b"\r\n", b"")
    old, told = contact(before), contact(after)
    if old is not None and told is not None:
        same = {name: getattr(old, name) for name in FIELDS[key]}
        assert bare(replace(told, **same)) == bare(old)
    # Of a key that is empty in the head, the body may still tell (K7).
    if told is not None and key == "step" and (value is not None or b":" not in halves(before)[1]):
        assert told.step == ("" if value in {None, "~"} else _one_line(value))
    if told is not None and key == "next" and value in {"2026-12-24", "2026-12-24 14:30"}:
        assert told.next is not None
        assert told.next.day == date(2026, 12, 24)


def _one_line(value: str | None) -> str:
    kept = (value or "").replace("\x1b", "").replace("\x00", "")
    return " ".join(part.strip() for part in kept.splitlines())


def judge_item(before: bytes, after: bytes) -> None:
    judge_head(before, after)
    old, new = contact(before), contact(after)
    if old is None or new is None or before == after:
        return
    # What the head says outranks what the body says (K7), and "~" is nothing.
    if b"::" not in before and b'"~"' not in after:
        assert len(new.story) == len(old.story) + 1
        assert set(old.story) <= set(new.story)


def judge_entry(before: bytes, after: bytes, new: NewEntry) -> None:
    grown = len(after) - len(before)
    both = zip(before, after, strict=False)
    start = next((at for at, (old, new) in enumerate(both) if old != new), len(before))
    assert after[:start] + after[start + grown :] == before
    assert halves(after)[0].rstrip() == halves(before)[0].rstrip()
    if unmarked(before):
        assert after.endswith((b"\n", b"\r")) == before.endswith((b"\n", b"\r"))
    old, told = contact(before), contact(after)
    if old is None or told is None:
        return
    assert replace(told, entries=(), promises=(), links=()) == replace(
        old, entries=(), promises=(), links=()
    )
    assert len(told.entries) == len(old.entries) + 1
    added = list(bare(told).entries)
    for entry in bare(old).entries:
        added.remove(entry)
    assert [(one.day, one.kind) for one in added] == [(new.day, EntryKind.TALK)]
    assert (added[0].decision is not None) == bool(new.decision)


def bare(told: Contact) -> Contact:
    """Return a contact that does not know on which lines it stands."""
    entries = tuple(entry._replace(line=0, span=(0, 0)) for entry in told.entries)
    promises = tuple(promise._replace(line=0) for promise in told.promises)
    return replace(told, entries=entries, promises=promises)


def judge_refusal(before: bytes, refusal: Conflict) -> None:
    sentences = [say(refusal.key, **refusal.values) for say in CATALOGUES]
    assert all(sentence.startswith(f"{PATH}: ") for sentence in sentences)
    line = refusal.values["line"]
    assert isinstance(line, int)
    assert 1 <= line <= len(re.findall(rb"\r\n?|\n", before)) + 1


def judge_by_another_parser(before: bytes, after: bytes) -> None:
    """Compare the heads as PyYAML's own parser reads them, which is not the journal's."""
    try:
        old = other_tree(halves(before)[0])
    except yaml.YAMLError:
        return  # it is stricter about tabs, for one
    new = other_tree(halves(after)[0])
    differing = {key for key in {*old, *new} if old.get(key) != new.get(key)}
    assert len(differing) <= 2


def other_tree(head: bytes) -> dict[str, str]:
    lines = unmarked(head).decode().strip().splitlines(keepends=True)[1:-1]
    node = yaml.compose("".join(lines), Loader=yaml.BaseLoader)
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: yaml.serialize(value) for key, value in node.value}


# --- the run ---------------------------------------------------------------------------------


def run(seed: str) -> bool:
    """Make one document and one edit; return whether it was made, or refused."""
    chance = random.Random(seed)  # noqa: S311  # a document, no secret
    before = document(chance)
    wanted = edit(chance)
    try:
        after = wanted.make(before)
    except Conflict as refusal:
        judge_refusal(before, refusal)
        return False
    try:
        wanted.judge(before, after)
        assert wanted.make(after) == after or wanted.what.startswith("NewEntry")
        if chance.randrange(SAMPLED) == 0 and halves(before)[0].isascii():
            judge_by_another_parser(before, after)
    except Exception as error:
        error.add_note(f"FUZZ_SEED={seed}\n{wanted.what}\n{before!r}\n{after!r}")
        raise
    return True


def seeds(shard: int) -> Sequence[str]:
    if ONLY:
        return [ONLY] if shard == 0 else []
    return [f"{SALT}{shard}:{number}" for number in range(DOCUMENTS // SHARDS)]


@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_mutated_document_is_edited_wrongly(shard: int) -> None:
    numbers = seeds(shard)

    edited = sum(run(seed) for seed in numbers)

    assert ONLY or edited > FEWEST_EDITED * len(numbers)
