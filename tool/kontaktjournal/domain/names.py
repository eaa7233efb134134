"""Spellings: when two of them mean the same, how they sort, what file they make."""

import re
from bisect import bisect
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import category, decimal, normalize

#: Long enough for any name, short enough for every file system and sync service (N1).
_SLUG_BYTES = 80
#: A file may be named in 255 bytes; the rest is for the ending, a number and a temporary mark.
_FILE_NAME_BYTES = 200
#: Numbers shorter than this are extensions and service numbers: they identify nobody (X1).
_FEWEST_DIGITS = 5

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
#: Letters that no decomposition takes apart: the German way, and as their bare shape.
_LIGATURES = {"æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "\u0131": "i"}
_GERMAN = str.maketrans({"ø": "oe", **_LIGATURES})
_BARE = str.maketrans({"ø": "o", **_LIGATURES})
_MARKS = dict.fromkeys(range(0x0300, 0x0370))
#: An umlaut and a ring taken apart, whatever other marks stand there too (ǖ, ǻ).
_TWO_DOTS = re.compile(r"([aou])[\u0300-\u036f]*\u0308")
_RING = re.compile(r"a[\u0300-\u036f]*\u030a")
_APOSTROPHES = frozenset("'`´‘’‛′ʹʻʼʾʿ＇")  # noqa: RUF001 -- all of them are typed in names
#: Soft hyphen, zero-width and direction marks: nobody sees them, so they tell nothing apart.
_INVISIBLE = (0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065))
_UNSEEN = dict.fromkeys((*map(ord, _APOSTROPHES), *_INVISIBLE)) | {0x2010: "-", 0x2011: "-"}

_SEPARATORS = re.compile(r"[\s\-._\u2010\u2011]+")
_PLURAL = re.compile(r"s(?:[\W_]|$)")
_NOT_ASCII_WORD = re.compile(r"[^a-z0-9]+")
_DASHES = re.compile(r"-{2,}")
_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|#^\[\]]')
_NOT_PRINTED = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_WINDOWS_RESERVED = frozenset({
    "con", "prn", "aux", "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"),
})  # fmt: skip


@lru_cache(maxsize=8192)  # the same few dozen keys come with every file
def key_of(text: str) -> str:
    """Return the one form of all equal spellings of a key or a marker word (K2)."""
    folded = _snake(normalize("NFC", text)).casefold().translate(_UMLAUTS)
    return _SEPARATORS.sub("_", normalize("NFC", folded)).strip("_")


def _snake(text: str) -> str:
    if text.islower() or text.isupper():
        return text
    return "".join(
        f"_{char}" if at and _begins_word(text, at) else char for at, char in enumerate(text)
    )


def _begins_word(text: str, at: int) -> bool:
    if not _is_capital(text[at]):
        return False
    if text[at - 1].islower():
        return True
    # An acronym ends where the next word's small letters begin: URLPath, but not URLs.
    rest = text[at + 1 :]
    return text[at - 1].isalnum() and rest[:1].islower() and not _PLURAL.match(rest)


def _is_capital(char: str) -> bool:
    # Cherokee folds to capitals; a letter that folding leaves alone must not begin a word,
    # or the key of a key would differ from the key.
    return char.isupper() and char.casefold() != char


def slug(name: str) -> str:
    """Return the file stem made of a name (N1); never empty, never reserved."""
    letters = _drop_apostrophes(name).lower() if name.isascii() else _spell(name)
    words = _NOT_ASCII_WORD.sub("-", letters) if letters.isascii() else letters
    stem = _cut(_DASHES.sub("-", words).strip("-"), _SLUG_BYTES).strip("-")
    return _unreserved(stem) or "kontakt"


def _drop_apostrophes(text: str) -> str:
    return text.replace("'", "").replace("`", "")


def _spell(name: str) -> str:
    spelled = ""
    for char in normalize("NFC", name).lower():
        if char in _APOSTROPHES or category(char) == "Cf":
            continue
        if category(char).startswith("M"):
            # A mark belongs to its letter: gone with Latin ones, kept with all others.
            spelled += "" if spelled[-1:].isascii() else char
        else:
            spelled += _spell_letter(char)
    return normalize("NFC", spelled)


@lru_cache(maxsize=4096)
def _spell_letter(char: str) -> str:
    if not char.isalnum():
        return "-"
    bare = _take_apart(char, german=True).replace("\u2044", "-")
    return bare if bare.isascii() else char


def file_name(name: str) -> str:
    """Return the name as a file stem, minus what systems and links cannot bear (N2)."""
    printed = _NOT_IN_FILE_NAMES.sub("", _NOT_PRINTED.sub(" ", name))
    kept = " ".join(normalize("NFC", printed).split())
    # A leading dot or underscore would hide the contact from its own journal (F2).
    stem = _cut(kept.lstrip("._ "), _FILE_NAME_BYTES).rstrip(". ")
    return _unreserved(stem) or "kontakt"


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore")


def _unreserved(stem: str) -> str:
    # Windows looks at what stands before the first dot only.
    device, dot, rest = stem.partition(".")
    if device.rstrip().casefold() in _WINDOWS_RESERVED:
        return f"{device.rstrip()}-1{dot}{rest}"
    return stem


def strip_marks(text: str) -> str:
    """Return the text folded, umlauts as their bare letters: ``müller`` as ``muller`` (N6)."""
    folded = text.casefold().translate(_BARE_LETTERS)
    return _squeeze(folded if folded.isascii() else _take_apart(text))


def transliterate(text: str) -> str:
    """Return the text folded, umlauts the German way: ``müller`` as ``mueller`` (N6)."""
    folded = text.casefold().translate(_GERMAN_LETTERS)
    return _squeeze(folded if folded.isascii() else _take_apart(text, german=True))


def _take_apart(text: str, *, german: bool = False) -> str:
    seen = normalize("NFC", text).translate(_UNSEEN)
    # Twice, because taking a sign apart can bring capitals to light (№).
    apart = normalize("NFKD", normalize("NFKD", seen).casefold())
    if german:
        apart = _RING.sub("aa", _TWO_DOTS.sub(r"\1e", apart))
    bare = apart.translate(_MARKS).translate(_GERMAN if german else _BARE)
    return normalize("NFC", bare.translate(_UNSEEN))


def _squeeze(text: str) -> str:
    return " ".join(_drop_apostrophes(text).split())


class _Letters(dict[int, str]):
    """What letters fold to one by one, learned as they come; a table costs every start."""

    def __init__(self, *, german: bool) -> None:
        super().__init__()
        self._german = german

    def __missing__(self, code: int) -> str:
        char = chr(code)
        bare = _take_apart(char, german=self._german) if char.isalpha() else char
        # What is not ASCII is left for the slow way, which sees a letter's neighbours.
        return self.setdefault(code, bare if bare.isascii() else char)


_BARE_LETTERS = _Letters(german=False)
_GERMAN_LETTERS = _Letters(german=True)


def caseless(name: str) -> str:
    """Return what all names share that some file system takes for the same (N3)."""
    return normalize("NFC", normalize("NFC", name).casefold())


def folds(text: str) -> frozenset[str]:
    """Return the spellings a text is found under (N6)."""
    if text.isascii():
        return frozenset((_squeeze(text.lower()),))
    return frozenset((strip_marks(text), transliterate(text)))


def same(one: str, other: str) -> bool:
    """Tell whether two texts are spellings of each other (N6)."""
    return not folds(one).isdisjoint(folds(other))


def starts(text: str, prefix: str) -> bool:
    """Tell whether a text begins with a prefix in any spelling of the two (N6)."""
    beginnings = tuple(folds(prefix))
    return any(fold.startswith(beginnings) for fold in folds(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words that belong to the family name after them (S6).
_PARTICLES = _words("""
    af al am auf av d' da dal das de degli dei del dela della den der des di do dos du el im
    la las le les lo los 's 't te ten ter thoe tot und van vom von zu zum zur
""")
_TITLES = _words("""
    dr prof professor professorin pd ddr drs dring drmed drphil drrernat drhc dipling diplkfm
    herr frau hr fr mr mrs ms miss mister
""")
#: Titles and degrees only if written with a dot: Phil, Ma and Sen are people's names.
_DOTTED = _words("""
    med rer nat phil jur iur oec pol soc theol vet dent hc habil mag ing univ dipl
    ma ba md sen jun
""")
_DEGREES = _words("mba msc bsc meng beng phd llm llb jr sr ii iii")
_NOT_SIMPLE = _PARTICLES | _TITLES | _DOTTED | _DEGREES
_BORN = _words("née geborene geborenen geborener")
#: What is said beside a name: "(Köln)", quotation marks, the name before marriage.
_ASIDE = re.compile(
    r"\([^)]*\)|[\"„“”»«]|(?:^|[\s,])(?:geb\.|geborene[rn]?|née)\s.*", re.IGNORECASE
)


def sort_key(name: str) -> tuple[str, str]:
    """Return what contacts are sorted by: family name first, folded, then as typed (S6)."""
    match name.split():
        case [given, family] if _is_simple(given) and _is_simple(family):
            ordered = f"{family} {given}"
        case _:
            ordered = " ".join(_in_order(name))
    return strip_marks(ordered) or strip_marks(name), name


def spoken(name: str) -> str:
    """Return a name family first, without titles, degrees and what is said beside it (S6)."""
    words = name.split()
    # Nearly all names are a given one and a family's: of a list, there are a hundred thousand.
    if len(words) == len(("given", "family")) and all(map(_is_simple, words)):
        given, family = words
        if _BORN.isdisjoint((given.casefold(), family.casefold())):
            return f"{family} {given}"
    return " ".join(_in_order(name))


def family(name: str) -> str:
    """Return the family name alone, for where there is little room: "van Uhl" (S6)."""
    before, _, after = _ASIDE.sub(" ", name).partition(",")
    words = _untitled(before.split()) or name.split()
    has_order = not all(_is_degree(word, 1) for word in after.split())
    return " ".join(words if has_order else words[_family_at(words) :])


def given_name(name: str) -> str:
    """Return the name somebody is spoken of by: "Marlene" of "Dr. Marlene Tiedemann"."""
    before, _, after = _ASIDE.sub(" ", name).partition(",")
    behind = after.split()
    has_order = not all(_is_degree(word, 1) for word in behind)
    words = _untitled(behind if has_order else before.split()) or name.split()
    return words[0] if words else name


def _is_simple(word: str) -> bool:
    return word.isalpha() and word.casefold() not in _NOT_SIMPLE


def _in_order(name: str) -> list[str]:
    parts = [part.split() for part in _ASIDE.sub(" ", name).split(",")]
    parts = [
        words for at, words in enumerate(parts) if not all(_is_degree(word, at) for word in words)
    ]
    if len(parts) > 1:
        return [word for words in parts for word in _untitled(words)]
    return _family_first(_untitled(parts[0])) if parts else name.split()


def _untitled(words: list[str]) -> list[str]:
    first, last = 0, len(words)
    while first < last - 1 and _is_title(words[first]):
        first += 1
    while first < last - 1 and _is_degree(words[last - 1]):
        last -= 1
    return words[first:last]


def _is_title(word: str) -> bool:
    letters = word.replace(".", "").replace("-", "").casefold()
    return letters in _TITLES or ("." in word and letters in _DOTTED)


def _is_degree(word: str, after_commas: int = 0) -> bool:
    letters = word.replace(".", "").replace("-", "").casefold()
    if letters in _DOTTED:
        return "." in word or (after_commas > 0 and word.isupper())
    return letters in _DEGREES or (after_commas > 0 and letters in _TITLES)


def _family_first(words: list[str]) -> list[str]:
    at = _family_at(words)
    return words[at:] + words[:at]


def _family_at(words: list[str]) -> int:
    """Return where the family name begins."""
    at = len(words) - 1
    while at > 0 and words[at - 1].casefold().replace("’", "'") in _PARTICLES:
        at -= 1
    # "Di Sommer" begins with a given name; "van Uhl" and "Van der Uhl" do not.
    if at == 0 and len(words) == len(("given", "family")) and words[0][:1].isupper():
        at = 1
    return at + 1 if words[at : at + 1] == ["und"] else at


def near(word: str, candidates: Iterable[str], most: int = 3) -> list[str]:
    """Return the candidates a mistyped word was most likely meant to be, nearest first.

    A single word is also compared with the single words of a candidate, so that
    ``anan`` finds "Anna Müller". What is too far to be a slip is left out.
    """
    typed = [spelling for spelling in map(_plain, folds(word)) if spelling]
    is_one_word = not any(" " in spelling for spelling in typed)
    known: dict[str, int] = {}

    def slips(spelling: str) -> int:
        if spelling not in known:
            known[spelling] = min((_slips(one, spelling) for one in typed), default=_TOO_MANY)
        return known[spelling]

    found: list[tuple[int, bool, int, str]] = []
    for place, candidate in enumerate(dict.fromkeys(candidates)):
        spellings = folds(candidate)
        # The parts of a name are words; those of a key (next_call) are not.
        parts = (part for fold in spellings for part in fold.split() if is_one_word)
        whole = min(slips(_plain(fold)) for fold in spellings)
        fewest = min(whole, min(map(slips, parts), default=_TOO_MANY))
        if fewest < _TOO_MANY:
            found.append((fewest, fewest < whole, place, candidate))
    return [candidate for *_, candidate in sorted(found)[:most]]


_TOO_MANY = 99
_MORE_SLIPS_FROM = (3, 7, 12)
_AS_BLANKS = str.maketrans("-_.", "   ")


def _plain(fold: str) -> str:
    return fold.translate(_AS_BLANKS).strip()


def _tolerated(length: int) -> int:
    # One slip in a short word, up to three in a long one; two letters are all chance.
    return bisect(_MORE_SLIPS_FROM, length)


def _slips(typed: str, meant: str) -> int:
    """Count letters wrong, missing, too many or swapped, as far as these can be slips."""
    limit = _tolerated(len(typed))
    if limit and meant.startswith(typed):
        return min(len(meant) - len(typed), limit)
    # Cheap bounds first: among 100,000 names nearly all fall here.
    if abs(len(typed) - len(meant)) > limit or len(set(typed) ^ set(meant)) > 2 * limit:
        return _TOO_MANY
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for at, char in enumerate(typed):
        above, before = before, row
        row = [at + 1]
        for to, goal in enumerate(meant):
            cost = min(before[to] + (char != goal), before[to + 1] + 1, row[to] + 1)
            if at and to and char == meant[to - 1] and typed[at - 1] == goal:
                cost = min(cost, above[to - 1] + 1)
            row.append(cost)
        if min(row) > limit and min(before) > limit:
            return _TOO_MANY
    return row[-1] if row[-1] <= limit else _TOO_MANY


#: The trunk zero is written in brackets after the country code; "(0221)" is another thing.
_TRUNK_ZERO = re.compile(r"(?<=\d)([^\d]*)\(\s*0\s*\)")
#: Countries whose numbers never begin with a zero after the code: "+49 0221" is a slip.
_CODE_WITH_ZERO = re.compile(r"^(4[139])0")


def digits_of(phone: str) -> str:
    """Return the international digits of a phone number, one form for all spellings (X1).

    A number without a country code is German. Fewer than five digits are no number: "".
    """
    text = _TRUNK_ZERO.sub(r"\1", phone)
    digits = "".join(filter(str.isdecimal, text))
    if not digits.isascii():
        digits = "".join(str(decimal(digit)) for digit in digits)
    return _international(digits, has_code="+" in text) if len(digits) >= _FEWEST_DIGITS else ""


def _international(digits: str, *, has_code: bool) -> str:
    if digits.startswith("00"):
        return _CODE_WITH_ZERO.sub(r"\1", digits[2:])
    if digits.startswith("0"):
        return f"49{digits[1:]}"
    return _CODE_WITH_ZERO.sub(r"\1", digits) if has_code else digits
