"""Links are led elsewhere, in every form they have, and no other byte changes (N4, K5)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.errors import Conflict
from kontaktjournal.notation.edit.relink import Relinker
from kontaktjournal.notation.keys import Keys
from kontaktjournal.notation.linking import Link, Syntax

RELINKER = Relinker(Keys({"via": ("vermittler",)}))
PATH = "kontakte/jonas.md"


def to_schmidt(link: Link) -> str | None:
    """Lead every link to anna to anna-schmidt, paths with their folders and endings."""
    folder, slash, name = link.target.rpartition("/")
    stem, dot, ending = name.partition(".")
    return f"{folder}{slash}anna-schmidt{dot}{ending}" if stem.casefold() == "anna" else None


def relinked(text: str, stem: str = "") -> str:
    def becomes(link: Link) -> str | None:
        target = to_schmidt(link)
        return target.replace("anna-schmidt", stem) if target and stem else target

    return RELINKER.relinked(text.encode(), becomes, path=PATH).data.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[[anna]]", "[[anna-schmidt]]"),
        ("[[Anna]]", "[[anna-schmidt]]"),
        ("[[ anna ]]", "[[ anna-schmidt ]]"),
        ("[[anna|Anna]]", "[[anna-schmidt|Anna]]"),
        ("[[anna#Gespräche]]", "[[anna-schmidt#Gespräche]]"),
        ("[[anna#^block|Anna]]", "[[anna-schmidt#^block|Anna]]"),
        ("[[anna.md]]", "[[anna-schmidt.md]]"),
        ("[[kontakte/anna]]", "[[kontakte/anna-schmidt]]"),
        ("![[anna]]", "![[anna-schmidt]]"),
        ("| [[anna\\|Anna]] | x |", "| [[anna-schmidt\\|Anna]] | x |"),
        ("[[anna]] und [[anna]], [[jonas]]", "[[anna-schmidt]] und [[anna-schmidt]], [[jonas]]"),
        ("[sie](anna.md)", "[sie](anna-schmidt.md)"),
        ("[sie](../kontakte/anna.md#2026)", "[sie](../kontakte/anna-schmidt.md#2026)"),
        ('[sie](<anna.md> "Titel")', '[sie](<anna-schmidt.md> "Titel")'),
        ('[sie](anna.md "Titel")', '[sie](anna-schmidt.md "Titel")'),
        ("[[[anna]]](anna.md)", "[[[anna-schmidt]]](anna-schmidt.md)"),
        ("[1]: anna.md\n", "[1]: anna-schmidt.md\n"),
        ("via:: [[anna]]\n", "via:: [[anna-schmidt]]\n"),
    ],
)
def test_a_link_in_the_body_is_led_elsewhere(before: str, after: str) -> None:
    head = "---\nname: Jonas\n---\n"

    assert relinked(before) == after
    assert relinked(f"{head}{before}\r\nmehr\r\n") == f"{head}{after}\r\nmehr\r\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('via: "[[anna]]"', 'via: "[[anna-schmidt]]"'),
        ("via: '[[anna|Anna]]'", "via: '[[anna-schmidt|Anna]]'"),
        ("via: [[anna]]  # unquoted", "via: [[anna-schmidt]]  # unquoted"),
        ("via: [[anna#h|Anna]]", "via: [[anna-schmidt#h|Anna]]"),
        ("via: anna", "via: anna-schmidt"),
        ("verschieden_von: anna", "verschieden_von: anna-schmidt"),
        ('vermittler: "anna"', 'vermittler: "anna-schmidt"'),
        ("kennt: [anna, jonas]", "kennt: [anna-schmidt, jonas]"),
        ("links: [[[anna]], [[jonas]]]", "links: [[[anna-schmidt]], [[jonas]]]"),
        ("links:\n  - anna\n  - [[anna]]", "links:\n  - anna-schmidt\n  - [[anna-schmidt]]"),
        ("links: ['[[anna]]', \"[[jonas]]\"]", "links: ['[[anna-schmidt]]', \"[[jonas]]\"]"),
        ('freundin: "[[anna]]"', 'freundin: "[[anna-schmidt]]"'),
        ("met: über [[anna]] auf der Messe", "met: über [[anna-schmidt]] auf der Messe"),
        ("met: über [[anna|die\n  Anna]]", "met: über [[anna-schmidt|die\n  Anna]]"),
        ("met: |\n  über [[anna]]\n  und mehr", "met: |\n  über [[anna-schmidt]]\n  und mehr"),
        ('x: {y: "[[anna]]"}', 'x: {y: "[[anna-schmidt]]"}'),
    ],
)
def test_a_link_in_the_head_is_led_elsewhere(before: str, after: str) -> None:
    assert relinked(f"---\n{before}\n---\n") == f"---\n{after}\n---\n"
    assert relinked(f"\ufeff---\r\nname: J\r\n{before}\r\n...\r\nText") == (
        f"\ufeff---\r\nname: J\r\n{after}\r\n...\r\nText"
    )


@pytest.mark.parametrize(
    "text",
    [
        "```\n[[anna]] [sie](anna.md)\n```\n", "~~~\n[[anna]]\n", "`[[anna]]`", "``a ` [[anna]]``",
        "<!-- [[anna]] -->", "%% [[anna]] %%", "---\nname: J  # [[anna]]\n---\n",
        "---\nname: anna\nstatus: anna\n---\nanna", "[[jonas]] [er](jonas.md)", "",
        "[sie](https://example.org/anna.md)", "[sie](mailto:anna)", "[sie](#anna)",
        "[^anna]: anna", "---\nanna: x\n---\n",
    ],
)  # fmt: skip
def test_what_is_no_link_to_her_stays(text: str) -> None:
    assert relinked(text) == text


@pytest.mark.parametrize(
    ("before", "stem", "after"),
    [
        ("via: [[anna]]", "Schmidt, Anna", 'via: "[[Schmidt, Anna]]"'),
        ("via: [[anna|A]]", "Schmidt, Anna", 'via: "[[Schmidt, Anna|A]]"'),
        ("via: anna", "Schmidt, Anna", "via: Schmidt, Anna"),
        ("links: [anna, jonas]", "Schmidt, Anna", 'links: ["Schmidt, Anna", jonas]'),
        ("via: '[[anna]]'", "Anna O'Hara", "via: '[[Anna O''Hara]]'"),
        ('via: "[[anna]]"', "Anna O'Hara", 'via: "[[Anna O\'Hara]]"'),
        ("via: anna", "@Anna", 'via: "@Anna"'),
        ("links: [a, [[anna]]]", "Schmidt, Anna", 'links: [a, "[[Schmidt, Anna]]"]'),
        ("met: x\n---\n[sie](anna.md)", "Anna B", "met: x\n---\n[sie](Anna%20B.md)"),
        ("met: x\n---\n[sie](<anna.md>)", "Anna B", "met: x\n---\n[sie](<Anna B.md>)"),
        ("met: x\n---\n[sie](anna.md)", "Anna Müller", "met: x\n---\n[sie](Anna%20Müller.md)"),
        (
            "met: x\n---\n[sie](%C3%BC/anna.md)",
            "Anna Müller",
            "met: x\n---\n[sie](%C3%BC/Anna%20M%C3%BCller.md)",
        ),
        ("met: x\n---\n[sie](anna.md)", "Anna (B)", "met: x\n---\n[sie](Anna%20%28B%29.md)"),
    ],
)
def test_a_name_is_quoted_only_where_it_would_be_misread(
    before: str, stem: str, after: str
) -> None:
    assert relinked(f"---\n{before}\n---\n", stem) == f"---\n{after}\n---\n"


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("---\ntitel: Chef: Vertrieb\n---\n[[anna]]", "refusal.broken_head.quotes", 2),
        ("---\nname: J\n[[anna]]", "refusal.broken_head.unclosed", 1),
        ("--- \nname: J\n---\n[[anna]]", "refusal.fence", 1),
        ("---\rname: J\r---\r[[anna]]", "refusal.line_ends", 1),
        ("<<<<<<< HEAD\n[[anna]]\n=======\n>>>>>>> x\n", "refusal.merge_markers", 1),
        ('---\nvia: "[[\\u0061nna]]"\n---\n', "refusal.unsafe_edit", 2),
        ('---\nvia: "[[\\u0061nna]]"\nx: "[[anna]]"\n---\n', "refusal.unsafe_edit", 3),
        ("---\nname: J\nvia: >\n  anna\n---\n", "refusal.unsafe_edit", 3),
    ],
)
def test_what_cannot_be_edited_safely_is_refused_with_its_line(
    text: str, key: str, line: int
) -> None:
    with pytest.raises(Conflict) as refused:
        relinked(text)

    assert (refused.value.key, refused.value.values["line"]) == (key, line)


def test_links_are_told_with_their_lines() -> None:
    text = '---\nname: J\nvia: "[[anna]]"\n---\n\nMit [[mia|Mia]]\nund [sie](anna.md).\n'

    found = RELINKER.links(text.encode(), path=PATH)

    assert [(*link, line) for link, line in found] == [
        (Syntax.WIKI, "anna", 3),
        (Syntax.WIKI, "mia", 6),
        (Syntax.MARKDOWN, "anna.md", 7),
    ]


def test_a_body_with_damaged_bytes_keeps_them() -> None:
    data = b"---\nname: J\n---\n\xff\xfe [[anna]] \xc3\n"

    after = RELINKER.relinked(data, to_schmidt, path=PATH)

    assert after == (b"---\nname: J\n---\n\xff\xfe [[anna-schmidt]] \xc3\n", 1)


@pytest.mark.parametrize(
    "text",
    ["[[" * 200_000, "`" * 100_000 + "[[anna]]", "`a`` " * 100_000, "](" * 200_000,
     "](a(b)" * 100_000, "[a" * 200_000 + "]: x", "[[anna]] " * 50_000],
)  # fmt: skip
@pytest.mark.timeout(20)
def test_hostile_text_takes_no_time(text: str) -> None:
    assert relinked(text).replace("anna-schmidt", "anna") == text


PIECES = st.sampled_from([
    "[[anna]]", "[[anna", "]]", "[[anna|Anna]]", "[[jonas]]", "![[Anna#x]]", "[s](anna.md)", "`",
    "``", "```", "\n", "\n\n", "- ", "%%", "<!--", "-->", " ", "x", "---\n", "name: J\n",
    'via: "[[anna]]"\n', "via: [[anna]]\n", "links: [anna, jonas]\n", "# J\n", "\\", "|", "\r\n",
    "[r]: anna.md\n", "y: 'a [[anna]]'\n", ": ", "#", "\ufeff", "~~~\n", "anna",
])  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join), st.booleans())
def test_whatever_the_text_only_targets_change(text: str, has_head: bool) -> None:  # noqa: FBT001
    whole = f"---\nname: J\n{text}" if has_head else text
    try:
        after = relinked(whole)
    except Conflict:
        return

    assert (
        after.replace("anna-schmidt.md", "anna.md").replace("anna-schmidt", "anna").casefold()
        == whole.casefold()
    )
    assert relinked(after) == after
