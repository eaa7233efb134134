"""Numbers within sentences: to twelve they are words."""

from kontaktjournal.messages import Catalogue

_FROM, _TO = 2, 12


def spelled(n: int, say: Catalogue, *, capital: bool = False) -> str:
    """Return a number as it stands in a sentence: drei, 38.

    Args:
        n: the number; what is said of one thing has a form of its own in the catalogue.
        say: the words.
        capital: whether it begins the sentence.
    """
    if not _FROM <= n <= _TO:
        return say.number(n)
    word = say(f"page.number.{n}")
    return capitalised(word) if capital else word


def counted(key: str, n: int, say: Catalogue) -> str:
    """Return the message in the form for so many things; the number in it is spelled.

    Args:
        key: of a message with ``{words}``, or ``{capital}`` where every language begins with it.
        n: how many.
        say: the words.
    """
    return say.count(key, n, words=spelled(n, say), capital=spelled(n, say, capital=True))


def capitalised(text: str) -> str:
    """Return a text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]
