"""The parser of the pages' Markdown: markdown-it, with what could do harm taken out."""

import re
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import escape

from kontaktjournal.views.site.blocks import Headings
from kontaktjournal.views.site.links import safe_link
from kontaktjournal.views.site.markdown import WIKI
from kontaktjournal.views.terminal import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.utils import EnvType, OptionsDict

    from kontaktjournal.views.site.markdown import Guide, Markdown

#: A definition that leads somewhere; ``[Termin]: verschoben`` is a sentence, ``[^1]:`` a note.
_DEFINITION = re.compile(
    r"\[(?!\^)[^\[\]\n]+\]:[ \t]*<?(?:(?:https?|mailto|tel):\S|\S+\.(?:md|markdown)\b)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\.(?:md|markdown)$", re.IGNORECASE)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_ALIGNED = re.compile(r"text-align:(left|center|right)")
_LONGEST_ADDRESS = 200


def parser(markdown: "Markdown") -> MarkdownIt:
    """Return a parser that renders what is known of each element, and nothing else.

    Args:
        markdown: sets what the fast path sets, too: tasks, links between notes.
    """
    made = MarkdownIt(
        "js-default", {"tasklists": True}, renderer_cls=lambda _: _Renderer(markdown)
    )
    made.inline.ruler.before("link", "wiki", _wiki)
    made.block.ruler.at("reference", _reference)
    made.core.ruler.push("tamed", _tamed)
    return made


def _wiki(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it calls it so
    """Read a link between notes."""
    found = WIKI.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("wiki", "", 0)
        token.content = found[0]
    state.pos = found.end()
    return True


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read the definition of a link, which shows nothing of itself, only where it is one."""
    place = state.bMarks[start] + state.tShift[start]
    if not _DEFINITION.match(state.src, place, state.eMarks[start]):
        return False
    return reference(state, start, end, silent)


def _tamed(state: StateCore) -> None:
    """Lower the headings, and let links lead only where they may."""
    guide: Guide = state.env["guide"]
    headings, tag = Headings(guide.first), ""
    is_task = False
    for token in state.tokens:
        if token.type == "heading_open":
            # None is left out, whatever the file skips: a reader walks from one to the next.
            token.tag = tag = headings.tag(int(token.tag[1:]))
        elif token.type == "heading_close":
            token.tag = tag
        elif token.type == "list_item_open":
            is_task = "checked" in token.meta
        elif token.children:
            token.children = _led(token.children, guide)
            if is_task:
                _date(token.children, guide)
            is_task = False


def _date(children: list[Token], guide: "Guide") -> None:
    """Say the day of a task in words."""
    for token in children:
        if token.type == "text":
            token.content = guide.dated(token.content)


def _led(children: list[Token], guide: "Guide") -> list[Token]:
    """Return what stands in a line with its links led to where they may lead."""
    told: list[Token] = []
    opened = None
    for token in children:
        if token.type == "link_open":
            opened = token
            token.meta = _target(token, guide)
        elif token.type == "link_close":
            token.meta = opened.meta if opened else {}
            if opened and not token.meta:
                told += _address(opened, told)
            opened = None
        elif token.type == "wiki":
            token.meta = {"as_text": opened is not None}
        told.append(token)
    return told


def _target(token: Token, guide: "Guide") -> dict[str, object]:
    """Return where a link leads; nothing where it must not lead."""
    href = str(token.attrGet("href") or "")
    if _SCHEME.match(href):
        safe = safe_link(href)
        return {"href": safe} if safe and guide.may_open(safe) else {}
    path = unquote(re.split("[#?]", href, maxsplit=1)[0])
    return {"link": guide.whom(path)} if _NOTE.search(path) else {}


def _address(opened: Token, told: list[Token]) -> list[Token]:
    """Return the address of a link that leads nowhere, unless it is what is shown anyway."""
    href = unquote(str(opened.attrGet("href") or ""))
    shown = told[-1].content if told else ""
    if not href or shown in {href, href.removeprefix("mailto:")}:
        return []
    return [Token("text", "", 0, content=f" ({_shortened(href)})")]


def _shortened(address: str) -> str:
    if len(address) <= _LONGEST_ADDRESS:
        return address
    return address[:_LONGEST_ADDRESS] + "…"


class _Renderer:
    """Renders what it knows, with few attributes; of anything else only the text."""

    __output__: ClassVar[str] = "html"

    def __init__(self, markdown: "Markdown") -> None:
        self._markdown = markdown
        self._rules: dict[str, Callable[[Token, Guide], str]] = {
            "wiki": self._wiki,
            "link_open": self._link_open,
            "link_close": self._link_close,
            "table_open": lambda _token, _guide: markdown.table(),
            "list_item_open": self._item,
        }

    def render(self, tokens: "Sequence[Token]", _options: "OptionsDict", env: "EnvType") -> str:
        """Return the tokens as HTML."""
        return "".join(self._told(tokens, env["guide"]))

    def _told(self, tokens: "Sequence[Token]", guide: "Guide") -> "Iterator[str]":
        for token in tokens:
            if token.type == "inline":
                yield from self._told(token.children or (), guide)
            elif token.hidden:
                continue
            elif rule := self._rules.get(token.type):
                yield rule(token, guide)
            elif rendered := _RENDERED.get(token.type):
                yield rendered(token)
            else:
                yield _FIXED.get(token.type) or _text(token)

    def _wiki(self, token: Token, guide: "Guide") -> str:
        found = WIKI.fullmatch(token.content)
        if found is None:
            return _text(token)
        return self._markdown.wiki(found, guide, as_text=bool(token.meta.get("as_text")))

    def _link_open(self, token: Token, _guide: "Guide") -> str:
        href, link = token.meta.get("href"), token.meta.get("link")
        if href:
            # The page is a private one: nobody else shall learn where it lies.
            rel = ' rel="noreferrer"' if str(href).casefold().startswith("http") else ""
            return f'<a href="{escape(href)}"{rel}>'
        return self._markdown.around(link)[0] if "link" in token.meta else ""

    def _link_close(self, token: Token, _guide: "Guide") -> str:
        if token.meta.get("href"):
            return "</a>"
        link = token.meta.get("link")
        return self._markdown.around(link)[1] if "link" in token.meta else ""

    def _item(self, token: Token, _guide: "Guide") -> str:
        if "checked" in token.meta:
            return self._markdown.task(is_kept=bool(token.meta["checked"]))
        return "<li>"


def _text(token: Token) -> str:
    return str(escape(visible(token.content)))


def _code(token: Token) -> str:
    lines = token.content.expandtabs(4).rstrip("\n").split("\n")
    told = "\n".join(str(escape(visible(line))) for line in lines)
    return f"<pre><code>{told}\n</code></pre>\n"


def _image(token: Token) -> str:
    """Set what a picture would say, and where it lies: none is loaded from anywhere."""
    address = _shortened(unquote(str(token.attrGet("src") or "")))
    return str(escape(visible(" ".join(filter(None, (token.content, f"({address})"))))))


def _list(token: Token) -> str:
    start = token.attrGet("start")
    return "<ol>\n" if start is None else f'<ol start="{int(start)}">\n'


def _heading(token: Token) -> str:
    return f"<{token.tag}>" if token.nesting > 0 else f"</{token.tag}>\n"


def _cell(token: Token) -> str:
    aligned = _ALIGNED.fullmatch(str(token.attrGet("style") or ""))
    return f'<{token.tag} class="{aligned[1]}">' if aligned else f"<{token.tag}>"


_RENDERED: "dict[str, Callable[[Token], str]]" = {
    "text": _text,
    "code_inline": lambda token: f"<code>{_text(token)}</code>",
    "code_block": _code,
    "fence": _code,
    "image": _image,
    "ordered_list_open": _list,
    "heading_open": _heading,
    "heading_close": _heading,
    "th_open": _cell,
    "td_open": _cell,
}

_FIXED = {
    "softbreak": "\n",
    "hardbreak": "<br>\n",
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "s_open": "<s>",
    "s_close": "</s>",
    "paragraph_open": "<p>",
    "paragraph_close": "</p>\n",
    "blockquote_open": "<blockquote>\n",
    "blockquote_close": "</blockquote>\n",
    "bullet_list_open": "<ul>\n",
    "bullet_list_close": "</ul>\n",
    "ordered_list_close": "</ol>\n",
    "list_item_close": "</li>\n",
    "hr": "<hr>\n",
    "table_close": "</table>\n</div>\n",
    "thead_open": "<thead>\n",
    "thead_close": "</thead>\n",
    "tbody_open": "<tbody>\n",
    "tbody_close": "</tbody>\n",
    "tr_open": "<tr>\n",
    "tr_close": "</tr>\n",
    "th_close": "</th>\n",
    "td_close": "</td>\n",
}
