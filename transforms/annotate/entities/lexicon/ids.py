"""Computes ids of entities. The same name and type have the same id in every article, so that records can be joined."""

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

LETTERS = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"['’]s?$")
OWNED = re.compile(r"(?<=\w)['’]s(?=\s)")  # "Growers's Union"
INNER = re.compile(r"(?<=\w)['’](?=\w)")  # O’Neil
DOTTED = re.compile(r"\b(?:\w\.){2,}")


def entity_id(name: str, kind: str) -> str:
    """Returns the id of an entity: 16 hexadecimal digits of a hash of its type and folded name. Namesakes share an id.

    >>> entity_id("José Núñez", "person") == entity_id("Jose Nunez", "person")
    True
    """
    return blake2b(f"{kind}\n{folded(name)}".encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=10_000)
def folded(name: str) -> str:
    """Returns the form in which names are compared: lower case, without accents, dots, leading article and possessive.

    >>> folded("The U.N.'s"), folded("Inés O’Konkwo’s"), folded("!")
    ('un', 'ines okonkwo', '!')
    """
    plain = unicodedata.normalize("NFKD", POSSESSIVE.sub("", name.strip()))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).encode("utf-8", "replace").decode("utf-8").lower()
    plain = INNER.sub("", OWNED.sub("", plain))
    words: list[str] = LETTERS.findall(DOTTED.sub(lambda m: m[0].replace(".", ""), plain))
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words) or plain.strip() or name.strip()
