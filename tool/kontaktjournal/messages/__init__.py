"""Everything the journal says to people, German and English; no other text is free in code.

A message has a stable key (``agenda.nothing_due``) and its words in
``locale/<language>/LC_MESSAGES/kontaktjournal.po``.
"""

from kontaktjournal.messages.catalogue import Catalogue
from kontaktjournal.messages.language import LANGUAGES, choose_language, install

__all__ = ["LANGUAGES", "Catalogue", "choose_language", "install"]
