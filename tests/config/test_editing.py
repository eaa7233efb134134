"""Claims about changing lists in ``journal.toml`` and leaving everything else as it is."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from kontaktjournal.config.editing import Lists, amended, checked
from kontaktjournal.domain.errors import BadConfig, Conflict, WrongUse

KEYS = ("places", "orgs", "events", "topics")


def lists(**words: Sequence[str]) -> Lists:
    return Lists("me", {key: words.get(key, ()) for key in KEYS}, "Meine Seite")


def changed(text: str, **words: Sequence[str]) -> str:
    return amended(text.encode(), lists(**words), "journal.toml").decode()


# --- where it goes -------------------------------------------------------------------------


def test_an_empty_file_gets_a_table() -> None:
    assert changed("", orgs=["Uni Bonn"]) == '# Meine Seite\n[me]\norgs = ["Uni Bonn"]\n'


def test_a_table_is_added_at_the_end_of_others() -> None:
    assert changed("# Meins\n[agenda]\nper_day = 3", places=["Köln"], topics=["Papier"]) == (
        "# Meins\n[agenda]\nper_day = 3\n"
        '\n# Meine Seite\n[me]\nplaces = ["Köln"]\ntopics = ["Papier"]\n'
    )


def test_a_commented_table_stays_what_it_is() -> None:
    text = "# [me]\n# places = []\n"

    assert changed(text, places=["Köln"]) == f'{text}\n# Meine Seite\n[me]\nplaces = ["Köln"]\n'


def test_what_init_wrote_as_an_example_is_filled_in() -> None:
    text = "[me]\n# places = []\n# orgs = []\n# events = []\n# topics = []\n"

    assert changed(text, orgs=["Uni Bonn"], topics=["Papier"]) == (
        '[me]\n# places = []\norgs = ["Uni Bonn"]\n# events = []\ntopics = ["Papier"]\n'
    )


def test_an_example_within_a_text_or_another_table_is_none() -> None:
    text = '[me]\nplaces = ["""\n# orgs = []\n"""]\n[agenda]\n# orgs = []\n'

    assert changed(text, places=["# orgs = []"], orgs=["a"]) == (
        '[me]\nplaces = ["""\n# orgs = []\n"""]\norgs = ["a"]\n[agenda]\n# orgs = []\n'
    )


def test_new_keys_stand_in_their_order() -> None:
    text = '[me] # hier\n  orgs = ["a"] # b\n\n[agenda]\n'

    assert changed(text, places=["p"], orgs=["a"], events=["e"]) == (
        '[me] # hier\n  places = ["p"]\n  orgs = ["a"] # b\n  events = ["e"]\n\n[agenda]\n'
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("me = {}", 'me = { places = ["p"], orgs = ["o"] }'),
        ("me = {topics = 't'} # x", "me = {topics = 't', places = [\"p\"], orgs = [\"o\"]} # x"),
        ('me = {places = "x", topics = "t"}', 'me = {places = ["p"], topics = "t", orgs = ["o"]}'),
        ('me.topics = "t"\nx = 1', 'me.topics = "t"\nme.places = ["p"]\nme.orgs = ["o"]\nx = 1'),
        ('["me"]\n"topics" = "t"', '["me"]\nplaces = ["p"]\norgs = ["o"]\n"topics" = "t"'),
        ('"me" . \'places\' = []', '"me" . \'places\' = ["p"]\nme.orgs = ["o"]'),
    ],
)  # fmt: skip
def test_a_table_may_be_spelled_as_toml_allows(text: str, expected: str) -> None:
    topics = ["t"] if "topics" in text else []

    assert changed(text, places=["p"], orgs=["o"], topics=topics) == expected


# --- how it is written ---------------------------------------------------------------------


def test_what_stays_in_a_list_is_spelled_as_it_was() -> None:
    text = "[me]\nplaces = ['K\u00f6ln', \"K\\u00f6nigswinter\", 'Bonn'] # drei\n"

    assert changed(text, places=["Königswinter", "Trier", "Köln"]) == (
        '[me]\nplaces = ["K\\u00f6nigswinter", "Trier", \'Köln\'] # drei\n'
    )


def test_comments_stay_with_what_they_are_about() -> None:
    text = """\
[me]
places = [ # alle
  # Heimat
  "Köln",     # seit 1999
  "Bonn"      # weg
  ,
  # Messen
  "Leipzig", "Frankfurt",
  # Ende
] # ja
"""

    assert (
        changed(text, places=["Bonn", "Frankfurt", "Trier"])
        == """\
[me]
places = [ # alle
  # Heimat
  "Bonn",      # weg
  # Messen
  "Frankfurt",
  "Trier",
  # Ende
] # ja
"""
    )


def test_a_list_that_grows_too_long_gets_a_line_for_each_word() -> None:
    places = ["Köln", "K" * 60, "L" * 60]

    for text in ('[me]\nplaces = ["Köln"]\n', "[me]\n"):
        assert changed(text, places=places) == (
            f'[me]\nplaces = [\n    "Köln",\n    "{places[1]}",\n    "{places[2]}",\n]\n'
        )


def test_an_emptied_list_stays_as_an_empty_one() -> None:
    assert changed('[me]\nplaces = ["a"] # b\n') == "[me]\nplaces = [] # b\n"
    assert changed('[me]\nplaces = [\n"a",\n]\n') == "[me]\nplaces = []\n"
    assert changed("[me]\n") == "[me]\n"


def test_words_are_written_as_toml_wants_them() -> None:
    words = ['Das "Fest"', "a\\b", "Café 🎉", "#1", "x\N{NO-BREAK SPACE}y"]

    assert tomllib.loads(changed("", topics=words)) == {"me": {"topics": words}}


def test_a_single_word_becomes_a_list_only_where_it_changes() -> None:
    text = '[me]\nplaces = " Köln "\n'

    assert changed(text, places=["Köln"]) == text
    assert changed(text, places=["Köln", "Bonn"]) == '[me]\nplaces = ["Köln", "Bonn"]\n'


def test_line_ends_and_byte_order_mark_stay() -> None:
    data = b'\xef\xbb\xbf[me]\r\nplaces = [\r\n  "a", # b\r\n]\r\n# topics = []\r\n'

    assert amended(data, lists(places=["a", "c"], orgs=["o"], topics=["t"]), "journal.toml") == (
        b'\xef\xbb\xbf[me]\r\nplaces = [\r\n  "a", # b\r\n  "c",\r\n]\r\n'
        b'orgs = ["o"]\r\ntopics = ["t"]\r\n'
    )


# --- what is refused -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("version = 1\nme = 3", 2, 1),
        ('version = 1\n[[me]]\nplaces = ["a"]', 2, 3),
        ("[me.places]\na = 1", 1, 2),
        ("# not a number equals nothing, not itself either\nx = nan\n[me]", 3, 2),
    ],
)
def test_what_cannot_be_changed_safely_is_left_alone(text: str, line: int, column: int) -> None:
    with pytest.raises(Conflict) as refusal:
        changed(text, places=["b"])

    assert refusal.value.key == "config.unsafe"
    assert (refusal.value.values["line"], refusal.value.values["column"]) == (line, column)


def test_what_is_no_toml_is_not_changed() -> None:
    with pytest.raises(BadConfig) as refusal:
        changed("[me]\nplaces = [", places=["b"])

    assert (refusal.value.values["line"], refusal.value.values["column"]) == (2, 11)


@pytest.mark.parametrize(
    ("word", "char"), [("a\x1b[D", "U+001B"), ("a\u2028b", "U+2028"), ("\udcff", "U+DCFF")]
)
def test_a_word_that_no_file_can_hold_is_refused(word: str, char: str) -> None:
    with pytest.raises(WrongUse) as refusal:
        checked(["Köln", word])

    assert refusal.value.values["char"] == char


# --- whatever the file says ----------------------------------------------------------------

WORD = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=6
).map(str.strip).filter(bool)  # fmt: skip
SPELLED = st.sampled_from([
    '"Köln"', "'Bonn'", '"a # b"', '"]"', '"\\u0041"', '""""q" x"""', "'''r'''", '" s "',
])  # fmt: skip
GAP = st.sampled_from(["", " ", "\n", "\n  ", " # c ]\n", "\n# d, [\n"])


@st.composite
def spelled_lists(draw: st.DrawFn) -> str:
    """Return a list as somebody may write it, over several lines."""
    items = draw(st.lists(st.tuples(GAP, SPELLED, GAP), max_size=4))
    trailing = draw(st.sampled_from(["", ","])) if items else ""
    body = ",".join(f"{before}{word}{behind}" for before, word, behind in items)
    return f"[{body}{trailing}{draw(GAP)}]"


FLAT = st.lists(SPELLED, max_size=3).map(lambda items: f"[{', '.join(items)}]")
SPACED = st.sampled_from(["", "  ", "\t"])
OTHERS = st.lists(
    st.sampled_from([
        'x = """\n[me]\nplaces = ["no"]\n"""', "# [me]", "[a]\n# places = []", "[[b]]\nme = 1",
        "  [ c . d ] # me = {", "e.f = {me = [1, 2]}", "g = [\n # me\n 1,\n]", "", "h = 1.5e3",
    ]),
    max_size=3, unique=True,
)  # fmt: skip


@st.composite
def own_tables(draw: st.DrawFn) -> str:
    """Return ``[me]`` in one of its spellings; nothing where it is missing."""
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True))
    match draw(st.sampled_from(["header", "braces", "dots", "none"])):
        case "header":
            lines = []
            for key in KEYS:
                value = draw(spelled_lists() | SPELLED)
                indent, comment = draw(SPACED), draw(st.sampled_from(["", " # z", "\t"]))
                lines.append(
                    f"{indent}{key} = {value}{comment}" if key in keys else f"# {key} = []"
                )
            return "\n".join(["[ me ] # mine", *lines])
        case "braces":
            values = [f"{key} = {draw(spelled_lists() | FLAT)}" for key in keys]
            return f"me = {{{', '.join(values)}}} # mine"
        case "dots":
            return "\n".join(f"{draw(SPACED)}me.{key} = {draw(spelled_lists())}" for key in keys)
    return ""


@st.composite
def files(draw: st.DrawFn) -> str:
    """Return a file with ``[me]`` somewhere among other tables."""
    blocks = draw(OTHERS)
    blocks.insert(draw(st.integers(0, len(blocks))), draw(own_tables()))
    text = "\n".join(blocks) + draw(st.sampled_from(["", "\n", "\n\n"]))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def read(text: str) -> dict[str, Any]:
    """Return what a file says; another one is drawn where it says nothing."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        reject()


def as_list(value: list[str] | str) -> list[str]:
    return [one.strip() for one in (value if isinstance(value, list) else [value])]


def meant(before: Mapping[str, Any], words: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return what a file shall say: other lists, and nothing else."""
    table = dict(before.get("me", {}))
    for key in KEYS:
        if as_list(table.get(key, [])) != words[key]:
            table[key] = words[key]
    return {**before, "me": table} if table or "me" in before else dict(before)


@settings(max_examples=400, deadline=None)
@given(
    files(),
    st.fixed_dictionaries(
        {key: st.lists(WORD | st.just("Bonn"), max_size=3, unique=True) for key in KEYS}
    ),
)
def test_a_file_says_the_new_lists_and_all_else_as_before(
    text: str, words: dict[str, list[str]]
) -> None:
    before = read(text)
    assume(isinstance(before.get("me", {}), dict))

    new = changed(text, **words)

    assert tomllib.loads(new) == meant(before, words)
    assert changed(new, **words) == new


@settings(max_examples=200, deadline=None)
@given(files(), st.lists(WORD, min_size=1, max_size=3, unique=True))
def test_a_new_list_takes_nothing_away_but_its_example(text: str, words: list[str]) -> None:
    own = read(text).get("me", {})
    assume(isinstance(own, dict) and "places" not in own)
    others = {key: as_list(own.get(key, [])) for key in KEYS[1:]}

    new = changed(text, places=words, **others)

    assert is_within(text.replace("# places = []", ""), new)


def is_within(letters: str, text: str) -> bool:
    """Tell whether all letters stand in a text, in their order."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
