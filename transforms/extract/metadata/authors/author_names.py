"""Splits author lines into names: "By Jane Roe and John Doe, political editors" has two names; "By" and the job are dropped."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from transforms.extract.metadata.authors.jobs import without_degrees, without_job

MAX_NAME = 60  # characters of a name
MAX_WORDS = 6  # of a name
MAX_AUTHORS = 30
MAX_LINE = 1000  # characters of an author line that are read

LEAD = re.compile(r"""(?xi) ^ (?:
    (?: (?: written | words | story | report(?:ed|ing)? | text | analysis | opinion | posted | published | news ) \s+ )? by \b
  | (?: eingestellt | erstellt | gepostet | geschrieben | verfasst | veröffentlicht | écrit | publié | rédigé | escrito
      | publicado | scritto | pubblicato | geschreven | geplaatst | skrevet | skriven | publicerad ) \s
    (?: von | par | por | da | di | door | av | af ) \b
  | (?: von | par | por | di | door | av | af | från | fra | από | napsal | przez | oleh ) \b
  | (?: by | interview | text | tekst | texto | texte | testo | author | autor(?:in|a|e|es)? | auteur | autore | redaktor
      | forfatter | författare | penulis | reporter | автор | текст | yazar | haber ) \s* [:：]
  | (?: 作者 | 記者 | 记者 | 文 ) \s* [:：／/]
) \s* [:：]? \s* """)
# A part of a line that begins so names who made the pictures, and so do the parts behind it up to a label: "Fotos: Jane Roe".
OF_PICTURES = re.compile(r"""(?xi) ^ \W{0,3} (?:
    (?: photo | photograph | image | picture | illustration | graphic | foto ) s? | photograph(?: y | ie )
  | bild(?:er)? | illustrationen | grafik | fotograf(?: ía | ia | ie ) | imagen | ilustración | immagine
) (?: \s credit )? \s* (?: [:：] | (?: by | von | par | de | di | door | av ) \b ) """)
SEPARATOR = re.compile(r"(?i)(?:(?<!\s)\s+)?(?:[;|/•·\n、]|,|，|\b(?:and|und|og|och|oraz|és|και|with)\b|&)\s*")
# Behind these a part may be a description as a whole: "Jane Roe | Valley Mail Staff Writer".
BEFORE_DESCRIPTIONS = frozenset(",，|/•·、")
# The word "and" of languages in which it is too short to be looked for in all texts.
AND_OF_LANGUAGE = {
    "fr": "et", "es": "y", "it": "e", "nl": "en", "pt": "e", "gl": "e", "ca": "i", "pl": "i", "cs": "a", "sk": "a", "hr": "i",
    "sr": "i|и", "sl": "in", "fi": "ja", "et": "ja", "tr": "ve", "id": "dan", "ms": "dan", "ro": "și|si", "ru": "и", "bg": "и",
    "uk": "та|і|й", "vi": "và", "lt": "ir", "lv": "un", "sq": "dhe",
}  # fmt: skip
# What may follow a name without a separator: "– the Example", "@jane", "for the Example", "3 May 2026", "Follow".
TAIL = re.compile(r"""(?xi) (?:
    (?<!\s) \s+ [-–—] \s .* | (?: (?<!\s) \s+ )? @ [\w.]{2,} .*
  | (?<!\s) \s+ (?: \d | (?: jan | feb | mar | apr | may | jun | jul | aug | sep | oct | nov | dec ) [a-z]{0,6} \.? \s \d ) .*
  | (?<!\s) \s+ (?: updated | published | posted | follow | e-?mail | contact ) (?: \s .* | $ )
  | (?: (?<!\s) \s+ )? \b (?: for | in | at | on | from | of\s+the ) (?: \s .* | $ )
  | (?: (?<!\s) \s+ )? (?: 기자 | 記者 | 记者 | 特派員 )
) $ """)
# Words that do not occur in names of persons: jobs, newsrooms, buttons.
NOT_IN_NAMES = re.compile(r"""(?xi) \b (?:
    editors? | reporters? | correspondents? | writers? | journalists? | columnists? | contributors? | contributing | critics?
  | producers? | senior | staff | chief | bureau | desk | newsroom | team | photographers? | professors? | lecturers? | director
  | analyst | fellow | freelance | officer | president | head\s+of | member | board | intern | manager | specialist | publisher
  | guidelines | expert | researcher | redakteur(?:in)? | redaktion | korrespondent(?:in)? | journaliste | rédaction | redacción
  | redactor(?:a)? | periodista | giornalista | redazione | redaksjonen? | redaktionen? | journalist(?:in)?
  | subscribe | follow | updated | published | minutes? | ago | share | comments? | author | admin | administrator
  | about | view | our | text | font | size | e-?mail | contact | tweet | javascript | function | var | null | undefined
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
AGENCY = re.compile(
    r"AFP|AP|DPA|dpa|APA|SDA|ANSA|EFE|PTI|IANS|AAP|UPI|ANI|BSS|UNB|NTB|TT|ANP|Belga|Reuters|Xinhua|Kyodo|Yonhap|TASS"
)
# Names of newsrooms and of their nameless writers: "Valley Mail Staff", "Mill Desk".
DESK = re.compile(r"""(?xi) \b (?:
    staff | desk | team | bureau | newsroom | editors | editorial\s+board | (?: web | news | staff ) \s+ reporter
  | correspondents? | contributors? | reporters | writers
  | redaktion | rédaction | redacción | redazione | redaksjonen | redaktionen
) $ """)
MAX_DESK = 6  # words
# What systems and sites write where no author is known.
LABEL = re.compile(r"""(?xi) (?:
    admin | administrator | staff | editors? | author | user | guest | newsroom | reporter | contributor | webmaster
  | web\s?desk | unknown | none | null | undefined | default | n/a
) """)
# Words of names that are written in lower case.
PARTICLES = frozenset((
    "von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "do", "du", "des", "la", "le", "el", "al",
    "bin", "ibn", "ben", "y", "e", "i", "av", "af", "zu", "zum", "ten", "ter",
))  # fmt: skip
MAX_AGENCY = 4  # letters of an agency that is written in lower case, such as "dpa"
MAX_TAILS = 3  # that follow one name: "Jane Roe for the Example – London"
BRACKETS = re.compile(r"\([^()]{0,80}\)")  # "(London)", "(Image: John Doe/Valley Photos)"
DAY_OR_MONTH = re.compile(r"""(?xi) (?: (?: mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)? | yesterday | today
  | jan(?:uary)? | feb(?:ruary)? | mar(?:ch)? | apr(?:il)? | may | june? | july? | aug(?:ust)? | sept?(?:ember)? | oct(?:ober)?
  | (?: nov | dec )(?:ember)?
) """)
ADDRESS = re.compile(r"https?://\S+|www\.\S+|(?<!\S)\S+@\S+|\b[\w-]{1,63}\.[a-z]{2,}(?:/\S*)?")
LETTER = re.compile(r"[^\W\d_]")
NO_NAME = re.compile(r"[{}<>=_\\\[\]]")  # characters of scripts
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
    return ORGANIZATION.search(name) is not None or AGENCY.fullmatch(name) is not None


def is_label(name: str) -> bool:
    """Whether a name stands for nobody: "admin", "Staff".

    >>> is_label("Staff"), is_label("Mill Staff")
    (True, False)
    """
    return LABEL.fullmatch(name.strip()) is not None


def desks(raw: Iterable[str]) -> tuple[str, ...]:
    """The desks and newsrooms in author lines, which `names` leaves out.

    >>> desks(["By Valley Mail Staff | Updated 3 May", "Staff Reporter"])
    ('Valley Mail Staff',)
    """
    parts = (LEAD.sub("", part.strip()) for line in raw for part in unescape(line[:MAX_LINE]).split("|"))
    return tuple(dict.fromkeys(part for part in parts if DESK.search(part) and _is_desk(part.split())))


def _is_desk(words: Sequence[str]) -> bool:
    """Whether the words of a desk have a name among them, and no sentence."""
    any_name = any(word[0].isupper() and not NOT_IN_NAMES.search(word) for word in words)
    return any_name and len(words) <= MAX_DESK and not any(c.isdigit() for word in words for c in word)


def _split(line: str, language: str | None) -> Iterator[str]:
    line = BRACKETS.sub(" ", ADDRESS.sub(" ", unescape(line[:MAX_LINE])))
    line = without_degrees(LEAD.sub("", " ".join(line.split())))
    if and_ := AND_OF_LANGUAGE.get(language or ""):
        line = re.sub(rf"(?i)\s+(?:{and_})\s+", ";", line)
    of_pictures = False
    for i, (mark, part) in enumerate(_parts(line)):
        of_pictures = OF_PICTURES.match(part) is not None or (of_pictures and LEAD.match(part) is None)
        if of_pictures:
            continue
        name = part
        for _ in range(MAX_TAILS):
            name = TAIL.sub("", LEAD.sub("", name)).strip(" .,:;-–—\"'*|")
        if mark not in BEFORE_DESCRIPTIONS:
            name = without_job(name)
        if i and _is_description(name):
            if NOT_IN_NAMES.search(name):
                continue
            break  # the rest continues the description: "Jane Roe, Institute of Allergy and Infectious Diseases"
        person = WIRE.sub("", name)
        name = person if is_full_name(person) else name
        if _is_name(name):
            yield name


def _parts(line: str) -> Iterator[tuple[str, str]]:
    """The parts of an author line, each with the separator in front of it, which is "" for the first."""
    mark, start = "", 0
    for separator in SEPARATOR.finditer(line):
        yield mark, line[start : separator.start()]
        mark, start = separator[0].strip(), separator.end()
    yield mark, line[start:]


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
        and DAY_OR_MONTH.fullmatch(text) is None
        and NO_NAME.search(text) is None
    )
