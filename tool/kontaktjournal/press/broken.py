"""What went wrong in a template of the user's, and where."""

import traceback

from kontaktjournal.domain.errors import DiskTrouble, WrongUse
from kontaktjournal.press.leash import OffLeash


def broken(error: Exception, paths: frozenset[str]) -> WrongUse | None:
    """Return the refusal of a template that failed; None where it was not one of hers.

    Args:
        error: what came of it.
        paths: what her templates are called.
    """
    from jinja2 import TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError) and error.filename in paths:
        path, line = error.filename, error.lineno
    else:
        # What ran out of memory was caught outside of the template.
        traces = [one.__traceback__ for one in (error, error.__cause__) if one]
        frames = [frame for trace in traces for frame in traceback.extract_tb(trace)]
        theirs = [(one.filename, one.lineno or 1) for one in frames if one.filename in paths]
        if not theirs and not isinstance(error, RecursionError):
            return None
        # Nested so deeply that it could not even be read, a template leaves no trace.
        path, line = theirs[-1] if theirs else (", ".join(sorted(paths)), 1)
    if isinstance(error, OffLeash | RecursionError):
        return WrongUse("refusal.page.heavy", path=path, line=line)
    said = getattr(error, "message", None) or str(error) or type(error).__name__
    if isinstance(error, DiskTrouble):
        said = f"{error.values['path']} is missing"
    return WrongUse("refusal.template", path=path, line=line, what=" ".join(said.split()))
