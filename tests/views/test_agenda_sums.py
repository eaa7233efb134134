"""What the agenda sums up, so that one person does not push everybody else off the screen."""

from datetime import date

import pytest

from kontaktjournal.domain.agenda import View, cut, plan
from kontaktjournal.domain.contact import Contact, Promise
from kontaktjournal.domain.pipeline import DEFAULT, Kind, Pipeline, Stage
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.agenda import agenda_lines
from kontaktjournal.views.words import Frame

MONDAY = date(2026, 11, 23)
KEPT = Stage("kept", Kind.WAITING, label="Warmhalten")


def said(people: list[Contact], settings: Settings) -> str:
    frame = Frame(Catalogue("de"), settings, MONDAY, 80)
    sheet = cut(plan(people, MONDAY, settings), View(), 8)
    return "\n".join(line.text for line in agenda_lines(sheet, frame, problems={}))


def test_three_promises_are_told_and_the_others_counted() -> None:
    promises = tuple(Promise(f"Mappe {n}", date(2026, 11, 20), line=n) for n in range(15))
    anna = Contact("kontakte/anna.md", "Anna", status="pflege", promises=promises)

    text = said([anna], Settings())

    assert text.count("Zusage offen: Mappe") == 3
    assert "… 12 weitere Zusagen" in text


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        (("pflege",) * 4, "4 in Pflege ohne Termin"),
        (("kept",) * 4, "4 in Warmhalten ohne Termin"),
        (("pflege", "kept", "kept", "kept"), "4 wartend ohne Termin"),
    ],
)
def test_whoever_waits_without_a_step_is_told_by_stage(
    stages: tuple[str, ...], expected: str
) -> None:
    people = [Contact(f"kontakte/{n}.md", f"P{n}", status=each) for n, each in enumerate(stages)]

    text = said(people, Settings(pipeline=Pipeline((*DEFAULT.stages, KEPT))))

    assert expected in text
