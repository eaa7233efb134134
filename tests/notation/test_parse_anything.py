"""Whatever stands in a file: a reading, in no time, every problem with a place inside it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.parse import Reader, Reading

READER = Reader(Settings())
MEBIBYTE = 1 << 20


def _is_sound(read: Reading, path: str = "a.md") -> bool:
    """Check all that every reading promises."""
    lines = read.text.split("\n")
    widest = max(map(len, lines))
    for problem in read.problems:
        assert problem.path == path
        assert 0 <= problem.line <= len(lines)
        assert 0 <= problem.column <= widest + 1
        assert problem.code[0] in "EWI"
        assert all(isinstance(word, str) for pair in problem.values for word in pair)
    contact = read.contact
    if contact is not None:
        assert contact.name.strip() == contact.name != ""
        assert contact.unreadable == any(problem.hides for problem in read.problems)
        for entry in contact.entries:
            assert 1 <= entry.line <= len(lines)
            start, end = entry.span
            assert 0 <= start <= end <= len(read.text)
            assert str(entry.day.year) in lines[entry.line - 1]
        for promise in contact.promises:
            assert "[" in lines[promise.line - 1]
    return True


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_are_read(data: bytes) -> None:
    assert _is_sound(READER.read(data, "a.md"))


_SCALARS = st.sampled_from([
    "2026-12-07", "2026-02-30", "bald", "never", "pflege", "vip", "6 Wochen", "ja 2026-01-01",
    "none", "01711234567", "[[jonas]]", '"[[jonas]]"', "'offen", '"x', "[a, b]", "{a: b}", "[",
    "]", "{{x}}", "*x", "&x", "!x", "|", ">", "@x", "`x", "%x", "a: b", "- x", "# x", "", "~",
    "null", "x\ty", "\u2028", "\x85", "\ufeff", "\x00", "Jörg", "person", "company", "\ud7ff",
    "24.12.26",
])  # fmt: skip
_KEYS = st.sampled_from([
    "status", "next", "Nächster Kontakt", "follow_up", "every", "name", "title", "phone",
    "consent", "sperre", "tags", "type", "via", "birthday", "last", "snooze", "created", "nxet",
    "plz", '"TEL[CELL]"', "N.FN", "fit", "story", "uid", "- next", "  next", "\tnext", "? x",
    "<<", "",
])  # fmt: skip
_LINES = st.tuples(_KEYS, st.sampled_from([": ", ":", ":: ", ":\n  ", ":\n- ", " : "]), _SCALARS)
_HEADS = st.lists(_LINES.map("".join) | _SCALARS, max_size=8).map("\n".join)
_SIGNS = st.sampled_from([
    "## ", "### ", "# ", "- ", "* ", "  - ", "- [ ] ", "- [x] ", "| ", "→ ", "-> ", "> ", "```",
    "~~~", "<!-- ", "%%", "    ", "\t", "", "<<<<<<< ", "1. ", "**", "[", "-->",
])  # fmt: skip
_DATES = st.sampled_from([
    "2026-11-23 ", "23.11.2026 ", "[[2026-11-23]] ", "**2026-11-23**: ", "2026-02-30 ",
    "2026-11-23", "2026-11-23T14:30 ", "", "",
])  # fmt: skip
_WORDS = st.sampled_from([
    "Telefonat", "Zoom, 25 min: Budget", "nicht erreicht", "Log", "Notizen", "Story",
    "pflege · 2026-12-07", "Mappe 📅 2026-11-27", "x @2026-02-31", "entscheidung: pflege",
    "next: 2026-12-07", "Ort:: Köln", "[due:: 2026-11-27]", "[[jonas|J]]", "| Mail | x |", "```",
    "-->", "Anna: x", "\r", "\0", "王芳", "{{x}}",
])  # fmt: skip
_BODIES = st.lists(st.tuples(_SIGNS, _DATES, _WORDS).map("".join), max_size=10)


@settings(max_examples=400)
@given(
    _HEADS, _BODIES, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["---", "...", "----"])
)
def test_anything_that_looks_like_a_contact_is_read(
    head: str, body: list[str], end: str, fence: str
) -> None:
    text = "\n".join(["---", head, fence, *body]).replace("\n", end)

    assert _is_sound(READER.read(text.encode(), "a.md"))


@settings(max_examples=200)
@given(_BODIES, st.sampled_from(["", "\n"]))
def test_any_body_is_read_from_the_first_line_on(body: list[str], last: str) -> None:
    assert _is_sound(READER.read(("\n".join(body) + last).encode(), "a.md"))


@settings(max_examples=100)
@given(_HEADS, _BODIES, st.data())
def test_a_file_cut_anywhere_is_read(head: str, body: list[str], data: st.DataObject) -> None:
    whole = "\n".join(["---", head, "---", *body]).encode()
    cut = data.draw(st.integers(0, len(whole)))

    assert _is_sound(READER.read(whole[:cut], "a.md"))


# --- hostile lengths: what grows with the square would take minutes ------------------------

_HOSTILE_LINES = {
    "blanks in a head": "## 2026-11-23 x" + " " * MEBIBYTE + "x",
    "commas in a head": "## 2026-11-23 x" + "," * MEBIBYTE + "x",
    "digits in a head": "## 2026-11-23 " + "1,1 " * (MEBIBYTE // 4),
    "dashes in a head": "## 2026-11-23 " + " -" * (MEBIBYTE // 2),
    "bars in a head": "## 2026-11-23 " + " |" * (MEBIBYTE // 2),
    "letters in a head": "## 2026-11-23 " + "versuch" * (MEBIBYTE // 7),
    "blanks in a promise": "- [ ] x" + " " * MEBIBYTE + "x",
    "blanks in a decision": "## 2026-11-23 x\n→ pflege" + " " * MEBIBYTE + "x",
    "parts of a decision": "## 2026-11-23 x\n→ pflege" + " ·" * (MEBIBYTE // 2),
    "arrows": "## 2026-11-23 x\n" + "→ " * (MEBIBYTE // 4),
    "blank lines": "## Log\n- 2026-11-23 x" + "\n \t" * (MEBIBYTE // 3),
    "headings": "## 2026-11-23\n" * (MEBIBYTE // 14),
    "impossible headings": "## 2026-02-30\n" * (MEBIBYTE // 14),
    "items": "- 2026-11-23\n" * (MEBIBYTE // 13),
    "nested items": "".join(" " * depth + "- 2026-11-23\n" for depth in range(1400)),
    "promises": "- [ ] x 📅 2026-02-30\n" * (MEBIBYTE // 23),
    "rows": "## Log\n" + "| 2026-11-23 |\n" * (MEBIBYTE // 16),
    "open links": "[[" * (MEBIBYTE // 2),
    "links": "[[a]]" * (MEBIBYTE // 5),
    "open comments": "x" + "<!--" * (MEBIBYTE // 4),
    "comments": "<!---->" * (MEBIBYTE // 7),
    "fences": "```\n" * (MEBIBYTE // 4),
    "long fences": "`" * MEBIBYTE,
    "growing fences": "\n".join("`" * length + "x`" for length in range(3, 1400)),
    "percents": "%%\n" * (MEBIBYTE // 3),
    "inline fields": "a:: b\n" * (MEBIBYTE // 6),
    "open inline fields": "[a" * (MEBIBYTE // 2),
    "colons": "a:" * (MEBIBYTE // 2),
    "stars": "*" * MEBIBYTE,
    "bold": "**a" * (MEBIBYTE // 3),
    "sections": "## Log\n" * (MEBIBYTE // 7),
    "stories": "## Story\nx\n" * (MEBIBYTE // 11),
    "signs of a merge": "<<<<<<< \n" * (MEBIBYTE // 9),
    "signs of nothing": "#" * MEBIBYTE,
    "carriage returns": "\r" * MEBIBYTE,
    "one long line": "x" * MEBIBYTE,
    "fields of an entry": "## 2026-11-23\n" + "next: 2026-12-07\n" * (MEBIBYTE // 17),
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", _HOSTILE_LINES)
def test_no_body_takes_long(name: str) -> None:
    data = _HOSTILE_LINES[name].encode()[:MEBIBYTE]

    assert _is_sound(READER.read(data, "a.md"))


_KIBIBYTES = 60 << 10
_HOSTILE_HEADS = {
    "blanks in tags": "tags: a" + " " * _KIBIBYTES + "b",
    "blanks in a date": "next: 2026-11-23" + " " * _KIBIBYTES + "x",
    "blanks in a rhythm": "every: alle" + " " * _KIBIBYTES + "x",
    "blanks in consent": "consent: ja" + " " * _KIBIBYTES + "x",
    "commas in consent": "consent: " + "a," * (_KIBIBYTES // 2),
    "keys": "\n".join(f"k{number}: x" for number in range(5000)),
    "the same key": "next: 2026-12-07\n" * (_KIBIBYTES // 17),
    "synonyms": "\n".join(f"{'next' if number % 2 else 'due'}{' ' * (number % 7)}: {number}"
                          for number in range(4000)),
    "slips": "\n".join(f"nxet{number}: x" for number in range(4000)),
    "brackets": "x: " + "[" * _KIBIBYTES,
    "braces": "x: " + "{" * _KIBIBYTES,
    "dashes": "x:\n" + "- " * (_KIBIBYTES // 2),
    "quotes": "x: " + "'" * _KIBIBYTES,
    "anchors": "x: " + "&a " * (_KIBIBYTES // 3),
    "exclamations": "x: " + "!a " * (_KIBIBYTES // 3),
    "questions": "? " * (_KIBIBYTES // 2),
    "hashes": "x: " + " #" * (_KIBIBYTES // 2),
    "colons": "x" + ": " * (_KIBIBYTES // 2),
    "empty lines": "\n \n" * (_KIBIBYTES // 3),
    "links": "via: " + "[[a]]" * (_KIBIBYTES // 5),
    "phones": "phone: [" + "0," * (_KIBIBYTES // 2) + "0]",
}  # fmt: skip


@pytest.mark.timeout(20)
@pytest.mark.parametrize("end", ["\n---\n", "\n'\n---\n", "\n"])
@pytest.mark.parametrize("name", _HOSTILE_HEADS)
def test_no_head_takes_long(name: str, end: str) -> None:
    data = f"---\n{_HOSTILE_HEADS[name]}{end}".encode()

    assert _is_sound(READER.read(data, "a.md"))
