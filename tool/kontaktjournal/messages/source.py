"""The compiled catalogues, read wherever the package lies: folder, wheel or zip."""

import os
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from typing import Protocol, cast


class _Loader(Protocol):
    def get_data(self, path: str, /) -> bytes: ...


@cache
def load(language: str) -> GNUTranslations:
    """Return the compiled catalogue of a language.

    Raises:
        OSError: if there is no such language.
    """
    # The module's own loader reads folders and zips alike and is already there;
    # importlib.resources and pkgutil cost 10 to 30 ms, pathlib 4.
    loader = cast("_Loader", __spec__.loader)
    here = __file__.rpartition(os.sep)[0]
    path = os.sep.join((here, "locale", language, "LC_MESSAGES", "kontaktjournal.mo"))
    return GNUTranslations(BytesIO(loader.get_data(path)))
