"""The user's own ``config.toml``, outside of every journal (3.6)."""

from collections.abc import Mapping
from pathlib import Path

from kontaktjournal.config.document import Document, is_file, load
from kontaktjournal.config.values import text
from kontaktjournal.config.wrong import Wrong


def base_folder(environ: Mapping[str, str], variable: str, below_home: str) -> Path:
    """Return a base folder of the XDG specification.

    Args:
        environ: the environment.
        variable: names the folder; a relative path is ignored, as XDG demands.
        below_home: where it lies otherwise.
    """
    named = Path(environ.get(variable, ""))
    if named.is_absolute():
        return named
    home = environ.get("HOME") or environ.get("USERPROFILE")
    return (Path(home) if home else Path.home()) / below_home


def expanded(path: str, environ: Mapping[str, str]) -> str:
    """Return the path with a leading tilde replaced by the home folder."""
    # Service files and .env files set variables without a shell that knows the tilde.
    home = environ.get("HOME", "")
    if home and (path == "~" or path.startswith("~/")):
        return home + path[1:]
    return path


def user_root(environ: Mapping[str, str]) -> Path | None:
    """Return the ``root`` of the user's ``config.toml``, or None.

    Raises:
        BadConfig: the file cannot be understood.
        DiskTrouble: the file cannot be read.
    """
    file = base_folder(environ, "XDG_CONFIG_HOME", ".config") / "kontaktjournal" / "config.toml"
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
