"""Any contact file: keys spelled in many ways, escapes, umlauts of every kind, damage."""

from hypothesis import strategies as st

from any_query import WORDS

_PLAIN = st.sampled_from([word for word in WORDS if ":" not in word])
_ESCAPED = st.sampled_from([
    r'"K\u00f6ln"', r'"Stra\xDFe"', r'"M\N_ller"', r'"neue\tStra\u00dfe"', r'"a\0b"',
    r'"\uD83D\uDE80"', '"K\\\n  öln"', "'O''Brien'", "'neue\n\n  Straße'", ">-\n  Müller\n  Söhne",
    "|\n  Köln\n  neu", "*anker", "&anker Köln", "!!str 12", "Köln # neu",
    '[Köln, "K\\u00f6ln"]',
    "\n  - Müller\n  - 'O''Brien'", "{a: Köln, b: neu}", "[[Müller|Jäger]]", "'[[a/b]]'",
    "[Köln](https://example.org/neu)", "kein", "~", "null", "", "2026-1-5", "1_000", "0x12", "1e2",
    "'Mu\\u0308ller'", '"Mu\\u0308ller"', "Ko\u00adeln", "Köln\u200b neu", '"neu", neu', "@neu",
])  # fmt: skip
_VALUES = st.one_of(
    _PLAIN, _PLAIN.map("'{}'".format), _PLAIN.map('"{}"'.format), _ESCAPED,
    st.lists(_PLAIN, max_size=3).map(lambda words: f"[{', '.join(words)}]"),
    st.lists(_PLAIN, min_size=1, max_size=2).map(
        lambda words: "".join(f"\n- {word}" for word in words)
    ),
)  # fmt: skip
_DATES = st.sampled_from([
    "2026-11-23", "2026-11-20", "23.11.2026", "2027-02-28", "2026-12", "bald", "31.2.2026", "nie",
    "2026-11-23T14:30:00Z", '"2026-11-24"', "2027-03-01 09:00", "",
])  # fmt: skip
_FEW = {
    "status": [
        "pflege", "Ablage", "liste", "kunde", "VIP", '"pfl\\u0065ge"', "[[pflege]]", "krumm", "",
    ],
    "every": ["6w", "alle 3 Monate", "nie", "1y", "oft"],
    "fit": ["ja", "nein", "offen", "vielleicht"],
    "birthday": ["1980-11-23", "29.2.", "1981-02-29", "--11-23", "2.3."],
    "consent": [
        "none", "ja", "telefon ja, mail nein", "{phone: yes, email: no}", "offen", "gesperrt",
    ],
    "blocked": ["ja", "nein"],
    "type": ["person", "kontakt", "kunde", "firma"],
}  # fmt: skip
_KEYS = {
    "name": ["name", "Name", '"name"'],
    "aliases": ["aliases", "auch_bekannt_als", "alias"],
    "org": ["org", "firma", "Firma"],
    "role": ["role", "rolle", "title"],
    "city": ["city", "ort", "Ort"],
    "address": ["address", "adresse"],
    "phone": ["phone", "telefon", "Tel"],
    "email": ["email", "mail", "E-Mail"],
    "url": ["url"],
    "value": ["value", "wert"],
    "via": ["via"],
    "met": ["met"],
    "moment": ["moment"],
    "source": ["source", "quelle"],
    "story": ["story"],
    "hooks": ["hooks"],
    "step": ["step", "naechster_schritt"],
    "tags": ["tags", "Tags"],
    "uid": ["uid"],
    "own": ["hobby", "Hobby", "Lieblings-Farbe", "punkte", '"ho\\u0062by"'],
}  # fmt: skip
_TEXT_LINES = st.sampled_from([key for keys in _KEYS.values() for key in keys])
_HEAD_LINES = st.one_of(
    st.builds("{}: {}".format, _TEXT_LINES, _VALUES),
    st.builds(
        "{}: {}".format,
        st.sampled_from(["next", "wiedervorlage", "snooze", "created", "last"]),
        _DATES,
    ),
    st.sampled_from([f"{key}: {value}" for key, values in _FEW.items() for value in values]),
    st.sampled_from(["  einger\u00fcckt", "<<<<<<< HEAD", "name", "\t- x"]),
)  # fmt: skip
_BODY_LINES = st.one_of(
    st.builds(
        "## {} {}: {}".format,
        st.sampled_from(["2026-11-23", "2026-05-02", "20.11.2026", "2027-02-28", "2026-13-01"]),
        st.sampled_from(["Telefonat", "Mail", "Versuch", "Notiz", "Treffen"]),
        _PLAIN,
    ),
    st.builds("→ {} · {}".format, st.sampled_from(["pflege", "weiter", "ablage"]), _PLAIN),
    st.builds("- [{}] {} bis 1.12.2026".format, st.sampled_from([" ", "x"]), _PLAIN),
    st.builds("{}:: {}".format, st.sampled_from(["ort", "firma", "next"]), _PLAIN),
    st.builds("# {}".format, _PLAIN),
    _PLAIN,
    st.sampled_from(
        ["#a-kunde #neu", "[[Müller]]", "## Gemeinsame Geschichte", "---", "{{name}}"]
    ),
)


def _text(fence: str, head: list[str], body: list[str]) -> str:
    lines = "".join(f"{line}\n" for line in head)
    return fence + lines + fence + "\n".join(body)


_WILD = st.builds(
    _text,
    st.sampled_from(["---\n", "---\n", "---\n", "", "--- \r\n"]),
    st.lists(_HEAD_LINES, max_size=6),
    st.lists(_BODY_LINES, max_size=4),
)
#: What most people write: each key once, values of one line.
_TAME_VALUES = st.sampled_from(
    [word for word in WORDS if word.isprintable() and word[0].isalnum()]
)
_TAME = st.builds(
    _text,
    st.just("---\n"),
    st.dictionaries(
        st.sampled_from(sorted(_KEYS)).map(lambda key: "hobby" if key == "own" else key),
        _TAME_VALUES | _TAME_VALUES.map('"{}"'.format) | _TAME_VALUES.map("[{}]".format),
        max_size=4,
    ).flatmap(
        lambda head: st.sampled_from(_FEW["status"][:4]).map(
            lambda status: [f"status: {status}", *(f"{key}: {head[key]}" for key in head)]
        )
    ),
    st.lists(_BODY_LINES, max_size=3),
)
#: The text of a file.
TEXTS = _WILD | _TAME
#: Its bytes: now and then no UTF-8.
BYTES = TEXTS.map(lambda text: text.encode()) | TEXTS.map(
    lambda text: text.encode("cp1252", "replace")
)
_STEMS = st.sampled_from(
    ["Müller", "Mu\u0308ller", "anna-mueller", "O'Brien", "Köln neu", "x\udcffy", "王"]
)

#: A few files by their paths below a root.
VAULTS = st.lists(st.tuples(_STEMS, BYTES), max_size=6).map(
    lambda files: {f"kontakte/{at}{stem}.md": text for at, (stem, text) in enumerate(files)}
)
