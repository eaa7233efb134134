"""Claims about fences, places, and what remains of a head that cannot be read (K1, K9, K11)."""

import copy
import pickle
import re
import subprocess
import sys

import frontmatter
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.notation.frontmatter import (
    Block,
    Head,
    Unclosed,
    Value,
    Word,
    find_block,
    read_head,
)
from kontaktjournal.notation.guarded import GuardedHandler

LINE_END = re.compile(r"\r\n|\n|\r")
FENCE = re.compile(r"---[ \t]*")
CLOSING_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*")

CAREFUL = pytest.mark.parametrize("careful", [False, True])


def words_of(value: Value) -> list[Word]:
    """Return all words in a value, keys included."""
    if isinstance(value, str):
        return [value] if isinstance(value, Word) else []
    inner: list[Value] = [*value, *(value.values() if isinstance(value, dict) else ())]
    return [word for each in inner for word in words_of(each)]


def all_words(head: Head) -> list[Word]:
    return [word for pair in head.pairs for each in pair for word in words_of(each)]


def naive_block(text: str) -> Block | Unclosed | None:
    """Find the fences line by line: slow, and plainly what K1 says."""
    begin = 1 if text.startswith("\ufeff") else 0
    ends = [*(match.end() for match in LINE_END.finditer(text)), len(text)]
    starts = [begin, *ends[:-1]]
    lines = [LINE_END.sub("", text[a:b]) for a, b in zip(starts, ends, strict=True)]
    fence = next((number for number, line in enumerate(lines) if line.strip(" \t")), None)
    if fence is None or not FENCE.fullmatch(lines[fence]):
        return None
    for number in range(fence + 1, len(lines)):
        if CLOSING_FENCE.fullmatch(lines[number]):
            return Block(
                ends[fence], starts[number], ends[number], fence + 2, number + 2, fence + 1
            )
    return Unclosed(ends[fence], fence + 1)


@pytest.mark.parametrize(
    ("text", "content", "body"),
    [
        ("---\na: b\n---\nText", "a: b\n", "Text"),
        ("---\na: b\n...\nText", "a: b\n", "Text"),
        ("---\n---\nText", "", "Text"),
        ("---\na: b\n---", "a: b\n", ""),
        ("\n \t\n---\na: b\n---\nText", "a: b\n", "Text"),
        ("\ufeff---\na: b\n---\nText", "a: b\n", "Text"),
        ("\ufeff\n---\na: b\n---\nText", "a: b\n", "Text"),
        ("--- \t\na: b\n---  \nText", "a: b\n", "Text"),
        ("---\r\na: b\r\n---\r\nText", "a: b\r\n", "Text"),
        ("---\ra: b\r---\rText", "a: b\r", "Text"),
        ("---\r\na: b\nc: d\r---\nText", "a: b\nc: d\r", "Text"),
        ("---\na: b\n----\n--- x\n ---\n---\nText", "a: b\n----\n--- x\n ---\n", "Text"),
        ("---\na: b\n---\nText\n---\nmehr", "a: b\n", "Text\n---\nmehr"),
        ("---\na: b\u2028---\x85---\x0c---\n---\nText", "a: b\u2028---\x85---\x0c---\n", "Text"),
    ],
)
def test_the_block_stands_between_the_first_fences(text: str, content: str, body: str) -> None:
    block = find_block(text)

    assert isinstance(block, Block)
    assert text[block.start : block.end] == content
    assert text[block.body :] == body


@pytest.mark.parametrize(
    "text",
    ["", "\n", "# Anna\n", "----\na: b\n----\n", "Text\n---\na: b\n---\n", " ---\na: b\n---\n",
     "--- # x\na: b\n---\n", "...\na: b\n---\n", "{\n---\n", "\u2028---\na: b\n---\n", "--\n"],
)  # fmt: skip
def test_a_text_may_begin_without_a_block(text: str) -> None:
    head = read_head(text, "anna.md")

    assert find_block(text) is None
    assert head == Head((), (), 0, 1, careful=True, block=None)


def test_behind_a_byte_order_mark_the_body_begins_at_its_text() -> None:
    head = read_head("\ufeff# Anna", "anna.md")

    assert (head.body, head.body_line) == (1, 1)


@given(
    st.lists(
        st.sampled_from(
            ["---", "...", "----", "--", " ", "\t", "\n", "\r", "\r\n", "a: b", "\u2028", "\x0c"]
        )
    ).map("".join),
    st.sampled_from(["", "\ufeff", "---\n", "---\r\n", "\r\n---\r", "\n\r\n--- \n"]),
)
@settings(max_examples=1_500)
def test_fences_are_found_as_line_by_line(text: str, begin: str) -> None:
    assert find_block(begin + text) == naive_block(begin + text)


@CAREFUL
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_do(end: str, *, careful: bool) -> None:
    text = end.join(["", "---", "a: b", "# c", "d: e", "---", "", "Text"])

    head = read_head(text, "anna.md", careful=careful)

    assert head.block is not None
    assert (head.block.fence_line, head.block.first_line, head.body_line) == (2, 3, 7)
    assert text[head.body :] == f"{end}Text"
    assert head.pairs == (("a", "b"), ("d", "e"))


@CAREFUL
def test_an_empty_block_is_no_problem(*, careful: bool) -> None:
    for block in ["", "\n", "# nur ein Kommentar\n", "\n# und\n\n# noch einer\n"]:
        head = read_head(f"---\n{block}---\nText", "anna.md", careful=careful)

        assert (head.pairs, head.problems) == ((), ())


def test_the_careful_reader_knows_the_place_of_every_word() -> None:
    text = (
        "---\nname: Anna Müller 😀  # c\nphone: '+49 221 555 0171'\n\n"
        "story:\n  - Messe\nconsent: {phone: ja}\nnext:\nstep: |\n  ruhig\n---\n"
    )

    head = read_head(text, "anna.md", careful=True)

    assert [(word, word.line, word.column, word.quoted) for word in all_words(head)] == [
        ("name", 2, 1, False),
        ("Anna Müller 😀", 2, 7, False),
        ("phone", 3, 1, False),
        ("+49 221 555 0171", 3, 8, True),
        ("story", 5, 1, False),
        ("Messe", 6, 5, False),
        ("consent", 7, 1, False),
        ("phone", 7, 11, False),
        ("ja", 7, 18, False),
        ("next", 8, 1, False),
        ("", 8, 6, False),
        ("step", 9, 1, False),
        ("ruhig\n", 9, 7, True),
    ]


def test_the_fast_path_tells_that_it_knows_no_places() -> None:
    text = "---\nname: Anna\ntags: [a, b]\n---\n"

    quick = read_head(text, "anna.md")
    careful = read_head(text, "anna.md", careful=True)

    assert (quick.careful, careful.careful) == (False, True)
    assert all_words(quick) == []
    assert quick._replace(careful=True) == careful


def test_a_word_survives_copying_and_pickling() -> None:
    word = Word("Anna", 2, 7, quoted=True)

    for twin in [copy.copy(word), copy.deepcopy(word), pickle.loads(pickle.dumps(word))]:  # noqa: S301
        assert twin == "Anna"
        assert (twin.line, twin.column, twin.quoted) == (2, 7, True)


def test_the_handler_serves_the_library_itself() -> None:
    block = "plz: 01067\nname: a\nname: b\n"

    fields, _ = frontmatter.parse(f"---\n{block}---\n", handler=GuardedHandler(block, 2))

    assert fields == {"plz": "01067", "name": "b"}


def test_a_plain_head_is_read_without_loading_yaml() -> None:
    program = (
        "import sys; from kontaktjournal.notation.frontmatter import read_head;"
        "assert read_head('---\\nname: Anna\\n---\\n', 'a.md').pairs == (('name', 'Anna'),);"
        "assert not {'yaml', 'frontmatter'} & set(sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")


@CAREFUL
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---", 1),
        ("---\n", 1),
        ("\n\n---\nname: Anna\n", 3),
        ("---\nname: Anna\n----\n", 1),
        ("---\n\nEin Absatz unter einem Strich.\n", 1),
    ],
)
def test_a_fence_that_nothing_closes_is_a_problem(text: str, line: int, *, careful: bool) -> None:
    head = read_head(text, "anna.md", careful=careful)

    (problem,) = head.problems
    assert problem == ("anna.md", line, 1, "E101", "unclosed", ())
    assert head.block is None


@pytest.mark.parametrize(
    ("text", "pairs", "body", "body_line"),
    [
        ("---\nname: Anna\nnext: 2026-12-07\n\n# Anna\n",
         {"name": "Anna", "next": "2026-12-07"}, "\n# Anna\n", 4),
        ("---\r\nname: Anna\r\n## 2026-11-23 Telefonat\r\n",
         {"name": "Anna"}, "## 2026-11-23 Telefonat\r\n", 3),
        ("---\nname: Anna\nnext: 2026-12-07",
         {"name": "Anna", "next": "2026-12-07"}, "", 4),
        ("---\nEin Absatz.\nname: Anna\n", {}, "Ein Absatz.\nname: Anna\n", 2),
        ("---\n\nname: Anna\n", {}, "\nname: Anna\n", 2),
    ],
)  # fmt: skip
def test_below_an_unclosed_fence_the_head_ends_where_it_looks_so(
    text: str, pairs: dict[str, str], body: str, body_line: int
) -> None:
    head = read_head(text, "anna.md")

    assert dict(head.pairs) == pairs
    assert (text[head.body :], head.body_line) == (body, body_line)


def test_a_block_of_more_than_64_kib_is_refused_but_keeps_its_date() -> None:
    umlauts = "ä" * (32 << 10)
    text = f"---\nnext: 2026-12-07\nstep: {umlauts}\n---\n"

    head = read_head(text, "anna.md")

    assert head.problems == (("anna.md", 1, 1, "E101", "large", (("limit", "64 KiB"),)),)
    assert head.pairs[0] == ("next", "2026-12-07")


def test_a_block_of_64_kib_is_read() -> None:
    content = "step: ".ljust((64 << 10) - 1, "x") + "\n"

    head = read_head(f"---\n{content}---\n", "anna.md")

    assert head.problems == ()
    assert head.pairs == (("step", content[6:-1]),)


@pytest.mark.parametrize(
    ("block", "pairs"),
    [
        ("name: Anna\nnext: 2026-12-07  # bald\nx: @",
         {"name": "Anna", "next": "2026-12-07", "x": "@"}),
        ('name: "Anna\nphone: "+49 221 555 0171"\nevery: \'6 Wochen\' # c',
         {"name": "Anna", "phone": "+49 221 555 0171", "every": "6 Wochen"}),
        ("titel: Chef: Vertrieb\nlast contact: x\na:b: c",
         {"titel": "Chef: Vertrieb", "last contact": "x", "a:b": "c"}),
        ("next: &d 2026-12-07\nlast: *d\nuid: !!str k7", {"next": "2026-12-07", "uid": "k7"}),
        ("via: [[a]] und [[b]]\ntags: [a]\nc: {d: e}\nstep: |\n  f: g\nevery:\nk: &a\n@",
         {"via": "[[a]] und [[b]]", "tags": ["a"]}),
        ('phone: ["+49 221 555 0171", 0221] # c, d\nx: @',
         {"phone": ["+49 221 555 0171", "0221"], "x": "@"}),
        ('phone: ["+49 221 555 0171]\nnext: 2026-12-07',
         {"phone": ["+49 221 555 0171"], "next": "2026-12-07"}),
        ("phone:  # c\n  - '0221 555'\n  # c\n  - 0222\n  - type: x\nstatus:\n- pflege\n@",
         {"phone": ["0221 555", "0222"], "status": ["pflege"]}),
        ("status: [pflege\nnext: 2026-12-07", {"status": ["pflege"], "next": "2026-12-07"}),
        ("\"next\": 2026-12-07\n'every' : 6w\n@", {"next": "2026-12-07", "every": "6w"}),
        ("name: An\x1bna\nnext: 2026-12-07\ncity:\tKöln", {"next": "2026-12-07", "city": "Köln"}),
        ("next: 2026-12-07\n<<<<<<< a\nname: Anna\n=======\nname: Anne\n>>>>>>> b",
         {"next": "2026-12-07", "name": "Anne"}),
        ('phone: #\nnext: ""\nname: Anna # c # d\norg: &Söhne',
         {"next": "", "name": "Anna", "org": "&Söhne"}),
        ("- name: Anna\nnext: 2026-12-07", {"next": "2026-12-07"}),
    ],
)  # fmt: skip
def test_a_broken_head_keeps_what_its_lines_tell(block: str, pairs: dict[str, object]) -> None:
    head = read_head(f"---\n{block}\n---\n", "anna.md")

    assert [problem.code[:2] for problem in head.problems] == ["E1"]
    assert dict(head.pairs) == pairs


def test_words_of_a_broken_head_have_places() -> None:
    head = read_head('---\n\nnext:  "2026-12-07"\nname: Anna\nx: @\n---\n', "anna.md")

    assert [(word, word.line, word.column, word.quoted) for word in all_words(head)][:4] == [
        ("next", 3, 1, False),
        ("2026-12-07", 3, 8, True),
        ("name", 4, 1, False),
        ("Anna", 4, 7, False),
    ]


ANYTHING = st.text(st.characters())
YAMLISH = st.lists(
    st.sampled_from(
        ["a", ": ", ":", "- ", "\n", "\n  ", "\r", "\r\n", "\t", '"', "'", "[", "]", "{", "}",
         ",", "&a ", "*a", "!!str ", "|\n", ">-\n", "? ", "# ", "%YAML 1.1\n", "---", "--- ",
         "...", "<<: ", "@", "`", "\\", "\\ud83d", "\\U00110000", "\x00", "\x85", "\u2028",
         "\ufeff", "\ud83d", "{{date}}", "[[x]]", "<<<<<<< ", "=======", "=", "key: value\n"]
    )
).map("".join)  # fmt: skip


@given(
    begin=st.sampled_from(["", "\ufeff", "---\n", "---\r\n", "\n---\r"]),
    middle=st.one_of(YAMLISH, ANYTHING),
    end=st.sampled_from(["", "\n---", "\n---\nText", "\r...\r\nText"]),
    careful=st.booleans(),
)
@settings(max_examples=2_000)
def test_no_text_whatever_makes_the_reader_fail(
    begin: str, middle: str, end: str, *, careful: bool
) -> None:
    text = begin + middle + end
    lines = LINE_END.split(text)

    head = read_head(text, "anna.md", careful=careful)

    assert 0 <= head.body <= len(text)
    assert 1 <= head.body_line <= len(lines) + 1
    for problem in head.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.code in {"E101", "E105"}
    for word in all_words(head):
        assert 1 <= word.column <= len(lines[word.line - 1]) + 1


@given(
    st.lists(st.text(st.characters(categories=["L", "Nd", "So"]), min_size=1), min_size=1),
    st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\n# \u2028c\n"]),
)
def test_every_plain_word_stands_where_it_says(texts: list[str], end: str) -> None:
    block = "".join(f"k{number}:  {text}{end}" for number, text in enumerate(texts))
    text = f"---{end}{block}---"
    lines = LINE_END.split(text)

    head = read_head(text, "anna.md", careful=True)

    assert head.problems == ()
    assert [value for _, value in head.pairs] == texts
    for word in all_words(head):
        assert lines[word.line - 1].startswith(word, word.column - 1)
