"""What an export writes for each contact, and how that becomes one text."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, cast

from kontaktjournal.domain.exporting import Chosen, Form, appointment, released_dossier

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.notation.references import References
    from kontaktjournal.notation.words import Pairs
    from kontaktjournal.views.rows import Value


class Part(NamedTuple):
    """What was made of one contact."""

    uid: str
    made: object


class Maker:
    """Make one form of an export.

    Args:
        session: its journal is asked, its language told.
        form: which.
        references: what leads to people who are named in no export.
        alarm: minutes before an event; None for no reminder.
        reason: why somebody who is not in play is given away; empty where nobody is.
        excel: for a German Excel.
    """

    def __init__(  # noqa: PLR0913  # what every form is made by, and one parameter an option
        self,
        session: "Session",
        form: Form,
        references: "References",
        *,
        alarm: int | None,
        reason: str,
        excel: bool,
    ) -> None:
        self._session = session
        self._form = form
        self._references = references
        self._alarm = alarm
        self._reason = reason
        self._excel = excel
        self.failed: list[str] = []

    def parts(self, chosen: Sequence[Chosen]) -> list[Part]:
        """Return what is written of each; one who cannot be written spoils nobody else's."""
        makers: dict[Form, Callable[[Chosen], object]] = {
            Form.ICS: self._event,
            Form.VCF: self._card,
            Form.CSV: self._row,
            Form.JSON: self._value,
        }
        make = makers[self._form]
        parts: list[Part] = []
        for one in chosen:
            try:
                made = make(one)
            except Exception as error:  # noqa: BLE001  # whatever it is, it is this contact's
                self._tell_failed(one.due.contact.path, error)
                continue
            if made is not None:
                parts.append(Part(one.uid, made))
        return parts

    def _tell_failed(self, path: str, error: Exception) -> None:
        session = self._session
        self.failed.append(path)
        session.refuse(session.say("export.failed", path=path, error=type(error).__name__))

    def whole(self, parts: Sequence[Part], *, name: str = "Kontaktjournal") -> bytes:
        """Return all of them as one file.

        Args:
            parts: of `parts`.
            name: what a calendar is called that is one file.
        """
        made = [part.made for part in parts]
        match self._form:
            case Form.ICS:
                from kontaktjournal.views.calendar import calendar_text

                text = calendar_text(map(str, made), name=name)
            case Form.VCF:
                text = "".join(map(str, made))
            case Form.CSV:
                from kontaktjournal.views.separated import sheet_text

                rows = [[*row] for row in made if isinstance(row, list)]
                text = sheet_text(rows, with_reason=bool(self._reason), excel=self._excel)
            case Form.JSON:
                from kontaktjournal.views import rows as json_rows

                text = json_rows.written(made)
        return text.encode()

    def files(self, parts: Sequence[Part]) -> dict[str, bytes]:
        """Return each as a file of its own, by name."""
        return {f"{part.uid}.{self._form}": self.whole([part], name="") for part in parts}

    def _event(self, one: Chosen) -> str | None:
        from kontaktjournal.views.calendar import Alarm, event_text

        journal = self._session.journal
        when = appointment(one.due, journal.today, journal.settings)
        if when is None:
            return None
        alarm = None if self._alarm is None else Alarm(self._alarm)
        frame = self._session.frame
        return event_text(one.due, one.uid, when, frame, zone=journal.zone, alarm=alarm)

    def _card(self, one: Chosen) -> str:
        from kontaktjournal.views.cards import card_text

        return card_text(one.due.contact, one.uid, reason=self._reason_for(one))

    def _row(self, one: Chosen) -> list[str]:
        from kontaktjournal.views.separated import sheet_row

        return sheet_row(one.due, reason=self._reason_for(one))

    def _value(self, one: Chosen) -> "Value":
        from kontaktjournal.notation.keys import Keys
        from kontaktjournal.views.rows import person

        session, journal = self._session, self._session.journal
        canonical = Keys(journal.settings.keys).canonical
        dossier = released_dossier(
            journal.dossier(one.due.contact),
            self._references.hidden,
            canonical,
            outside=one.outside,
        )
        keys = self._references.removed_from(cast("Pairs", dossier.keys), canonical)
        dossier = replace(dossier, keys=keys)
        value = person(dossier, None, journal.today, session.say)
        return {**value, "export_reason": self._reason_for(one) or None}

    def _reason_for(self, one: Chosen) -> str:
        return self._reason if one.outside else ""
