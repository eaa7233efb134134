"""Claims about heads that other readers misread, hang on or die of (K3, K5, K11, E101, E105)."""

import re
from collections.abc import Iterator
from time import process_time

import pytest
import yaml

from kontaktjournal.notation import guarded
from kontaktjournal.notation.frontmatter import Head, Word, read_head

LOADERS = {
    "libyaml": getattr(yaml, "CSafeLoader", None),
    "python": yaml.SafeLoader,
}


@pytest.fixture(params=LOADERS, autouse=True)
def _each_loader(request: pytest.FixtureRequest) -> Iterator[None]:
    """Read with libyaml and without: not every machine has it."""
    loader = LOADERS[request.param]
    if loader is None:
        pytest.skip("PyYAML without libyaml")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guarded, "_LOADER", loader)
        yield


def read(block: str) -> Head:
    return read_head(f"---\n{block}\n---\n\nText\n", "anna.md", careful=True)


def complaint(head: Head) -> tuple[str, str, int, int, dict[str, str]]:
    (problem,) = head.problems
    assert problem.path == "anna.md"
    return problem.code, problem.variant, problem.line, problem.column, dict(problem.values)


@pytest.mark.parametrize(
    "typed",
    [
        # YAML 1.1 makes booleans, nothing, numbers, minutes and octals of these.
        "No", "NO", "off", "yes", "true", "~", "null", "Null", "=", ".nan", ".inf", "-.inf",
        "12:30", "1:30:00", "030123456", "01067", "+4930123456", "+49 221 555 0171",
        "1_000", "0x1F", "0b11", "0o17", "1.10", "1e3", "9" * 5000,
        # dates, some of them impossible
        "2026-02-30", "2026-13-01", "0000-00-00", "2020-1-2", "2.1.2020", "20200102",
        "10000-01-01", "2026-11-23T14:30:00+02:00", "2026-11-23 14:30:00 Z",
        "\uff12\uff10\uff12\uff16-\uff11\uff11-\uff12\uff13",
        # texts that look like YAML and are none
        "Jörg & Söhne", "a#b", "C:\\Daten", "it's", "http://example.org/?a=1#b", "<<", "a:b",
        "weiß nicht? doch!", "50% | 30%", "\U0001f600 lacht", "王芳",
    ],
)  # fmt: skip
def test_a_scalar_stays_the_text_it_is(typed: str) -> None:
    head = read(f"wert: {typed}\nnach: x")

    assert head.problems == ()
    assert head.pairs == (("wert", typed), ("nach", "x"))


@pytest.mark.parametrize(
    "key",
    ["content", "handler", "1", "2024", "2020-01-01", "true", "null", "no", "=", "<<", "12:30",
     "last contact", "EMAIL[HOME]", "N.FN", "name", "tel/privat", "-x", "Fälligkeit"],
)  # fmt: skip
def test_any_word_may_be_a_key(key: str) -> None:
    head = read(f"{key}: x")

    assert head.problems == ()
    assert head.pairs == ((key, "x"),)


@pytest.mark.parametrize(
    ("block", "value"),
    [
        ("k: [[Wikilink]]", [["Wikilink"]]),
        ("k: [[a|Anna]]", [["a|Anna"]]),
        ("k: []", []),
        ("k: {}", {}),
        ("k: {a: b, c: [d]}", {"a": "b", "c": ["d"]}),
        ("k: [a: b]", [{"a": "b"}]),
        ("k:\n- a\n- - b\n  - c", ["a", ["b", "c"]]),
        ("k:\n  a: 1\n  b:\n    c: 2", {"a": "1", "b": {"c": "2"}}),
        ("k:\n  a: 1\n  a: 2", {"a": "2"}),
        ("k: |\n  eins\n  zwei\n", "eins\nzwei\n"),
        ("k: >-\n  eins\n  zwei\n", "eins zwei"),
        ("k: eins\n  zwei", "eins zwei"),
        ('k: "eins\n  zwei"', "eins zwei"),
        ('k: "Anna \\"Anni\\" M\\u00fcller"', 'Anna "Anni" Müller'),
        ("k: 'Anna''s'", "Anna's"),
        ("k: #coach", ""),
        ("k:", ""),
        ("k: &name Anna", "Anna"),
        ("? k\n: v", "v"),
    ],
)
def test_lists_maps_and_long_texts_are_read(block: str, value: object) -> None:
    head = read(block)

    assert head.problems == ()
    assert head.pairs == (("k", value),)


def test_of_a_key_that_stands_twice_both_are_told_with_their_lines() -> None:
    head = read("next: 2026-11-23\nname: Anna\nnext: 2026-12-07")

    keys = [key for key, _ in head.pairs if isinstance(key, Word)]
    assert [(key, key.line) for key in keys] == [("next", 2), ("name", 3), ("next", 4)]
    assert [value for _, value in head.pairs] == ["2026-11-23", "Anna", "2026-12-07"]


@pytest.mark.parametrize(
    ("block", "line", "column", "variant", "values"),
    [
        ("a: b\ntwitter: @max", 3, 10, "special", {"char": "@"}),
        ("rabatt: %10", 2, 9, "special", {"char": "%"}),
        ("moment: *wichtig*", 2, 9, "special", {"char": "*"}),
        ("moment: ** sehr **", 2, 9, "special", {"char": "*"}),
        ("org: !a!!b", 2, 6, "special", {"char": "!"}),
        ("moment: `jetzt`", 2, 9, "special", {"char": "`"}),
        ("org: &Söhne", 2, 6, "special", {"char": "&"}),
        ("org: & Söhne", 2, 6, "special", {"char": "&"}),
        ("moment: > 5 Leute", 2, 9, "special", {"char": ">"}),
        ("moment: | oder", 2, 9, "special", {"char": "|"}),
        ("next: - offen", 2, 7, "special", {"char": "-"}),
        ("step: ? fragen", 2, 7, "special", {"char": "?"}),
        ("step: , dann", 2, 7, "special", {"char": ","}),
        ("created: {{date}}", 2, 10, "special", {"char": "{"}),
        ("created: {{date}} x", 2, 10, "special", {"char": "{"}),
        ("[a]: b", 2, 1, "special", {"char": "["}),
        ("via: [[anna]] und [[uwe]]", 2, 6, "special", {"char": "["}),
        ("tags: [a, b\nname: x", 2, 7, "special", {"char": "["}),
        ("tags: [a, b", 2, 7, "special", {"char": "["}),
        ("name: x\nmail: {a: b", 3, 7, "special", {"char": "{"}),
        ("tags: [a, b]]", 2, 7, "special", {"char": "["}),
        ("story:\n  - @max", 3, 5, "special", {"char": "@"}),
        ('name: "Bobby" Robert\nx: y', 2, 7, "special", {"char": '"'}),
        ("org: 'Anna's Laden'\nx: y", 2, 6, "special", {"char": "'"}),
        ("titel: Chef: Vertrieb", 2, 12, "colon", {"line": "titel: Chef: Vertrieb"}),
        ("firma: Müller: Bau", 2, 14, "colon", {"line": "firma: Müller: Bau"}),
        ("step: anrufen:", 2, 14, "colon", {"line": "step: anrufen:"}),
        ("c:\n  phone: ja: gern", 3, 12, "colon", {"line": "phone: ja: gern"}),
        ("step: : x", 2, 7, "colon", {"line": "step: : x"}),
        ('name: "Anna\nnext: 2026-12-07', 2, 7, "quote", {}),
        ('name: "Anna\nvia: "[[uwe]]"\nx: y', 2, 7, "quote", {}),
        ("name: 'Anna\nx: y", 2, 7, "quote", {}),
        ("story:\n  - 'Anna\nx: y", 3, 5, "quote", {}),
        ('"name: Anna', 2, 1, "quote", {}),
        ('a: "x\n  y"\nb: |\n  "z\nname: "Anna', 6, 7, "quote", {}),
        ('tags: [a, "b]\nx: y', 2, 11, "quote", {}),
        ('dir: "C:\\"\nx: y', 2, 6, "quote", {}),
        ("story:\n\t- Messe", 3, 1, "tab", {}),
        ("consent:\n  phone: yes\n\temail: no", 4, 1, "tab", {}),
        ("a: b\n  \tc: d", 3, 3, "tab", {}),
        ("\ta: b", 2, 1, "tab", {}),
        ("- a\n- b", 2, 1, "mapping", {}),
        ("# Notiz\n\n  Ein Absatz.", 4, 3, "mapping", {}),
        ("Ein Absatz mit *Betonung*\nund so: weiter", 2, 1, "mapping", {}),
        ("name: Anna\nein Absatz\nx: y", 3, 1, "mapping", {}),
        ("name: Anna\n\nein Absatz\nnoch einer\n\n", 4, 1, "mapping", {}),
        ("name: Anna\n- eins\n- zwei", 3, 1, "mapping", {}),
        ("name: Anna\n], dann", 3, 1, "mapping", {}),
        ("status:pflege\nx: y", 2, 1, "mapping", {}),
        ("a: b\nstatus:pflege\nx: y", 3, 1, "mapping", {}),
        ("? - a\n: b", 2, 3, "mapping", {}),
        ("a: b\n--- c", 3, 5, "mapping", {}),
        ("a: b\n--- # c\nd: e", 4, 1, "mapping", {}),
        ("%YAML 1.1\na: b", 2, 1, "mapping", {}),
        ("a: &x 1\nb: *x", 3, 4, "alias", {"word": "*x"}),
        ("a: &x [*x]", 2, 8, "alias", {"word": "*x"}),
        ("a: &x {p: q}\nb:\n  <<: *x", 4, 7, "alias", {"word": "*x"}),
        ("a: !!python/object:os.system ls", 2, 4, "tag", {"word": "!!python/object:os.system"}),
        ("a: &x !wichtig b", 2, 7, "tag", {"word": "!wichtig"}),
        ("a: ! b", 2, 4, "tag", {"word": "!"}),
        ("a: !x [b]", 2, 4, "tag", {"word": "!x"}),
        ("a: x\0y", 2, 5, "nul", {}),
        ("a: b\nc: x\x1by", 3, 5, "control", {"char": "U+001B"}),
        ("a: b\n# \x9f", 3, 3, "control", {"char": "U+009F"}),
        ("a: \x7f", 2, 4, "control", {"char": "U+007F"}),
        ("a: \ud83d", 2, 4, "control", {"char": "U+D83D"}),
        ("a: b\x0cc", 2, 5, "control", {"char": "U+000C"}),
        ('a: "\\0"', 2, 4, "nul", {}),
        ('a: "\\e[2J"', 2, 4, "control", {"char": "U+001B"}),
        ("a: " + "[" * 64, 2, 67, "deep", {"limit": "64"}),
        ("a: b\nc:\n  " + "- " * 64, 4, 129, "deep", {"limit": "64"}),
    ],
)
def test_what_is_no_head_is_explained_where_it_can_be_mended(
    block: str, line: int, column: int, variant: str, values: dict[str, str]
) -> None:
    head = read(block)

    assert complaint(head) == ("E101", variant, line, column, values)


@pytest.mark.parametrize(
    ("block", "line", "column"),
    [
        ("a: b\n  next: x", 3, 3),
        (" a: b\nnext: x", 3, 1),
        ("story:\n  - a\n - b", 4, 2),
        ('dir: "C:\\qux"', 2, 9),
        ("a: b\n... c", 3, 5),
    ],
)
def test_what_has_no_sentence_of_its_own_is_told_with_its_place(
    block: str, line: int, column: int
) -> None:
    head = read(block)

    code, variant, *place, values = complaint(head)
    assert (code, variant) == ("E101", "syntax")
    assert place[0] == line
    # libyaml points before an escape's backslash, the Python reader behind it.
    assert place[1] in {column, column + 1}
    assert values["detail"]


def test_half_a_character_written_as_an_escape_is_refused() -> None:
    head = read('name: "Anna \\ud83d"')

    code, variant, line, _, values = complaint(head)
    assert (code, variant, line, values) == ("E101", "control", 2, {"char": "U+D83D"})


def test_an_escape_beyond_unicode_is_refused() -> None:
    head = read('next: 2026-12-07\nname: "\\UFFFFFFFF"')

    code, variant, line, *_ = complaint(head)
    assert (code, variant, line) == ("E101", "syntax", 3)
    assert dict(head.pairs)["next"] == "2026-12-07"


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\u2029", "\ufeff"])
def test_what_yaml_takes_for_a_line_end_shifts_no_place(odd: str) -> None:
    head = read(f"step: vor{odd}nach \U000f0000\nnext: bald\nx: @")

    step, following = (value for _, value in head.pairs[:2])
    assert step == f"vor{odd}nach \U000f0000"
    assert isinstance(following, Word)
    assert (following.line, following.column) == (3, 7)
    assert complaint(head)[2:4] == (4, 4)


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\u2029", "\ufeff"])
def test_what_yaml_takes_for_a_line_end_stays_in_the_value(odd: str) -> None:
    head = read(f"step: vor{odd}nach \U000f0000\n{odd}x: y")

    assert head.problems == ()
    assert head.pairs == (("step", f"vor{odd}nach \U000f0000"), (f"{odd}x", "y"))


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("name: Anna\n<<<<<<< HEAD\nnext: 2026-12-07\n=======\nnext: x\n>>>>>>> b\na: b", 3),
        ("name: Anna\nnext: x\n>>>>>>> b\n<<<<<<< HEAD", 5),
        ("name: Anna\n=======\nnext: x", 3),
        ('name: "Anna\n>>>>>>> b', 3),
    ],
)
def test_an_unresolved_merge_is_named_at_its_begin(block: str, line: int) -> None:
    head = read(block)

    assert complaint(head) == ("E105", "", line, 1, {})
    assert dict(head.pairs)["name"] == "Anna"


def test_what_merely_resembles_merge_markers_is_a_text() -> None:
    head = read("a: <<<<<<< b\nc: =======\nd: |\n  >>>>>>> e")

    assert head.problems == ()
    assert head.pairs == (("a", "<<<<<<< b"), ("c", "======="), ("d", ">>>>>>> e\n"))


@pytest.mark.parametrize(
    "block",
    [
        *(f"a: {'[' * depth}" for depth in (1_000, 25_097, 50_000, 100_000)),
        "a: " + "[\n" * 30_000,
        "a: " + "{" * 50_000,
        "a: " + "[" * 25_097 + "]" * 25_097,
        "a:\n  " + "- " * 30_000,
        "? " * 30_000,
        "a: &a [x, x]\n" + "".join(f"k{n}: &k{n} [*a, *a]\n" for n in range(9)),
        "".join(f"k{n}: &a{n} x\n" for n in range(20_000)),
        "a: " + '"' * 60_001,
        'a: "' + "\\" * 60_000,
        "a: x" + " " * 60_000 + "y\nb: @",
        "a: " + "b: " * 20_000,
        "".join('a: "x\n' for _ in range(9_000)),
        "".join("a: |\n x\n" for _ in range(6_000)) + "b: @",
        "zeile\n" * 9_000 + "b: c",
    ],
)
def test_a_bomb_is_refused_before_it_costs_anything(block: str) -> None:
    before = process_time()
    head = read(block)
    took = process_time() - before

    assert complaint(head)[0] == "E101"
    # No timing, but a bound: without the guards each takes seconds to hours, or kills us.
    assert took < 2


def test_many_anchors_without_alias_are_read() -> None:
    head = read("\n".join(f"k{number}: &a{number} x" for number in range(3_000)))

    assert head.problems == ()
    assert head.pairs[-1] == ("k2999", "x")


def test_the_deepest_head_that_is_read_can_be_printed() -> None:
    head = read("a: " + "[" * 63 + "]" * 63)

    assert head.problems == ()
    assert re.fullmatch(r"\(\('a', \[+\]+\),\)", str(head.pairs))
