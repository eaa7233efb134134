"""A query from the words of a command line, whose quotes the shell took away."""

from datetime import date

import pytest

from kontaktjournal.domain.pipeline import DEFAULT, Kind, Pipeline, Stage
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.query.arguments import joined
from kontaktjournal.notation.query.parse import QueryReader

_STAGE = Stage("erstgespraech", Kind.ACTIVE, 0, ("erstes Gespräch",))
READER = QueryReader(Settings(pipeline=Pipeline((_STAGE, *DEFAULT.stages))), date(2026, 11, 23))


@pytest.mark.parametrize(
    ("arguments", "query"),
    [
        (["status:pflege", "-fit:no"], "status:pflege -fit:no"),
        (["status:pflege -fit:no"], "status:pflege -fit:no"),
        ([" -fit:no"], "-fit:no"),
        (["zweiter laden"], '"zweiter laden"'),
        (["zweiter", "laden"], "zweiter laden"),
        (['"zweiter laden"'], '"zweiter laden"'),
        (["org:Bad Honnef"], 'org:"Bad Honnef"'),
        (["-org:Bad Honnef"], '-org:"Bad Honnef"'),
        (["hobby:alte Autos"], 'hobby:"alte Autos"'),
        (["org:Honnef city:köln"], "org:Honnef city:köln"),
        (["org:Honnef or Köln"], "org:Honnef or Köln"),
        (["status:pflege anna"], "status:pflege anna"),
        (["next:heute anna"], "next:heute anna"),
        (["-next:nächste Woche"], '-next:"nächste Woche"'),
        (["every:6 Wochen"], 'every:"6 Wochen"'),
        (["consent:mail nein"], 'consent:"mail nein"'),
        (["consent:mail anna"], "consent:mail anna"),
        (["status:erstes Gespräch"], 'status:"erstes Gespräch"'),
        (["-status:pflege,erstes Gespräch"], '-status:pflege,"erstes Gespräch"'),
        (["is:ohne Termin"], 'is:"ohne Termin"'),
        (["is:heute anna"], "is:heute anna"),
        (["org:Bad Honnef,Köln"], 'org:"Bad Honnef",Köln'),
        (["org:Müller, Söhne"], 'org:"Müller, Söhne"'),
        (["org:none,Bad Honnef"], 'org:none,"Bad Honnef"'),
        (["org:müller buch*"], 'org:"müller buch"*'),
        (["zweiter lad*"], '"zweiter lad"*'),
        (["next:nächste Woche..+3w"], 'next:"nächste Woche"..+3w'),
        (["next:..nächste Woche"], 'next:.."nächste Woche"'),
        (["org:Honnef..Köln Mitte"], 'org:"Honnef..Köln Mitte"'),
        (["sort:name anna"], "sort:name anna"),
        (["anna oder bert"], "anna oder bert"),
        (["anna -bert"], "anna -bert"),
        (["Anna & Bert"], '"Anna & Bert"'),
        (["Termin: Köln"], '"Termin: Köln"'),
        (["anna @kalt"], "anna @kalt"),
        (["", " ", "anna"], "anna"),
        ([], ""),
    ],
)
def test_the_words_of_a_command_line_are_a_query(arguments: list[str], query: str) -> None:
    assert joined(arguments, READER) == query
