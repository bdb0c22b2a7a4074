"""Splits author lines into names: "By Jane Roe and John Doe, political editors" has two names; "By" and the job are dropped."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

MAX_NAME = 60  # characters of a name
MAX_WORDS = 6  # of a name
MAX_AUTHORS = 30
MAX_LINE = 1000  # characters of an author line that are read

LEAD = re.compile(r"""(?xi) ^ (?:
    (?: (?: written | words | story | report(?:ed|ing)? | text | analysis | opinion | posted | published | news ) \s+ )? by \b
  | (?: von | par | por | di | door | av | af | från | fra | από | napsal | przez | oleh ) \b
  | (?: by | text | tekst | texto | texte | testo | author | autor(?:in|a|e|es)? | auteur | autore | redaktor | forfatter
      | författare | penulis | reporter | автор | текст | yazar | haber ) \s* [:：]
  | (?: 作者 | 記者 | 记者 | 文 ) \s* [:：／/]
) \s* [:：]? \s* """)
SEPARATOR = re.compile(r"(?i)\s*(?:[;|/•·\n、]|,|，|\b(?:and|und|og|och|oraz|és|και|with)\b|&)\s*")
# The word "and" of languages in which it is too short to be looked for in all texts.
AND_OF_LANGUAGE = {
    "fr": "et", "es": "y", "it": "e", "nl": "en", "pt": "e", "gl": "e", "ca": "i", "pl": "i", "cs": "a", "sk": "a", "hr": "i",
    "sr": "i|и", "sl": "in", "fi": "ja", "et": "ja", "tr": "ve", "id": "dan", "ms": "dan", "ro": "și|si", "ru": "и", "bg": "и",
    "uk": "та|і|й", "vi": "và", "lt": "ir", "lv": "un", "sq": "dhe",
}  # fmt: skip
# What may follow a name without a separator: "– the Example", "@jane", "for the Example".
TAIL = re.compile(r"""(?xi) (?:
    \s+ [-–—] \s .* | \s* @ [\w.]{2,} .*
  | \s* \b (?: for | in | at | on | from | of\s+the ) (?: \s .* | $ )
  | \s* (?: 기자 | 記者 | 记者 | 特派員 )
) $ """)
# Words that do not occur in names of persons: jobs, newsrooms, buttons.
NOT_IN_NAMES = re.compile(r"""(?xi) \b (?:
    editors? | reporters? | correspondents? | writers? | journalists? | columnists? | contributors? | contributing | critics?
  | producers? | senior | staff | chief | bureau | desk | newsroom | team | photographers? | professors? | lecturers? | director
  | analyst | fellow | freelance | officer | president | head\s+of | member | board | intern | manager | specialist | publisher
  | guidelines | expert | researcher | redakteur(?:in)? | redaktion | korrespondent(?:in)? | journaliste | rédaction | redacción
  | redactor(?:a)? | periodista | giornalista | redazione | redaksjonen? | redaktionen? | journalist(?:in)?
  | subscribe | follow | updated | published | minutes? | ago | share | comments? | author | admin | administrator
  | about | view | our | text | font | size
  | news | media | magazine | press | agency | agencies | inc | ltd | llc | www | \.com
) \b """)
# The agency or paper of a person at the end of a line: "Jane Roe The Associated Press".
WIRE = re.compile(r"""(?x) (?<=\w) [\s,|]+ (?: The\s+)? (?:
    Associated\s+Press | A\.?P\.? | Reuters | AFP | Agence\s+France-Presse | Bloomberg(?:\s+News)? | The\s+Conversation
  | USA\s+TODAY(?:\s+NETWORK)? | Press\s+Association | PA | dpa | Deutsche\s+Presse-Agentur | CNN | BBC(?:\s+News)? | UPI | ANSA
  | EFE | PTI | IANS | AAP | Xinhua | Kyodo
) $ """)
# Words in the names of papers, stations and institutes. Persons are preferred to organizations.
ORGANIZATION = re.compile(r"""(?xi) \b (?:
    times | post | herald | tribune | guardian | gazette | chronicle | telegraph | daily | observer | sentinel | examiner
  | journal | network | zeitung | tagblatt | nachrichten | radio | tv | television | online | today | wire | university
  | institute | foundation | committee | association | company | group | services?
) \b | \w (?: zeitung | anzeiger | blatt | redaktion ) $ """)
# Words of names that are written in lower case.
PARTICLES = frozenset((
    "von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "do", "du", "des", "la", "le", "el", "al",
    "bin", "ibn", "ben", "y", "e", "i", "av", "af", "zu", "zum", "ten", "ter",
))  # fmt: skip
MAX_AGENCY = 4  # letters of an agency that is written in lower case, such as "dpa"
MAX_TAILS = 3  # that follow one name: "Jane Roe for the Example – London"
BRACKETS = re.compile(r"\([^()]{0,80}\)")  # "(London)", "(Image: John Doe/Valley Photos)"
WEEKDAY = re.compile(r"(?i)(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|yesterday|today")
ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\b[\w-]+\.[a-z]{2,}(?:/\S*)?")
LETTER = re.compile(r"[^\W\d_]")
CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def names(raw: Iterable[str], language: str | None = None) -> tuple[str, ...]:
    """The names in author lines, in their order, each once; jobs, addresses and handles are left out.

    `language`: ISO 639-1, for its word "and". User names are kept only when no full name is among the names.

    >>> names(["By Jane Roe and John O'Doe, political editor", "JANE ROE"])
    ('Jane Roe', "John O'Doe")
    """
    by_key: dict[str, str] = {}
    for line in raw:
        for name in _split(line, language):
            by_key.setdefault(name.casefold(), name)
        if len(by_key) >= MAX_AUTHORS:
            break
    any_full = any(is_full_name(name) for name in by_key.values())
    return tuple(name for name in by_key.values() if not (any_full and _is_user_name(name)))


def is_full_name(name: str) -> bool:
    """Whether a text is a first and a last name: in running text, "By noon" is none.

    >>> is_full_name("Jane Roe"), is_full_name("noon"), is_full_name("KatieS")
    (True, False, False)
    """
    words = name.split()
    return (len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper()) or (
        len(name) > 1 and all(CJK.match(c) for c in name)
    )


def is_organization(name: str) -> bool:
    """Whether a name is that of a newsroom, an agency or another organization, by its words.

    >>> is_organization("Valley Times"), is_organization("Jane Roe")
    (True, False)
    """
    return ORGANIZATION.search(name) is not None


def _split(line: str, language: str | None) -> Iterator[str]:
    line = BRACKETS.sub(" ", ADDRESS.sub(" ", unescape(line[:MAX_LINE])))
    line = LEAD.sub("", " ".join(line.split()))
    if and_ := AND_OF_LANGUAGE.get(language or ""):
        line = re.sub(rf"(?i)\s+(?:{and_})\s+", ";", line)
    for i, part in enumerate(SEPARATOR.split(line)):
        name = part
        for _ in range(MAX_TAILS):
            name = TAIL.sub("", LEAD.sub("", name)).strip(" .,:;-–—\"'*|")
        if i and _is_description(name):
            if NOT_IN_NAMES.search(name):
                continue
            break  # the rest continues the description: "Jane Roe, Institute of Allergy and Infectious Diseases"
        person = WIRE.sub("", name)
        name = person if is_full_name(person) else name
        if _is_name(name):
            yield name


def _is_user_name(name: str) -> bool:
    """Whether a name is that of an account, such as `jane-roe` or `janeRoe`; a short one, such as "dpa", is an agency."""
    return len(name.split()) == 1 and name[0].islower() and len(name) > MAX_AGENCY


def _is_description(part: str) -> bool:
    """Whether a later part of a line describes the first one: "Jonas Lukas, darbo teisės specialistas"."""
    words = part.split()
    agency = len(words) == 1 and len(part) <= MAX_AGENCY
    return not agency and any(word[0].islower() and word not in PARTICLES for word in words)


def _is_name(text: str) -> bool:
    return (
        1 <= len(text.split()) <= MAX_WORDS
        and (2 < len(text) <= MAX_NAME or (len(text) == 2 and CJK.match(text) is not None))
        and LETTER.match(text) is not None
        and not any(c.isdigit() for c in text)
        and NOT_IN_NAMES.search(text) is None
        and WEEKDAY.fullmatch(text) is None
    )
