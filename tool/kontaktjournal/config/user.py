"""The user's own ``config.toml``, outside of every journal (3.6)."""

from collections.abc import Mapping
from pathlib import Path

from kontaktjournal.config.above import base_folder, expanded
from kontaktjournal.config.document import Document, is_file, load
from kontaktjournal.config.values import text
from kontaktjournal.config.wrong import Wrong


def user_folder(environ: Mapping[str, str]) -> Path:
    """Return the user's own folder of settings; it is not created here."""
    return Path(base_folder(environ, "XDG_CONFIG_HOME", ".config")) / "kontaktjournal"


def user_root(environ: Mapping[str, str]) -> Path | None:
    """Return the ``root`` of the user's ``config.toml``, or None.

    Raises:
        BadConfig: the file cannot be understood.
        DiskTrouble: the file cannot be read.
    """
    file = user_folder(environ) / "config.toml"
    if not is_file(file):
        return None
    document = Document(load(file, str(file)), str(file))

    def folder(value: object) -> Path:
        path = Path(expanded(text(value), environ))
        if not path.is_absolute():
            raise Wrong("config.root", word=value)
        return path

    root: Path | None = document.section(document.data, (), {"root": folder}).get("root")
    document.finish()
    return root
