"""The words of one contact's file as they stand in its page, links and all."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from functools import cached_property, lru_cache
from urllib.parse import unquote

from markupsafe import Markup, escape

from kontaktjournal.domain.contact import Answer, Contact
from kontaktjournal.domain.links import Names
from kontaktjournal.domain.names import digits_of
from kontaktjournal.domain.portrait import may_be_contact
from kontaktjournal.domain.telephone import dialled
from kontaktjournal.views.consent import answer_of
from kontaktjournal.views.site.markdown import Guide, Link, Markdown
from kontaktjournal.views.site.occasion import promised_for
from kontaktjournal.views.terminal import visible
from kontaktjournal.views.words import Frame

#: One address and nothing else: no second one, no copies to others.
_MAIL = re.compile(r"[^\s@<>\"?&%#,;:()\\]+@[^\s@<>\"?&%#,;:()\\]*\w")
_PHONE = re.compile(r"\+?[0-9()/.\s-]+")

#: The day a task is due, as Obsidian writes it.
_DUE = re.compile(r"📅[ \t]*([0-9]{4}-[0-9]{2}-[0-9]{2})\b")

# A parser takes longer to make than a page: one for all pages in a language.
_markdown = lru_cache(maxsize=4)(Markdown)


class Words:
    """Sets the words of one contact's file.

    Args:
        contact: whose file it is.
        targets: each link as written to the contact it leads to; None where it can mean several.
        pages: path of a contact's file to its page, as seen from this page.
        frame: language, settings, day.
        hidden: files of those of whom only the word in the file is shown.
    """

    def __init__(
        self,
        contact: Contact,
        targets: Mapping[str, Contact | None],
        pages: Mapping[str, str],
        frame: Frame,
        hidden: Collection[str] = frozenset(),
    ) -> None:
        self._contact = contact
        self._targets = targets
        self._pages = pages
        self._hidden = hidden
        self._frame = frame
        self._markdown = _markdown(frame.say)

    def text(self, text: str, *, first: int) -> Markup:
        """Return a text of several paragraphs.

        Args:
            text: as Markdown.
            first: level of the first heading in it.
        """
        guide = Guide(self._resolve, self._may_open, first, self._dated)
        return self._markdown.text(text, guide) if text else Markup()

    def line(self, text: str) -> Markup:
        """Return the words of a line that somebody wrote as Markdown."""
        return self._markdown.line(text, Guide(self._resolve, self._may_open))

    def value(self, text: str) -> Markup:
        """Return a value from the head: no Markdown, but links between notes work there, too."""
        return self.line(text) if "[[" in text else escape(visible(text))

    def quoted(self, text: str) -> Markup:
        """Return a line of somebody else's file, in which nothing leads anywhere."""
        return self._markdown.line(self._dated(text), Guide(self._spoken, lambda _: False))

    def link_of(self, contact: Contact) -> Link:
        """Return a contact as a link."""
        page = self._pages.get(contact.path, "")
        return Link(contact.name, contact.stem, f"../{page}" if page else "")

    def whom(self, target: str) -> Contact | None:
        """Return whom a link means; None for nobody, and for several."""
        target = target.strip()
        return self._targets.get(target) or self._targets.get(f"{target}\\")

    def _resolve(self, target: str) -> Link | None:
        if self._targets.get(target.strip(), self._contact) is None:
            return Link(target, is_unclear=True)
        contact = self.whom(target) or (self._contact if self._means_this(target) else None)
        if contact is None:
            return None if may_be_contact(target) else Link(target)
        if self._is_hidden(contact):
            # Whoever is not to be contacted stands on no page but in the words about them.
            return Link(target)
        return self.link_of(contact)

    def _may_open(self, href: str) -> bool:
        """Tell whether a link leads on a way that is not shut (P3)."""
        scheme, _, address = href.partition(":")
        address = unquote(address).casefold()
        if scheme.casefold() == "mailto" and self._shut["email"]:
            return bool(_MAIL.fullmatch(address)) and address not in self._shut["email"]
        if scheme.casefold() == "tel" and self._shut["phone"]:
            return (
                bool(_PHONE.fullmatch(address)) and digits_of(address) not in self._shut["phone"]
            )
        return True

    @cached_property
    def _shut(self) -> dict[str, frozenset[str]]:
        """Return the addresses that must not be used, in the form they are compared in."""
        contact = self._contact
        of_mail = {one for typed in contact.email for one in _MAIL.findall(typed.casefold())}
        # Some words beside a number, or a second one, are no part of what is dialled.
        of_phone = {digits_of(each) for one in contact.phone for each in (one, dialled(one))}
        return {
            channel: frozenset(known) if answer_of(contact, channel) is Answer.NO else frozenset()
            for channel, known in (("email", of_mail), ("phone", of_phone))
        }

    def _spoken(self, target: str) -> Link:
        contact = self._contact if self._means_this(target) else self.whom(target)
        if contact is None or self._is_hidden(contact):
            return Link(target)
        return Link(contact.name, contact.stem)

    def _dated(self, text: str) -> str:
        """Return the words of a task with its day as the page says it."""
        return _DUE.sub(self._by, text) if "📅" in text else text

    def _by(self, found: re.Match[str]) -> str:
        try:
            return promised_for(date.fromisoformat(found[1]), self._frame)
        except ValueError:
            return found[0]

    def _is_hidden(self, contact: Contact) -> bool:
        return contact.blocked or contact.path in self._hidden

    def _means_this(self, target: str) -> bool:
        return bool(self._this.resolve(target))

    @cached_property
    def _this(self) -> Names:
        return Names((self._contact,))
