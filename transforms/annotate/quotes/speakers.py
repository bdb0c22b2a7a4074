"""Who a cue names: the subject, the inverted subject, the one that a relative clause or "according to" belongs to."""

from collections.abc import Sequence

from transforms.annotate.quotes.cues import cue_class
from transforms.annotate.quotes.lists import lists
from transforms.annotate.quotes.phrases import BREAKS, SUBJECTS, Cast, phrase_at
from transforms.annotate.words import Words

# A verb without a subject of its own shares that of the verb it hangs on: "…, adding that", "and said".
SHARES = frozenset(["conj", "advcl", "xcomp", "pcomp", "prep", "ccomp", "dep", "parataxis"])
RELATIVE = frozenset(["who", "that", "which"])
NOUNS = ("NN", "PRP", "CD", "DT", "WP", "EX", "JJ")
ALONE = frozenset(["another", "others", "some", "many", "one", "both", "all", "several"])
CLIMB = 6  # verbs up


def named_by(cast: Cast, cue: int, segment: Sequence[int], outside: frozenset[int], phrase: bool) -> tuple[int, int] | None:
    """First and last (excluded) word of the speaker that the cue names, or None.

    `segment`: the words of the stretch that the cue stands in; `outside`: all of the sentence's words outside quotes.
    `phrase`: the speaker comes after it, as after "according to".
    """
    words = cast.words
    left = [i for i in segment if i < cue]
    right = [i for i in segment if i > cue]
    if phrase:
        head = _first_noun(words, [i for i in right if words.form[i].lower() != "to"])
        return None if head is None else phrase_at(cast, head, outside, cue)
    for verb in _verbs(cast, cue, outside):
        for child in sorted(cast.children[verb], key=lambda i: i not in segment):  # “…,” he said: not what led in to it
            if words.dep[child] in SUBJECTS and child in outside and not _is_time(words, child):
                head = child
                if words.form[child].lower() in RELATIVE and words.dep[verb] == "relcl":
                    head = _antecedent(cast, child, words.head[verb])
                if head in outside and _is_someone(words, head) and words.tag[head].startswith(NOUNS):
                    return phrase_at(cast, head, outside, cue)
        if words.dep[verb] == "acl" and (issuer := _issuer(cast, words.head[verb], outside)) is not None:
            return phrase_at(cast, issuer, outside, cue)
        if words.dep[verb] in ("acl", "relcl") and words.head[verb] in outside and words.tag[words.head[verb]].startswith("NN"):
            return phrase_at(cast, words.head[verb], outside)
    head = _nearest(cast, left, right)
    return None if head is None else phrase_at(cast, head, outside, cue)


def _antecedent(cast: Cast, who: int, head: int) -> int:
    """Whom "who" stands for: a person named just before it, when the parser took something else."""
    words = cast.words
    found = cast.by_word.get(head)
    if words.form[who].lower() != "who" or (found and found[0].type == "person") or words.tag[head] != "NN":
        return head
    near = [i for i in range(max(0, who - CLIMB), who) if i in cast.by_word and cast.by_word[i][0].type == "person"]
    return near[-1] if near else head


def _issuer(cast: Cast, paper: int, outside: frozenset[int]) -> int | None:
    """Who put out the statement: "she released a statement saying"."""
    words = cast.words
    if words.form[paper].lower() not in lists().papers or words.dep[paper] not in ("dobj", "pobj"):
        return None
    verb = words.head[paper]
    if words.dep[paper] == "pobj":  # "wrote in a letter saying"
        verb = words.head[verb]
    subjects = (i for i in cast.children[verb] if words.dep[i] == "nsubj" and i in outside and not _is_time(words, i))
    return next((i for i in subjects if _is_someone(words, i)), None)


def _verbs(cast: Cast, cue: int, outside: frozenset[int]) -> list[int]:
    """The cue and the verbs whose subject it may share: verbs of saying before others, since "wrote the agents knew it, saying"
    hangs on the nearest clause; the nearest first, but the one furthest up for a participle.
    """
    words, out = cast.words, [cue]
    for _ in range(CLIMB):
        verb = out[-1]
        head = words.head[verb]
        if words.dep[verb] not in SHARES or head == verb or head not in outside:
            break
        if words.dep[verb] == "conj" and words.tag[verb].startswith("VB"):  # "put on an accent and joked": hung on the noun
            while words.tag[head].startswith("NN") and words.head[head] != head and words.head[head] in outside:
                head = words.head[head]
        out.append(head)
    sayers = [verb for verb in out[1:] if cue_class(words, verb) == "speech"]
    if words.tag[cue] == "VBG":
        sayers.reverse()
    return [cue, *sayers, *(verb for verb in out[1:] if verb not in sayers)]


def _is_someone(words: Words, subject: int) -> bool:
    """A subject that can have said something. The sign is “it”: “…,” it read."""
    return words.form[subject].lower() not in lists().nobody or (
        words.form[subject].lower() == "it" and words.dep[subject] == "nsubj"
    )


def _nearest(cast: Cast, left: Sequence[int], right: Sequence[int]) -> int | None:
    """Without help of the parse: the first name or pronoun between quote and cue, else the first noun after the cue."""
    words = cast.words
    left = _without_brackets(words, left)
    clause = left
    for n, i in enumerate(reversed(left)):  # the clause that ends with the cue
        if words.form[i] in BREAKS and n:
            clause = left[len(left) - n :]
            break
    for side in (clause, left):
        people = [i for i in side if i in cast.by_word or words.tag[i] == "PRP"]
        people = [i for i in people if not _is_time(words, i) and words.form[i].lower() not in lists().nobody]
        if people:
            found = cast.by_word.get(people[-1])
            return found[3] - 1 if found else people[-1]
    nouns = [i for i in clause if words.tag[i].startswith("NN") and not _is_time(words, i)]
    if nouns:
        return nouns[-1]
    after = _first_noun(words, right[:6])
    if after is not None:
        return after
    if right and words.form[right[0]].lower() in ALONE:  # tweeted another.
        return right[0]
    # "said Kelly", "Storey said": names that the tagger takes for an adverb, a preposition
    big = [i for i in (*clause[-1:], *right[:1]) if words.form[i][:1].isupper() and not _is_time(words, i)]
    return big[-1] if big else None


def _without_brackets(words: Words, side: Sequence[int]) -> list[int]:
    """The words outside brackets: Gov. Ana Brandt (R-Ohio) said."""
    out: list[int] = []
    depth = 0
    for i in side:
        depth += words.form[i] == "("
        if not depth:
            out.append(i)
        depth -= words.form[i] == ")" and depth > 0
    return out


def _first_noun(words: Words, after: Sequence[int]) -> int | None:
    """The head of the noun phrase that begins here."""
    head = None
    for i in after:
        tag = words.tag[i]
        if tag == "PRP" and head is None and words.form[i].lower() not in lists().nobody:
            return i
        if tag.startswith("NN") and not _is_time(words, i):
            head = i
        elif head is not None or not (
            tag.startswith(("DT", "JJ", "PRP$", "POS", "CD", "VBG", "VBN", "HYPH")) or words.form[i] in ("-",)
        ):
            if tag == "POS":
                continue
            break
    return head


def _is_time(words: Words, i: int) -> bool:
    return words.form[i].lower() in lists().when
