"""The user's template, rendered: sandboxed, and never silent about what it lacks."""

import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kontaktjournal.domain.errors import WrongUse

if TYPE_CHECKING:
    from jinja2 import Environment

#: Reads a template: its text, and what to call it.
Templates = Callable[[str], tuple[str, str]]


class Head(dict[str, str]):
    """Values by key; a key that exists but has no value here is nothing, no mistake.

    Args:
        values: canonical key to its value as YAML.
        known: every key there can be.
    """

    def __init__(self, values: Mapping[str, str], known: frozenset[str]) -> None:
        super().__init__(values)
        self._known = known

    def __missing__(self, key: str) -> str:
        from jinja2 import UndefinedError

        if key in self._known:
            return ""
        message = f"'head.{key}' is undefined"
        raise UndefinedError(message)


class Form:
    """A template, made ready once for all contacts it is filled in for.

    Args:
        templates: reads it, and those it includes.
        name: of the template.

    Raises:
        WrongUse: it is broken; with its line.
        DiskTrouble: it cannot be read.
    """

    def __init__(self, templates: Templates, name: str) -> None:
        #: What to call it.
        self.path = templates(name)[1]
        with _refusing(self.path):
            self._template = _environment(templates).get_template(name)

    def filled(self, values: Mapping[str, object]) -> str:
        """Return the text it makes of values.

        Raises:
            WrongUse: it is broken; with its line.
        """
        with _refusing(self.path):
            return self._template.render(values)


@contextmanager
def _refusing(path: str) -> Iterator[None]:
    """Say in our words what is wrong with a template."""
    from jinja2 import TemplateError

    try:
        yield
    except TemplateError as error:
        line = getattr(error, "lineno", None) or _line_in(error, path)
        named = getattr(error, "filename", None) or path
        raise _broken(named, line, error.message or type(error).__name__) from error
    except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise _broken(path, _line_in(error, path), str(error)) from error


def _environment(templates: Templates) -> "Environment":
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    def load(name: str) -> tuple[str, str, None]:
        text, path = templates(name)
        return text, path, None

    return SandboxedEnvironment(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # what comes out is Markdown
    )


def _line_in(error: BaseException, path: str) -> int:
    """Return the line of a template an error comes from; the first where that is not known."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 1 for frame in reversed(frames) if frame.filename == path), 1)


def _broken(path: str, line: int, what: str) -> WrongUse:
    return WrongUse("refusal.template", path=path, line=line, what=" ".join(what.split()))
