import pytest

from kontaktjournal.messages import Catalogue
from kontaktjournal.notation.survey import Mixed, PeopleFolder, Spelling, StatusWord, Survey
from kontaktjournal.views.survey import survey_lines
from kontaktjournal.views.terminal import render

GERMAN, ENGLISH = Catalogue("de"), Catalogue("en")

#: The vault of the specification (4.1).
VAULT = Survey(
    folders=(PeopleFolder("People", 412, (("tags: person", 398), ("type: person", 14))),),
    spellings=(Spelling("next", "next_follow_up", 231), Spelling("last", "last_contact", 305)),
    statuses=(
        StatusWord("status", "active", 290, "pflege"),
        StatusWord("status", "dormant", 61, "ablage"),
        StatusWord("status", "prospect", 12, "anbahnung"),
        StatusWord("status", "vip", 3, None),
    ),
    templates=(("Templates", 9),),
    types=(("type: company", 38),),
)


def text(found: Survey, say: Catalogue = GERMAN, columns: int = 80) -> str:
    return render(survey_lines(found, say, columns), colour=False)


def test_the_report_is_the_one_of_the_manual() -> None:
    assert text(VAULT, columns=130) == (
        "Vorhandene Notizen erkannt: People/ (412 Personen: 398 × tags: person,"
        " 14 × type: person)\n"
        "  next   ← next_follow_up (231)        last ← last_contact (305)\n"
        "  status ← status: active 290 → pflege · dormant 61 → ablage · prospect 12 → anbahnung"
        " · vip 3 → ? (bleibt unbekannt)\n"
        "  übersprungen: Templates/ (9 Vorlagen), 38 × type: company\n"
    )


def test_the_report_fits_a_terminal() -> None:
    assert text(VAULT, ENGLISH, columns=80) == (
        "Existing notes found: People/ (412 people: 398 × tags: person,\n"
        "  14 × type: person)\n"
        "  next   ← next_follow_up (231)        last ← last_contact (305)\n"
        "  status ← status: active 290 → pflege · dormant 61 → ablage\n"
        "           prospect 12 → anbahnung · vip 3 → ? (stays unknown)\n"
        "  skipped: Templates/ (9 templates), 38 × type: company\n"
    )


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    found = Survey(
        folders=tuple(
            PeopleFolder(f"Bereich {n}/Leute", n, (("tags: person", n),)) for n in (1, 2, 3)
        ),
        mixed=(Mixed("Zettel", 3, 1200),),
        spellings=tuple(Spelling(key, f"mein_{key}", 7) for key in ("step", "next", "last")),
        statuses=tuple(StatusWord("stage", f"wort{n}", 30 - n, None) for n in range(30)),
        types=(("type: meeting", 99),),
        filename="name",
    )  # fmt: skip

    lines = survey_lines(found, GERMAN, columns)

    assert [line.text for line in lines if line.width > columns] == []


def test_dates_are_told_first_and_each_key_once() -> None:
    found = Survey(
        spellings=(
            Spelling("org", "company", 3), Spelling("last", "last_met", 2),
            Spelling("next", "follow_up", 3), Spelling("next", "next_call", 1),
            Spelling("status", "warmth", 9), Spelling("tags", "categories", 9),
        ),
    )  # fmt: skip

    assert text(found) == (
        "  next ← follow_up (3), next_call (1)        last ← last_met (2)\n  org  ← company (3)\n"
    )


def test_of_many_status_words_the_rarest_are_only_counted() -> None:
    found = Survey(statuses=tuple(StatusWord("stage", f"w{n}", 1, None) for n in range(14)))

    assert "w11 1 →" in text(found)
    assert "w12" not in text(found)
    assert text(found).endswith("… 2 weitere\n")


def test_people_that_were_not_taken_are_named() -> None:
    found = Survey(mixed=(Mixed(".", 3, 1200), Mixed("Alltag", 1, 1)))

    assert text(found, columns=200) == (
        "  nicht übernommen: ./ (3 Personen unter 1.200 anderen Notizen),"
        " Alltag/ (1 Person neben 1 anderer Notiz)"
        " – in einen eigenen Ordner legen, oder [folders] ergänzen\n"
    )


def test_what_was_skipped_matters_only_beside_people() -> None:
    assert text(Survey(templates=(("Templates", 9),))) == ""


def test_a_folder_without_markers_has_its_number() -> None:
    found = Survey(folders=(PeopleFolder("kontakte", 1, ()),))

    assert text(found) == "Vorhandene Notizen erkannt: kontakte/ (1 Person)\n"


def test_words_from_notes_cannot_steer_the_terminal() -> None:
    found = Survey(statuses=(StatusWord("status", "\x1b]52;c;eA==\x07", 1, None),))

    assert "\x1b" not in text(found)
