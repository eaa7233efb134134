"""Claims about where somebody stands who is taken up again (clarification 35)."""

from datetime import date

from kontaktjournal.domain.contact import Contact, Decision, Entry, EntryKind
from kontaktjournal.domain.pipeline import DEFAULT, Kind, Pipeline, Stage
from kontaktjournal.domain.reopening import is_filed, stage_before_filing


def decided(day: int, stage: str | None) -> Entry:
    return Entry(date(2026, 11, day), EntryKind.TALK, decision=Decision(stage))


def before(*entries: Entry, pipeline: Pipeline = DEFAULT) -> str | None:
    contact = Contact("kontakte/mia.md", "Mia", status="ablage", entries=entries)
    stage = stage_before_filing(contact, pipeline)
    return stage.id if stage else None


def test_it_is_the_last_stage_that_was_decided_before_filing() -> None:
    assert before(decided(20, "ablage"), decided(12, "angebot"), decided(2, "pflege")) == "angebot"


def test_the_order_in_the_file_does_not_matter() -> None:
    assert before(decided(2, "pflege"), decided(12, "angebot"), decided(20, "ablage")) == "angebot"


def test_a_decision_to_stay_names_no_stage() -> None:
    assert before(decided(20, "ablage"), decided(12, None), decided(2, "pflege")) == "pflege"


def test_a_stage_that_is_gone_from_the_pipeline_does_not_count() -> None:
    assert before(decided(12, "probe"), decided(2, "pflege")) == "pflege"


def test_without_a_decision_it_is_where_everybody_begins() -> None:
    own = (Stage("kartei", Kind.POOL), Stage("stamm", Kind.WAITING), Stage("erst", Kind.ACTIVE))

    assert before(decided(20, "ablage")) == "anbahnung"
    assert before(pipeline=Pipeline(own)) == "erst"
    assert before(pipeline=Pipeline(own[:2])) == "stamm"
    assert before(pipeline=Pipeline(own[:1])) == "kartei"


def test_where_every_stage_is_a_filed_one_there_is_none() -> None:
    assert before(pipeline=Pipeline((Stage("weg", Kind.FILED),))) is None


def test_only_a_filed_stage_makes_a_filed_contact() -> None:
    filed, active, unknown = (
        Contact("kontakte/mia.md", "Mia", status=status) for status in ("ablage", "angebot", None)
    )

    assert is_filed(filed, DEFAULT)
    assert not is_filed(active, DEFAULT)
    assert not is_filed(unknown, DEFAULT)
