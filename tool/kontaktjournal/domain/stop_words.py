"""Words that say nothing of what somebody talks about, folded (N6)."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: English words that tell the language of a sentence, and nothing else.
ENGLISH = _words("""
    a about after all also an and any are as at be because been before but by can could did do
    does each for from had has have he her here him his how i if in into is it its just me more
    most my no not of off on once one only or other our out over she should since so some than
    that the their them then there these they this those through to too two until up us very was
    we were what when where which while who why will with would you your
""")
#: The same for German.
GERMAN = _words("""
    aber alle allem allen aller alles als also am an auch auf aus bei beide beiden bin bis bist
    da dabei dafuer damit dann darauf darin das dass dein deine dem den denn der deren des deshalb
    dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen
    einer eines er erst es etwas euch eure fuer gegen hab habe haben hat hatte hatten hier hinter
    ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jede jedem jeden jeder
    jedes jetzt kann kein keine keinem keinen keiner koennen mal man mehr mein meine meinem meinen
    meiner mich mir mit nach nicht nichts noch nun nur ob oder ohne sehr sein seine seinem seinen
    seiner seit sich sie sind so soll sollte sonst statt ueber um und uns unser unsere unter vom
    für über dafür können
    von vor war waren warum was weil welche welcher wenn wer werden wie wieder will wir wird wo
    wollen wurde wurden zu zum zur zwar zwei zwischen
""")
#: What is in every journal: people, times, ways of talking, verbs at the beginning of a note.
_EVERYWHERE = _words("""
    anfang angebot anruf antwort arbeit art auftrag bekannte beispiel bekommt besuch braucht brief
    danach ding dinge drei ende facebook fehlt fragt frage fragen frau gehoert geht gern gesagt
    geschaeft geschichte geschichten gesehen gespraech gespraeche gestern gibt haette haus hause
    heisst herr herrn heute idee instagram internet jahr jahre jahren kaffee kennt klingt kommt
    kontakt kunde kunden kundin leute leuten linkedin liegt macht mail mann menschen mensch
    meldet minuten moechte moment monat monate morgen musste nachricht name namen nennt newsletter
    notiz nummer online projekt redet ruft sache sachen sagt schickt schreibt selbst sieht sitzt
    sollen steht story stunde stunden sucht tage telefon telefonat teil termin thema treffen uhr
    verein vielleicht viel viele vier wartet weiss weiter werde whatsapp will woche wochen wohl
    wort worte xing zeigt zeit zoom zuerst
    augen blick empfehlung euro finger grund haende hand import kopf meter metern nacht paar platz
    preis preise punkt reihe satz schritt seite seiten stelle stueck text tisch tuer weg zahl
    zahlen zeile zeilen
    montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar maerz april mai
    juni juli august september oktober november dezember fruehjahr sommer herbst winter
    again always answer asked before business call called client coffee contact customer days
    email every first friend from going good group good hour hours idea into last later like list
    made mail make maybe meeting message minutes month months name never next note number offer
    often people person phone project question really said says second sent still talk talked
    thing things think three time today tomorrow together told want wants week weeks went work
    works year years yesterday
    monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december spring summer autumn
""")
#: Forms of firms.
LEGAL_FORMS = _words("""
    gmbh mbh ag kg gbr ohg ev eg ug kgaa se co cie inc llc ltd plc sa sarl corp
""")
#: What some write where others write a firm.
NO_FIRM = _words("""
    selbststaendig selbstaendig freiberuflich freiberufler privat rentner rentnerin ruhestand
    freelance freelancer retired private
""")
STOP_WORDS = ENGLISH | GERMAN | _EVERYWHERE | NO_FIRM
