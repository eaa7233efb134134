"""A stage as a word on the command line."""

from kontaktjournal.cli.session import Session
from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.domain.pipeline import Pipeline, Stage


def read(session: Session, word: str) -> Stage:
    """Return the stage a word means: its id, its name or an alias.

    Raises:
        WrongUse: it means none; with those there are.
    """
    pipeline = session.settings.pipeline
    stage = pipeline.named(word)
    if stage is None:
        raise _unknown(word, pipeline)
    return stage


def _unknown(word: str, pipeline: Pipeline) -> WrongUse:
    from kontaktjournal.domain.names import near

    known = ", ".join(stage.id for stage in pipeline.stages)
    words = [word for one in pipeline.stages for word in (one.id, one.label, *one.aliases) if word]
    close = near(word, words, most=1)
    if not close:
        return WrongUse("refusal.bad_stage", word=word, known=known)
    return WrongUse("refusal.bad_stage_similar", word=word, guess=close[0], known=known)
