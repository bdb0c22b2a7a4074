r"""Finds what may be speakers' labels: `KERN:`, `Mr Kern:`, `Q.`, `[00:12] THE COURT (angry):`, or a name alone on a line.

Whether they are labels is decided by all of them together (`transcripts`).
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.entities.lexicon.role_lists import role_lists
from transforms.annotate.quotes.turns.turn import Label
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.text import Span

CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-Ž]"
NAME_WORD = rf"{CAPITAL}[\w.'’-]*"
PARTICLE = "(?:de|van|von|der|den|la|le|di|da|bin|al|of|the|for|and|from)"
TITLE = r"(?:M[Rr][Ss]?|M[Ss]|Miss|MISS|D[Rr]|Sir|The|THE)\b\.?"
QA = r"""
    (?P<qa> [QA]\d{0,2}|Question|Answer )
    (?: (?: [.:)] | \s?[–—-] ) \s+ | (?<=[QA]) (?: \t | [ ]{2,} ) | (?<=Q) [ ]? (?=[A-Z][a-z’']) )  # Q. Why? QWhy?
"""
# who speaks, then perhaps an age or office after a comma, and one or two notes in brackets: Ann Roe, baker: KERN (laughing):
WHO = rf"""
    (?P<who>
        {NAME_WORD} (?: [ ] (?:{PARTICLE}[ ]){{0,2}} {NAME_WORD} ){{0,5}} (?: [ ][a-z]+ ){{0,2}} (?: [ ](?:No\.[ ])?\d{{1,2}} )?
    )
    (?P<office> , [ ] [^:.?!\n]{{1,40}} )?
    (?: [ ]? [(\[] (?P<note> [^()\[\]\n]{{1,60}} ) [)\]] ){{0,2}}
    [ ]? : (?: \s+ | (?=["“„«‘'`]) )
"""
CAPITALS = rf"""
    (?P<dashed> {CAPITAL}{{3,}} (?: [ ]{CAPITAL}{{2,}} ){{0,2}} ) [ ]? [—–] [ ]  # KERN — I did not.
  | (?P<titled> {TITLE} [ ] {CAPITAL}{{2,}} (?: [ ]{CAPITAL}{{2,}} ){{0,2}} ) \. \s+  # Mr. KERN. I did not.
"""
LINE = re.compile(
    rf"""(?x)
    \s* (?: (?P<mark> ["“„«‘'] | `` ) \s* )?
    (?: [\[(]? \d{{1,2}} [:.h] \d{{2}} (?: [:.]\d{{2}} )? (?: [ ]?[ap]\.?m\.? )? [\])]? [\s–—-]* )?  # a time: [00:12:04]
    (?: (?: Q\d{{1,3}} [.:]? | \d{{1,3}} [.)] ) \s+ )?  # the number of a question
    (?: {QA} | {WHO} | {CAPITALS} )
    (?= \S )
    """
)
WITHIN = re.compile(rf"(?x) (?<=[.?!…\"”)]) \s+ (?P<mark>)? (?: {QA} | {WHO} ) (?= \S )")
GROUPS = ("qa", "who", "dashed", "titled")
ALONE = re.compile(rf"\s*(?P<who>{NAME_WORD}(?: (?:{PARTICLE} )?{NAME_WORD}){{0,3}})\s*(?::\s*)?$")


def find_labels(text: str, lines: Sequence[Span]) -> list[Label]:
    r"""Returns the possible labels, in order. `lines`: the paragraphs.

    Within a paragraph a label must be in capitals, or be one that begins another paragraph.

    >>> text = "KERN: Why? LUND (laughing): Because.\n\nQ. And then?"
    >>> [(label.who, text[label.words :][:4]) for label in find_labels(text, [Span(0, 36), Span(38, 50)])]
    [('KERN', 'Why?'), ('LUND', 'Beca'), ('Q', 'And ')]
    """
    first = [(i, LINE.match(text, line.start, line.end)) for i, line in enumerate(lines)]
    begins = {i: label for i, match in first if match and _may_be(label := _label(i, match))}
    known = {label.who for label in begins.values()}
    out: list[Label] = []
    for i, line in enumerate(lines):
        if i in begins:
            out += [begins[i], *_within(text, line, begins[i], known)]
    return out


def names_alone(text: str, lines: Sequence[Span]) -> list[Label]:
    """Returns the lines that consist of a capitalized name, as labels of the next paragraph; without those that stand once."""
    matches = [(i, ALONE.match(text, line.start, line.end)) for i, line in enumerate(lines[:-1])]
    found = [Label(i + 1, *m.span("who"), lines[i + 1].start, m["who"], own_line=True) for i, m in matches if m]
    times = Counter(label.who for label in found)
    return [label for label in found if times[label.who] > 1]


def _within(text: str, line: Span, first: Label, known: Collection[str]) -> Iterator[Label]:
    """Yields the labels within a paragraph, after its first one."""
    for match in WITHIN.finditer(text, first.words, line.end):
        label = _label(first.paragraph, match)
        if (
            _may_be(label)
            and label.is_qa == first.is_qa
            and (label.is_qa or label.who in known or (label.who.isupper() and first.who.isupper()))
        ):
            yield label


def _may_be(label: Label) -> bool:
    """Whether a label ends with a name or a role, and has no verb of saying: "The witness", but not "He said", "Says Kern"."""
    first, *rest = label.who.split()
    last = rest[-1] if rest else first
    beside = {first.lower() if rest else "", *label.office.lower().split()[-1:]}
    if not beside.isdisjoint(reporting_verbs().cue):
        return False
    return not last.islower() or last in role_lists().nouns or last in person_nouns()


def _label(paragraph: int, match: re.Match[str]) -> Label:
    found = match.groupdict()
    group = next(name for name in GROUPS if found.get(name))
    return Label(
        paragraph,
        *match.span(group),
        match.end(),
        match[group],
        marked=bool(found["mark"]),
        is_qa=group == "qa",
        office=(found["office"] or "").strip(" ,"),
        note=found["note"] or "",
    )
