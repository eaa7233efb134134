"""The catalogue of one language, and how it words dates, counts and problems."""

from datetime import date, time
from typing import TYPE_CHECKING, Literal

from kontaktjournal.messages.source import load

if TYPE_CHECKING:
    from decimal import Decimal

    from kontaktjournal.domain.errors import JournalError
    from kontaktjournal.domain.problem import Problem
    from kontaktjournal.domain.rhythm import Cadence, When

#: ``head`` Montag, 23. November 2026 · ``date`` 23.11.2026 · ``weekday_date`` Mo 23.11.2026 ·
#: ``short`` 23.11. · ``weekday_short`` Mo 23.11. · ``weekday`` Mo · ``month`` Nov. 2026 ·
#: ``written`` 23. Nov. · ``written_year`` 23. Nov. 2026 · ``day_name`` Montag ·
#: ``long`` Montag, 23. November · ``weekday_written`` Mo, 23. Nov. (``_year``: … 2026)
DayStyle = Literal[
    "head", "date", "weekday_date", "short", "weekday_short", "weekday", "month",
    "written", "written_year", "day_name", "long", "weekday_written", "weekday_written_year",
]  # fmt: skip

_DAYS_IN_A_MONTH = 365.2425 / 12
_MONTHS_SHOWN = 24


class Catalogue:
    """Say a message of the catalogue: ``say = Catalogue("de"); say("agenda.nothing_due")``.

    Values are inserted as they are: a view that writes to a terminal makes the whole
    text harmless afterwards. An unknown key is a mistake in the code, hence a `KeyError`.

    Args:
        language: ``de`` or ``en``.
    """

    __slots__ = ("_found", "_messages", "language")

    def __init__(self, language: str) -> None:
        self.language = language
        self._messages = load(language)
        # Ten thousand pages say the same two hundred messages, a hundred on each.
        self._found: dict[str, str] = {}

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the message, its places filled with the values.

        Raises:
            KeyError: if there is no such message, or a value is missing.
        """
        return self._text(key).format_map(values)

    def __contains__(self, key: str) -> bool:
        return self._messages.gettext(key) != key

    def count(self, key: str, n: int, /, **values: object) -> str:
        """Return the message in the form for ``n`` things; ``{n}`` is the number, grouped.

        Raises:
            KeyError: if there is no such message with a plural, or a value is missing.
        """
        text = self._messages.ngettext(key, key, n)
        if text == key:
            raise KeyError(key)
        return text.format_map({**values, "n": self.number(n)})

    def number(self, n: int) -> str:
        """Return the number with its thousands grouped: 98.412, 98,412."""
        return f"{n:,}".replace(",", self("number.thousands"))

    def decimal(self, value: "Decimal", places: int = 1) -> str:
        """Return the number with so many decimals: 3,4 and 3.4, 1.250,00 and 1,250.00."""
        signs = {ord(","): self("number.thousands"), ord("."): self("number.decimal")}
        return f"{value:,.{places}f}".translate(signs)

    def day(self, day: date, style: DayStyle) -> str:
        """Return the day as people write it."""
        month, weekday = day.month, day.weekday()
        return self(
            f"calendar.style.{style}",
            day=day.day,
            number=month,
            year=day.year,
            month=self(f"calendar.month.{month}"),
            short_month=self(f"calendar.month_short.{month}"),
            weekday=self(f"calendar.weekday.{weekday}"),
            short_weekday=self(f"calendar.weekday_short.{weekday}"),
        )

    def clock(self, at: time) -> str:
        """Return the time of day: 14:30."""
        return self("calendar.clock", hour=at.hour, minute=at.minute)

    def when(self, when: "When", style: DayStyle) -> str:
        """Return a day with its time if one was agreed, or the month if only that was (T2)."""
        if when.whole_month:
            return self.day(when.day, "month")
        day = self.day(when.day, style)
        if when.at is None:
            return day
        return self("calendar.when", day=day, clock=self.clock(when.at))

    def week(self, day: date) -> str:
        """Return the day's week, always by ISO (C1): KW 48, week 48."""
        return self("calendar.week", week=day.isocalendar().week)

    def cadence(self, cadence: "Cadence") -> str:
        """Return the rhythm in words: alle 6 Wochen, every 6 weeks."""
        if cadence.is_none:
            return self("cadence.none")
        return self.count(f"cadence.{cadence.unit}", cadence.count)

    def days(self, n: int) -> str:
        """Return a number of days in brackets, as it stands behind a date: (3 T), (3 d)."""
        return self.count("calendar.days", n)

    def ago(self, days: int) -> str:
        """Return an age in brackets, in days, months or years: (3 T), (6 Mon), (4 J)."""
        months = int(days / _DAYS_IN_A_MONTH)
        if not months:
            return self.days(days)
        if months < _MONTHS_SHOWN:
            return self.count("calendar.ago.months", months)
        return self.count("calendar.ago.years", months // 12)

    def stage(self, stage_id: str | None, label: str = "") -> str:
        """Return a stage's name: its own label, the catalogue's, else its id."""
        key = f"stage.{stage_id}"
        if label or stage_id is None:
            return label or self("status.none")
        return self(key) if key in self else stage_id

    def reason(self, name: str) -> str:
        """Return why the system refused, by the name of its error: ENOENT, EACCES."""
        key = f"reason.{name}"
        return self(key) if key in self else name

    def refusal(self, error: "JournalError") -> str:
        """Return why a command was refused, and what to do."""
        values = dict(error.values)
        if isinstance(reason := values.get("reason"), str):
            values["reason"] = self.reason(reason)
        return self(error.key, **values)

    def problem(self, problem: "Problem") -> str:
        """Return what is wrong, in one sentence."""
        key, values = self._about("problem", problem)
        n = int(values.get("count", "1"))
        is_counted = self._messages.ngettext(key, key, n) != key
        return self.count(key, n, **values) if is_counted else self(key, **values)

    def fix(self, problem: "Problem") -> str:
        """Return what its owner can do about a problem."""
        key, values = self._about("fix", problem)
        return self(key, **values)

    def _about(self, what: str, problem: "Problem") -> tuple[str, dict[str, str]]:
        values = dict(problem.values)
        if "date" in values:
            values["date"] = self._date(values["date"])
        channel = f"channel.{values.get('channel')}"
        if channel in self:
            values["channel"] = self(channel)
        if "reason" in values:
            values["reason"] = self.reason(values["reason"])
        if (told := values.get("told", "-")) in self:
            values["told"] = self(told, **values).removesuffix(".")
        return ".".join(filter(None, (what, problem.code, problem.variant))), values

    def _date(self, word: str) -> str:
        try:
            return self.day(date.fromisoformat(word), "date")
        except ValueError:
            return word

    def _text(self, key: str) -> str:
        found = self._found.get(key)
        if found is None:
            found = self._messages.gettext(key)
            if found == key:
                raise KeyError(key)
            self._found[key] = found
        return found
