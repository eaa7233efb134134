"""How words with umlauts or an ß may stand in the full text (N6).

FTS5 strips the marks itself, from the text and from the query: "müller" finds "Muller". What it
cannot know is that "ue" may stand for "ü", and "ss" for "ß". Whoever asks chooses what to ask
for, and must say why; completion asks, too: this module imports next to nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product

#: Where a word may be spelled otherwise, and ...
ANYWHERE = re.compile("([aou]e|ss|[äöüß])")
#: ... where it is likely to be: behind a vowel or a q, "ue" is no umlaut (neue, Bauer).
LIKELY = re.compile("((?<![aeiouq])[aou]e|ss|[äöüß])")
#: An ß stands there as it is; "ue" may be an umlaut, which the full text knows as a "u".
SHARP = {"ss": ("ss", "ß"), "ß": ("ß", "ss")}
ANY = {
    "ä": ("a", "ae"), "ö": ("o", "oe"), "ü": ("u", "ue"),
    "ae": ("ae", "a"), "oe": ("oe", "o"), "ue": ("ue", "u"), **SHARP,
}  # fmt: skip

#: More spellings of one word nobody has used.
_SPELLINGS_AT_MOST = 32


def forms(pieces: Iterable[str], others: Mapping[str, tuple[str, ...]] = ANY) -> Iterator[str]:
    """Yield how pieces of a text may stand in the full text together, the likeliest first.

    Args:
        pieces: the text, split where it may be spelled otherwise.
        others: what each of these may stand as.
    """
    return map("".join, product(*(others.get(piece, (piece,)) for piece in pieces)))


def spellings(word: str) -> list[str]:
    """Return how a word may stand in the full text, and a little more than it can mean.

    Good enough where whoever is found is looked at, and where nobody minds one too many.
    """
    return [*islice(forms(ANYWHERE.split(word)), _SPELLINGS_AT_MOST)]
