"""The page of one contact: all that its file knows."""

from datetime import UTC, date, datetime

import pytest

from contact_pages import ADA, JONAS, SHUT, paper, portrait_of, read_template, shown
from kontaktjournal.domain.portrait import Mention
from kontaktjournal.views.site.contact import contact_page
from kontaktjournal.views.site.paper import Paper

ANNA = """
---
name: Anna Müller
status: pflege
next: 2026-11-14
step: hören, wie die *Besichtigung* war
every: 6 Wochen
snooze: 2026-11-01
org: [Müller Buchbinderei, Innung]
role: Inhaberin
phone: ["+49 221 555 0171", "0171 555 0199 (privat)"]
email: anna@example.org
city: Köln
address: Gereonswall 3
url: [example.org/anna, "javascript:alert(1)"]
birthday: 1979-12-04
via: "[[jonas-weber]]"
links: ["[[eike]]", "[[ada]]", "[[shut]]", "[[2026-10-12]]"]
story:
  - Buchmesse Leipzig 2024
hooks: [beide Handwerk]
fit: yes
moment: zweiter Laden mit [[jonas-weber]]
value: 12.000 Euro
met: auf der Messe
source: Visitenkarte
aliases: [Änni]
tags: [buch, köln]
consent:
  phone: yes 2024-03-21 Messe, mündlich
  email: no 2026-05-04
  post: open
  newsletter: no
created: 2024-03-21
uid: k7f3q2m9xw
hobby: segeln
---

# Anna Müller

Vorne steht etwas.

## Story

Ihr Aufsteller fiel auf *unseren* Tisch.

## 2026-11-17 18:10 Nachricht: halb drei passt ihr

Schreibt aus dem Ladenlokal.

## 2026-10-12 Zoom, 40 min: ein zweites Ladenlokal

Vier Meter **Schaufenster**, sagt [[jonas-weber]].

- [ ] Mappe schicken 📅 2026-11-20
- [ ] Probe binden 📅 2026-11-30
- [x] Abzüge schicken
- [ ] Anna: Grundriss kopieren

→ pflege · alle 6 Wochen · 2026-11-14 14:30 · nach der Ladenbesichtigung

## 2026-09-01 Telefonat: nicht erreicht

## 2024-03-21 Treffen, 2 h

## Papier

Büttenpapier.
"""


# What is there ---------------------------------------------------------------


def test_everything_the_file_knows_stands_on_the_page() -> None:
    page = shown(ANNA)

    known = [
        *("Anna Müller", "Inhaberin, Müller Buchbinderei, Innung, Köln", "hören, wie die"),
        *("alle 6 Wochen", "+49 221 555 0171", "0171 555 0199 (privat)", "anna@example.org"),
        *("Gereonswall 3", "example.org/anna", "javascript:alert(1)", "Fr 04.12. – wird 47"),
        *("Jonas Weber", "eike", "Ada Pool", "Buchmesse Leipzig 2024", "Ihr Aufsteller fiel auf"),
        *("beide Handwerk", "passt", "zweiter Laden mit Jonas Weber", "12.000 Euro", "Messe"),
        *("Visitenkarte", "Änni", "buch, köln", "erlaubt seit 21. März 2024 (Messe, mündlich)"),
        *(
            "nicht erlaubt seit 4. Mai",
            "Erlaubnis offen",
            "newsletter nicht erlaubt",
            "21. März 2024",
        ),
        *("k7f3q2m9xw", "hobby segeln", "Vorne steht etwas.", "Büttenpapier.", "1. Nov."),
        *("Mappe schicken", "Probe binden", "Abzüge schicken", "Grundriss kopieren"),
        *(
            "Schreibt aus dem Ladenlokal.",
            "Vier Meter Schaufenster",
            "nicht erreicht",
            "2 Stunden",
        ),
        *("kontakte/anna.md", "Stand: Montag, 23. November 2026."),
    ]
    words = page.words.replace("\xa0", " ")
    assert [each for each in known if each not in words] == []
    assert page.untidy == []


def test_the_path_shows_where_the_contact_was_and_since_when_it_is_here() -> None:
    page = shown(
        """
        ---
        status: angebot
        created: 2026-08-27
        ---
        ## 2026-11-02 Zoom
        → angebot
        ## 2026-09-09 Treffen
        → gespräch
        ## 2026-08-27 Telefonat
        """
    )

    steps = [step.replace("\xa0", " ") for step in page.said("path-of-stages")[0].split("  ")]
    assert steps == [
        "Anbahnung 27. Aug. Gespräch 9. Sept. Pflege ausgelassen Angebot seit 21 Tagen Kunde offen"
    ]
    current = [values for tag, values in page.elements if values.get("aria-current") == "step"]
    assert current == [{"class": "now", "aria-current": "step"}]


@pytest.mark.parametrize(
    ("head", "due"),
    [
        ("next: 2026-11-14", "9 Tage überfällig, vorgesehen für Samstag, 14. Nov."),
        ("next: 2026-11-22", "1 Tag überfällig, vorgesehen für Sonntag, 22. Nov."),
        ("next: 2026-11-23", "heute"),
        ("next: 2026-11-23 14:30", "heute, 14:30 Uhr"),
        ("next: 2026-11-24", "morgen, Dienstag, 24. Nov."),
        ("next: 2026-11-26 09:00", "in 3 Tagen, Donnerstag, 26. Nov., 09:00 Uhr"),
        ("next: 2028-01-03", "in 406 Tagen, Montag, 3. Jan. 2028"),
        ("next: 2027-02", "Feb. 2027"),
        ("next: nie", "bewusst ohne Termin"),
        ("", "kein Termin"),
    ],
)
def test_the_next_step_says_when(head: str, due: str) -> None:
    page = shown(f"---\nstatus: gespraech\nstep: fragen\n{head}\n---\n")

    assert page.said("due")[0].replace("\xa0", " ") == due


def test_what_is_missing_stands_where_the_next_step_would() -> None:
    page = shown("---\nstatus: gespraech\n---\n## 2026-11-20 Zoom\n")

    assert page.said("why") == ["Zoom am 20.11. geführt – wie geht's weiter?"]


def test_the_story_is_its_lines_and_its_prose() -> None:
    page = shown(ANNA)

    assert page.said("story") == ["Buchmesse Leipzig 2024"]
    assert page.said("told") == ["Ihr Aufsteller fiel auf unseren Tisch."]
    assert shown("# Ada").said("story") == ["noch offen – das zeigt nur das Gespräch"]


def test_entries_stand_newest_first_with_their_day_and_how_long_they_took() -> None:
    page = shown(ANNA)

    days = [day.replace("\xa0", " ") for day in page.said("at")]
    assert days == [
        "17. Nov. Dienstag, 18:10 Uhr, vor 6 Tagen",
        "12. Okt. Montag",
        "1. Sept. Dienstag",
        "21. März 2024 Donnerstag",
    ]
    assert [head for head in page.said("h3") if not head.startswith("Von")][:4] == [
        "Nachricht: halb drei passt ihr",
        "Zoom: ein zweites Ladenlokal 40 Minuten",
        "Telefonat: nicht erreicht",
        "Treffen 2 Stunden",
    ]
    kinds = [values["class"] for tag, values in page.elements if "g-2" in values.get("id", "")]
    assert kinds == ["message", "talk", "attempt", "talk"]
    assert page.said("count") == ["2"]


def test_a_decision_is_told_in_words_and_not_a_second_time() -> None:
    page = shown(ANNA)

    assert [each.replace("\xa0", " ") for each in page.said("decision")] == [
        "Entschieden: Pflege · alle 6 Wochen · 14. Nov., 14:30 Uhr · nach der Ladenbesichtigung"
    ]
    assert "→ pflege" not in page.words


def test_entries_of_one_day_can_each_be_linked_to() -> None:
    page = shown("# Ada\n## 2026-11-02 Zoom\n## 2026-11-02 Telefonat\n")

    anchors = [values["id"] for _, values in page.elements if "id" in values]
    assert [each for each in anchors if each.startswith("g-")] == [
        "g-2026-11-02",
        "g-2026-11-02-2",
    ]
    assert len(anchors) == len(set(anchors))


def test_an_entry_of_a_list_loses_the_indentation_of_its_text() -> None:
    page = shown("# Ada\n## Log\n- 2026-11-02 Zoom\n    Vier Blanks.\n\n      - tiefer\n")

    assert "Vier Blanks." in page.said("p")
    assert "pre" not in page.parts


def test_promises_of_both_sides_open_ones_first_and_late_ones_marked() -> None:
    page = shown(ANNA)

    mine, theirs = page.said("sides")[0].split("Von Anna versprochen")
    assert mine.replace("\xa0", " ").strip() == (
        "Von mir versprochen Mappe schicken überfällig seit 20. Nov. "
        "Probe binden bis 30. Nov. erledigt: Abzüge schicken"
    )
    assert theirs.strip() == "Grundriss kopieren"
    assert page.said("late")[-1].replace("\xa0", " ") == "überfällig seit 20. Nov."


def test_many_kept_promises_are_folded_away() -> None:
    page = shown("# Ada\n" + "- [x] Brief\n" * 4)

    assert page.said("summary") == ["4 erledigt"]


def test_who_is_connected_stands_there_with_their_stage_and_their_page() -> None:
    page = shown(ANNA)

    assert page.said("idle") == [
        "Jonas Weber hat den Kontakt vermittelt, Angebot eike noch keine Datei Ada Pool"
    ]
    assert page.links["Jonas Weber"] == "../kontakte/jonas-weber.html"
    assert "Ada Pool" not in page.links
    assert "Siegfried" not in page.html


def test_who_mentions_a_contact_stands_there_with_day_and_words() -> None:
    found = (
        Mention(JONAS, date(2026, 8, 20), "Frag [[anna]], die kennt *das*."),
        Mention(ADA, None, ""),
        Mention(JONAS, date(2026, 11, 18), "Nochmal [[anna|die Müllerin]] und [[eike]]."),
        Mention(SHUT, date(2026, 11, 19), "Anna?"),
    )

    page = shown(ANNA, mentions=found)

    assert page.said("mentions")[0].replace("\xa0", " ") == (
        "Jonas Weber, 18. Nov.: Nochmal die Müllerin und eike. "
        "Jonas Weber, 20. Aug.: Frag Anna Müller, die kennt das. Ada Pool"
    )


def test_problems_stand_at_the_top_with_their_place_and_their_cure() -> None:
    page = shown("---\nname: Anke Hinrichs\nnext: bald\n---\n")

    assert page.said("problem") == [
        "Diese Datei ist nicht ganz lesbar; hier steht, was zu lesen war.",
        (
            "anna.md:3 next: bald – kein Datum (z. B. 2026-11-30) "
            "→ ein Datum eintragen, oder nie für bewusst keines E102"
        ),
    ]
    assert page.links["anna.md:3"] == "vscode://file/journal/kontakte/anna.md:3"


def test_whoever_is_filed_has_no_next_step_but_a_reason() -> None:
    page = shown(
        """
        ---
        status: ablage
        next: 2026-11-01
        ---
        ## 2026-10-03 Telefonat
        → ablage · sucht Werbetexte
        """
    )

    assert page.said("filed")[0].replace("\xa0", " ") == (
        "Ablage sucht Werbetexte abgelegt am 3. Okt., nach einem Gespräch"
    )
    assert "offen" not in page.said("path-of-stages")[0]


def test_whoever_has_no_stage_has_no_path() -> None:
    page = shown("---\nstatus: vip\nrole: Erbin\n---\n")

    assert page.said("under") == ["Erbin, vip"]
    assert "path-of-stages" not in page.parts


def test_the_way_back_leads_to_the_contacts_place_in_the_agenda() -> None:
    assert shown(ANNA).links["Agenda"] == "../index.html#k-anna"


def test_a_page_can_be_english() -> None:
    page = shown(ANNA, "en")

    words = page.words.replace("\xa0", " ")
    told = [
        "9 days overdue, planned for Saturday 14 Nov",
        "Shared story",
        "6 days ago",
        "Promises",
    ]
    assert [each for each in told if each not in words] == []
    assert '<html lang="en">' in page.html


def test_the_same_contact_makes_the_same_page() -> None:
    one = contact_page(paper(), portrait_of(ANNA))

    assert contact_page(paper(), portrait_of(ANNA)) == one


def test_a_minute_later_the_page_is_the_same() -> None:
    later = paper().setting._replace(made=datetime(2026, 11, 23, 8, 15, tzinfo=UTC))

    assert contact_page(Paper(later, read_template), portrait_of(ANNA)) == contact_page(
        paper(), portrait_of(ANNA)
    )
