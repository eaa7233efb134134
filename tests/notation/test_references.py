"""Which words lead to somebody who is to be named nowhere, and a head without them."""

from typing import TYPE_CHECKING

import pytest

from kontaktjournal.domain.contact import Contact
from kontaktjournal.notation.keys import Keys
from kontaktjournal.notation.references import References

if TYPE_CHECKING:
    from kontaktjournal.notation.words import Value

ANNA = Contact("kontakte/anna.md", "Anna Muster", aliases=("Änni",))
IVO = Contact("kontakte/alt/ivo-kranz.md", "Ivo Kranz", aliases=("Kranz, Ivo", "Ivi"))
ELSEWHERE = Contact("kontakte/kranz-ivo.md", "Ivo Kranz")

REFERENCES = References([ANNA, IVO], {IVO.path})


@pytest.mark.parametrize(
    "word",
    [
        "ivo-kranz",
        "IVO-KRANZ.md",
        "[[ivo-kranz]]",
        "[[Ivo Kranz]]",
        "[[ivo-kranz|mein alter Chef]]",
        "[[ivo-kranz#Gespräche|Chef]]",
        "[[kontakte/alt/ivo-kranz.md]]",
        "../alt/ivo-kranz.md",
        "Ivo Kranz",
        "ivo kranz",
        "Kranz, Ivo",
        "Ivi",
        "[Ivo](alt/ivo-kranz.md)",
        "[Ivo](<alt/ivo-kranz.md>)",
        "[mein alter Chef](alt/ivo%2Dkranz.md)",
        "[[nirgends|Ivo Kranz]]",
        "[[anna]], [[ivo-kranz]]",
        "Anna Muster; Ivo Kranz",
        "Chef: [[ivo-kranz]]",
        "Chef: Ivo Kranz",
    ],
)
def test_every_spelling_that_resolves_leads_there(word: str) -> None:
    assert REFERENCES.lead_there(word)


@pytest.mark.parametrize(
    "word", ["", "[[anna]]", "Änni", "Buchmesse", "https://example.org/ivo", "Ivo Kranzler"]
)
def test_other_words_do_not(word: str) -> None:
    assert not REFERENCES.lead_there(word)


def test_of_two_who_are_called_so_one_is_enough() -> None:
    references = References([IVO, ELSEWHERE], {IVO.path})

    assert references.lead_there("Ivo Kranz")
    assert not references.lead_there("kranz-ivo")


@pytest.mark.parametrize(
    ("value", "left"),
    [
        ("[[ivo-kranz]]", None),
        ([["ivo-kranz"]], None),
        ([["ivo-kranz|Chef"]], None),
        ([[["ivo-kranz"]], [["anna"]]], [[["anna"]]]),
        (["Ivo Kranz", "Anna Muster"], ["Anna Muster"]),
        ({"Chef": "Ivo Kranz", "Nachbarin": "[[anna]]"}, {"Nachbarin": "[[anna]]"}),
        ({"Ivo Kranz": "Chef"}, None),
        ("", ""),
        ([], []),
        ([["anna"]], [["anna"]]),
    ],
)
@pytest.mark.parametrize("key", ["via", "empfohlen_von", "links", "Kennt", "Bekannte"])
def test_a_head_loses_them_from_its_links_in_every_shape(
    key: str, value: "Value", left: "Value | None"
) -> None:
    canonical = Keys({"links": ("Bekannte",)}).canonical

    found = REFERENCES.removed_from((("name", "Mia"), (key, value)), canonical)

    assert found == (("name", "Mia"), *([] if left is None else [(key, left)]))


@pytest.mark.parametrize(
    ("value", "left"),
    [
        ("[[ivo-kranz]]", None),
        ([["ivo-kranz"]], None),
        (["[[anna]]", "[[ivo-kranz]]"], ["[[anna]]"]),
        ("über Ivo Kranz", "über Ivo Kranz"),
        ("mit [[ivo-kranz]] im Chor", "mit [[ivo-kranz]] im Chor"),
        ("Ivi", "Ivi"),
    ],
)
def test_behind_keys_of_ones_own_a_link_goes_and_a_sentence_stays(
    value: "Value", left: "Value | None"
) -> None:
    found = REFERENCES.removed_from((("Partner", value),), Keys({}).canonical)

    assert found == (() if left is None else (("Partner", left),))


@pytest.mark.parametrize("key", ["story", "kennengelernt", "Firma"])
def test_behind_other_keys_stands_what_was_written(key: str) -> None:
    keys = ((key, "[[ivo-kranz]]"),)

    assert REFERENCES.removed_from(keys, Keys({}).canonical) == keys
