"""Claims about the way of a contact through the stages (E10, clarification 38)."""

from datetime import date

import pytest
from hypothesis import given

from any_contact import CONTACTS
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.course import course, entered
from kontaktjournal.domain.pipeline import DEFAULT, Kind, Pipeline, Stage
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.parse import Reader

MONDAY = date(2026, 11, 23)


def contact_of(head: str, body: str = "") -> Contact:
    """Read a contact whose file holds these lines."""
    text = f"---\n{head}\n---\n\n# Anna Müller\n\n{body}\n"
    contact = Reader(Settings()).read(text.encode(), "kontakte/anna-mueller.md").contact
    assert contact is not None
    return contact


def way(head: str, body: str = "", pipeline: Pipeline = DEFAULT) -> list[str]:
    """Return the stays as `stage since..until`."""
    return [
        f"{stay.stage} {stay.since}..{stay.until or ''}"
        for stay in course(contact_of(head, body), MONDAY, pipeline)
    ]


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ("created: 2026-03-01", "## 2026-05-01 Telefonat", "2026-03-01"),
        ("created: 2026-05-01", "## 2026-03-01 Telefonat", "2026-03-01"),
        ("status: pflege", "## 2026-03-01 Notiz: gelesen", "2026-03-01"),
        ("created: 2027-03-01", "## 2026-12-24 Treffen", "None"),
        ("status: pflege", "", "None"),
    ],
)
def test_a_story_begins_with_the_file_or_the_first_entry(head: str, body: str, day: str) -> None:
    assert str(entered(contact_of(head, body), MONDAY)) == day


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        pytest.param("status: pflege", "", [], id="nothing tells of it"),
        pytest.param(
            "status: pflege\ncreated: 2026-03-01",
            "",
            ["pflege 2026-03-01.."],
            id="no decision: always where it is",
        ),
        pytest.param(
            "status: angebot\ncreated: 2026-03-01",
            "## 2026-06-01 Zoom\n\n→ gespraech\n\n## 2026-09-01 Besuch\n\n→ angebot",
            [
                "anbahnung 2026-03-01..2026-06-01",
                "gespraech 2026-06-01..2026-09-01",
                "angebot 2026-09-01..",
            ],
            id="each decision ends a stay",
        ),
        pytest.param(
            "status: pflege\ncreated: 2026-03-01",
            "## 2026-09-01 Besuch\n\n→ pflege\n\n## 2026-06-01 Zoom\n\n→ pflege",
            ["anbahnung 2026-03-01..2026-06-01", "pflege 2026-06-01.."],
            id="newest first, and a decision to stay",
        ),
        pytest.param(
            "status: gespraech",
            "## 2026-06-01 Zoom\n\n→ angebot\n\n## 2026-09-01 Besuch",
            ["angebot 2026-06-01..2026-09-01", "gespraech 2026-09-01.."],
            id="the head is right, since the latest entry",
        ),
        pytest.param(
            "status: pflege",
            "## 2026-06-01 Zoom\n\n→ weiter · 2026-09-01\n\n## 2026-07-01 Zoom\n\n→ nirgendwo",
            ["pflege 2026-06-01.."],
            id="no stage, no step",
        ),
        pytest.param(
            "status: pflege",
            "## 2026-06-01 Zoom\n\n→ pflege\n\n## 2026-12-01 Zoom\n\n→ kunde",
            ["pflege 2026-06-01.."],
            id="what is to come has not happened",
        ),
        pytest.param(
            "status: liste\ncreated: 2026-03-01",
            "## 2026-06-01 Zoom\n\n→ gespraech\n\n## 2026-07-01 Notiz: zurück\n\n→ liste",
            ["anbahnung 2026-03-01..2026-06-01", "gespraech 2026-06-01..2026-07-01"],
            id="the pool is no stay",
        ),
        pytest.param("status: vip\ncreated: 2026-03-01", "", [], id="an unknown stage is no stay"),
    ],
)
def test_decisions_lead_from_stage_to_stage(head: str, body: str, expected: list[str]) -> None:
    assert way(head, body) == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        pytest.param(
            "status: ablage\ncreated: 2026-03-01",
            "## 2026-06-01 Telefonat\n\n→ ablage",
            ["anbahnung 2026-03-01..2026-06-01", "ablage 2026-06-01.."],
            id="decided in a talk",
        ),
        pytest.param(
            "status: ablage",
            "## 2026-06-01 Telefonat\n\n→ ablage",
            ["anbahnung 2026-06-01..2026-06-01", "ablage 2026-06-01.."],
            id="met and filed on one day",
        ),
        pytest.param(
            "status: ablage",
            "## 2026-06-01 Telefonat\n\n## 2026-08-01 E-Mail",
            ["anbahnung 2026-06-01..2026-08-01", "ablage 2026-08-01.."],
            id="no decision on file",
        ),
        pytest.param(
            "status: ablage\ncreated: 2026-03-01",
            "## 2026-06-01 Notiz: passt nicht\n\n→ ablage",
            ["ablage 2026-06-01.."],
            id="straight from the list: nobody courted them",
        ),
        pytest.param(
            "status: ablage\ncreated: 2025-03-01",
            "## 2026-01-01 E-Mail: Newsletterliste",
            ["ablage 2025-03-01.."],
            id="a message may come with an import: nobody courted them",
        ),
        pytest.param(
            "status: ablage\ncreated: 2026-03-01",
            "## 2026-06-01 E-Mail: kein Bedarf\n\n→ ablage",
            ["ablage 2026-06-01.."],
            id="filed by a message, straight from the list",
        ),
        pytest.param(
            "status: ablage\ncreated: 2026-03-01",
            "## 2026-06-01 Versuch\n\n→ ablage",
            ["anbahnung 2026-03-01..2026-06-01", "ablage 2026-06-01.."],
            id="tried for, and filed",
        ),
        pytest.param(
            "status: ablage\ncreated: 2026-03-01",
            "",
            ["ablage 2026-03-01.."],
            id="only filed",
        ),
        pytest.param(
            "status: pflege",
            "## 2026-06-01 Zoom\n\n→ ablage\n\n## 2026-08-01 Zoom\n\n→ pflege",
            [
                "anbahnung 2026-06-01..2026-06-01",
                "ablage 2026-06-01..2026-08-01",
                "pflege 2026-08-01..",
            ],
            id="taken up again",
        ),
    ],
)
def test_who_was_filed_stood_somewhere_before(head: str, body: str, expected: list[str]) -> None:
    assert way(head, body) == expected


def test_a_pipeline_without_courting_has_no_beginning() -> None:
    pipeline = Pipeline((Stage("pflege", Kind.WAITING), Stage("kunde", Kind.WON)))

    found = way("status: kunde\ncreated: 2026-03-01", "## 2026-06-01 Zoom\n\n→ kunde", pipeline)

    assert found == ["kunde 2026-06-01.."]


def test_a_stay_that_goes_on_counts_to_today() -> None:
    contact = contact_of("status: gespraech", "## 2026-11-03 Zoom\n\n→ gespraech")

    (stay,) = course(contact, MONDAY, DEFAULT)

    assert stay.days(MONDAY) == 20


@given(CONTACTS)
def test_a_way_has_no_gaps_and_ends_where_the_contact_is(contact: Contact) -> None:
    today = date(2028, 3, 1)

    stays = course(contact, today, DEFAULT)

    assert all(stay.since <= (stay.until or today) <= today for stay in stays)
    assert all(stay.until for stay in stays[:-1])
    stage = DEFAULT.stage(contact.status)
    if stays and stage and stage.kind is not Kind.POOL:
        assert (stays[-1].stage, stays[-1].until) == (contact.status, None)
