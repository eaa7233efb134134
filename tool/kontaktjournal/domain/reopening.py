"""Taking up again whom somebody filed away (clarification 35)."""

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.history import newest_first
from kontaktjournal.domain.pipeline import Kind, Pipeline, Stage

#: Where everybody begins, in the pipeline that needs no settings.
_BEGINNING = "anbahnung"


def is_filed(contact: Contact, pipeline: Pipeline) -> bool:
    """Tell whether a contact is filed away."""
    stage = pipeline.stage(contact.status)
    return stage is not None and stage.kind is Kind.FILED


def stage_before_filing(contact: Contact, pipeline: Pipeline) -> Stage | None:
    """Return where a contact stood when it was filed, as far as its decisions tell.

    Where they do not, it is where everybody begins; None where every stage is a filed one.
    """
    for entry in newest_first(contact):
        stage = pipeline.stage(entry.decision.stage) if entry.decision else None
        if stage and stage.kind is not Kind.FILED:
            return stage
    return _beginning(pipeline)


def _beginning(pipeline: Pipeline) -> Stage | None:
    open_stages = [stage for stage in pipeline.stages if stage.kind is not Kind.FILED]
    named = [stage for stage in open_stages if stage.id == _BEGINNING]
    active = [stage for stage in open_stages if stage.kind is Kind.ACTIVE]
    in_play = [stage for stage in open_stages if stage.kind is not Kind.POOL]
    return next(iter((*named, *active, *in_play, *open_stages)), None)
