"""How somebody can be reached from a page, and what stands for what."""

from datetime import date

import pytest

from kontaktjournal.domain.contact import Answer, Contact, Entry, EntryKind, Permission
from kontaktjournal.domain.pipeline import DEFAULT, Kind, Pipeline, Stage
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.site.signs import channel_icon, stage_icons
from kontaktjournal.views.site.ways import ways, web_link, written_to

GERMAN = Catalogue("de")


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("anna@example.org", "mailto:anna@example.org"),
        ("Anna <anna+x@example.org>", "mailto:anna+x@example.org"),
        ('a"b@example.org', "mailto:b@example.org"),
        ("a@example.org?bcc=b@example.org", "mailto:a@example.org"),
        ("auf Anfrage", ""),
    ],
)
def test_an_address_opens_a_mail_and_says_nothing_in_it(text: str, href: str) -> None:
    assert written_to(text) == href


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("example.org/anna", "https://example.org/anna"),
        ("javascript:alert(1)", ""),
        ("mailto:anna@example.org", ""),
        ("bei Anna nachsehen", ""),
    ],
)
def test_a_site_is_a_link_where_it_is_one(text: str, href: str) -> None:
    assert web_link(text) == href


@pytest.mark.parametrize(
    ("answer", "mark", "word", "href"),
    [
        (Answer.YES, "ja", "Anruf erlaubt", "tel:+492215550171"),
        (Answer.NO, "nein", "Anruf nicht erlaubt", ""),
        (Answer.OPEN, "offen", "Erlaubnis offen", "tel:+492215550171"),
        (None, "offen", "Erlaubnis offen", "tel:+492215550171"),
    ],
)
def test_each_way_says_whether_it_may_be_taken(
    answer: Answer | None, mark: str, word: str, href: str
) -> None:
    consent = (Permission("phone", answer),) if answer else ()
    contact = Contact("kontakte/a.md", "A", phone=("+49 221 5550171",), consent=consent)

    [way] = ways(contact, GERMAN)

    assert (way.consent.mark, way.consent.word, way.href) == (mark, word, href)
    assert way.is_shut is (href == "")


def test_whoever_is_not_to_be_contacted_has_no_open_way() -> None:
    contact = Contact(
        "kontakte/a.md", "A", phone=("0221 5550171",), email=("a@x.de",), blocked=True
    )

    assert [way.href for way in ways(contact, GERMAN)] == ["", ""]


def test_every_stage_has_its_picture() -> None:
    assert stage_icons(DEFAULT) == {
        "liste": "s-anbahnung",
        "anbahnung": "s-anbahnung",
        "gespraech": "s-gespraech",
        "pflege": "s-pflegen",
        "angebot": "s-angebot",
        "kunde": "s-kunde",
        "ablage": "i-haken",
    }


def test_other_pipelines_grow_as_well() -> None:
    stages = tuple(Stage(name, Kind.ACTIVE) for name in ("a", "b", "c", "d"))

    assert list(stage_icons(Pipeline(stages)).values()) == [
        "s-anbahnung", "s-gespraech", "s-gespraech", "s-angebot"
    ]  # fmt: skip
    assert list(stage_icons(Pipeline(stages[:2])).values()) == ["s-anbahnung", "s-gespraech"]


@pytest.mark.parametrize(
    ("channel", "kind", "icon"),
    [
        ("Telefonat", EntryKind.TALK, "i-tel"),
        ("Zoom", EntryKind.TALK, "i-zoom"),
        ("Kaffee", EntryKind.TALK, "i-besuch"),
        ("WhatsApp", EntryKind.MESSAGE, "i-mail"),
        ("", EntryKind.TALK, ""),
        ("", EntryKind.MESSAGE, "i-mail"),
        ("Recherche", EntryKind.NOTE, "i-datei"),
        ("", EntryKind.ATTEMPT, "i-tel"),
    ],
)
def test_entries_have_the_picture_of_their_channel(
    channel: str, kind: EntryKind, icon: str
) -> None:
    assert channel_icon(Entry(date(2026, 11, 2), kind, channel=channel)) == icon
