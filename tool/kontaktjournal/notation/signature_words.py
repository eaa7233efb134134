"""The words by which parts of a signature are known, German and English."""

import re


def _any(text: str) -> str:
    """Return a pattern for words set apart by blanks; an underscore stands for a blank."""
    return "|".join(text.replace("_", r"\s+").split())


#: Before a number: Tel., Mobil:, T
PHONE = _any(r"""
    tel(?:efon)? fon phone telephone mobil(?:e|telefon|funk)? handy cell(?:phone)? direct direkt
    durchwahl office büro buero zentrale work privat [tmpd](?=[.:\s+(])
""")
NO_PHONE = _any(r"(?:tele)?fax f(?=[.:\s+(])")
#: Before an address on the web.
WEB = _any(r"web(?:site|seite)? internet homepage url home online w(?=[.:\s])")

_WARM = "(?:freundlich|best|herzlich|lieb|viel|schön|sonnig)e[nr]?"
_GREETINGS = _any(rf"""
    (?:mit_)?{_WARM}(?:_{_WARM})?_gr(?:ü|ue)(?:ß|ss)(?:en?)?
    gr(?:ü|ue)(?:ß|ss)e? vielen_dank danke herzlichst
    (?:with_)?(?:kind|best|warm|many)(?:est)?(?:_kind|_warm)?_(?:regards|wishes|thanks)
    regards best cheers sincerely yours_(?:sincerely|truly|faithfully) thanks thank_you
    mfg vg lg bg br sent_from_my_.+ von_meinem_.+_gesendet gesendet_von_.+
""")
#: Said to be polite, or drawn; it tells nothing of the person.
GREETING = re.compile(rf"(?:{_GREETINGS})[,.!\s]*|[-–—_=*~\s]+", re.IGNORECASE)

_FORMS = _any(r"""
    g?GmbH mbH AG KGaA KG OHG oHG UG GbR e\.\s?K\. e\.\s?Kfm\. e\.\s?V\. eG SE PartG(?:_?mbB)?
    mbB Ltd\.? Limited LLC LLP L\.L\.C\. Inc\.? Corp\.? Corporation PLC plc S\.A\. SAS SARL
    B\.V\. BV N\.V\. S\.r\.l\. s\.r\.o\. Oy AB ApS
""")
#: The legal form of a firm.
FIRM = re.compile(rf"(?:^|\s)(?:{_FORMS})(?=$|[\s,)(])")

_CALLINGS = _any(r"""
    geschäftsführ(?:er|erin|ung) geschaeftsfuehr(?:er|erin|ung) inhaber(?:in)? gründer(?:in)?
    vorstand vorstandsvorsitzende[r]? leiter(?:in)? leitung referent(?:in)? assistent(?:in)?
    assistenz berater(?:in)? vertrieb einkauf marketing sprecher(?:in)? sachbearbeiter(?:in)?
    redakteur(?:in)? lektor(?:in)? architekt(?:in)? ingenieur(?:in)? anwalt anwältin
    notar(?:in)? arzt ärztin entwickler(?:in)? designer(?:in)? gestalter(?:in)? fotograf(?:in)?
    journalist(?:in)? autor(?:in)? händler(?:in)? \w+meister(?:in)? trainer(?:in)? coach
    moderator(?:in)? kurator(?:in)? beauftragte[r]? manager(?:in)? partner(?:in)?
    ceo cto cfo coo cmo cio owner founder director president chair(?:man|woman)? head_of
    consultant engineer developer editor executive officer associate assistant specialist
    coordinator representative producer publisher curator
""")
#: What somebody is, or the end of a word for it.
ROLE = re.compile(rf"(?:{_CALLINGS})(?![^\W\d_])", re.IGNORECASE)

_COUNTRIES = _any(r"""
    Deutschland Germany Österreich Oesterreich Austria Schweiz Switzerland Suisse Liechtenstein
    Luxemburg Luxembourg (?:Great_)?Britain United_Kingdom UK England Scotland Wales Ireland
    USA U\.S\.A\. United_States(?:_of_America)? Niederlande Netherlands The_Netherlands Belgien
    Belgium Frankreich France Italien Italy Spanien Spain Dänemark Denmark Polen Poland
""")
COUNTRY = re.compile(_COUNTRIES, re.IGNORECASE)

_DEGREES = _any(r"""
    MBA M\.?A\.? M\.?Sc\.? M\.?Eng\.? B\.?A\.? B\.?Sc\.? B\.?Eng\.? Ph\.?\s?D\.? LL\.?\s?[MB]\.?
    M\.?D\.? Jr\.? Sr\.? Dipl\.-\S+
""")
#: Behind a name.
DEGREE = re.compile(_DEGREES)
#: Before a name: on behalf of somebody else.
ON_BEHALF = re.compile(r"^(?:i\.\s?[AV]\.|ppa\.|p\.p\.)\s*", re.IGNORECASE)
PARTICLES = frozenset(
    ["al", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la", "le",
     "ten", "ter", "und", "van", "vom", "von", "zu", "zum", "zur"]
)  # fmt: skip
