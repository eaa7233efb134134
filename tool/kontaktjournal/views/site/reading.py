"""The words of one contact's file as they stand in its page, links and all."""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from urllib.parse import unquote

from markupsafe import Markup, escape

from kontaktjournal.domain.contact import Answer, Contact
from kontaktjournal.domain.links import Names
from kontaktjournal.domain.names import digits_of
from kontaktjournal.domain.portrait import may_be_contact
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.site.markdown import Guide, Link, Markdown
from kontaktjournal.views.terminal import visible
from kontaktjournal.views.words import answer_of

# A parser takes longer to make than a page: one for all pages in a language.
_markdown = lru_cache(maxsize=4)(Markdown)


class Words:
    """Sets the words of one contact's file.

    Args:
        contact: whose file it is.
        targets: each link as written to the contact it leads to.
        pages: path of a contact's file to its page, as seen from this page.
        say: the words of one language.
    """

    def __init__(
        self,
        contact: Contact,
        targets: Mapping[str, Contact],
        pages: Mapping[str, str],
        say: Catalogue,
    ) -> None:
        self._contact = contact
        self._targets = targets
        self._pages = pages
        self._markdown = _markdown(say)

    def text(self, text: str, *, first: int) -> Markup:
        """Return a text of several paragraphs.

        Args:
            text: as Markdown.
            first: level of the first heading in it.
        """
        guide = Guide(self._resolve, self._may_open, first)
        return self._markdown.text(text, guide) if text else Markup()

    def line(self, text: str) -> Markup:
        """Return the words of a line that somebody wrote as Markdown."""
        return self._markdown.line(text, Guide(self._resolve, self._may_open))

    def value(self, text: str) -> Markup:
        """Return a value from the head: no Markdown, but links between notes work there, too."""
        return self.line(text) if "[[" in text else escape(visible(text))

    def quoted(self, text: str) -> Markup:
        """Return a line of somebody else's file, in which nothing leads anywhere."""
        return self._markdown.line(text, Guide(self._spoken, lambda _: False))

    def link_of(self, contact: Contact) -> Link:
        """Return a contact as a link."""
        page = self._pages.get(contact.path, "")
        return Link(contact.name, contact.stem, f"../{page}" if page else "")

    def whom(self, target: str) -> Contact | None:
        """Return whom a link means; None for nobody, and for several."""
        target = target.strip()
        return self._targets.get(target) or self._targets.get(f"{target}\\")

    def _resolve(self, target: str) -> Link | None:
        contact = self.whom(target) or (self._contact if self._means_this(target) else None)
        if contact is None:
            return None if may_be_contact(target) else Link(target)
        if contact.blocked:
            # Whoever is not to be contacted stands on no page but in the words about them.
            return Link(target)
        return self.link_of(contact)

    def _may_open(self, href: str) -> bool:
        """Tell whether a link leads on a way that is not shut (P3)."""
        scheme, _, address = href.partition(":")
        if scheme.casefold() == "mailto" and self._shut["email"]:
            return unquote(address).partition("?")[0].casefold() not in self._shut["email"]
        if scheme.casefold() == "tel" and self._shut["phone"]:
            return digits_of(unquote(address)) not in self._shut["phone"]
        return True

    @cached_property
    def _shut(self) -> dict[str, frozenset[str]]:
        """Return the addresses that must not be used, in the form they are compared in."""
        contact = self._contact
        of_mail = frozenset(address.strip().casefold() for address in contact.email)
        of_phone = frozenset(map(digits_of, contact.phone))
        return {
            channel: known if answer_of(contact, channel) is Answer.NO else frozenset()
            for channel, known in (("email", of_mail), ("phone", of_phone))
        }

    def _spoken(self, target: str) -> Link:
        contact = self._contact if self._means_this(target) else self.whom(target)
        if contact is None or contact.blocked:
            return Link(target)
        return Link(contact.name, contact.stem)

    def _means_this(self, target: str) -> bool:
        return bool(self._this.resolve(target))

    @cached_property
    def _this(self) -> Names:
        return Names((self._contact,))
