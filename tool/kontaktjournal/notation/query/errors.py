"""Why a query cannot be understood, and where."""

from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.domain.query.tree import Place


class BadQuery(WrongUse):
    """Refuse a query, naming the place.

    Args:
        key: what is wrong, a sentence of the catalogue without its "refusal.query.".
        at: where it stands.
        text: the query; a saved one's own text where the mistake is in there.
        view: the name of the saved query it stands in, if it does.
        values: what fills the sentence.
    """

    def __init__(
        self, key: str, at: Place, text: str = "", view: str = "", **values: object
    ) -> None:
        super().__init__(f"refusal.query.{key}", **values)
        self.at = at
        self.text = text
        self.view = view
