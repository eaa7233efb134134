"""What the crash lab prints in the end: its figures, one line for each trial."""

from collections.abc import Callable

import pytest

from crash_trial import Tell

_LINE, _COUNT = "line", "points"


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """Return a function that takes a line for the report, and at how many points it struck."""

    def told(line: str, points: int = 0) -> None:
        record_property(_LINE, line)
        record_property(_COUNT, points)

    return told


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures of all trials, also of those that failed."""
    found = [
        dict(report.user_properties)
        for outcome in ("passed", "failed")
        for report in terminalreporter.getreports(outcome)
        if report.when == "call" and report.user_properties
    ]
    if not found:
        return
    terminalreporter.section("figures")
    for line in sorted(str(one[_LINE]) for one in found):
        terminalreporter.write_line(line)
    points = sum(int(str(one[_COUNT])) for one in found)
    terminalreporter.write_line(f"{points:,} faults in all".replace(",", " "))
