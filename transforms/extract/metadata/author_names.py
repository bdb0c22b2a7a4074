"""Author lines → names: "By Jane Roe and John Doe, political editors" is two names, no "By" and no job."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

LONGEST = 60  # characters of a name
MOST_WORDS = 6
MOST_AUTHORS = 30
LONGEST_LINE = 1000  # characters of an author line that are read

LEAD = re.compile(r"""(?xi) ^ (?:
    (?: (?: written | words | story | report(?:ed|ing)? | text | analysis | opinion | posted | published | news ) \s+ )? by \b
  | (?: von | par | por | di | door | av | af | från | fra | από | napsal | przez | oleh ) \b
  | (?: by | text | tekst | texto | texte | testo | author | autor(?:in|a|e|es)? | auteur | autore | redaktor | forfatter
      | författare | penulis | reporter | автор | текст | yazar | haber ) \s* [:：]
  | (?: 作者 | 記者 | 记者 | 文 ) \s* [:：／/]
) \s* [:：]? \s* """)
BETWEEN = re.compile(r"(?i)\s*(?:[;|/•·\n、]|,|，|\b(?:and|und|og|och|oraz|és|και|with)\b|&)\s*")
# "And" where it is a word that names of other languages have.
AND = {
    "fr": "et", "es": "y", "it": "e", "nl": "en", "pt": "e", "gl": "e", "ca": "i", "pl": "i", "cs": "a", "sk": "a", "hr": "i",
    "sr": "i|и", "sl": "in", "fi": "ja", "et": "ja", "tr": "ve", "id": "dan", "ms": "dan", "ro": "și|si", "ru": "и", "bg": "и",
    "uk": "та|і|й", "vi": "và", "lt": "ir", "lv": "un", "sq": "dhe",
}  # fmt: skip
# What stands behind the name, in one piece with it: "(London)", "– the Example", "@jane", "for the Example", an address.
TAIL = re.compile(r"""(?xi) (?:
    \s+ [-–—] \s .* | \s* @ [\w.]{2,} .*
  | \s* \b (?: for | in | at | on | from | of\s+the ) (?: \s .* | $ )
  | \s* (?: 기자 | 記者 | 记者 | 特派員 )
) $ """)
# Words that no person's name has: jobs, newsrooms, buttons.
NO_NAME = re.compile(r"""(?xi) \b (?:
    editors? | reporters? | correspondents? | writers? | journalists? | columnists? | contributors? | contributing | critics?
  | producers? | senior | staff | chief | bureau | desk | newsroom | team | photographers? | professors? | lecturers? | director
  | analyst | fellow | freelance | officer | president | head\s+of | member | board | intern | manager | specialist | publisher
  | guidelines | expert | researcher | redakteur(?:in)? | redaktion | korrespondent(?:in)? | journaliste | rédaction | redacción
  | redactor(?:a)? | periodista | giornalista | redazione | redaksjonen? | redaktionen? | journalist(?:in)?
  | subscribe | follow | updated | published | minutes? | ago | share | comments? | author | admin | administrator
  | about | view | our | text | font | size
  | news | media | magazine | press | agency | agencies | inc | ltd | llc | www | \.com
) \b """)
# The end of a line that names whom a person writes for: "Jane Roe The Associated Press".
WIRE = re.compile(r"""(?x) (?<=\w) [\s,|]+ (?: The\s+)? (?:
    Associated\s+Press | A\.?P\.? | Reuters | AFP | Agence\s+France-Presse | Bloomberg(?:\s+News)? | The\s+Conversation
  | USA\s+TODAY(?:\s+NETWORK)? | Press\s+Association | PA | dpa | Deutsche\s+Presse-Agentur | CNN | BBC(?:\s+News)? | UPI | ANSA
  | EFE | PTI | IANS | AAP | Xinhua | Kyodo
) $ """)
# What a paper, a station or an institute is called. Persons go before them; an agency that is named beside a person stays.
BODY = re.compile(r"""(?xi) \b (?:
    times | post | herald | tribune | guardian | gazette | chronicle | telegraph | daily | observer | sentinel | examiner
  | journal | network | zeitung | tagblatt | nachrichten | radio | tv | television | online | today | wire | university
  | institute | foundation | committee | association | company | group | services?
) \b | \w (?: zeitung | anzeiger | blatt | redaktion ) $ """)
# Words of names that are written small.
PARTICLES = frozenset((
    "von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "do", "du", "des", "la", "le", "el", "al",
    "bin", "ibn", "ben", "y", "e", "i", "av", "af", "zu", "zum", "ten", "ter",
))  # fmt: skip
LONGEST_AGENCY = 4  # letters of "dpa", "afp" and their like, which are written small
MOST_TAILS = 3  # behind one name: "Jane Roe (London) – the Example"
BRACKETS = re.compile(r"\([^()]{0,80}\)")  # "(London)", "(Image: John Doe/Valley Photos)"
WEEKDAY = re.compile(r"(?i)(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|yesterday|today")
ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\b[\w-]+\.[a-z]{2,}(?:/\S*)?")
LETTER = re.compile(r"[^\W\d_]")
CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def names(raw: Iterable[str], language: str | None = None) -> tuple[str, ...]:
    """The persons' names in author lines, first seen first, each once; jobs, addresses and handles left out.

    User names count only where nobody is named in full.

    >>> names(["By Jane Roe and John O'Doe, political editor", "JANE ROE"])
    ('Jane Roe', "John O'Doe")
    """
    found: dict[str, str] = {}
    for line in raw:
        for name in _split(line, language):
            found.setdefault(name.casefold(), name)
        if len(found) >= MOST_AUTHORS:
            break
    full = any(is_full_name(name) for name in found.values())
    return tuple(name for name in found.values() if not (full and _is_user_name(name)))


def is_full_name(name: str) -> bool:
    """A first and a last name: in running text, "By noon" is none.

    >>> is_full_name("Jane Roe"), is_full_name("noon"), is_full_name("KatieS")
    (True, False, False)
    """
    words = name.split()
    return (len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper()) or (
        len(name) > 1 and all(CJK.match(c) for c in name)
    )


def is_body(name: str) -> bool:
    """Whether a name is a newsroom's, an agency's or another body's, as far as its words tell.

    >>> is_body("Valley Times"), is_body("Jane Roe")
    (True, False)
    """
    return BODY.search(name) is not None


def _split(line: str, language: str | None) -> Iterator[str]:
    line = BRACKETS.sub(" ", ADDRESS.sub(" ", unescape(line[:LONGEST_LINE])))
    line = LEAD.sub("", " ".join(line.split()))
    if more := AND.get(language or ""):
        line = re.sub(rf"(?i)\s+(?:{more})\s+", ";", line)
    for i, part in enumerate(BETWEEN.split(line)):
        name = part
        for _ in range(MOST_TAILS):
            name = TAIL.sub("", LEAD.sub("", name)).strip(" .,:;-–—\"'*|")
        if i and _is_description(name):
            if NO_NAME.search(name):
                continue
            break  # what follows goes on describing: "Jane Roe, Institute of Allergy and Infectious Diseases"
        person = WIRE.sub("", name)
        name = person if is_full_name(person) else name
        if _is_name(name):
            yield name


def _is_user_name(name: str) -> bool:
    """`jane-roe`, `janeRoe`; "dpa" is an agency."""
    return len(name.split()) == 1 and name[0].islower() and len(name) > LONGEST_AGENCY


def _is_description(part: str) -> bool:
    """Whether a further part of a line says what the first one is: "Jonas Lukas, darbo teisės specialistas"."""
    words = part.split()
    agency = len(words) == 1 and len(part) <= LONGEST_AGENCY
    return not agency and any(word[0].islower() and word not in PARTICLES for word in words)


def _is_name(text: str) -> bool:
    return (
        1 <= len(text.split()) <= MOST_WORDS
        and (2 < len(text) <= LONGEST or (len(text) == 2 and CJK.match(text) is not None))
        and LETTER.match(text) is not None
        and not any(c.isdigit() for c in text)
        and NO_NAME.search(text) is None
        and WEEKDAY.fullmatch(text) is None
    )
