"""The keys of a contact file and the many ways people spell them (3.2, K2, K8)."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from kontaktjournal.domain.names import key_of

#: Canonical key to the spellings read out of the box, already in the form of `key_of`.
ALIASES: Mapping[str, str] = {
    "status": "stand phase stufe stage state pipeline_stage sales_stage crm_stage warmth",
    "next": (
        "naechster naechste naechstes naechstes_gespraech naechster_kontakt"
        " naechster_kontakt_datum wiedervorlage faellig termin next_contact next_contact_due"
        " next_follow_up next_followup nextcontact follow_up followup follow_up_date"
        " followup_date next_touch next_call next_meeting due"
    ),
    "step": "schritt naechster_schritt thema next_step next_action topic",
    "every": (
        "alle rhythmus turnus takt intervall cadence cadence_days contact_cadence"
        " contact_frequency frequency follow_up_cadence custom_frequency_days"
        " contact_interval_days prm_cadence"
    ),
    "name": "vollername voller_name anzeigename full_name fullname display_name fn",
    "given_name": "vorname first_name firstname n_gn",
    "family_name": "nachname last_name lastname n_fn",
    "aliases": "alias spitzname nickname",
    "org": (
        "firma unternehmen organisation verein kunde company companies organization"
        " organizations organisations affiliation affiliations employer firm"
    ),
    "role": "rolle funktion position beruf taetigkeit job_title profession",
    "title": "",
    "phone": (
        "telefon tel handy mobil festnetz mobile telephone phone_number cell telefonnummer phones"
    ),
    "email": "e_mail mail emails mails e_mails",
    "city": "ort stadt wohnort location place based_in prm_location",
    "address": "adresse anschrift adr",
    "url": "web webseite website linkedin linked_in linkedin_url linked_in_url xing homepage urls",
    "birthday": "geburtstag geburtsdatum birth_date birthdate dob bday birth prm_birthday",
    "story": "gemeinsame_story geschichte shared_story",
    "hooks": "anknuepfung anknuepfungspunkte vermutet common_ground",
    "fit": "passt weizen match",
    "moment": "anlass warten_auf ausloeser waiting_for trigger",
    "value": "wert angebotswert umsatz amount deal_value",
    "via": "durch empfohlen_von vermittelt_von introduced_by referred_by",
    "met": (
        "kennengelernt kennt_woher woher how_we_met met_context met_at first_met date_met met_date"
    ),
    "links": "kennt kontakte beziehungen related people connections",
    "distinct": "verschieden_von not_same_as",
    "consent": "einwilligung erlaubnis permission opt_in",
    "blocked": "sperre gesperrt do_not_contact",
    "tags": "schlagworte tag categories category groups labels",
    "type": "art typ kind entity entity_type",
    "source": "quelle herkunft lead_source",
    "created": "angelegt erstellt date_created creation_date date",
    "uid": "kennung id uuid identifier",
    "last": (
        "letzter_kontakt zuletzt letztes_gespraech last_contact last_contacted lastcontacted"
        " last_interaction last_met last_touch last_touched last_touch_at date_last_spoken"
        " last_spoken prm_last_contacted"
    ),
    "snooze": "zurueckgestellt snooze_until snoozed_until prm_snooze_until",
}

#: Keys whose words are people, as links, with brackets or without (K5).
LINKING = frozenset({"via", "links", "distinct"})

#: Keys of the vCard plugin carry their type in brackets: ``TEL[CELL]``, ``ADR[HOME].LOCALITY``.
_VCARD = {"tel": "phone", "email": "email", "url": "url", "org": "org", "bday": "birthday"}


def _spellings() -> dict[str, str]:
    table = {canonical: canonical for canonical in ALIASES}
    for canonical, words in ALIASES.items():
        for word in words.split():
            table.setdefault(word, canonical)
    return table


BUILT_IN: Mapping[str, str] = _spellings()


class Keys:
    """Find the canonical key of whatever stands in a file.

    Args:
        added: canonical key to the user's own spellings (``[keys]``); they outrank the
            built-in ones.
    """

    __slots__ = ("_rank", "_table", "canonical")

    def __init__(self, added: Mapping[str, Iterable[str]]) -> None:
        table = dict(BUILT_IN)
        self._rank: dict[str, int] = {}
        for canonical, words in added.items():
            for place, word in enumerate(words, start=1):
                table[key_of(word)] = canonical
                self._rank[key_of(word)] = place
        self._table = table
        # Bounded: a hostile folder may hold any number of different keys.
        self.canonical = lru_cache(maxsize=4096)(self._canonical)

    def _canonical(self, typed: str) -> str | None:
        if "[" in typed:
            head, _, rest = typed.partition("[")
            part = key_of(rest.partition("]")[2])
            if key_of(head) == "adr":
                return {"locality": "city", "street": "address"}.get(part)
            return _VCARD.get(key_of(head))
        return self._table.get(key_of(typed))

    def rank(self, typed: str, canonical: str) -> int:
        """Return how far a spelling gives way to others of the same key (K8)."""
        key = key_of(typed)
        if key == canonical:
            return 0
        return self._rank.get(key, 1000)

    @property
    def words(self) -> Iterable[str]:
        """Return all spellings, for "did you mean"."""
        return self._table.keys()
