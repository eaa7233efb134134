"""The words the query language takes for its own, in German and in English (4.9)."""

AND = frozenset({"and", "und"})
OR = frozenset({"or", "oder"})
NOT = frozenset({"not", "nicht"})
OPERATORS = AND | OR | NOT

#: A value that is not there, and one that is.
NONE = frozenset({"none", "keine", "kein", "leer"})
ANY = frozenset({"any", "irgendein", "irgendeine", "irgendwas"})
