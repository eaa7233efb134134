"""Headers of foreign address books, as those programs write them (6.3, 6.4)."""

GOOGLE_OLD_COLUMNS = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,"
    "Additional Name Yomi,Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,"
    "Short Name,Maiden Name,Birthday,Gender,Location,Billing Information,Directory Server,"
    "Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,Notes,Language,Photo,"
    "Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,"
    "Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,Address 1 - Type,"
    "Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,"
    "Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,"
    "Address 1 - Extended Address,Organization 1 - Type,Organization 1 - Name,"
    "Organization 1 - Yomi Name,Organization 1 - Title,Organization 1 - Department,"
    "Organization 2 - Type,Organization 2 - Name,Organization 2 - Title,Website 1 - Type,"
    "Website 1 - Value,Relation 1 - Type,Relation 1 - Value"
)
GOOGLE_COLUMNS = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,"
    "Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,"
    "Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,"
    "E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,"
    "Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,"
    "Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,"
    "Website 1 - Label,Website 1 - Value,Event 1 - Label,Event 1 - Value,"
    "Custom Field 1 - Label,Custom Field 1 - Value"
)
OUTLOOK_GERMAN_COLUMNS = (
    "Anrede,Vorname,Weitere Vornamen,Nachname,Suffix,Firma,Abteilung,Position,"
    "Straße geschäftlich,Straße geschäftlich 2,Straße geschäftlich 3,Ort geschäftlich,"
    "Region geschäftlich,Postleitzahl geschäftlich,Land/Region geschäftlich,Straße privat,"
    "Straße privat 2,Straße privat 3,Ort privat,Bundesland/Kanton privat,Postleitzahl privat,"
    "Land/Region privat,Weitere Straße,Weiterer Ort,Weitere Postleitzahl,"
    "Weiteres/e Land/Region,Telefon Assistent,Fax geschäftlich,Telefon geschäftlich,"
    "Telefon geschäftlich 2,Rückmeldung,Autotelefon,Telefon Firma,Fax privat,Telefon privat,"
    "Telefon privat 2,ISDN,Mobiltelefon,Weiteres Telefon,Pager,Haupttelefon,Beruf,Büro,"
    "E-Mail-Adresse,E-Mail-Typ,E-Mail: Angezeigter Name,E-Mail 2: Adresse,E-Mail 2: Typ,"
    "E-Mail 3: Adresse,Geburtstag,Geschlecht,Jahrestag,Kategorien,Kinder,Notizen,Partner,"
    "Priorität,Privat,Vertraulichkeit,Webseite,Weiteres Postfach"
)
#: As newer builds write the same.
OUTLOOK_GERMAN_NEWER_COLUMNS = (
    OUTLOOK_GERMAN_COLUMNS.replace("Telefon privat 2", "Telefon (privat 2)")
    .replace("Telefon privat", "Telefon (privat)")
    .replace("Telefon geschäftlich 2", "Telefon (geschäftlich 2)")
    .replace("Telefon geschäftlich", "Telefon (geschäftlich)")
    .replace("Straße privat", "Straße (privat)")
)
OUTLOOK_ENGLISH_COLUMNS = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,"
    "Business Street 2,Business City,Business State,Business Postal Code,"
    "Business Country/Region,Home Street,Home City,Home State,Home Postal Code,"
    "Home Country/Region,Assistant's Phone,Business Fax,Business Phone,Home Phone,Mobile Phone,"
    "Primary Phone,Anniversary,Birthday,Business Address PO Box,Categories,E-mail Address,"
    "E-mail Type,E-mail Display Name,E-mail 2 Address,E-mail 3 Address,Gender,"
    "Internet Free Busy,Notes,Priority,Private,Sensitivity,Spouse,Web Page"
)
OUTLOOK_ONLINE_COLUMNS = (
    "First Name,Middle Name,Last Name,Title,Suffix,Initials,Web Page,Gender,Birthday,"
    "Anniversary,Location,Language,Internet Free Busy,Notes,E-mail Address,E-mail 2 Address,"
    "E-mail 3 Address,Primary Phone,Home Phone,Home Phone 2,Mobile Phone,Pager,Home Fax,"
    "Home Address,Home Street,Home Street 2,Home Street 3,Home Address PO Box,Home City,"
    "Home State,Home Postal Code,Home Country,Spouse,Company,Job Title,Department,"
    "Business Address,Business Street,Business City,Business Postal Code,Business Country,"
    "Categories"
)
GMX_COLUMNS = (
    "Nachname,Anrede,Vorname,Weitere Vornamen,Geschlecht,Geburtstag,Position,Abteilung,Firma,"
    "E-Mail-Adresse,E-Mail: Angezeigter Name,E-Mail 2: Adresse,Telefon geschäftlich,"
    "Telefon privat,Mobiltelefon,Fax privat,Webseite,Straße geschäftlich,Ort geschäftlich,"
    "Postleitzahl geschäftlich,Land geschäftlich,Straße privat,Ort privat,Postleitzahl privat,"
    "Land privat,Weiteres Land,Notizen"
)
