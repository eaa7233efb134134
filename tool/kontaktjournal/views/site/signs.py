"""Which picture stands for what: the stages by what they mean, entries by how people talked."""

from collections.abc import Mapping

from kontaktjournal.domain.contact import Entry, EntryKind
from kontaktjournal.domain.pipeline import Kind, Pipeline, Stage

#: The plant as it grows, for those still courted.
_GROWING = ("s-anbahnung", "s-gespraech", "s-angebot")
_PICTURES = {
    Kind.POOL: "s-anbahnung",
    Kind.WAITING: "s-pflegen",
    Kind.WON: "s-kunde",
    Kind.FILED: "i-haken",
}

_KINDS = {EntryKind.MESSAGE: "i-mail", EntryKind.NOTE: "i-datei", EntryKind.ATTEMPT: "i-tel"}
#: By how their words begin, in either language.
_CHANNELS: Mapping[str, tuple[str, ...]] = {
    "i-zoom": ("zoom", "teams", "video", "meet ", "webex", "skype", "jitsi"),
    "i-tel": ("tel", "anruf", "angerufen", "rückruf", "mailbox", "phone", "call", "voicemail",
              "handy", "mobil"),
    "i-mail": ("e-mail", "email", "mail", "nachricht", "sms", "whatsapp", "signal", "telegram",
               "linkedin", "xing", "brief", "karte", "post", "message", "text", "letter", "slack"),
    "i-besuch": ("besuch", "treffen", "kaffee", "messe", "mittag", "essen", "visit", "meeting",
                 "met", "coffee", "lunch", "vor ort", "werkstatt", "fair"),
}  # fmt: skip


def stage_icons(pipeline: Pipeline) -> dict[str, str]:
    """Return what stands for each stage: by kind, and among those courted by their place."""
    courted = [stage.id for stage in pipeline.stages if stage.kind is Kind.ACTIVE]
    last = len(courted) - 1
    return {
        stage.id: _growing(courted.index(stage.id), last)
        if stage.kind is Kind.ACTIVE
        else _PICTURES[stage.kind]
        for stage in pipeline.stages
    }


def _growing(place: int, last: int) -> str:
    """Return the grain for the first, the green ear for the last, the sprout between them."""
    if place == 0:
        return _GROWING[0]
    return _GROWING[2] if place == last and last > 1 else _GROWING[1]


def shown_stages(pipeline: Pipeline) -> tuple[Stage, ...]:
    """Return the stages somebody in play goes through, in their order."""
    return tuple(stage for stage in pipeline.stages if stage.kind not in {Kind.POOL, Kind.FILED})


def channel_icon(entry: Entry) -> str:
    """Return what stands for how they talked; empty where no picture fits."""
    word = f"{entry.channel} ".casefold().lstrip()
    for icon, beginnings in _CHANNELS.items():
        if word.startswith(beginnings):
            return icon
    return _KINDS.get(entry.kind, "")
