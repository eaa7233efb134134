"""What becomes of what two say who are one person (X6)."""

from collections.abc import Mapping

import pytest

from kontaktjournal.domain.contact import Answer, Contact, Permission
from kontaktjournal.domain.merging import Joining, is_said, names_of, rebased, stricter, withheld
from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.domain.rhythm import When
from opened_journal import MONDAY

A, B = "kontakte/a.md", "kontakte/b.md"
YES, NO = Answer.YES, Answer.NO


@pytest.mark.parametrize(
    ("key", "item", "known"),
    [
        ("phone", "0221 555 0171", "+49 221 555 0171"),
        ("email", "Anna@Example.org", "anna@example.org"),
        ("url", "https://www.example.org/", "example.org"),
        ("tags", "#Messe", "messe"),
        ("org", "Mueller Druck", "Müller  Druck"),
    ],
)
def test_another_spelling_is_no_news(key: str, item: str, known: str) -> None:
    assert is_said(key, item, [known])


def test_another_number_is_news() -> None:
    assert not is_said("phone", "0221 555 0171", ["0221 555 0172"])


@pytest.mark.parametrize(
    ("ours", "theirs", "kept"),
    [
        ({}, {"next": When(MONDAY)}, set()),
        ({"next": When(MONDAY)}, {"next": When(MONDAY)}, {"snooze", "step"}),
        ({"next": When(MONDAY)}, {}, {"snooze"}),
        ({"status": "ablage"}, {}, {"next", "step", "every", "snooze"}),
        ({}, {"blocked": True}, {"next", "step", "every", "snooze"}),
        ({"next": When(MONDAY)}, {"status": "ablage"}, {"snooze", "status"}),
    ],
)
def test_no_plan_is_made_of_two(
    ours: Mapping[str, object], theirs: Mapping[str, object], kept: set[str]
) -> None:
    one = Contact(A, "Anna", **ours)  # type: ignore[arg-type]  # by their names
    other = Contact(B, "Anna", **theirs)  # type: ignore[arg-type]  # by their names

    assert withheld(one, other, DEFAULT) == kept


@pytest.mark.parametrize(
    ("ours", "theirs", "both"),
    [
        ({"phone": YES}, {"phone": NO}, {"phone": NO}),
        ({"phone": NO}, {"phone": YES}, {"phone": NO}),
        ({"phone": YES}, {"email": YES}, {"phone": YES, "email": YES}),
        ({"*": NO}, {"phone": YES}, {"*": NO}),
        ({"phone": YES}, {"*": NO}, {"phone": NO, "*": NO}),
        ({"phone": NO}, {"*": YES}, {"phone": NO}),
        ({"*": YES}, {"email": NO}, {"*": YES, "email": NO}),
        ({"phone": Answer.OPEN}, {"phone": YES}, {"phone": YES}),
    ],
)
def test_a_no_of_either_holds(
    ours: Mapping[str, Answer], theirs: Mapping[str, Answer], both: Mapping[str, Answer]
) -> None:
    one, other = (
        Contact(A, "Anna", consent=tuple(Permission(*each) for each in said.items()))
        for said in (ours, theirs)
    )

    assert {each.channel: each.answer for each in stricter(one, other)} == both


def test_a_file_that_names_nobody_gives_no_name() -> None:
    assert names_of(Contact(B, "b"), "") == ()
    assert names_of(Contact(B, "Anna", aliases=("Anni",)), "Anna Kern") == (
        "Anna", "Anna Kern", "Anni"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("target", "to"),
    [
        ("c.md", "../c.md"),
        ("bild.png", "../bild.png"),
        ("archiv/d.md", "d.md"),
        ("kontakte/c.md", None),  # from the root, as some programs write it
        ("irgendwo.md", None),  # by its name alone
        ("/kontakte/c.md", None),
        ("../../oben.png", None),
    ],
)
def test_a_path_is_written_from_its_new_folder(target: str, to: str | None) -> None:
    notes = {A, B, "kontakte/c.md", "kontakte/archiv/d.md"}

    assert rebased(target, B, "kontakte/archiv/a.md", notes) == to


@pytest.mark.parametrize(
    ("target", "source", "to"),
    [
        ("b.md", "kontakte/c.md", "alt/a.md"),
        ("b", "kontakte/c.md", "alt/a"),
        ("../kontakte/b.md", "Tagebuch/x.md", "../kontakte/alt/a.md"),
        ("/kontakte/b.md", "Tagebuch/x.md", "/kontakte/alt/a.md"),
        ("b.md", "Tagebuch/x.md", "a.md"),
        ("c.md", "kontakte/c.md", None),
    ],
)
def test_a_path_to_the_file_that_is_gone_leads_to_the_other(
    target: str, source: str, to: str | None
) -> None:
    kept = Contact("kontakte/alt/a.md", "Anna")
    joining = Joining(Contact(B, "Berta"), kept, kept, (), {kept.path, B, "kontakte/c.md"})

    assert joining.of_path(target, source).target == to
