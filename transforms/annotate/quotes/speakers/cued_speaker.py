"""Finds the speaker of a cue: its subject, the inverted subject, the antecedent of a relative pronoun, and others."""

from collections.abc import Iterator, Sequence

from transforms.annotate.quotes.cues import cue_class
from transforms.annotate.quotes.quote_words import quote_words
from transforms.annotate.quotes.speakers.mentions import Mentions, WordSpan
from transforms.annotate.quotes.speakers.noun_phrases import BREAKS, SUBJECTS, speaker_phrase
from transforms.annotate.words import Words

# A verb without a subject of its own shares that of the verb it depends on: "…, adding that", "and said".
SHARES_SUBJECT = frozenset(["conj", "advcl", "xcomp", "pcomp", "prep", "ccomp", "dep", "parataxis"])
RELATIVE_PRONOUNS = frozenset(["who", "that", "which"])
QUOTING = frozenset(["quote", "quotes", "quoted", "quoting", "cite", "cites", "cited", "citing"])
NOUN_TAGS = ("NN", "PRP", "CD", "DT", "WP", "EX", "JJ")
MODIFIER_TAGS = ("DT", "JJ", "PRP$", "POS", "CD", "VBG", "VBN", "HYPH")
INDEFINITE = frozenset(["another", "others", "some", "many", "one", "both", "all", "several"])
CLIMB = 6  # verbs that are followed up the dependency tree
NEAR = 6  # words from a cue or relative pronoun to its speaker, where the parse does not help


def speaker_span(
    mentions: Mentions, cue: int, segment: Sequence[int], outside: frozenset[int], *, is_phrase: bool
) -> WordSpan | None:
    """Returns the words that name the speaker of the cue, or None.

    `segment`: the words of the stretch that contains the cue; `outside`: all of the sentence's words outside quotes.
    `is_phrase`: the cue is a phrase like "according to", and the speaker follows it.
    """
    words = mentions.words
    left, right = [i for i in segment if i < cue], [i for i in segment if i > cue]
    if is_phrase:
        head = _first_noun(words, [i for i in right if words.form[i].lower() != "to"])
        return None if head is None else speaker_phrase(mentions, head, outside, cue)
    quoted = _quoted_person(mentions, cue, outside)
    if quoted is not None:
        return speaker_phrase(mentions, quoted, outside, cue)
    for verb in _verbs_sharing_subject(mentions, cue, outside):
        span = _subject_span(mentions, verb, cue, segment, outside) or _modified_noun_span(mentions, verb, cue, outside)
        if span is not None:
            return span
    head = _nearest(mentions, left, right)
    return None if head is None else speaker_phrase(mentions, head, outside, cue)


def _quoted_person(mentions: Mentions, cue: int, outside: frozenset[int]) -> int | None:
    """Returns the object of "quoted" in "the Courier quoted her as saying", or None."""
    words, verb = mentions.words, cue
    if words.form[cue].lower() == "saying" and words.form[words.head[cue]].lower() == "as":
        verb = words.head[words.head[cue]]
    if words.form[verb].lower() not in QUOTING:
        return None
    as_saying = any(words.form[i : i + 2] == ["as", "saying"] for i in mentions.children[verb])
    objects = [i for i in mentions.children[verb] if words.dep[i] == "dobj" and i in outside]
    return objects[0] if as_saying and objects else None


def is_time(words: Words, i: int) -> bool:
    """Whether a word is a weekday, a month or a similar time, which the parser may take for a subject."""
    return words.form[i].lower() in quote_words().time_words


def _subject_span(mentions: Mentions, verb: int, cue: int, segment: Sequence[int], outside: frozenset[int]) -> WordSpan | None:
    """Returns the subject of the verb; for a relative pronoun, its antecedent; or None."""
    words = mentions.words
    # subjects in the stretch of the cue come first: “…,” he said
    for child in sorted(mentions.children[verb], key=lambda i: i not in segment):
        if words.dep[child] not in SUBJECTS or child not in outside or is_time(words, child):
            continue
        head = child
        if words.form[child].lower() in RELATIVE_PRONOUNS and words.dep[verb] == "relcl":
            head = _antecedent(mentions, child, words.head[verb])
        if head in outside and _can_speak(words, head, verb) and words.tag[head].startswith(NOUN_TAGS):
            return speaker_phrase(mentions, head, outside, cue)
    return None


def _modified_noun_span(mentions: Mentions, verb: int, cue: int, outside: frozenset[int]) -> WordSpan | None:
    """Returns the noun that a participle or a relative clause modifies; for a document, its issuer; or None."""
    words, noun = mentions.words, mentions.words.head[verb]
    if words.dep[verb] == "acl" and (issuer := _issuer(mentions, noun, outside)) is not None:
        return speaker_phrase(mentions, issuer, outside, cue)
    if words.dep[verb] in ("acl", "relcl") and noun in outside and words.tag[noun].startswith("NN"):
        return speaker_phrase(mentions, noun, outside)
    return None


def _antecedent(mentions: Mentions, pronoun: int, head: int) -> int:
    """Returns the antecedent of a relative pronoun: a person named just before "who", or the parser's noun (`head`)."""
    words = mentions.words
    if words.form[pronoun].lower() != "who" or mentions.person_at(head) or words.tag[head] != "NN":
        return head
    return next((i for i in range(pronoun - 1, max(0, pronoun - NEAR) - 1, -1) if mentions.person_at(i)), head)


def _issuer(mentions: Mentions, document: int, outside: frozenset[int]) -> int | None:
    """Returns the subject of the verb whose object is the document (she released a statement saying), or None."""
    words = mentions.words
    if words.form[document].lower() not in quote_words().issued_documents or words.dep[document] not in ("dobj", "pobj"):
        return None
    verb = words.head[document]
    if words.dep[document] == "pobj":  # "wrote in a letter saying"
        verb = words.head[verb]
    subjects = (i for i in mentions.children[verb] if words.dep[i] == "nsubj" and i in outside and not is_time(words, i))
    return next((i for i in subjects if _can_speak(words, i, verb)), None)


def _verbs_sharing_subject(mentions: Mentions, cue: int, outside: frozenset[int]) -> list[int]:
    """Returns the cue and the verbs above it whose subject it may share, the likeliest first.

    Reporting verbs come before others, since in "wrote the agents knew it, saying" the parser attaches "saying" to "knew".
    Among reporting verbs the nearest comes first, but for a participle the highest in the tree.
    """
    words, above = mentions.words, [*_verbs_above(mentions.words, cue, outside)]
    reporting = [verb for verb in above if cue_class(words, verb) == "speech"]
    if words.tag[cue] == "VBG":
        reporting.reverse()
    return [cue, *reporting, *(verb for verb in above if verb not in reporting)]


def _verbs_above(words: Words, cue: int, outside: frozenset[int]) -> Iterator[int]:
    """Yields the words above the cue in the tree, as long as the cue may share their subject."""
    verb = cue
    for _ in range(CLIMB):
        head = words.head[verb]
        if words.dep[verb] not in SHARES_SUBJECT or head == verb or head not in outside:
            return
        if words.dep[verb] == "conj" and words.tag[verb].startswith(
            "VB"
        ):  # in "put on an accent and joked", the parser may attach "joked" to "accent"
            while words.tag[head].startswith("NN") and words.head[head] != head and words.head[head] in outside:
                head = words.head[head]
        yield head
        verb = head


def _can_speak(words: Words, subject: int, verb: int) -> bool:
    """Whether the subject of a verb can be a speaker.

    "It" can, as a sign or a report: “…,” it read; and one of several: “…,” one said.
    """
    form = words.form[subject].lower()
    if form == "one":
        return subject + 1 == verb and words.tag[verb] in ("VBD", "VBZ")
    return form not in quote_words().impersonal or (form == "it" and words.dep[subject] == "nsubj")


def _nearest(mentions: Mentions, left: Sequence[int], right: Sequence[int]) -> int | None:
    """Returns the head of the nearest possible speaker without using the parse, or None.

    It is a name, a pronoun or a noun before the cue (`left`), or else after it (`right`).
    """
    words = mentions.words
    left = _without_brackets(words, left)
    clause = _last_clause(words, left)
    head = _last_person(mentions, clause)
    if head is None:
        head = _last_person(mentions, left)
    if head is None:
        head = next((i for i in reversed(clause) if words.tag[i].startswith("NN") and not is_time(words, i)), None)
    if head is None:
        head = _described_name(mentions, right[: NEAR + 1])
    if head is None:
        head = _first_noun(words, right[:NEAR])
    if head is None and right and words.form[right[0]].lower() in INDEFINITE:  # tweeted another.
        head = right[0]
    return _adjacent_capital(words, clause, right) if head is None else head


def _last_clause(words: Words, left: Sequence[int]) -> Sequence[int]:
    """Returns the words after the last break that is not at the very end: the clause that ends with the cue."""
    for n, i in enumerate(reversed(left)):
        if words.form[i] in BREAKS and n:
            return left[len(left) - n :]
    return left


def _last_person(mentions: Mentions, side: Sequence[int]) -> int | None:
    """Returns the head of the last name or pronoun among these words, or None."""
    words = mentions.words
    for i in reversed(side):
        is_name_or_pronoun = i in mentions.by_word or words.tag[i] == "PRP"
        if is_name_or_pronoun and not is_time(words, i) and words.form[i].lower() not in quote_words().impersonal:
            return mentions.by_word[i].last - 1 if i in mentions.by_word else i
    return None


def _described_name(mentions: Mentions, right: Sequence[int]) -> int | None:
    """Returns the head of the name of a person at the end of the noun phrase after the cue, or None:

    said 80-year-old Ana Brandt.
    """
    for i in right:
        name = mentions.person_at(i)
        if name is not None and name.mention.kind == "name":  # not "said his 80-year-old aunt"
            return name.last - 1
        if not mentions.words.tag[i].startswith(("NN", *MODIFIER_TAGS)) or mentions.words.tag[i] == "POS":
            return None
    return None


def _adjacent_capital(words: Words, clause: Sequence[int], right: Sequence[int]) -> int | None:
    """Returns a capitalized word next to the cue, for which the tagger found no noun: "said Kelly", "Storey said"."""
    beside = [i for i in (*clause[-1:], *right[:1]) if words.form[i][:1].isupper() and not is_time(words, i)]
    return beside[-1] if beside else None


def _without_brackets(words: Words, side: Sequence[int]) -> list[int]:
    """Returns the words outside brackets: Gov. Ana Brandt (R-Ohio) said."""
    out: list[int] = []
    depth = 0
    for i in side:
        depth += words.form[i] == "("
        if not depth:
            out.append(i)
        depth -= words.form[i] == ")" and depth > 0
    return out


def _first_noun(words: Words, after: Sequence[int]) -> int | None:
    """Returns the head of the noun phrase that begins with these words, or None."""
    head = None
    for i in after:
        tag = words.tag[i]
        if tag == "PRP" and head is None and words.form[i].lower() not in quote_words().impersonal:
            return i
        if tag.startswith("NN") and not is_time(words, i):
            head = i
        elif tag != "POS" and (head is not None or not (tag.startswith(MODIFIER_TAGS) or words.form[i] == "-")):
            break
    return head
