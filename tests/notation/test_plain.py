"""Claims about the fast path: it reads what headers are made of, and never reads it otherwise."""

from random import Random

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from kontaktjournal.notation.guarded import read_guarded
from kontaktjournal.notation.plain import read_plain
from kontaktjournal.notation.words import Pairs

FULL = """\
name: Anna Müller
status: pflege
next: 2026-12-07
step: nach der Ladenbesichtigung die Erzählspur besprechen
every: 6 Wochen
org: Müller Buchbinderei
role: Inhaberin
phone: "+49 221 555 0171"
email: anna@example.org
city: Köln
via: "[[jonas-weber]]"
story:
  - Buchmesse Leipzig 2024, Stände nebeneinander
  - beide aus dem Handwerk in die Selbstständigkeit
fit: yes
moment: wenn sie den zweiten Laden eröffnet (Frühjahr)
consent:
  phone: yes 2024-03-21 Messe, mündlich
  email: no 2026-05-02
tags: [person]
created: 2024-03-21
uid: k7f3q2m9xw
"""
FOREIGN = """\
# aus Obsidian
type: person
last contact: 2026-01-15   # getippt
N.FN: Weber
EMAIL[HOME]: jonas@example.org
phones:
- "030 555 0100"
- 0171 555 01
website: https://example.org/~jonas?a=1:2#b
tags: [ person, 'a kunde' , "x, y"]
aliases: []

follow_up:
status: active # active | dormant
"""
WINDOWS = "name: Uwe Kern\r\nnext: 2026-12-07 14:30\r\nstory:\r\n  - Chor\r\n\r\nevery:\r\n"

#: Pieces that change what YAML makes of a line, beside harmless ones.
PIECES = [
    '"', "'", '""', "''", ":", ": ", " :", ":\n", "#", " #", "- ", "-", "- - ", " ", "  ", "\n",
    "\n\n", "\r\n", "\r", "\t", "[", "]", "{", "}", ",", ", ", "&a ", "*a", "!", "! ", "|", ">",
    "%", "@", "`", "?", "? ", "\\", "---", "...", "<<", "=", "~", "\x00", "\x1c", "\x7f", "\x85",
    "\xa0", "\u2028", "\u2029", "\u3000", "\ufeff", "\ufffe", "\ue000", "\ud83d", "\U0001f600",
    "é", "ß", "\u0661", "a", "a:b", "key: v\n", "  - x\n", "- x\n", "  k: v\n", "# c\n", "[a, b]",
    "[[x]]", '"x"', "'y'", "null", "0x1F", "+49 221", "http://example.org", "<<<<<<<", "=======",
]  # fmt: skip


def fast(block: str) -> Pairs | None:
    return read_plain(f"---\n{block}---\n", 4, 4 + len(block))


def guarded(block: str) -> Pairs:
    """Return what the guarded reader reads; it must have nothing to complain of."""
    pairs, problems = read_guarded(block, "anna.md", 2)
    assert problems == ()
    return pairs


def mutant(block: str, random: Random) -> str:
    for _ in range(random.randint(1, 4)):
        cut = random.randint(0, len(block))
        length = random.choice([0, 0, 1, 1, 2, 7])
        piece = random.choice(["", *PIECES])
        block = block[:cut] + piece + block[cut + length :]
    return block if block.endswith("\n") else f"{block}\n"


@pytest.mark.parametrize("block", [FULL, FOREIGN, WINDOWS, FULL.replace("\n", "\r\n")])
def test_a_header_as_people_write_it_is_plain(block: str) -> None:
    pairs = fast(block)

    assert pairs is not None
    assert pairs == guarded(block)


@pytest.mark.parametrize(
    ("block", "value"),
    [
        ("k: v\n", "v"),
        ("k:  v  \n", "v"),
        ("k: v # c\n", "v"),
        ("k: v#c\n", "v#c"),
        ("k: a:b\n", "a:b"),
        ("k: 12:30\n", "12:30"),
        ('k: "a: b # c"  # d\n', "a: b # c"),
        ("k: 'a \"b\"'\n", 'a "b"'),
        ('k: " a "\n', " a "),
        ("k:\n", ""),
        ("k: # c\n", ""),
        ('k: ""\n', ""),
        ("k: it's\n", "it's"),
        ("k: v\xa0\n", "v\xa0"),
        ("\n# c\n  # d\n\nk: v\n\n# e\n", "v"),
        ("k: []\n", []),
        ("k: [a]\n", ["a"]),
        ("k: [a b , \"c, d\" ,'e']\n", ["a b", "c, d", "e"]),
        ("k:\n- a\n- b\n", ["a", "b"]),
        ("k:\n    - a # c\n\n    # - b\n    - 'c'\n", ["a", "c"]),
        ('k:\n  a: b\n  c:\n  d: "e" # f\n', {"a": "b", "c": "", "d": "e"}),
        ("k:\n  a: b\n  a: c\n", {"a": "c"}),
    ],
)
def test_a_plain_value_is_read(block: str, value: object) -> None:
    pairs = fast(block)

    assert pairs == (("k", value),)
    assert pairs == guarded(block)


def test_a_key_that_stands_twice_is_told_twice() -> None:
    pairs = fast("next: a\nname: b\nnext: c\n")

    assert pairs == (("next", "a"), ("name", "b"), ("next", "c"))


def test_an_empty_block_holds_no_pairs() -> None:
    assert fast("") == ()
    assert fast("# nichts\n\n") == ()


@pytest.mark.parametrize(
    "block",
    [
        "k: a: b\n", "k: a:\n", "k: v\n  w\n", "k: @a\n", "k: [[a]]\n", "k: [a, [b]]\n",
        "k: [a,\n b]\n", "k: {a: b}\n", "k: |\n  a\n", "k: &a b\n", "k: *a\n", "k: !a b\n",
        "k: - a\n", "k: ? a\n", 'k: "a\\n"\n', "k: 'a''b'\n", 'k: "a" b\n', 'k: "a"#b\n',
        "k:\tv\n", "k: v\t\n", "\tk: v\n", " k: v\n", "k: a\x00b\n", "k: a\x85b\n",
        "k: a\u2028b\n", "k: \ufeff\n", "k: \ud83d\n", "k: a\rl: b\n", "- a\n", "text\n",
        "k:v\n", "k:\n - a\n  - b\n", "k:\n  - a\n - b\n", "k:\n  - a: b\n", "k:\n  -\n",
        "k:\n  a: b\n   c: d\n", "k:\n  a:\n    b: c\n", "? k\n: v\n", '"k": v\n', "<<: v\n",
        "--- a\n", "... a\n", "%a: b\n", "<<<<<<< a\n", "k: v # \x07\n", f"k: {'v' * 9000}\n",
        f"{'k' * 70}: v\n", "k: [a, ]\n", "k: [,]\n", "k: [#a]\n", "k: a #\u2029b\n",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_the_guarded_reader(block: str) -> None:
    assert fast(block) is None


@given(st.randoms(use_true_random=True))
@settings(max_examples=150)
def test_of_mutated_headers_the_accepted_are_read_alike(random: Random) -> None:
    blocks = [mutant(random.choice([FULL, FOREIGN, WINDOWS]), random) for _ in range(300)]
    accepted = [(block, pairs) for block in blocks if (pairs := fast(block)) is not None]

    assert accepted
    for block, pairs in accepted:
        assert pairs == guarded(block), block


@given(
    st.sampled_from(["", "k: ", "k: [", 'k: "', "k:\n  - ", "k:\n  l: ", "k: v\n"]),
    st.lists(st.sampled_from(PIECES), max_size=5).map("".join),
    st.sampled_from(["\n", " # c\n", "]\n", '"\n', "\r\n  - w\n", "\nl: w\n"]),
)
@settings(max_examples=2_000)
def test_of_composed_headers_the_accepted_are_read_alike(
    begin: str, pieces: str, end: str
) -> None:
    block = begin + pieces + end
    pairs = fast(block)

    event("accepted" if pairs else "left to the guarded reader")
    assert pairs is None or pairs == guarded(block)


KEYS = st.sampled_from(["name", "last contact", "EMAIL[HOME]", "stand", "Fälligkeit", "1"])
TEXTS = st.text(st.characters(), max_size=12)
LINES = st.one_of(
    st.builds("{}: {}\n".format, KEYS, TEXTS),
    st.builds('{}: "{}"\n'.format, KEYS, TEXTS),
    st.builds("{}: [{}, '{}']\n".format, KEYS, TEXTS, TEXTS),
    st.builds("{}:\n{}- {}\n".format, KEYS, st.sampled_from(["", "  "]), TEXTS),
    st.builds("{}:\n  {}: {}\n".format, KEYS, KEYS, TEXTS),
    st.builds("# {}\r\n".format, TEXTS),
)


@given(st.lists(LINES, max_size=4).map("".join))
@settings(max_examples=1_000)
def test_of_headers_with_any_text_the_accepted_are_read_alike(block: str) -> None:
    pairs = fast(block)

    event("accepted" if pairs else "left to the guarded reader")
    assert pairs is None or pairs == guarded(block)
