"""Thirty people, a year of conversations: small enough to count by hand.

Today is Monday, 23 November 2026. What each adds to which number stands beside it; the numbers
themselves are worked out in tests/domain/statistics/test_counted_year.py.
"""

from datetime import date

TODAY = date(2026, 11, 23)

#: In the funnel down to the business, a talk with everybody.
WON = {
    # 1: all stages one after the other; 3 talks, 105 minutes.
    "Ada Brinkmann": """---
status: kunde
created: 2025-12-01
source: Empfehlung
via: "[[jonas-thiel]]"
fit: ja
story: Messebau 2009
value: 4.800 EUR
next: 2027-01-05
---
## 2025-12-03 Telefonat, 30 min
→ gespraech
## 2026-01-14 Treffen, 1 h
→ angebot
## 2026-02-11 Telefonat, 15 min
→ kunde
""",
    # 2: an attempt first; a promise of mine, kept; 2 talks, 40 minutes.
    "Bodo Lindner": """---
status: kunde
created: 2026-03-02
source: LinkedIn
fit: ja
value: 7.500 €
---
## 2026-03-04 Versuch
## 2026-03-09 Telefonat, 20 min
- [x] Angebot schicken 📅 2026-03-13
→ angebot
## 2026-04-06 Telefonat, 20 min
→ kunde
""",
    # 3: bought at once, and nobody noted the fit; a talk without a length; other money.
    "Cora Mertens": """---
status: kunde
created: 2026-05-04
source: linkedin
value: 2000 CHF
---
## 2026-05-06 Zoom
→ kunde
""",
    # 5: a customer of former times, filed; a value that is no number; 2 talks, 20 minutes.
    "Eva Pohl": """---
status: ablage
created: 2026-02-02
source: empfehlung
via: Jonas Thiel
fit: nein
value: pauschal
---
## 2026-02-04 Telefonat, 10 min
→ kunde
## 2026-06-01 Telefonat, 10 min
→ ablage
""",
}

#: As far as the offer, after a talk.
OFFERED = {
    # 6: still there, and overdue; a promise of mine, broken; 25 minutes.
    "Falk Renner": """---
status: angebot
created: 2026-06-01
source: LinkedIn
fit: ja
story: gemeinsam Fußball gespielt
next: 2026-11-20
---
## 2026-06-03 Telefonat, 25 min
- [ ] Muster bringen 📅 2026-06-10
→ angebot
""",
    # 7: went back a stage; a promise without a date, kept; 2 talks, 45 minutes; due today.
    "Gesa Stahl": """---
status: pflege
created: 2026-06-15
source: LinkedIn
fit: ja
next: 2026-11-23
---
## 2026-06-17 Telefonat, 35 min
- [x] Buch leihen
→ angebot
## 2026-07-15 Telefonat, 10 min
→ pflege
""",
    # 8: filed by mail, the fit left open; 15 minutes.
    "Hanno Uhlig": """---
status: ablage
created: 2026-07-06
source: newsletter.csv
---
## 2026-07-08 Telefonat, 15 min
→ angebot
## 2026-08-05 E-Mail
→ ablage
""",
}

#: They fit, and there is no offer.
FITTING = {
    # 10: whom nobody has talked to for the longest time; 2 talks, one without a length.
    "Jan Wieland": """---
status: pflege
created: 2025-12-08
source: Empfehlung
via: "[[jonas-thiel]]"
fit: ja
story: Nachbarn in Deutz
next: 2026-11-27
---
## 2025-12-10 Telefonat, 40 min
→ pflege
## 2026-03-11 Telefonat
- [ ] er: Zahlen schicken 📅 2026-03-20
→ pflege
""",
    # 11: the day of making is not noted: the talk is the entry; a promise of theirs, kept.
    "Kira Adler": """---
status: pflege
via: Ada Brinkmann
fit: ja
next: 2026-12-01
---
## 2026-09-07 Telefonat, 20 min
- [x] Kira: ruft zurück 📅 2026-09-10
→ pflege
""",
    # 13: an attempt before the file was made is the entry; 30 minutes; a promise, kept.
    "Mona Dietz": """---
status: gespraech
created: 2026-09-21
fit: ja
next: 2026-12-01
---
## 2026-09-16 Versuch
## 2026-09-23 Telefonat, 30 min
- [x] Leseprobe 📅 2026-09-30
→ gespraech
""",
    # 14: filed all the same; 2 talks, 30 minutes.
    "Nils Ebert": """---
status: ablage
created: 2026-10-05
fit: ja
---
## 2026-10-07 Telefonat, 20 min
## 2026-10-21 Telefonat, 10 min
→ ablage
""",
}

#: A talk, and no more.
TALKED = {
    # 15: the story of somebody filed is in no quota; 5 minutes.
    "Olga Falke": """---
status: ablage
created: 2026-10-12
source: newsletter.csv
fit: nein
story: dieselbe Schule
---
## 2026-10-14 Telefonat, 5 min
→ ablage
""",
    # 16: two attempts; 5 minutes.
    "Paul Grote": """---
status: ablage
created: 2026-01-12
fit: nein
---
## 2026-01-14 Versuch
## 2026-01-16 Versuch
## 2026-01-19 Telefonat, 5 min
→ ablage
""",
    # 17: the talk next week is no talk yet, nor is the promise due; 20 minutes.
    "Rita Hagen": """---
status: gespraech
created: 2026-11-02
source: newsletter.csv
---
## 2026-11-30 Telefonat
## 2026-11-04 Telefonat, 20 min
- [ ] Prospekt 📅 2026-11-30
→ gespraech
""",
    # 18: in the list, and talked to; 10 minutes.
    "Sven Ihde": """---
status: liste
---
## 2026-04-13 Treffen, 10 min
""",
    # 19: in a stage that nobody knows; 45 minutes.
    "Tina Jansen": """---
status: quarkstufe
created: 2026-04-20
---
## 2026-04-22 Kaffee, 45 min
""",
}

#: In the funnel, and no talk on file.
ENTERED = {
    # 4: came as a customer.
    "Dirk Oelmann": """---
status: kunde
created: 2026-01-05
source: Empfehlung
value: 900 EUR
---
""",
    # 9: an offer by mail.
    "Ines Vogt": """---
status: angebot
created: 2026-08-03
---
## 2026-08-10 E-Mail
→ angebot
""",
    # 12: said to fit, but nobody has ever talked to him.
    "Lars Becker": """---
status: pflege
created: 2026-09-14
fit: ja
---
""",
    # 20: two attempts; a promise without a date, open.
    "Udo Kessel": """---
status: anbahnung
created: 2026-11-16
source: Linkedin
---
## 2026-11-17 Versuch
- [ ] Adresse suchen
## 2026-11-19 Versuch
""",
    # 21: a message is no talk.
    "Vera Lorenz": """---
status: anbahnung
created: 2026-11-09
source: newsletter.csv
---
## 2026-11-10 E-Mail
""",
    # 22: three attempts, then filed.
    "Wim Maas": """---
status: ablage
created: 2026-02-09
source: newsletter.csv
---
## 2026-02-10 Versuch
## 2026-02-12 Versuch
## 2026-02-16 Versuch
→ ablage
""",
    # 23: one attempt, then filed without a line about it.
    "Yara Nolte": """---
status: ablage
created: 2026-08-17
source: newsletter.csv
---
## 2026-08-18 Mailbox
""",
    # 24: in the list, and called once; due on a Saturday.
    "Zeno Ott": """---
status: liste
next: 2026-12-19
---
## 2026-05-11 Versuch
""",
}

#: Not in the funnel.
OUTSIDE = {
    # 25: the date of a message may come with an import.
    "Anke Pape": "---\nstatus: liste\n---\n## 2026-03-30 E-Mail\n",
    # 26: only ever listed.
    "Bernd Quast": "---\nstatus: liste\ncreated: 2026-03-30\nsource: newsletter.csv\n---\n",
    # 27: filed straight from the list; that message, too, may have come with an import.
    "Carla Reuter": "---\nstatus: ablage\ncreated: 2026-06-22\n---\n## 2026-06-29 E-Mail\n",
    # 28: in play, no date at all.
    "Detlef Sasse": "---\nstatus: anbahnung\nstory: Skikurs 1998\n---\n",
    # 29: filed, no date at all.
    "Elke Timm": "---\nstatus: ablage\n---\n",
    # 30: all is still to come.
    "Frank Uder": "---\nstatus: anbahnung\ncreated: 2026-12-07\n---\n## 2026-12-09 Telefonat\n",
}

#: All thirty, by the names of their files.
FILES = {
    f"kontakte/{name}.md": text
    for group in (WON, OFFERED, FITTING, TALKED, ENTERED, OUTSIDE)
    for name, text in group.items()
}
