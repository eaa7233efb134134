"""A value on its way into a head: quoted only where somebody would misread it (W2)."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.edit.editor import Editor
from kontaktjournal.notation.edit.scalars import one_line, scalar
from kontaktjournal.notation.parse import Reader

EDITOR = Editor(Settings())


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("nach der Ladenbesichtigung", "nach der Ladenbesichtigung"),
        ("2026-12-24", "2026-12-24"),
        ("2026-12-24 14:30", "2026-12-24 14:30"),
        ("2026-12-24T14:30:00", "2026-12-24T14:30:00"),
        ("2026-12", "2026-12"),
        ("2026-W48", "2026-W48"),
        ("nie", "nie"),
        ("6 Wochen", "6 Wochen"),
        ("6w", "6w"),
        ("it's", "it's"),
        ('sagt "ja"', 'sagt "ja"'),
        ("a#b", "a#b"),
        ("C#", "C#"),
        ("14:30", '"14:30"'),
        ("a:b", "a:b"),
        ("http://example.org/?a=1", "http://example.org/?a=1"),
        ("anna@example.org", "anna@example.org"),
        ("Müller & Söhne, Köln", "Müller & Söhne, Köln"),
        ("-5 Grad", "-5 Grad"),
        ("(offen)", "(offen)"),
        ("王芳 🚀", "王芳 🚀"),
        ("nein, danke", "nein, danke"),
        # Signs that mean something in YAML, at least at the start.
        ("+49 221 555 0171", '"+49 221 555 0171"'),
        ("@max", '"@max"'),
        ("# x", '"# x"'),
        ("*wichtig*", '"*wichtig*"'),
        ("&x", '"&x"'),
        ("!x", '"!x"'),
        ("%10", '"%10"'),
        ("[[jonas-weber]]", '"[[jonas-weber]]"'),
        ("{x}", '"{x}"'),
        ("|x", '"|x"'),
        ("> x", '"> x"'),
        ("'x", '"\'x"'),
        ('"x" y', '"\\"x\\" y"'),
        ("`x`", '"`x`"'),
        (", x", '", x"'),
        ("- x", '"- x"'),
        ("-", '"-"'),
        ("? x", '"? x"'),
        ("Müller: Bau", '"Müller: Bau"'),
        ("Bau:", '"Bau:"'),
        ("a #b", '"a #b"'),
        ("---", '"---"'),
        # Words and digits that YAML 1.1 takes for something else.
        ("01711234567", '"01711234567"'),
        ("4711", '"4711"'),
        ("4.800", '"4.800"'),
        ("1e5", '"1e5"'),
        ("0x1F", '"0x1F"'),
        ("0o17", '"0o17"'),
        ("1_000", '"1_000"'),
        ("-5", '"-5"'),
        (".inf", '".inf"'),
        ("yes", '"yes"'),
        ("NO", '"NO"'),
        ("n", '"n"'),
        ("On", '"On"'),
        ("null", '"null"'),
        ("~", '"~"'),
        ("=", '"="'),
        ("<<", '"<<"'),
        ("2026-02-30", '"2026-02-30"'),
        ("2026-02-30T10:00:00", '"2026-02-30T10:00:00"'),
        ("20261224", '"20261224"'),
    ],
)
def test_a_value_is_quoted_where_it_would_be_misread(value: str, written: str) -> None:
    assert scalar(value) == written
    assert yaml.safe_load(f"k: {written}\n") is not None


@pytest.mark.parametrize(
    ("value", "written"),
    [("yes", "yes"), ("no", "no"), ("open", "open"), ("on", '"on"'), ("1", '"1"')],
)
def test_an_answer_is_a_bare_word_behind_a_key_of_answers(value: str, written: str) -> None:
    assert scalar(value, answers=True) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("a", "a"),
        ("a, b", '"a, b"'),
        ("a]", '"a]"'),
        ("a:b", '"a:b"'),
        ("2026-12-24", "2026-12-24"),
    ],
)
def test_brackets_bear_fewer_signs(value: str, written: str) -> None:
    assert scalar(value, in_flow=True) == written


@pytest.mark.parametrize(
    ("value", "style", "written"),
    [
        ("pflege", "'", "'pflege'"),
        ("it's", "'", "'it''s'"),
        ("pflege", '"', '"pflege"'),
        ('a "b" \\c', '"', '"a \\"b\\" \\\\c"'),
    ],
)
def test_quotes_that_are_there_are_kept(value: str, style: str, written: str) -> None:
    assert scalar(value, style) == written


@pytest.mark.parametrize("style", ["", "'", '"'])
def test_a_placeholder_does_not_make_a_template_of_the_file(style: str) -> None:
    written = scalar("{{x}} {% y <% z", style)

    assert written == r'"{\x7bx}} {\x25 y <\x25 z"'
    assert yaml.safe_load(written) == "{{x}} {% y <% z"


@pytest.mark.parametrize(
    ("old", "value", "written"),
    [("30", "45", "45"), ("30", "045", '"045"'), ("bald", "45", '"45"'), ("030", "45", '"45"')],
)
def test_a_plain_number_may_follow_a_plain_number(old: str, value: str, written: str) -> None:
    assert scalar(value, old=old) == written


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("zwei\nZeilen", "zwei Zeilen"),
        ("a \r\n\t b", "a b"),
        ("a\u2028b\x85c\x0bd", "a b c d"),
        ("  a  b  ", "a  b"),
        ("\ufeffa\x00b\x1b[31mc\x9b", "ab[31mc"),
        ("x\udcfcy", "x\ufffdy"),
        ("\n---\nstatus: x\n", "--- status: x"),
        (" \n\t", ""),
    ],
)
def test_no_line_end_and_no_control_enters(words: str, line: str) -> None:
    assert one_line(words) == line


_KEYS = st.sampled_from(["step", "moment", "city"])
_STYLES = st.sampled_from(["", " x", " 'x'", ' "x"', " ~", " [x]", "\n  - x", " # c", " x # c"])


@settings(max_examples=300)
@given(_KEYS, _STYLES, st.text(min_size=1))
def test_any_text_reads_back_as_one_line(key: str, old: str, words: str) -> None:
    before = f"---\n{key}:{old}\nfoo: bar\n---\n# Anna\n".encode()

    after = EDITOR.set_fields(before, {key: words}, path="a.md")

    read = Reader(Settings()).read(after, "a.md")
    line = one_line(words)
    assert read.problems == ()
    assert after.count(b"\n") == before.count(b"\n")
    assert (b" # c" in after) == (b" # c" in before)
    value = dict(read.keys)[key]
    if line:
        assert value in (line, [line])
        assert yaml.safe_load(after.decode().split("---")[1]) if "---" not in line else True
    else:
        assert value in ("", "~", [], [""])
