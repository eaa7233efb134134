"""What the index keeps of a contact is the contact."""

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_contact import CONTACTS, TEXTS
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index.codec import decode, decode_problem, encode
from kontaktjournal.index.rows import problem_row
from kontaktjournal.notation.parse import Reader

EVERYTHING = """---
name: Anna Müller
uid: k7f3q2m9xw
status: pflege
next: 2026-12-07 14:30
step: anrufen
every: 6 Wochen
snooze: 2026-12-01
last: 2026-11-01
created: 2024-03-21
birthday: 05-14
moment: zweiter Laden
story: [Messe]
hooks: [Schule]
fit: ja
aliases: Anni
org: Müller
role: Chefin
phone: "0221"
email: a@example.org
city: Köln
address: Gasse 1
url: https://example.org
value: 100 EUR
via: "[[jonas]]"
distinct: "[[anna-2]]"
met: Leipzig
source: Messe
tags: [vip]
type: person
consent:
  phone: yes 2026-01-01 Messe
plz: "01067"
---
## Story
Leipzig.
## 2026-11-23 14:30 Telefonat, 25 min: Laden
- [ ] Mappe 📅 2026-11-27
→ pflege · alle 6 Wochen · 2026-12-07 · Laden
"""


@settings(max_examples=200)
@given(CONTACTS)
def test_any_contact_comes_back_as_it_was(contact: Contact) -> None:
    assert decode(encode(contact)) == contact


def test_a_contact_with_everything_comes_back_as_it_was() -> None:
    contact = Reader(Settings()).read(EVERYTHING.encode(), "kontakte/anna.md").contact

    assert contact is not None
    assert decode(encode(contact)) == contact
    # Whoever adds a field to Contact must give it a value here, or say why not.
    empty = {
        field.name
        for field in fields(contact)
        if getattr(contact, field.name) == getattr(Contact("", ""), field.name)
    }
    assert empty == {"status_typed", "never", "blocked", "unreadable", "unnamed"}


def test_a_contact_of_whom_nothing_is_known_comes_back() -> None:
    assert decode(encode(Contact("a.md", "a"))) == Contact("a.md", "a")


def test_enumerations_come_back_as_what_they_are() -> None:
    contact = Reader(Settings()).read(EVERYTHING.encode(), "kontakte/anna.md").contact

    assert contact is not None
    assert repr(decode(encode(contact))) == repr(contact).replace("Word(", "(")


@pytest.mark.parametrize(
    "damaged", ["", "7", "null", "[]", '"x"', '["a"]', "[[[]]]", '{"x": 1}', "\0", '{"next": 7}']
)
def test_what_is_no_contact_is_refused_as_damage(damaged: str) -> None:
    with pytest.raises(ValueError, match=r"contact|line 1"):
        decode(damaged)


_PROBLEMS = st.builds(
    Problem,
    TEXTS.map(lambda text: text.replace("\0", "-")),
    st.integers(0, 99),
    st.integers(0, 99),
    st.sampled_from(["E101", "W211"]),
    TEXTS,
    st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple),
)


@given(_PROBLEMS)
def test_any_problem_comes_back_as_it_was(problem: Problem) -> None:
    _owner, _path, *row = problem_row("kontakte/anna.md", problem)

    assert decode_problem((problem.path, *row)) == problem
