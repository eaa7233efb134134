"""What is wrong in the files, as text: the place first, so that editors make it a link (4.12)."""

from collections.abc import Sequence

from kontaktjournal.domain.problem import Problem
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.terminal import Line, Span, Style, wrap
from kontaktjournal.views.words import Frame, stacked

_INDENT = 4
_STYLES: dict[str, Style] = {"error": "late", "warning": "warn"}
_SUMS = {"error": "check.errors", "warning": "check.warnings", "hint": "check.hints"}


def finding_lines(
    problems: Sequence[Problem], frame: Frame, *, files: int, wrapped: bool = True
) -> list[Line]:
    """Set findings, and how many there are.

    Args:
        problems: what was found, in the order wanted.
        frame: language and width.
        files: how many files were looked at.
        wrapped: break long findings for a terminal; else one line each, for programs.
    """
    lines = each_finding(problems, frame, wrapped=wrapped)
    total = _sum(problems, files, frame.say)
    return [*lines, *(wrap(total, frame.columns) if wrapped else [Line.of(total)])]


def each_finding(problems: Sequence[Problem], frame: Frame, *, wrapped: bool = True) -> list[Line]:
    """Set findings, one below the other."""
    return [line for one in problems for line in _finding(one, frame, wrapped=wrapped)]


def place_of(problem: Problem) -> str:
    """Return where a problem is, as editors and terminals link it: path:line:column."""
    line = f":{problem.line}" if problem.line else ""
    column = f":{problem.column}" if problem.line and problem.column else ""
    return f"{problem.path}{line}{column}"


def _finding(problem: Problem, frame: Frame, *, wrapped: bool) -> list[Line]:
    say, severity = frame.say, problem.severity
    mark = Span(f"{problem.code} {say(f'severity.{severity}')}", _STYLES.get(severity, "dim"))
    place = Span(place_of(problem), "link")
    text = f"{say.problem(problem)} → {say.fix(problem)}"
    whole = Line.of(place, " ", mark, " ", text)
    if not wrapped or whole.width <= frame.columns:
        return [whole]
    # The place is never broken: half a path leads nowhere.
    head = Line.of(place, " ", mark)
    if head.width <= frame.columns:
        return [head, *stacked([text], frame.columns, _INDENT)]
    return [Line.of(place), *stacked([Line.of(mark, " ", text)], frame.columns, _INDENT)]


def _sum(problems: Sequence[Problem], files: int, say: Catalogue) -> str:
    looked_at = say.count("check.files", files)
    if not problems:
        return say("check.nothing", files=looked_at)
    found = [problem.severity for problem in problems]
    counts = [say.count(key, found.count(each)) for each, key in _SUMS.items() if each in found]
    return say("check.sum", findings=", ".join(counts), files=looked_at)
