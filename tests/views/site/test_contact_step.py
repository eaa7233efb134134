"""The next step on the page of a contact: the same words as in the agenda."""

import pytest

from contact_pages import Page, shown


def band(page: Page) -> list[str]:
    """Return what the page says of the next step, line by line."""
    return [each.replace("\xa0", " ") for part in ("why", "due") for each in page.said(part)]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("next: 2026-11-27", ["Ein Gespräch ist vorgesehen.", "in 4 Tagen, Freitag, 27. Nov."]),
        (
            "next: 2026-11-20",
            [
                "Ein Gespräch ist vorgesehen.",
                "3 Tage überfällig, vorgesehen für Freitag, 20. Nov.",
            ],
        ),
        (
            "every: 6 Wochen\ncreated: 2026-11-01",
            ["Wieder an der Reihe: alle 6 Wochen.", "in 21 Tagen, Montag, 14. Dez."],
        ),
        ("birthday: 1966-11-23", ["Geburtstag (60)", "heute", "nie gesprochen, kein Termin"]),
        (
            "birthday: 1966-11-23\nstep: gratulieren",
            ["gratulieren", "heute", "Geburtstag (60)", "nie gesprochen, kein Termin"],
        ),
        ("", ["nie gesprochen, kein Termin", "kein Termin"]),
        ("next: nie", ["Noch kein nächster Schritt", "bewusst ohne Termin"]),
    ],
)
def test_without_a_step_the_page_says_why_as_the_agenda_does(head: str, told: list[str]) -> None:
    page = shown(f"---\nstatus: gespraech\n{head}\n---\n")

    assert band(page) == told


@pytest.mark.parametrize(
    ("head", "promised", "told"),
    [
        (
            "next: 2026-12-07",
            "📅 2026-11-27",
            ["Mappe schicken bis 27. Nov.", "Gespräch in 14 Tagen, Montag, 7. Dez."],
        ),
        ("next: 2026-12-07", "", ["Mappe schicken", "in 14 Tagen, Montag, 7. Dez."]),
        ("next: 2026-11-23", "📅 2026-11-27", ["Mappe schicken bis 27. Nov.", "Gespräch heute"]),
        (
            "next: 2026-11-20",
            "📅 2026-11-27",
            [
                "Mappe schicken bis 27. Nov.",
                "Gespräch 3 Tage überfällig, vorgesehen für Freitag, 20. Nov.",
            ],
        ),
        (
            "next: 2026-12-07",
            "📅 2026-11-20",
            ["Mappe schicken", "3 Tage überfällig, vorgesehen für Freitag, 20. Nov."],
        ),
        ("next: nie", "📅 2026-11-27", ["Mappe schicken bis 27. Nov.", "bewusst ohne Termin"]),
        (
            "next: 2026-12-07\nstep: fragen",
            "📅 2026-11-27",
            ["fragen", "in 14 Tagen, Montag, 7. Dez."],
        ),
    ],
)
def test_a_promise_that_is_the_step_keeps_its_own_day(
    head: str, promised: str, told: list[str]
) -> None:
    page = shown(f"---\nstatus: pflege\n{head}\n---\n- [ ] Mappe schicken {promised}\n")

    assert band(page) == told


@pytest.mark.parametrize("task", ["Mappe schicken", "**Mappe** schicken"])
def test_the_day_of_a_task_is_told_in_words(task: str) -> None:
    page = shown(
        f"""
        ---
        status: pflege
        ---
        ## 2026-10-02 Zoom
        - [ ] {task} 📅 2026-10-16
        - [x] Angebot 📅 2025-01-09
        - [ ] Zettel 📅 2026-13-99
        - 📅 2026-10-16 steht im Kalender
        """
    )

    words = page.words.replace("\xa0", " ")
    assert "Mappe schicken bis 16. Okt." in words
    assert "Angebot bis 9. Jan. 2025" in words
    assert "Zettel 📅 2026-13-99" in words
    assert "📅 2026-10-16 steht im Kalender" in words
