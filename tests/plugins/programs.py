"""Programs of the system that tests drive: editors, tracers, browsers.

`make test` installs them where it may (see PROGRAMS in the Makefile). Elsewhere the tests that
need one are skipped, and the last lines of the run say so; in CI they fail, because a CI that
leaves something out says nothing.
"""

import os
import shutil
from collections import Counter

import pytest

_MARK = "program"
_SKIPPED = "not tested, because this program is missing: "


def declare(config: pytest.Config) -> None:
    """Declare the mark, ``@pytest.mark.program("vim")``."""
    config.addinivalue_line(
        "markers", f"{_MARK}(name): needs a program, called as its Debian package is"
    )


def refuse_without(item: pytest.Item) -> None:
    """Skip a test whose program is missing; fail it in CI."""
    for mark in item.iter_markers(_MARK):
        (name,) = mark.args
        if shutil.which(name):
            continue
        if "CI" in os.environ:
            pytest.fail(f"{name} is missing; `make test` should have installed it", pytrace=False)
        pytest.skip(_SKIPPED + name)


def tell(reporter: pytest.TerminalReporter) -> None:
    """Say loudly which programs were missing, and how many tests that cost."""
    reasons = (
        report.longrepr[2]
        for report in reporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    )
    missing = Counter(reason.partition(_SKIPPED)[2] for reason in reasons if _SKIPPED in reason)
    for name, count in sorted(missing.items()):
        line = f"NOT TESTED: {count} tests need {name} - on Debian and Ubuntu: apt install {name}"
        reporter.write_line(line, yellow=True, bold=True)
