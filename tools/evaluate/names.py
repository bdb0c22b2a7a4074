"""Decides whether two names mean the same, and which part of a span counts as the name."""

import re
import unicodedata


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PRONOUNS_HE = _set("he she him her his hers himself herself")
PRONOUNS_IT = _set("they them their theirs themselves it its itself")

# Words that do not distinguish one speaker from another.
ARTICLES_AND_PREPOSITIONS = _set("the a an of for and in on at to s")
TITLES_OF_SPEAKERS = _set("mr mrs ms dr sen rep gov sir president senator secretary former")
PRONOUNS_OF_SPEAKERS = _set("he she they it i we you who that which him her them his their its our my this these those one")

# Words that do not distinguish one entity from another.
SMALL_WORDS = _set("the a an of and for in on at to de la s")
TITLES = (
    _set("mr mrs ms miss dr prof professor sir dame lord lady")
    | _set("president vice prime minister chancellor secretary senator sen rep gov representative congressman congresswoman")
    | _set("governor mayor ambassador general gen colonel col captain capt lieutenant lt sergeant sgt admiral justice judge")
    | _set("king queen prince princess emperor pope archbishop bishop cardinal rev reverend saint st")
    | _set("ceo chairman spokesman spokeswoman administrator emeritus")
)
WORD = re.compile(r"[^\W_]+")
ABBREVIATION = re.compile(r"\b(?:[A-Za-z]\.){2,}")  # U.N.
POSSESSIVE = re.compile(r"['’]s?$")
LEADING = re.compile(r"(?:the|an?)\s+|[\s\"'“”‘’(.,-]+", re.IGNORECASE)
LEADING_WORD = re.compile(r"([A-Za-z]+)\.?\s+(?=\w)")
TRAILING = re.compile(r"(?:['’]s|[\s\"'“”‘’),;:-])+$")


def speakers_agree(one: str | None, other: str | None) -> bool:
    """Whether the words of one name, less titles and pronouns, are all among those of the other.

    >>> speakers_agree("Mr. Okafor", "Ben Okafor"), speakers_agree("Ann Okafor", "Ben Okafor"), speakers_agree("he", "he")
    (True, False, False)
    """
    a, b = _speaker_words(one), _speaker_words(other)
    return bool(a and b) and (a <= b or b <= a)


def entities_agree(one: str, other: str) -> bool:
    """The same for names of entities: accents and possessives are ignored too, and an acronym agrees with the full name.

    >>> entities_agree("the U.N.", "United Nations"), entities_agree("Renée Roe’s", "Renee"), entities_agree("Ann Ro", "Ann Li")
    (True, True, False)
    """
    a, b = set(entity_words(one)), set(entity_words(other))
    return (bool(a and b) and (a <= b or b <= a)) or _is_acronym(one, other) or _is_acronym(other, one)


def entity_words(name: str) -> list[str]:
    """Returns the words of a name in lower case, without small words and titles; the titles if there is nothing else."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = re.sub(r"['’]s\b", "", plain)
    plain = re.sub(r"['’]\b", "'", re.sub(r"['’]$", "", plain))
    plain = ABBREVIATION.sub(lambda match: match[0].replace(".", ""), plain)
    words = [word for word in WORD.findall(plain.lower()) if word not in SMALL_WORDS]
    return [word for word in words if word not in TITLES] or words


def name_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Returns the span without leading articles and titles, a trailing possessive, and punctuation at its ends.

    >>> name_span("Dr Ann Roe's", 0, 12), name_span("the U.S.", 0, 8)
    ((3, 10), (4, 8))
    """
    while (cut := _leading(text[start:end])) and start + cut < end:
        start += cut
    return start, start + len(TRAILING.sub("", text[start:end])) or end


def _leading(text: str) -> int:
    """Returns how many characters at the start are an article, a title or punctuation."""
    if (word := LEADING_WORD.match(text)) and word[1].lower() in TITLES:
        return word.end()
    match = LEADING.match(text)
    return match.end() if match else 0


def _speaker_words(name: str | None) -> set[str]:
    words = re.findall(r"\w+", (name or "").lower())
    return set(words) - ARTICLES_AND_PREPOSITIONS - TITLES_OF_SPEAKERS - PRONOUNS_OF_SPEAKERS


def _is_acronym(short: str, name: str) -> bool:
    short = POSSESSIVE.sub("", re.sub(r"^the ", "", short, flags=re.IGNORECASE))
    if not short.replace(".", "").isupper():
        return False
    letters = re.sub(r"[^A-Za-z0-9]", "", short).lower()
    words = WORD.findall(name.replace(".", "").lower())
    initials = {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in SMALL_WORDS)}
    return len(letters) > 1 and letters in initials
