"""Notes as HTML: everything is read, nothing does harm."""

from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kontaktjournal.messages import Catalogue
from kontaktjournal.views.site.markdown import Guide, Link, Markdown

MARKDOWN = Markdown(Catalogue("de"))
PEOPLE = {
    "anna": Link("Anna Müller", "anna", "anna.html"),
    "jonas-weber": Link("Jonas Weber", "jonas-weber", "../kontakte/jonas-weber.html"),
    "ada": Link("Ada im Pool", "ada"),
    "meier": Link("Meier", is_unclear=True),
}

#: All that may stand in a page, and in which attributes.
ALLOWED: dict[str, set[str]] = {
    "a": {"href", "rel"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "li": {"class"},
    "ol": {"start"},
    "span": {"class", "title"},
    "td": {"class"},
    "th": {"class"},
    **{
        tag: set()
        for tag in (
            *("p", "br", "em", "strong", "s", "code", "pre", "ul", "blockquote", "hr"),
            *("h4", "h5", "h6", "table", "thead", "tbody", "tr"),
        )
    },
}
STEERING = {
    *map(chr, (*range(9), *range(11, 32), *range(0x7F, 0xA0))),
    *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x2070))),
    *"\u061c\u200e\u200f\u2028\u2029",
}


def resolve(target: str) -> Link | None:
    return PEOPLE.get(target.casefold().removesuffix(".md").rpartition("/")[2])


GUIDE = Guide(resolve)


def shown(text: str) -> str:
    return str(MARKDOWN.text(text, GUIDE))


class Page(HTMLParser):
    """Collects what is in a page that must not be there, and what it says."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[object] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        self.wrong += [f"{tag} is left open" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.wrong += [(tag, name) for name, _ in attrs if name not in ALLOWED.get(tag, set())]
        if tag not in ALLOWED:
            self.wrong.append(tag)
        if tag not in {"br", "hr"}:
            self.open.append(tag)
        for name, value in attrs:
            if name == "href":
                self.links.append(value or "")
                if tag == "a" and self.open.count("a") > 1:
                    self.wrong.append("a link in a link")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"{tag} is closed and was not open")

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        self.wrong += [f"{sign!a} steers" for sign in data if sign in STEERING]

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(decl)


def wrong_in(html: str) -> list[object]:
    """Return what must not stand in a page: elements, attributes, schemes, signs that steer."""
    page = Page(html)
    schemes = ("https://", "http://", "mailto:", "tel:")
    pages = {link.href for link in PEOPLE.values()}
    return [
        *page.wrong,
        *(href for href in page.links if href not in pages and not href.startswith(schemes)),
    ]


# What Markdown means ---------------------------------------------------------


def test_paragraphs_lists_and_emphasis_are_what_they_are_elsewhere() -> None:
    told = shown("Der *Preis* ist **nicht** das ~~Problem~~.\n\n1. eins\n2. zwei\n\n> Zitat")

    assert told == (
        "<p>Der <em>Preis</em> ist <strong>nicht</strong> das <s>Problem</s>.</p>\n"
        "<ol>\n<li>eins</li>\n<li>zwei</li>\n</ol>\n"
        "<blockquote>\n<p>Zitat</p>\n</blockquote>\n"
    )


def test_a_task_has_a_sign_with_a_word_for_those_who_do_not_see_it() -> None:
    told = shown("- [ ] Mappe\n- [x] Abzüge")

    assert Page(told).words == ["\n", "offen: ", "Mappe", "\n", "erledigt: ", "Abzüge", "\n", "\n"]
    assert told.count('<li class="task"><span class="box') == 2


def test_a_table_moves_sideways_on_its_own_and_by_keyboard() -> None:
    told = shown("| Jahr | Summe |\n|---|--:|\n| 2026 | 12 |")

    assert told.startswith('<div class="scroll" role="group" tabindex="0" aria-label="Tabelle">')
    assert '<td class="right">12</td>' in told


def test_headings_stand_below_the_entrys_own_and_leave_no_step_out() -> None:
    told = shown("# Eins\n\n#### Zwei\n\n###### Drei\n\n## Wieder zwei")

    assert [tag for tag in told.split() if tag.startswith("<h")] == [
        "<h4>Eins</h4>", "<h5>Zwei</h5>", "<h6>Drei</h6>", "<h5>Wieder"
    ]  # fmt: skip


def test_code_keeps_its_lines() -> None:
    assert shown("```python\na = 1\n\tb\n```") == "<pre><code>a = 1\n    b\n</code></pre>\n"


@pytest.mark.parametrize(
    "text",
    [
        "Notiz[^1]\n\n[^1]: Quelle",
        "[Termin]: verschoben",
        "<!-- nur für mich -->",
        "%%nur für mich%%",
        "==wichtig== #kunde ^block",
        "> [!note] Merken",
        "<b>fett</b> &copy; <img src=x onerror=alert(1)>",
    ],
)
def test_what_is_no_markdown_of_ours_stays_a_text(text: str) -> None:
    told = "".join(Page(shown(text)).words)

    assert told.strip().replace("\n", "\n\n") == text.replace("&copy;", "©").removeprefix("> ")


# Links -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[anna]]", '<a href="anna.html">Anna Müller</a>'),
        ("[[kontakte/anna.md]]", '<a href="anna.html">Anna Müller</a>'),
        ("[[anna|meine Buchbinderin]]", '<a href="anna.html">meine Buchbinderin</a>'),
        ("[[anna#2026-10-12]]", '<a href="anna.html">Anna Müller: 2026-10-12</a>'),
        ("![[anna]]", '<a href="anna.html">Anna Müller</a>'),
        ("[Anna](../kontakte/anna.md)", '<a href="anna.html">Anna</a>'),
        ("[Anna](anna.md#gestern)", '<a href="anna.html">Anna</a>'),
        ("[[ada]] und [Ada](ada.md)", "Ada im Pool und Ada"),
        ("![[plan.png]]", "plan.png"),
        ("`[[anna]]`", "<code>[[anna]]</code>"),
        (r"\[[anna]]", "[[anna]]"),
        ("[[]] [[ ]] [[|]] [[#oben]]", "[[]] [[ ]] [[|]] oben"),
        ("[das [[anna]] dort](http://example.org)",
         '[das <a href="anna.html">Anna Müller</a> dort](http://example.org)'),
    ],
)  # fmt: skip
def test_links_between_notes_lead_to_pages(text: str, told: str) -> None:
    assert shown(text) == f"<p>{told}</p>\n"


def test_a_link_to_nobody_says_so() -> None:
    nobody = (
        '<span class="nobody" title="noch keine Datei">{}'
        '<span class="vh"> (noch keine Datei)</span></span>'
    )

    assert shown("[[Eike]]") == f"<p>{nobody.format('Eike')}</p>\n"
    assert shown("[Bruder](eike.md)") == f"<p>{nobody.format('Bruder')}</p>\n"


def test_a_link_that_can_mean_several_says_so() -> None:
    several = (
        '<span class="nobody" title="so heißen mehrere">{}'
        '<span class="vh"> (so heißen mehrere)</span></span>'
    )

    assert shown("[[Meier|Herr Meier]]") == f"<p>{several.format('Herr Meier')}</p>\n"
    assert shown("*[Bruder](meier.md)*") == f"<p><em>{several.format('Bruder')}</em></p>\n"


def test_a_link_in_a_table_keeps_its_label() -> None:
    assert '<td><a href="anna.html">Anna</a></td>' in shown("| x |\n|---|\n| [[anna\\|Anna]] |")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[Seite](https://example.org/a?b=c)",
         '<a href="https://example.org/a?b=c" rel="noreferrer">Seite</a>'),
        ("<anna@example.org>", '<a href="mailto:anna@example.org">anna@example.org</a>'),
        ("[ruf an](tel:+49221555)", '<a href="tel:+49221555">ruf an</a>'),
        ("[Seite][1]\n\n[1]: https://example.org",
         '<a href="https://example.org" rel="noreferrer">Seite</a>'),
        ("[Angebot](angebot.pdf)", "Angebot (angebot.pdf)"),
        ("[Server](ftp://example.org)", "Server (ftp://example.org)"),
        ("<ftp://example.org>", "ftp://example.org"),
        ("![Foto](https://example.org/x.png)", "Foto (https://example.org/x.png)"),
        ("![](foto.png)", "(foto.png)"),
    ],
)  # fmt: skip
def test_other_links_lead_out_or_are_texts(text: str, told: str) -> None:
    assert shown(text) == f"<p>{told}</p>\n"


def test_a_line_is_set_without_a_paragraph() -> None:
    told = [str(MARKDOWN.line(text, GUIDE)) for text in ("# 1 [[anna]]", "a *b*\n- c", "&lt;")]

    assert told == ['# 1 <a href="anna.html">Anna Müller</a>', "a <em>b</em> - c", "&lt;"]


# Harm ------------------------------------------------------------------------

PROBES = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](data:image/png;base64,AAAA)",
    "![x](https://example.org/spy.png)",
    '[x](https://example.org "onmouseover=alert(1) x=\\"")',
    '[x](https://example.org/"onclick="alert(1))',
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[x](//example.org)",
    "[x](\x01javascript:alert(1))",
    '```"><script>alert(1)</script>\nx\n```',
    '[[anna|<script>]] [["><img src=x>]]',
    "[![x](javascript:1)](javascript:2)",
    "[a [[anna]](https://example.org) b](https://example.org)",
    "<style>*{}</style><iframe src=//x></iframe><base href=//x>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>]]>",
    "a\x00b\u202eevil\u2066\u200f `\u202ecode` <\x1b]8;;x>",
    "|a|\n|:-:|\n|<script>|",
    "&#x202e;&#27;&#0;",
]  # fmt: skip


@pytest.mark.parametrize("probe", PROBES)
def test_nothing_in_a_note_does_harm(probe: str) -> None:
    told = [shown(probe), shown(f"- {probe}"), str(MARKDOWN.line(probe, GUIDE))]

    assert [wrong_in(html) for html in told] == [[], [], []]


@given(st.lists(st.sampled_from([*PROBES, *"[]()<>!`*_~|\\:#-\n \"'&;"]), max_size=8).map("".join))
@settings(max_examples=300)
def test_nothing_made_of_harm_does_harm(text: str) -> None:
    assert wrong_in(shown(text)) == []
    assert wrong_in(str(MARKDOWN.line(text, GUIDE))) == []


def test_signs_that_steer_are_seen() -> None:
    assert shown("a\u202eb `\u2066c`\n\n    \x1bd") == (
        "<p>a\\u202eb <code>\\u2066c</code></p>\n<pre><code>\\x1bd\n</code></pre>\n"
    )


@pytest.mark.parametrize("text", ["[[" * 400_000, "![[" * 300_000, "wort *x* " * 100_000])
def test_what_no_parser_should_be_asked_is_shown_as_it_stands(text: str) -> None:
    assert shown(f"{text}\u202e") == f"<pre>{text}\\u202e</pre>\n"
    assert MARKDOWN.line(f"{text}`", GUIDE) == f"{text}`"


# The fast path ---------------------------------------------------------------

_PIECES = [
    "Wort", "zwei Wörter", "ä", "1", "12.", "3)", "2026-11-03", "- ", "-", "* ", "+ ", "# ", "#",
    "> ", "=", "==", "---", ":", ":-", "|", " ", "  ", "    ", "\t", "\n", "\n\n", "\n- ", "[ ] ",
    "[x] ", "[", "]", "(", ")", "[[anna]]", "[[anna|sie]]", "[[Eike#x]]", "![[", "[[", "]]", "!",
    "&", "&amp;", "& ", "<", "@", "_", "*", "**", "~", "~~", "`", "\\", "\\\n", "https://x.y",
    "„“", "–", "🚀", "\xa0", "\u3000", "\u200b", "\x0b", "\u2028", "\r", "王", '"', "'", "📅",
]  # fmt: skip
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)
_SENTENCES = st.lists(
    st.sampled_from(["Wort ", "- ", "\n", "\n\n", "- [ ] ", "[[anna]]", "und", "& ", "3 ", "a"]),
    max_size=20,
).map("".join)
#: A block below an item, or shifted as a whole.
_SHIFTED = st.lists(
    st.sampled_from(["a", "  a", "    a", "- b", "  - b", "- [ ] c", "# h", " ### - h", "\n", ""]),
    max_size=10,
).map("\n".join)


@given(_TEXTS | _SENTENCES | _SHIFTED | st.text(max_size=30))
@settings(max_examples=1500)
@example("a\n- b\n\nc\n\n- d")
@example("- a\n\n- b")
@example("- [ ] a\nb")
def test_what_is_set_directly_is_what_the_parser_would_set(text: str) -> None:
    text = text.replace("\r\n", "\n").strip("\n")

    quick = MARKDOWN.quick(text, GUIDE)

    assert quick is None or quick == MARKDOWN.slow(text, GUIDE)


@given(_TEXTS)
@settings(max_examples=500)
def test_a_line_is_what_the_parser_would_make_of_it(text: str) -> None:
    text = text.replace("\n", " ")

    assert MARKDOWN.line(text, GUIDE) == MARKDOWN.slow_line(text, GUIDE)


def test_a_bar_in_a_line_asks_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Markdown, "slow_line", None)

    assert MARKDOWN.line("Visitenkarten | Messe", GUIDE) == "Visitenkarten | Messe"


@pytest.mark.parametrize(
    "text",
    [
        "Vier Meter Schaufenster, zwei Straßen weiter.\nSie will zeigen & erzählen: alles!",
        "Kennt [[jonas-weber]] „von früher“.\n\nVerabredet:\n\n- [ ] Mappe 📅 2026-11-27\n- Brief",
        "Am 16.\xa0Oktober? Eher später – um 14:30 Uhr (50 %).",
        "Vorab.\n## Notizen\nKauft [[anna]] etwas ab.\n\n# Später\n\n- Messe",
        "  Fragte nach Preisen.\n  - [ ] Angebot 📅 2026-12-29\n\nNachtrag.",
    ],
)
def test_what_most_notes_say_takes_the_fast_path(text: str) -> None:
    assert MARKDOWN.quick(text, GUIDE) is not None
