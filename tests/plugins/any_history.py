"""Any contact file with a history: heads and bodies in the forms that people write."""

from hypothesis import strategies as st

_PHONES = ("0221 555 0171", "+49 221 555 0171", "+49 221 555 0999")
_HEADS = {
    "name": ("Anna Müller", "A. Müller-Kern", "Müller, Anna"),
    "status": ("pflege", "gespraech", "ablage", "liste", "VIP", ""),
    "next": ("2026-12-01", "2027-01-07 10:00", "nie", "bald", ""),
    "step": ("Mappe zeigen", "'Preis: nennen'"),
    "every": ("6 Wochen", "nie"),
    "phone": ('"0221 555 0171"', '["+49 221 555 0171", "+49 221 555 0999"]',
              '\n  work: "+49 221 555 0999"'),
    "email": ("anna@example.org", "\n  - ANNA@example.org\n  - kern@example.org"),
    "stadt": ("Köln", "Bonn  # seit Mai", "[Köln, Bonn]"),
    "tags": ("person", "kunde, vip", "[person, messe]"),
    "story": ("\n  - Buchmesse Leipzig\n  - Halle 3", "Buchmesse Leipzig"),
    "via": ('"[[jonas]]"', "[[b]]", "[[a]]", "Jonas"),
    "links": ('["[[b]]", "[[mia]]"]', "\n  - '[[a]]'\n  - '[[mia]]'"),
    "consent": ("none", "nein", "\n  phone: yes 2024-03-21 Messe\n  email: no", "[phone]",
                "{phone: no, post: yes}", "ja"),
    "sperre": ("ja", "nein"),
    "geburtstag": ("05-03", "1980-05-03"),
    "lieblingskaffee": ("schwarz", "|\n  erst schwarz,\n  dann mit Milch", "[schwarz, weiß]"),
    "uid": ("k7f3q2m9xw", "zweite"),
}  # fmt: skip
_DAYS = ("2026-01-05", "2026-10-01", "2026-11-02", "2026-11-02", "2027-02-01")
_WORDS = (" Telefonat: Budget steht", " Zoom", " Mail", " Notiz: siehe [[b]]", " Kaffee, 25 min")
_TEXTS = (
    "", "Sucht Räume.", "- [ ] Mappe schicken 📅 2026-12-24", "→ pflege · 2026-12-07",
    "Erst das.\n\nDann jenes, über [[a|sie]].", "```\n## 2020-01-01 nur Code\n```",
    "- eins\n- zwei\n  mehr", "### Am Rand\n\nNoch etwas.", "<!-- nicht zu sehen -->",
)  # fmt: skip


@st.composite
def _head(draw: st.DrawFn) -> str:
    keys = draw(st.lists(st.sampled_from([*_HEADS]), unique=True, max_size=8))
    if not keys and draw(st.booleans()):
        return ""
    lines = []
    for key in keys:
        value = draw(st.sampled_from(_HEADS[key]))
        lines.append(f"{key}:{value if value.startswith(chr(10)) else f' {value}'}\n")
    return f"---\n{''.join(lines)}---\n"


@st.composite
def _entries(draw: st.DrawFn, signs: str) -> str:
    days = draw(st.lists(st.sampled_from(_DAYS), min_size=1, max_size=3))
    days.sort(reverse=draw(st.booleans()))
    written = []
    for day in days:
        words, text = draw(st.sampled_from(_WORDS)), draw(st.sampled_from(_TEXTS))
        if signs == "-":
            indented = "".join(f"\n  {line}" if line else "\n" for line in text.split("\n"))
            written.append(f"- {day}{words}{indented if text else ''}\n")
        elif signs == "|":
            written.append(f"| {day} |{words} |\n")
        else:
            written.append(
                f"{signs} {day}{words}\n{f'{chr(10)}{text}{chr(10)}' if text else ''}\n"
            )
    return "".join(written)


@st.composite
def _section(draw: st.DrawFn) -> str:
    head = draw(st.sampled_from(
        ["## Story", "## Notizen", "### Gemeinsame Story", "## Log", "### Log", "## Wohnung ##"]
    ))  # fmt: skip
    text = draw(st.sampled_from(_TEXTS))
    if head.endswith("Log"):
        text += "\n\n" + draw(st.sampled_from(["-", "|", "###", "####"]).flatmap(_entries))
    return f"{head}\n\n{text}\n\n"


@st.composite
def _body(draw: st.DrawFn) -> str:
    title = draw(st.sampled_from(["", "# Anna Müller\n\n", "# Anna Kern\n"]))
    intro = draw(st.sampled_from(
        ["", "Mag Post.\n\n", "Stadt:: Trier\n\n", "- 2026-05-05 Anruf\n\n", "- Katze\n- Hund\n\n"]
    ))  # fmt: skip
    parts = st.one_of(_section(), st.sampled_from(["##", "##", "###"]).flatmap(_entries))
    return title + intro + "".join(draw(st.lists(parts, max_size=4)))


@st.composite
def _file(draw: st.DrawFn) -> str:
    text = draw(_head()) + draw(_body())
    if draw(st.integers(0, 4)) == 0:
        text = text.replace("\n", "\r\n")
    return text.rstrip("\r\n") if draw(st.integers(0, 4)) == 0 else text


#: The text of a file that tells of somebody.
HISTORIES = _file()
