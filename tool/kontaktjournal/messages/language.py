"""Which language the journal speaks, and how click is made to speak it too."""

import gettext
from collections.abc import Mapping
from gettext import dgettext, dngettext

from kontaktjournal.messages.source import load

LANGUAGES = ("de", "en")

_DOMAIN = "kontaktjournal"
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def choose_language(setting: str, environ: Mapping[str, str]) -> str:
    """Return the language to speak, ``de`` or ``en``.

    Args:
        setting: ``de``, ``en``, or anything else to follow the environment.
        environ: the process's environment.
    """
    if setting in LANGUAGES:
        return setting
    locale = next((environ[name] for name in _VARIABLES if environ.get(name)), "")
    word = locale.partition(".")[0].casefold()
    # C and POSIX name no language (cron, containers): the journal's own is German.
    return "de" if word in {"", "c", "posix"} or word.startswith("de") else "en"


def install(language: str) -> None:
    """Let this process's gettext, and with it click, speak our catalogue.

    ``gettext.find`` would look for files below a bound folder, which a zip has not, in the
    language of $LANGUAGE, which $EDITOR and git would inherit. So the current domain is
    answered from the loaded catalogue instead; every other domain is left as it is.
    """
    translations = load(language)

    def speak(domain: str, message: str) -> str:
        if domain != _DOMAIN:
            return dgettext(domain, message)
        return translations.gettext(message)

    def speak_counted(domain: str, msgid1: str, msgid2: str, n: int) -> str:
        if domain != _DOMAIN:
            return dngettext(domain, msgid1, msgid2, n)
        return translations.ngettext(msgid1, msgid2, n)

    gettext.textdomain(_DOMAIN)
    gettext.dgettext = speak
    gettext.dngettext = speak_counted
