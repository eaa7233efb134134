"""The agenda page as HTML: nothing of a file steers it, and every link leads somewhere."""

import re
from dataclasses import replace

import pytest

from agenda_pages import (
    BAD_DATE,
    EVERYBODY,
    MIRKO,
    SETTINGS,
    days,
    front_of,
    html_of,
    page_of,
    paper_for,
    person,
)
from contact_pages import Page, portrait_of
from kontaktjournal.domain.contact import (
    Birthday,
    Contact,
    Entry,
    EntryKind,
    Promise,
)
from kontaktjournal.domain.pipeline import Kind, Pipeline, Stage
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.views.site.agenda import agenda_page
from kontaktjournal.views.site.contact import contact_page


def hrefs(page: Page) -> list[str]:
    return [values["href"] for tag, values in page.elements if tag == "a" and "href" in values]


HOSTILE = person(
    '"><script>alert(1)</script>',
    due=0,
    step="<img src=x onerror=alert(1)> [x](javascript:alert(1)) <b>",
    role="\u202egnp",
    org=("<svg onload=alert(1)>",),
    story=("<script>alert(2)</script> `<b>`",),
    phone=('0221"onmouseover="alert(1)',),
    email=("javascript:alert(1)",),
    promises=(Promise("<iframe>", days(-1)), Promise("sie: <b>", days(1), mine=False)),
    birthday=Birthday(11, 25),
    entries=(Entry(days(-1), EntryKind.TALK, channel="<i>", title="<b>x</b>\x1b[31m"),),
)


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_a_file_says_stays_text(language: str) -> None:
    page = page_of(
        HOSTILE,
        person("<b>Row</b>", due=40, step="<i>"),
        person("<b>Idle</b>", "anbahnung"),
        language=language,
        problems=[Problem("kontakte/<b>.md", 1, 1, "W201", "", (("word", "<script>"),))],
    )

    tags = {tag for tag, _ in page.elements}
    assert not tags & {"img", "iframe", "i", "object", "style"}
    assert [values for tag, values in page.elements if tag == "script"] == [{"src": "app.js"}]
    assert "<b>Row</b>" in page.words
    assert "\u202e" not in page.html
    assert "\x1b" not in page.html
    assert all(
        href.startswith(("#", "kontakte/", "vscode:", "tel:", "mailto:", "index", "trichter"))
        for href in hrefs(page)
    )


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_element_has_a_style_or_a_script_of_its_own(language: str) -> None:
    page = page_of(*EVERYBODY, HOSTILE, MIRKO, language=language, problems=[BAD_DATE])

    assert page.untidy == []
    names = {name for _, values in page.elements for name in values}
    assert not [name for name in names if name == "style" or name.startswith("on")]


def test_every_name_within_the_page_is_one_of_a_kind_and_every_link_to_one_leads_there() -> None:
    twins = [
        Contact(f"{folder}/Anna  Arm!.md", "Anna Arm", status="pflege", next=When(days(due)))
        for folder, due in (("kontakte", 0), ("kontakte/alt", 1), ("kontakte/neu", 40))
    ]
    page = page_of(*EVERYBODY, *twins, problems=[BAD_DATE])

    ids = [values["id"] for _, values in page.elements if "id" in values]
    assert len(ids) == len({*ids})
    assert {href[1:] for href in hrefs(page) if href.startswith("#")} <= {*ids}
    labels = {
        values["aria-labelledby"] for _, values in page.elements if "aria-labelledby" in values
    }
    assert labels <= {*ids}


def test_whoever_has_no_page_leads_into_the_editor_or_is_just_a_name() -> None:
    lea = person("Lea Liste", "liste", 2)

    page, plain = page_of(lea), page_of(lea, settings=Settings())

    assert page.links["Lea Liste"] == "vscode://file/journal/kontakte/lea-liste.md:1"
    assert "Lea Liste" not in plain.links
    assert ("span", {"tabindex": "-1", "data-open": ""}) in plain.elements


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_needs_the_script_is_hidden_until_it_runs(language: str) -> None:
    page = page_of(*EVERYBODY, language=language)

    waiting = [values for _, values in page.elements if "js" in values.get("class", "").split()]
    assert len(waiting) == 3
    assert all("hidden" in values for values in waiting)


def test_the_page_says_when_it_was_made_and_from_what() -> None:
    page = page_of(*EVERYBODY, person("Lea Liste", "liste"), person("Fritz Fort", "ablage"))

    assert page.said("foot")[0].startswith(
        "Stand Mi 25.11.2026 08:14. 11 Kontakte in kontakte/: 9 im Spiel, 1 abgelegt, 1 nur"
    )


def test_stages_of_ones_own_have_their_names_and_pictures() -> None:
    stages = (
        Stage("a", Kind.ACTIVE, 3, label="Aufbruch"),
        Stage("w", Kind.WAITING, 1, label="<Warten>"),
        Stage("z", Kind.WON, 2, label="Ziel"),
    )
    settings = Settings(pipeline=Pipeline(stages))

    page = page_of(person("Anna Arm", "w", 0), settings=settings)

    assert page.said("stages") == ["Aufbruch<Warten>Ziel"]


def test_a_contacts_page_leads_back_to_the_entry_of_that_contact() -> None:
    portrait = portrait_of("---\nname: Anna\nstatus: pflege\nnext: 2026-11-25\n---\n")
    anna = portrait.dossier.due.contact
    hidden = replace(anna, path="a/anna.md", next=None, every=None)
    without_page = replace(anna, path="b/anna.md", name="Anna Pool", status="liste")
    everybody = (hidden, without_page, anna)
    paper = paper_for(everybody)

    agenda = Page(agenda_page(paper, front_of(everybody)))
    page = Page(contact_page(paper, portrait))

    found = [each["id"] for _, each in agenda.elements if each.get("id", "").startswith("k-anna")]
    assert sorted(found) == ["k-anna-2", "k-anna-3"]
    assert "../index.html#k-anna-2" in hrefs(page)
    paths = {each.get("href", "") for _, each in agenda.elements}
    assert "kontakte/anna-2.html" in paths


def test_the_same_contacts_make_the_same_page_in_any_order() -> None:
    there = html_of(*EVERYBODY, MIRKO, problems=[BAD_DATE])
    back = html_of(*reversed((*EVERYBODY, MIRKO)), problems=[BAD_DATE])

    assert there == back


def test_the_page_needs_nothing_from_elsewhere() -> None:
    html = html_of(*EVERYBODY)

    # The namespace of the pictures names a place, but nobody goes there.
    addresses = {*re.findall(r"https?://[^\s\"'<]+", html)}
    assert addresses == {"http://www.w3.org/2000/svg", "https://zoom.us/j/1"}
    assert "default-src 'none'" in html
    assert '<meta name="robots" content="noindex">' in html


def test_a_page_that_is_served_leaves_the_policy_to_the_server() -> None:
    paper = paper_for(EVERYBODY)
    paper.setting = paper.setting._replace(is_live=True)

    page = Page(agenda_page(paper, front_of(EVERYBODY, SETTINGS)))

    assert "Content-Security-Policy" not in page.html
    scripts = [values["src"] for tag, values in page.elements if tag == "script"]
    assert scripts == ["app.js", "live.js"]
