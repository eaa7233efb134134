"""What every page is printed on: the templates, and the words they may use."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import escape

from kontaktjournal.domain.contact import Contact
from kontaktjournal.messages import Catalogue
from kontaktjournal.views import words
from kontaktjournal.views.site.links import editor_link
from kontaktjournal.views.site.numbers import spelled
from kontaktjournal.views.terminal import visible
from kontaktjournal.views.words import Frame

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment

#: Words without a value in them.
_ALWAYS_THE_SAME = re.compile(r"""\{\{ say\((["'])([a-z0-9_.]+)\1\) \}\}""")

#: Reads a template: its text, and what to call it where it is broken.
Templates = Callable[[str], tuple[str, str]]


class Setting(NamedTuple):
    """What all pages of one printing share.

    Args:
        frame: language, settings, today.
        made: the moment of the printing, with a time zone.
        root: absolute path of the journal, for links that open a file.
        pages: path of a contact's file to the name of its page; who has none is missing.
        is_live: whether the pages are served and reload by themselves.
    """

    frame: Frame
    made: datetime
    root: str
    pages: Mapping[str, str]
    is_live: bool = False


class Paper:
    """Prints pages from templates.

    Args:
        setting: what all pages share.
        templates: reads the templates, the user's before ours.
        is_ours: whether all of them are ours; a stranger's run in a sandbox.
        bytecode: keeps templates that were made ready to run.
    """

    def __init__(
        self,
        setting: Setting,
        templates: Templates,
        *,
        is_ours: bool = True,
        bytecode: "BytecodeCache | None" = None,
    ) -> None:
        self.setting = setting
        self._templates = templates
        self._is_ours = is_ours
        self._bytecode = bytecode

    def page(self, template: str, **values: object) -> str:
        """Return a page as HTML.

        Args:
            template: its name.
            values: what it shows.
        """
        return self._environment.get_template(template).render(values)

    @cached_property
    def _environment(self) -> "Environment":
        from jinja2 import FunctionLoader, StrictUndefined

        def load(name: str) -> tuple[str, str, None]:
            text, path = self._templates(name)
            return _worded(text, self.setting.frame.say), path, None

        made = _kind(is_ours=self._is_ours)(
            loader=FunctionLoader(load),
            bytecode_cache=self._bytecode,
            # By extension it would miss ".html.j2", and a name could run a script.
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            # Whatever a contact's file says, nothing in it steers the page.
            finalize=_harmless,
        )
        made.globals.update(self._words())
        return made

    def _words(self) -> dict[str, object]:
        setting = self.setting
        frame, say = setting.frame, setting.frame.say
        return {
            "say": say,
            "count": say.count,
            "number": say.number,
            "spelled": partial(spelled, say=say),
            "language": say.language,
            "today": frame.today,
            "made": setting.made,
            "is_live": setting.is_live,
            "day": say.day,
            "clock": say.clock,
            "ago": lambda day: (frame.today - day).days,
            "stage": say.stage,
            "channel_of": lambda entry: words.channel_of(entry, say),
            "page_of": lambda contact: setting.pages.get(contact.path, ""),
            "editor": self._editor,
        }

    def _editor(self, place: Contact | str, line: int = 1) -> str:
        """Return the link that opens a file in the user's editor; empty without one."""
        path = place if isinstance(place, str) else place.path
        return editor_link(self.setting.frame.settings.editor, self.setting.root, path, line)


def _worded(text: str, say: Catalogue) -> str:
    """Set the words of a template that are the same on every page: a third of them all."""

    def word(call: re.Match[str]) -> str:
        said = str(escape(visible(say(call[2])))) if call[2] in say else "{"
        return call[0] if "{" in said else said

    return _ALWAYS_THE_SAME.sub(word, text)


def _kind(*, is_ours: bool) -> "type[Environment]":
    if is_ours:
        from kontaktjournal.views.site.ours import Ours

        return Ours
    from kontaktjournal.views.site.sandbox import Sandbox

    return Sandbox


def _harmless(value: object) -> object:
    """Return a value as a page may show it: signs that steer a text become visible."""
    return visible(value) if type(value) is str else value
