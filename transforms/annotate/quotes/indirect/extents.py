"""Finds where reported speech ends: where the reporter's own words continue, or at the end of the sentence."""

from transforms.annotate.quotes.indirect.complements import VerbComplement
from transforms.annotate.quotes.indirect.introducing_verbs import complements_at
from transforms.annotate.quotes.indirect.sentence_view import FINITE, SentenceView
from transforms.annotate.quotes.quote_words import quote_words
from transforms.annotate.reporting_verbs import reporting_verbs

RESUMES = frozenset(["which", "who", "whom", "whose", "despite", "compared", "though", "although"])
RELATIVE_PRONOUNS = frozenset(["which", "who", "whom", "whose"])
AUXILIARIES = frozenset(["did", "do", "does", "has", "have", "had", "was", "were", "is", "are", "would", "will"])
BEFORE_VERB = frozenset(["nsubj", "nsubjpass", "expl", "aux"])
OBJECTS = frozenset(["dobj", "pobj", "oprd", "ccomp", "xcomp", "acl", "dative", "attr", "acomp", "relcl", "dep"])
ADJUNCTS = frozenset(["npadvmod", "advcl", "prep", "advmod"])
OBJECT_PREPOSITIONS = frozenset(["over", "for", "of", "as", "to", "on", "with", "about", "against", "by", "from", "between"])
BEFORE_TIMES = frozenset(["on", "last", "this", "in", "late", "early", "next", "earlier", "since"])
DEADLINES = frozenset(["by", "until", "before", "within", "from"])
SUBJECT_TAGS = ("NN", "DT", "PRP", "JJ", "RB", "POS", "CD", "WP")
NOMINAL = ("np", "prep")
LONGEST_SUBJECT = 6  # words between a comma and its verb
CLIMB = 6  # words that are followed up the dependency tree


def complement_end(view: SentenceView, p: int, complement: VerbComplement, least: int = 0) -> int:
    """Returns the end (excluded) of the complement of the verb at `p`. `least`: the end is not before this position."""
    start, kind = complement
    nominal = kind in NOMINAL
    barrier = view.barrier(start + 1) if start > p else p
    stop = min(barrier, view.end(), _main_clause_start(view, p, start), _second_verb_start(view, p, start))
    if nominal:
        stop = min(stop, max(least, _object_end(view, p, start)))
        if least < stop:
            stop = _without_time(view, start, stop)
    first = max(start if nominal else start + 1, least)
    return next((r for r in range(first, stop) if _ends_at(view, r, p, complement, stop)), stop)


def second_piece_end(view: SentenceView, first: int, end: int) -> int:
    """Returns the end (excluded) of the second piece of a clause that a cue interrupts. `first`: where the piece begins."""
    commas = (r for r in range(first + 1, end) if view.lower[r] == ",")
    return next((r for r in commas if reporter_resumes(view, r + 1, end, "clause")), end)


def reporter_resumes(view: SentenceView, r: int, stop: int, kind: str) -> bool:
    """Whether the words after a comma, from `r` on, are the reporter's. `kind`: the kind of the complement."""
    if r >= stop:
        return False
    return (
        _begins_participle(view, r, kind)
        or _begins_reporters_clause(view, r, kind)
        or _is_second_verb(view, r)
        or _begins_reporting_clause(view, r, stop)
    )


def _ends_at(view: SentenceView, r: int, p: int, complement: VerbComplement, stop: int) -> bool:
    """Whether the complement of the verb at `p` ends before the word at `r`."""
    start, kind = complement
    word = view.lower[r]
    if word == ";":
        return True
    if word == ",":
        if kind not in NOMINAL and _is_final_apposition(view, r, stop):
            return True
        if _is_relative_in_subject(view, start, r):
            return False
        if reporter_resumes(view, r + 1, stop, kind):
            return True
    if word in ("and", "but") and r + 1 < stop and _same_form(view, p, r + 1) and complements_at(view, r + 1) is not None:
        return True
    if view.follows_quoted_comma(r) and (kind in NOMINAL or reporter_resumes(view, r, stop, kind)):
        return True
    return view.lower[r : r + 2] == ["according", "to"]


def _is_relative_in_subject(view: SentenceView, start: int, r: int) -> bool:
    """Whether the comma at `r` begins a relative clause before the verb of the complement: the bridge, which was old, fell"""
    follows = view.lower[r + 1 : r + 2]
    return bool(follows) and follows[0] in RELATIVE_PRONOUNS and not view.has_finite_verb(start, r)


def _same_form(view: SentenceView, p: int, q: int) -> bool:
    """Whether two verbs have the same form: said … and asked.

    Past tense and participle count as one, as the tagger confuses them.
    """
    return view.tag(q).replace("VBN", "VBD") == view.tag(p).replace("VBN", "VBD")


def _begins_participle(view: SentenceView, r: int, kind: str) -> bool:
    """Whether a participle of the reporter begins: The bridge was closed, surprising the town."""
    return kind not in NOMINAL and view.tag(r) == "VBG" and view.lower[r] != "including" and view.lower[r - 2] != "that"


def _begins_reporters_clause(view: SentenceView, r: int, kind: str) -> bool:
    """Whether a clause of the reporter begins: The bridge was closed, which surprised the town; …, as did Reyes."""
    word, following = view.lower[r], view.lower[r + 1 : r + 2]
    if word in RESUMES or (word == "according" and following == ["to"]):
        return True
    if word == "as" and following and following[0] in AUXILIARIES:
        return True
    return kind == "to" and word in ("but", "while", "after")


def _is_second_verb(view: SentenceView, r: int) -> bool:
    """Whether a second reporting verb stands at `r`: The bridge was closed, adding that …"""
    return complements_at(view, r) is not None and view.tag(r) in ("VBG", "VBD", "VBZ")


def _begins_reporting_clause(view: SentenceView, r: int, stop: int) -> bool:
    """Whether a subject and a reporting verb begin at `r`: The bridge was closed, and the mayor said …"""
    if view.lower[r] in ("and", "but", "while", "as"):
        r += 1
    for s in range(r, min(r + LONGEST_SUBJECT, stop)):
        if s > r and complements_at(view, s) is not None and view.tag(s) in FINITE:
            return True
        if not view.tag(s).startswith(SUBJECT_TAGS):
            return False
    return False


def _main_clause_start(view: SentenceView, p: int, start: int) -> int:
    """Returns where the main clause begins, when the reporting verb is in a subordinate clause before it.

    While X said it was late, nobody left. The end of the view when there is no such clause.
    """
    word = view.numbers[p]
    for _ in range(CLIMB):
        head = view.words.head[word]
        if head == word:
            return len(view)
        if head > view.numbers[p] and view.words.tag[head].startswith(("VB", "MD")):
            return _clause_start(view, head, start)
        word = head
    return len(view)


def _clause_start(view: SentenceView, verb: int, start: int) -> int:
    """Returns where the clause of the verb begins after `start`: at the comma before its subject, or at the subject."""
    q = min(view.position(verb), len(view))
    subjects = [c for c in view.children[verb] if c < verb and view.words.dep[c] in BEFORE_VERB]
    firsts = [view.position(view.first_of(c)) for c in subjects]
    q = min([q, *(first for first in firsts if first > start)])
    comma = next((r for r in range(q - 1, start, -1) if view.lower[r] == ","), None)
    if comma is not None:
        return comma
    return q if q > start else len(view)


def _second_verb_start(view: SentenceView, p: int, start: int) -> int:
    """Returns where a second reporting verb with the same subject begins: said it was late and asked for time.

    The end of the view when there is none.
    """
    for c in view.right_children(p):
        if view.words.dep[c] == "conj" and view.words.form[c].lower() in reporting_verbs().takes:
            q = view.position(view.first_of(c))
            if q > start and "that" not in view.lower[q - 1 : q + 1]:
                while q > start + 1 and view.lower[q - 1] in (",", "and", "but", "or"):
                    q -= 1
                return q
    return len(view)


def _is_final_apposition(view: SentenceView, r: int, stop: int) -> bool:
    """Whether an apposition after the last comma is the reporter's: "…, a blow to the town"."""
    return view.lower[r + 1 : r + 2] in (["a"], ["an"], ["one"]) and view.next_comma(r + 1) >= stop


def _without_time(view: SentenceView, start: int, stop: int) -> int:
    """Returns the end without a time before it: the plan on Sunday, last week. A deadline stays: a new bridge by June."""
    end = stop
    while end > start + 1 and view.lower[end - 1] in quote_words().time_words:
        end -= 1
    if end == stop or view.lower[end - 1] in DEADLINES:
        return stop
    while end > start + 1 and view.lower[end - 1] in BEFORE_TIMES:
        end -= 1
    return end if end > start + 1 else stop


def _object_end(view: SentenceView, p: int, start: int) -> int:
    """Returns the end (excluded) of the object and the other complements of the verb at `p`; the view's end without any."""
    words, end = view.words, start
    for c in view.right_children(p):
        dep = words.dep[c]
        if dep in OBJECTS or (dep == "prep" and words.form[c].lower() in OBJECT_PREPOSITIONS):
            end = max(end, view.position(view.last_of(c) + 1))
        elif dep in ADJUNCTS and end > start:
            if end != view.position(view.first_of(c)) or not _is_predicate(view, c, end):
                break
            end = view.position(view.last_of(c) + 1)
    return _with_name(view, start, end) if end > start else len(view)


def _is_predicate(view: SentenceView, word: int, first: int) -> bool:
    """Whether a clause without a finite verb completes the object: gave reasons to stay; described it as doing well."""
    if view.words.dep[word] != "advcl" or view.words.tag[word] in FINITE:
        return False
    finite = any(view.words.tag[c] in FINITE for c in view.children[word])
    return not finite and view.lower[first : first + 1] in (["to"], ["as"])


def _with_name(view: SentenceView, start: int, end: int) -> int:
    """Returns the end after the name that stands right behind a noun, which the parser may miss: praised striker Ida Ferrer."""
    if view.tag(end - 1) in ("NN", "NNP") and end not in view.fragment_positions:
        while (
            end < view.end()
            and view.tag(end) == "NNP"
            and end not in view.fragment_positions
            and view.lower[end] not in quote_words().time_words
        ):
            end += 1
    return end
