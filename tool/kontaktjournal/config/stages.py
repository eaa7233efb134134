"""The user's own stages, and the rhythms that hold for stages and tags (3.3, D6)."""

from collections.abc import Mapping
from types import MappingProxyType

from kontaktjournal.config.document import Document
from kontaktjournal.config.schema import STAGE
from kontaktjournal.config.values import cadence
from kontaktjournal.config.wrong import Where, Wrong, listed, unknown
from kontaktjournal.domain.names import key_of
from kontaktjournal.domain.pipeline import DEFAULT, Kind, Pipeline, Stage
from kontaktjournal.domain.rhythm import Cadence

Cadences = Mapping[str, Cadence]


def pipeline(document: Document) -> Pipeline | None:
    """Return the stages of the journal; None, and noted, where they are wrong."""
    rows = document.data.get("stage")
    if rows is None:
        return DEFAULT
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        document.add(("stage",), Wrong("config.type.tables"))
        return None
    if not rows:
        document.add(("stage",), Wrong("config.empty"))
        return None
    stages = [_stage(document, ("stage", place), row) for place, row in enumerate(rows)]
    are_clear = _words_are_clear(document, stages)
    known = tuple(stage for stage in stages if stage)
    return Pipeline(known) if are_clear and len(known) == len(rows) else None


def _stage(document: Document, where: Where, row: Mapping[str, object]) -> Stage | None:
    chosen = document.section(row, where, STAGE)
    for needed in ("id", "kind"):
        if needed not in row:
            document.add(where, Wrong("config.stage.without", word=needed))
    if "id" not in chosen or "kind" not in chosen:
        return None
    return Stage(**{**chosen, "kind": Kind(chosen["kind"])})


def _words_are_clear(document: Document, stages: list[Stage | None]) -> bool:
    """Note every word that two stages claim: a ``status`` must mean one of them."""
    owners: dict[str, Stage] = {}
    are_clear = True
    for place, stage in enumerate(stages):
        if stage is None:
            continue
        for where, claim in _claims(stage):
            owner = owners.setdefault(key_of(claim), stage)
            if owner is not stage:
                wrong = Wrong("config.stage.twice", word=claim, other=owner.id)
                document.add(("stage", place, *where), wrong)
                are_clear = False
    return are_clear


def _claims(stage: Stage) -> list[tuple[Where, str]]:
    aliases = [(("aliases", place), alias) for place, alias in enumerate(stage.aliases)]
    label = [(("label",), stage.label)] if stage.label else []
    return [(("id",), stage.id), *label, *aliases]


def cadences(document: Document, stages: Pipeline | None) -> tuple[Cadences, Cadences]:
    """Return the rhythms by stage id, and by folded tag.

    Args:
        document: what stands in the file.
        stages: the stages of the journal; None where they are wrong, so that no rhythm can
            be blamed for a stage that is missing.
    """
    tables = dict.fromkeys(("stage", "tag"), _any)
    given = document.section(document.data.get("cadence", {}), ("cadence",), tables)
    by_stage: dict[str, Cadence] = {}
    for key, every in _rhythms(document, given, "stage"):
        stage = stages.named(key) if stages else None
        if stage:
            _add(document, ("cadence", "stage", key), by_stage, stage.id, every)
        elif stages:
            document.add(("cadence", "stage", key), _no_stage(key, stages))
    by_tag: dict[str, Cadence] = {}
    for key, every in _rhythms(document, given, "tag"):
        _add(document, ("cadence", "tag", key), by_tag, key_of(key), every)
    return MappingProxyType(by_stage), MappingProxyType(by_tag)


def _any(value: object) -> object:
    return value


def _rhythms(
    document: Document, given: Mapping[str, object], name: str
) -> list[tuple[str, Cadence]]:
    where = ("cadence", name)
    rows = document.items(given.get(name, {}), where)
    read = [(key, document.value((*where, key), value, cadence)) for key, value in rows]
    return [(key, every) for key, every in read if every is not None]


def _no_stage(word: str, stages: Pipeline) -> Wrong:
    ids = [stage.id for stage in stages.stages]
    return unknown("config.cadence.stage", word, ids, known=listed(ids))


def _add(
    document: Document, where: Where, to: dict[str, Cadence], name: str, every: Cadence
) -> None:
    if name in to:
        document.add(where, Wrong("config.cadence.twice", word=where[-1]))
    to.setdefault(name, every)
