"""Whether a sentence tells of an answer, or of a talk, that there was (L2).

Nothing says it for sure but a date. A sentence that may mean the contrary, that asks, or hopes,
tells nothing: better no reason than one that is not true.
"""

from kontaktjournal.domain.query.spelling import words_of

#: Said where somebody answered, or was talked to. Decisions and goals are met, too.
REPLIED = (
    "geantwortet", "zurückgeschrieben", "zurückgerufen", "gesprochen", "telefoniert",
    "uns getroffen", "persönlich getroffen", "replied", "answered", "wrote back", "called back",
    "talked to", "talked with", "spoke to", "spoke with", "we met",
)  # fmt: skip


def _words(text: str) -> frozenset[str]:
    return frozenset(word for one in words_of(text) for word in one.split())


#: Said where that did not happen, ...
_DENIED = _words("""
    nicht nichts nix nie niemals nimmer niemand niemanden niemandem nirgends kein keine keiner
    keinen keinem keines keins keinerlei nein weder noch ohne statt anstatt kaum selten fast
    beinahe vergeblich vergebens unbeantwortet
    not never no none nobody nothing neither nor without instead hardly barely rarely scarcely
    seldom almost nearly cannot unanswered
""") | {
    # With the apostrophe, as many leave it out, and as some programs take it for a blank.
    f"{verb}n{end}"
    for verb in ("did", "does", "do", "has", "have", "had", "is", "are", "was", "were", "would",
                 "could", "should", "wo", "ca")
    for end in ("t", "")
    if verb + end not in {"do", "wo", "ca"}
}  # fmt: skip
#: ... where it is asked, wished or waited for, ...
_OPEN = _words("""
    vielleicht vermutlich angeblich ob wenn falls sobald solange bis bevor ehe bitte soll sollte
    sollten sollen will wollte wollten möchte möchten würde würden könnte könnten müsste müssten
    hätte hätten wäre wird werde werden warte warten wartet
    perhaps maybe possibly if whether unless until till before when once please should would could
    might must will shall wants wanted hope hopes hoping wait waiting waits expect expected yet
""")
#: ... or where it was a machine.
_MACHINE = _words("""
    automatisch automatische automatisches abwesenheit abwesenheitsnotiz autoreply auto
    automatically automatic autoresponder bot
""")
_TELLS_NOTHING = _DENIED | _OPEN | _MACHINE


def is_told(sentence: str) -> bool:
    """Tell whether a sentence in which one of these words stands tells that it was so."""
    return "?" not in sentence and _TELLS_NOTHING.isdisjoint(_words(sentence))
