"""The Markdown of notes as HTML that can do no harm.

No HTML of its own, no images, few schemes; every sign that steers a text is made visible. Most
notes are plain sentences and lists: those are set directly, many times faster than by a parser.
"""

import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from kontaktjournal.messages import Catalogue
from kontaktjournal.views.site.blocks import ITEM, Blocks, outdented
from kontaktjournal.views.terminal import visible

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


class Link(NamedTuple):
    """Where a link between notes leads.

    Args:
        name: what the contact is called.
        stem: what its file is called; a link that says no more than that shows the name.
        href: its page; empty where it has none.
        is_unclear: it can mean several, and leads to none of them.
    """

    name: str
    stem: str = ""
    href: str = ""
    is_unclear: bool = False


#: Finds whom a link's target means; None for nobody.
Resolve = Callable[[str], Link | None]


class Guide(NamedTuple):
    """Where links may lead.

    Args:
        whom: finds whom a link between notes means.
        may_open: tells whether an address may be opened.
        first: level of the first heading in a text.
        dated: sets the words of a task, and its day among them.
    """

    whom: Resolve
    may_open: Callable[[str], bool] = bool
    first: int = 4
    dated: Callable[[str], str] = str


#: ``[[target]]``, ``[[target#heading|label]]``, ``![[target]]``.
WIKI = re.compile(r"(!?)\[\[([^\[\]\n|#]*)(?:#([^\[\]\n|]*))?(?:\|([^\[\]\n]*))?\]\]")

_ENDINGS = (".md", ".markdown")

#: What could be a sign of Markdown within a line; the ampersand only where it begins a name.
_SIGN = re.compile(r"[\\`*_<~|\[\]]|&(?=[#\w])")
_RARE = re.compile(r"[\\`*_<~|\[\]&]")
#: The same within a line of its own, where a bar makes no table.
_SIGN_IN_LINE = re.compile(r"[\\`*_<~\[\]]|&(?=[#\w])")
#: No note of a talk is as long, or holds as many brackets: what does is shown as it stands.
#: There are texts of a megabyte that take a parser minutes.
_LONGEST, _MOST_BRACKETS = 40_000, 1_000
_NO_BREAK = "\xa0"
_TASK = re.compile(r"- \[([ xX])\] (?=\S)")
#: Stands in for what is understood, where the rest is looked at.
_UNDERSTOOD = "x"


class Markdown:
    """Sets Markdown; one for a whole printing, for it keeps its parser.

    Args:
        say: the words for what only a picture would say.
    """

    def __init__(self, say: Catalogue) -> None:
        self._kept = self._sign(say("page.contact.task_kept"), is_kept=True)
        self._open = self._sign(say("page.contact.task_open"), is_kept=False)
        self._nobody = self._marked(say("page.contact.no_file"))
        self._several = self._marked(say("page.contact.several"))
        self._table = say("page.contact.table")

    def text(self, text: str, guide: Guide) -> Markup:
        """Return a text as paragraphs, lists and whatever else Markdown knows.

        Args:
            text: as it stands in the file.
            guide: leads its links.
        """
        text = text.replace("\r\n", "\n").strip("\n")
        if _is_endless(text):
            return Markup("<pre>{}</pre>\n").format("\n".join(map(visible, text.split("\n"))))
        quick = self.quick(text, guide)
        return self.slow(text, guide) if quick is None else quick

    def line(self, text: str, guide: Guide) -> Markup:
        """Return a text that is part of a line: nothing in it begins a paragraph or a list."""
        bare = WIKI.sub(_UNDERSTOOD, text) if "[[" in text else text
        if text.isprintable() and not _SIGN_IN_LINE.search(bare):
            return Markup(self._words(text, guide))  # noqa: S704  # escaped word by word
        if _is_endless(text):
            return escape(visible(text))
        return self.slow_line(" ".join(text.split("\n")), guide)

    def slow_line(self, text: str, guide: Guide) -> Markup:
        """Return a text within a line as the parser sets it."""
        return Markup(self._parser.renderInline(text, {"guide": guide}))  # noqa: S704

    def slow(self, text: str, guide: Guide) -> Markup:
        """Return a text as the parser sets it."""
        return Markup(self._parser.render(text, {"guide": guide}))  # noqa: S704

    def quick(self, text: str, guide: Guide) -> Markup | None:
        """Return plain sentences, lists and headings as the parser would set them.

        Args:
            text: with bare line feeds between its lines, none of them at its ends.
            guide: leads its links.

        Returns:
            None where anything else could be meant: when in doubt, the parser is asked.
        """
        if not text.replace("\n", "").replace(_NO_BREAK, "").isprintable():
            return None
        if text.startswith(" ") or "\n " in text:
            text = outdented(text)
        bare = text
        if "[" in text:
            # A link of its own makes no table of a line, and is no sign of anything else.
            bare = WIKI.sub(_UNDERSTOOD, text)
            bare = "\n".join([_TASK.sub(ITEM, line) for line in bare.split("\n")])
        if _RARE.search(bare) and _SIGN.search(bare):
            return None
        blocks = Blocks(
            lambda words: self._words(words, guide),
            lambda item: self._item(item, guide),
            guide.first,
        )
        told = blocks.told(text.split("\n"), bare.split("\n"))
        return None if told is None else Markup(told)  # noqa: S704  # escaped word by word

    def _item(self, item: str, guide: Guide) -> str:
        task = _TASK.match(item)
        if task is None:
            return f"<li>{self._words(item[len(ITEM) :], guide)}</li>\n"
        words = self._words(guide.dated(item[task.end() :]), guide)
        return f"{self.task(is_kept=task[1] != ' ')}{words}</li>\n"

    def task(self, *, is_kept: bool) -> str:
        """Return how the item of something promised begins."""
        return f'<li class="task">{self._kept if is_kept else self._open}'

    @staticmethod
    def _sign(word: str, *, is_kept: bool) -> str:
        name = "box kept" if is_kept else "box"
        return f'<span class="{name}"><span class="vh">{escape(word)}: </span></span>'

    def _words(self, text: str, guide: Guide) -> str:
        """Set words in which links are all that could mean anything."""
        if "[[" not in text:
            return str(escape(text))
        told: list[str] = []
        position = 0
        for found in WIKI.finditer(text):
            told += (
                str(escape(text[position : found.start()])),
                self.wiki(found, guide),
            )
            position = found.end()
        return "".join([*told, str(escape(text[position:]))])

    def wiki(self, found: re.Match[str], guide: Guide, *, as_text: bool = False) -> str:
        """Return a link between notes as HTML.

        Args:
            found: a match of `WIKI`.
            guide: leads it.
            as_text: no link, where it stands in another one.
        """
        embeds, target, heading, label = found[1], found[2].strip(), found[3], found[4]
        # Inside a table the bar before a label is escaped, and the backslash stays behind.
        target = target.removesuffix("\\").rstrip()
        if not target:
            return str(escape(visible(label or heading or found[0])))
        link = guide.whom(target)
        shown = label or _name(target, link)
        if heading and not label:
            shown = f"{shown}: {heading.strip()}"
        if as_text or (link is None and embeds):
            return str(escape(visible(shown)))
        return self.linked(visible(shown), link)

    def linked(self, shown: str, link: Link | None) -> str:
        """Return visible words as a link to a page, or as what they are where there is none."""
        return str(escape(shown)).join(self.around(link))

    def around(self, link: Link | None) -> tuple[str, str]:
        """Return what stands before and behind the words of a link."""
        if link is None:
            return self._nobody
        if link.is_unclear:
            return self._several
        return (f'<a href="{escape(link.href)}">', "</a>") if link.href else ("", "")

    @staticmethod
    def _marked(why: str) -> tuple[str, str]:
        """Return what stands around words that lead nowhere."""
        mark = escape(why)
        return f'<span class="nobody" title="{mark}">', f'<span class="vh"> ({mark})</span></span>'

    def table(self) -> str:
        """Return how a table begins: too wide for a telephone, it moves on its own."""
        name = escape(self._table)
        return f'<div class="scroll" role="group" tabindex="0" aria-label="{name}">\n<table>\n'

    @cached_property
    def _parser(self) -> "MarkdownIt":
        from kontaktjournal.views.site.parser import parser

        return parser(self)


def _is_endless(text: str) -> bool:
    return len(text) > _LONGEST or text.count("[") > _MOST_BRACKETS


def _name(target: str, link: Link | None) -> str:
    """Return how a link without words of its own is shown: by name, not by file."""
    tail = target.rpartition("/")[2]
    for ending in _ENDINGS:
        tail = tail.removesuffix(ending)
    if link and tail.casefold() == link.stem.casefold():
        return link.name
    return tail
