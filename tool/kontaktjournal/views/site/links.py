"""Links of the pages: which schemes may stand in one, what opens a file, what a page is called."""

from collections.abc import Iterable
from urllib.parse import quote

from kontaktjournal.domain.contact import stem_of
from kontaktjournal.domain.names import slug

#: All that a link may do: open a page, write a mail, call somebody.
SCHEMES = ("http", "https", "mailto", "tel")


def safe_link(url: str) -> str:
    """Return a link if it may stand in a page, else nothing.

    Args:
        url: as it stands in a file.
    """
    # Browsers drop blanks and control characters before they look for the scheme.
    plain = "".join(char for char in url if char > " " and char.isprintable())
    scheme, colon, rest = plain.partition(":")
    return plain if colon and rest and scheme.casefold() in SCHEMES else ""


def editor_link(template: str, root: str, path: str, line: int) -> str:
    """Return the link that opens a file in the user's editor; empty without a template.

    Args:
        template: ``[page] editor``: a link with ``{path}`` and ``{line}``.
        root: absolute path of the journal.
        path: of the file, below the root.
        line: 1-based.
    """
    # Obsidian takes its path as a value, where a slash would be one of the link's own.
    kept = "" if template.casefold().startswith("obsidian:") else "/"
    whole = quote(f"{root.rstrip('/')}/{path}", safe=kept, errors="surrogateescape")
    # Many write "file/{path}", though the path begins with a slash itself.
    template = template.replace("/{path}", "{path}") if whole.startswith("/") else template
    return template.replace("{path}", whole).replace("{line}", str(line))


def page_names(paths: Iterable[str], others: Iterable[str] = ()) -> dict[str, str]:
    """Return what the page of each contact is called; the same for the same paths.

    Args:
        paths: of contact files.
        others: names that are given already.
    """
    taken = set(map(page_stem, others))
    names: dict[str, str] = {}
    for path in sorted(paths):
        base = slug(stem_of(path))
        name, number = base, 1
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        names[path] = f"kontakte/{name}.html"
    return names


def page_stem(page: str) -> str:
    """Return the name of a page without folder and ending: one of a kind, fit for a link."""
    return page[page.rfind("/") + 1 : page.rfind(".")]


def anchor_of(page: str) -> str:
    """Return what the agenda calls the entry of whom a page is about."""
    return f"k-{page_stem(page)}"
