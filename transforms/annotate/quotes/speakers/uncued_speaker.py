"""Finds speakers without a cue: before a colon, in a signature, in the sentence before, in the same conversation."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.quotes.claims.quote_context import REACH
from transforms.annotate.quotes.cues import cue_class
from transforms.annotate.quotes.joining import Draft
from transforms.annotate.quotes.quote_words import quote_words
from transforms.annotate.quotes.sentences import SIGNATURE_DASHES, Sentence
from transforms.annotate.quotes.speakers.cued_speaker import speaker_span
from transforms.annotate.quotes.speakers.mentions import Mentions, WordSpan, speaker_at
from transforms.annotate.quotes.speakers.noun_phrases import SUBJECTS, speaker_phrase
from transforms.annotate.quotes.speakers.owner import owner
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.words import Words
from transforms.records import Speaker

LONGEST_NAME = 5  # words
LONGEST_LINE = 12  # words of a line that signs a quote
LINE_ENDS = frozenset([".", ":", "?", "!"])
NEAR = 2  # paragraphs over which a conversation continues without naming its speaker again
CLIMB = 4  # heads that are followed up the dependency tree
EMBEDDED = frozenset(["ccomp", "advcl", "relcl", "acl", "pcomp"])  # labels of verbs of clauses within another clause
CLAUSES = frozenset(["advcl", "relcl", "acl"])
SPEAKER_TYPES = frozenset(["person", "organization"])


def speaker_before_colon(mentions: Mentions, segment: Sequence[int]) -> Speaker | None:
    """Returns the speaker right before a colon (`Rep.

    Ana Brandt (D-Utah):`), or else the only person in the segment, or None.
    """
    label = label_before_colon(mentions, segment)
    if label is not None:
        return speaker_at(mentions, *label)
    labelled = _surname_in_capitals(mentions, segment)
    if labelled is not None:
        return labelled
    people = {mention.span: mention.entity.id for i in segment if (mention := mentions.person_at(i))}
    return speaker_at(mentions, *[*people][-1]) if len(set(people.values())) == 1 else None


def label_before_colon(mentions: Mentions, segment: Sequence[int]) -> WordSpan | None:
    """Returns the name of a person or organization before the colon at the segment's end, or None.

    Only a bracket may stand between name and colon.
    """
    words, rest = mentions.words, list(segment)
    if not rest or ":" not in words.text[words.start[rest[-1]] : words.end[rest[-1]] + 1]:
        return None
    if words.form[rest[-1]] == ":":
        rest.pop()
    if rest and words.form[rest[-1]] in (")", "):"):
        rest = _before_bracket(mentions, rest)
    mention = mentions.by_word.get(rest[-1]) if rest else None
    if mention is None or mention.entity.type not in SPEAKER_TYPES or words.dep[rest[-1]] == "pobj":
        return None  # a blunt message to Brandt: “…”
    return mention.span


def _surname_in_capitals(mentions: Mentions, segment: Sequence[int]) -> Speaker | None:
    """Returns the person whose surname in capitals is all that stands before a colon, where the model finds no name, or None:

    `KERN: “I did.”`, in a text about Oskar Kern.
    """
    words, label = mentions.words, [i for i in segment if mentions.words.form[i] != ":"]
    form = words.form[label[0]] if len(label) == 1 else ""
    person = mentions.person_of_surname.get(folded(form)) if form.isupper() else None
    if person is None:
        return None
    start, end = words.place(label[0], label[0] + 1)
    return Speaker(words.text[start:end], start, end, person.name, person.id)


def _before_bracket(mentions: Mentions, segment: Sequence[int]) -> list[int]:
    """Returns the words before the bracket at the end of the segment."""
    rest = [*segment]
    while rest and mentions.words.form[rest[-1]] != "(":
        rest.pop()
    return rest[:-1]


def signature(mentions: Mentions, after: Sequence[int]) -> Speaker | None:
    """Returns the speaker whose name begins with these words: a known mention, or a run of capitalized words; or None."""
    if after[0] in mentions.by_word:
        return speaker_at(mentions, *mentions.by_word[after[0]].span)
    run = list(takewhile(lambda i: mentions.words.form[i][:1].isupper() and i - after[0] < LONGEST_NAME, after))
    return speaker_at(mentions, run[0], run[-1] + 1) if run else None


def signature_below(mentions: Mentions, sentences: Sequence[Sentence], n: int) -> Speaker | None:
    """Returns the speaker on a separate line below sentence `n`, or None: `— Ana Brandt`, `- Reyes, in June`, `Tom Poe, baker`.

    Without a dash, the sentence must be a paragraph of its own, and no line with a name stand above it.
    """
    below = sentences[n + 1] if n + 1 < len(sentences) else None
    if below is None or below.quotes or len(below.outside) < 2:
        return None
    if mentions.words.form[below.outside[0]] in SIGNATURE_DASHES:
        return signature(mentions, below.outside[1:])
    alone = not sentences[n].outside and (n == 0 or sentences[n - 1].paragraph < sentences[n].paragraph)
    if not alone or not _is_name_line(mentions, sentences, n + 1) or (n and _is_name_line(mentions, sentences, n - 1)):
        return None
    return signature(mentions, below.outside)


def _is_name_line(mentions: Mentions, sentences: Sequence[Sentence], n: int) -> bool:
    """Whether sentence `n` is a short line that begins with a person's name and has no verb and no stop: `Tom Poe, baker`."""
    line = sentences[n]
    beside = [sentences[k].paragraph for k in (n - 1, n + 1) if 0 <= k < len(sentences)]
    if line.quotes or not line.outside or line.paragraph in beside or len(line.outside) > LONGEST_LINE:
        return False
    words, name = mentions.words, mentions.person_at(line.outside[0])
    if name is None or name.first != line.outside[0] or name.mention.kind != "name":
        return False
    rest = line.outside[name.last - name.first :]
    if rest and (words.form[rest[0]] != "," or words.form[rest[-1]] in LINE_ENDS):
        return False
    return not any(words.tag[i] in ("VBD", "VBZ", "VBP", "MD") for i in rest)


def introduced_speaker(mentions: Mentions, sentences: Sequence[Sentence], n: int) -> Speaker | None:
    """Returns the speaker whom the sentence before introduces, or None: `Reyes was blunt. “…”`.

    A sentence of the paragraph before must end with a colon: `The union tweeted:`.
    """
    if n == 0 or sentences[n - 1].quotes or not sentences[n - 1].outside:
        return None
    before = sentences[n - 1]
    colon = mentions.words.form[before.outside[-1]] == ":"
    if not colon and before.paragraph != sentences[n].paragraph:
        return _who_begins_to_speak(mentions, before.outside[-REACH:])
    near = before.outside[-REACH:]
    outside = frozenset(near)
    owns = owner(mentions, near)
    if owns is not None:
        return speaker_at(mentions, *owns)
    return (
        _speaker_of_last_cue(mentions, near, outside)
        or subject_speaker(mentions, near, outside)
        or (source_before_colon(mentions, near, outside) if colon else None)
    )


def _who_begins_to_speak(mentions: Mentions, segment: Sequence[int]) -> Speaker | None:
    """Returns the person who is the subject of a last verb such as "spoke" or "sighed" in the paragraph before, or None."""
    words = mentions.words
    verbs = [i for i in segment if words.form[i].lower() in quote_words().lead_ins and words.tag[i].startswith("VB")]
    subjects = [i for i in segment if words.dep[i] in SUBJECTS]
    if not verbs or not subjects or words.head[subjects[-1]] != verbs[-1] or mentions.person_at(subjects[-1]) is None:
        return None
    return speaker_at(mentions, *speaker_phrase(mentions, subjects[-1], frozenset(segment)))


def _speaker_of_last_cue(mentions: Mentions, near: Sequence[int], outside: frozenset[int]) -> Speaker | None:
    for i in reversed(near):
        group = cue_class(mentions.words, i)
        if _is_embedded(mentions.words, i):
            continue  # Reyes laughed when Brandt said it was late. “…”
        if group in ("speech", "phrase", "loose"):
            span = speaker_span(mentions, i, near, outside, is_phrase=group == "phrase")
            if span is not None:
                return speaker_at(mentions, *span)
    return None


def _is_embedded(words: Words, i: int) -> bool:
    """Whether a verb is in a clause within another one that has a subject before it."""
    if words.dep[i] not in EMBEDDED:
        return False
    for _ in range(CLIMB):
        i = words.head[i]
        if any(words.dep[k] in SUBJECTS and words.head[k] == i for k in range(max(i - REACH, 0), i)):
            return True
    return False


def subject_speaker(mentions: Mentions, segment: Sequence[int], outside: frozenset[int]) -> Speaker | None:
    """Returns the person or organization that is the subject of a sentence without a cue, or None.

    The subject of the main clause is preferred.
    """
    words = mentions.words
    subjects = [i for i in segment if words.dep[i] in SUBJECTS and i in mentions.by_word]
    subjects = [i for i in subjects if mentions.by_word[i].entity.type in SPEAKER_TYPES]
    # When Brandt suggested a tax, Reyes fired back: “…”
    main = [i for i in subjects if words.dep[words.head[i]] not in CLAUSES]
    return speaker_at(mentions, *speaker_phrase(mentions, (main or subjects)[0], outside)) if subjects else None


def source_before_colon(mentions: Mentions, segment: Sequence[int], outside: frozenset[int]) -> Speaker | None:
    """Returns a source without a name, or None: `A footnote makes that clear: “…”`, `Transcript as follows:`.

    If the words before the quote say from whom it comes, it is the source: `And this, from a reader in Hexley: “…”`.
    """
    words = mentions.words
    sender = _sender(words, segment)
    if sender is not None:
        return speaker_at(mentions, *speaker_phrase(mentions, sender, outside))
    heads = [i for i in segment if words.dep[i] in SUBJECTS and words.tag[i].startswith("NN")]
    if not heads:
        first = next((i for i in segment if words.form[i].isalpha()), None)
        heads = [first] if first is not None and words.tag[first].startswith("NN") else []
    no_source = quote_words().impersonal | quote_words().time_words
    heads = [i for i in heads if words.form[i].lower() not in no_source]
    return speaker_at(mentions, *speaker_phrase(mentions, heads[0], outside)) if heads else None


def _sender(words: Words, segment: Sequence[int]) -> int | None:
    """Returns the noun after a "from" that belongs to no noun and has no subject before it, or None."""
    for i in segment:
        if words.dep[i] in SUBJECTS and words.tag[i] != "DT":
            return None
        if words.dep[i] == "pobj" and words.form[words.head[i]].lower() == "from":
            return None if words.tag[words.head[words.head[i]]].startswith("NN") else i
    return None


def view_holder(mentions: Mentions, segment: Sequence[int]) -> Speaker | None:
    """Returns the person whose view the quote is, or None: `because to her, “…”`."""
    if len(segment) < 3 or [mentions.words.form[i].lower() for i in (segment[-3], segment[-1])] != ["to", ","]:
        return None
    mention = mentions.person_at(segment[-2])
    return speaker_at(mentions, *mention.span) if mention else None


def conversation_speaker(speaker: Speaker, previous: Draft, paragraph: int, text: str) -> Speaker:
    """Returns the speaker with the name of the previous speaker, when it is "he" or "she" and may refer to that person.

    It may not after a question in the same paragraph, or when the given name shows another gender; then the speaker is returned
    unchanged. `paragraph`: the number of the quote's first paragraph.
    """
    same = previous.speaker
    if same is None or same.name is None or paragraph - previous.paragraph > NEAR or speaker.text.lower() not in ("he", "she"):
        return speaker
    given, known = same.name.lower().split(), name_lists()
    other_gender = known.female_names if speaker.text.lower() == "he" else known.male_names
    asked = previous.cue is not None and previous.cue.of(text).lower() in reporting_verbs().asks
    if (len(given) > 1 and given[0] in other_gender) or (asked and previous.paragraph == paragraph):
        return speaker
    return replace(speaker, name=same.name, entity=same.entity)
