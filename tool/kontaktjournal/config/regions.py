"""Public holidays of a region, from the `holidays` package (clarification 13).

The package takes a tenth of a second to load: as long as no date is asked, a region is
only looked at. The countries named here are checked in full when ``journal.toml`` is read,
all others when the first date is asked; either way a wrong one is refused with its place.
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from kontaktjournal.config.values import text
from kontaktjournal.config.wrong import Wrong, unknown
from kontaktjournal.domain.errors import BadConfig

_CODE_LENGTH = 2

#: Parts of the countries whose regions are known without the package.
PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "DE": (
        "BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST",
        "TH", "Augsburg",
    ),
    "AT": ("1", "2", "3", "4", "5", "6", "7", "8", "9"),
    "CH": (
        "AG", "AI", "AR", "BE", "BL", "BS", "FR", "GE", "GL", "GR", "JU", "LU", "NE", "NW", "OW",
        "SG", "SH", "SO", "SZ", "TG", "TI", "UR", "VD", "VS", "ZG", "ZH", "Stadt Zurich",
    ),
})  # fmt: skip


def region(value: object) -> str:
    """Read a region: ``DE``, ``DE-NW``, ``CH-ZH``."""
    typed = text(value)
    country, dash, part = typed.partition("-")
    known = PARTS.get(country.upper())
    if len(country) != _CODE_LENGTH or not country.isascii() or not country.isalpha():
        raise unknown("config.region", typed, (*PARTS, *_names("DE", PARTS["DE"])))
    if dash and not part:
        raise Wrong("config.region", word=typed)
    if known is None or not dash:
        return country.upper() + dash + part
    return _named(country.upper(), part, known)


def _names(country: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{country}-{part}" for part in parts)


def _named(country: str, part: str, known: tuple[str, ...]) -> str:
    for name in _names(country, known):
        if name.casefold() == f"{country}-{part}".casefold():
            return name
    raise unknown("config.region", f"{country}-{part}", _names(country, known))


def public_holidays(name: str, year: int) -> frozenset[date]:
    """Return the public holidays of a region in a year.

    Raises:
        Wrong: the package knows no such region, or is not installed.
    """
    try:
        import holidays
    except ImportError:
        raise Wrong("config.region.missing", word=name) from None

    countries = holidays.list_supported_countries(include_aliases=False)
    country, _, part = name.partition("-")
    if country not in countries:
        raise unknown("config.region", name, countries)
    if part:
        name = _named(country, part, tuple(countries[country]))
        part = name.partition("-")[2]
    table = holidays.country_holidays(country, subdiv=part or None, years=year)
    # A holiday that is moved to a working day may land in the next year.
    return frozenset(day for day in table if day.year == year)


class Regions:
    """Answer which days of a year are public holidays in any of some regions.

    Args:
        names: regions as `region` read them.
        refuse: makes the refusal of a region that turns out to be wrong.
    """

    __slots__ = ("_names", "_refuse", "_years")

    def __init__(self, names: tuple[str, ...], refuse: Callable[[str, Wrong], BadConfig]) -> None:
        self._names = names
        self._refuse = refuse
        self._years: dict[int, frozenset[date]] = {}

    def __call__(self, year: int) -> frozenset[date]:
        """Return the public holidays of a year.

        Raises:
            BadConfig: there is no such region.
        """
        if year not in self._years:
            found: frozenset[date] = frozenset()
            for name in self._names:
                try:
                    found |= public_holidays(name, year)
                except Wrong as wrong:
                    raise self._refuse(name, wrong) from None
            self._years[year] = found
        return self._years[year]
