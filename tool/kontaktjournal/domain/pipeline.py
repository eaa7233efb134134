"""The stages a contact passes; the rules know only their five kinds (3.3)."""

from dataclasses import dataclass
from enum import StrEnum

from kontaktjournal.domain.names import key_of


class Kind(StrEnum):
    """What a stage means to the rules, whatever it is called."""

    POOL = "pool"
    ACTIVE = "active"
    WAITING = "waiting"
    WON = "won"
    FILED = "filed"


#: Kinds of whoever is in play: courted, kept warm, or won.
IN_PLAY = (Kind.ACTIVE, Kind.WAITING, Kind.WON)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the pipeline.

    Args:
        id: the word written to ``status``.
        kind: what the rules make of it.
        rank: urgency in the agenda; higher comes first.
        aliases: other words read as this stage.
        label: its name for people; empty takes the catalogue's.
    """

    id: str
    kind: Kind
    rank: int = 0
    aliases: tuple[str, ...] = ()
    label: str = ""


class Pipeline:
    """The stages in funnel order, found by any of their words."""

    __slots__ = ("_by_id", "_by_word", "stages")

    def __init__(self, stages: tuple[Stage, ...]) -> None:
        self.stages = stages
        self._by_id = {stage.id: stage for stage in stages}
        self._by_word: dict[str, Stage] = {}
        for stage in stages:
            for word in (stage.id, stage.label, *stage.aliases):
                if word:
                    self._by_word.setdefault(key_of(word), stage)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pipeline) and self.stages == other.stages

    def __hash__(self) -> int:
        return hash(self.stages)

    def __repr__(self) -> str:
        return f"Pipeline({[stage.id for stage in self.stages]})"

    @property
    def listed(self) -> str:
        """Return the id of the stage for those who are only listed; empty where there is none."""
        return next((stage.id for stage in self.stages if stage.kind is Kind.POOL), "")

    def named(self, word: str) -> Stage | None:
        """Return the stage a user's word means, or None."""
        return self._by_word.get(key_of(word))

    def stage(self, stage_id: str | None) -> Stage | None:
        """Return the stage with that id, or None."""
        return self._by_id.get(stage_id) if stage_id else None


DEFAULT = Pipeline(
    (
        Stage(
            "liste",
            Kind.POOL,
            0,
            ("list", "pool", "neu", "new", "inbox", "stub", "unsorted", "on-radar"),
        ),
        Stage(
            "anbahnung",
            Kind.ACTIVE,
            2,
            (
                "lead",
                "prospect",
                "candidate",
                "cold",
                "warm",
                "contacted",
                "kontaktiert",
                "researched",
                "identified",
                "reached-out",
                "approach",
            ),
        ),
        Stage(
            "gespraech",
            Kind.ACTIVE,
            3,
            (
                "gespräch",
                "talk",
                "conversation",
                "call",
                "demo",
                "meeting",
                "qualified",
                "qualifiziert",
                "replied",
                "engaging",
                "conversing",
                "interessiert",
            ),
        ),
        # "active" is what existing vaults call a relationship they keep: no sales stage.
        Stage(
            "pflege",
            Kind.WAITING,
            1,
            ("nurture", "pflegen", "active", "aktiv", "keep", "keep-warm"),
        ),
        Stage(
            "angebot",
            Kind.ACTIVE,
            4,
            ("offer", "proposal", "negotiation", "verhandlung", "decision", "quoted"),
        ),
        Stage(
            "kunde",
            Kind.WON,
            1,
            (
                "customer",
                "client",
                "won",
                "gewonnen",
                "closed-won",
                "geschaeft",
                "geschäft",
                "deal",
            ),
        ),
        Stage(
            "ablage",
            Kind.FILED,
            0,
            (
                "filed",
                "abgelegt",
                "ablegen",
                "archiv",
                "archive",
                "archived",
                "lost",
                "verloren",
                "closed",
                "closed-lost",
                "dormant",
                "inactive",
                "inaktiv",
                "lost-touch",
                "nicht-interessiert",
                "spreu",
            ),
        ),
    )
)
