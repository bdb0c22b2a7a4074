"""Finds the complement of a reporting verb: the clause, question, infinitive or noun phrase that it introduces."""

from typing import Literal, NamedTuple

from transforms.annotate.quotes.indirect.introducing_verbs import cue_length
from transforms.annotate.quotes.indirect.sentence_view import FINITE, SentenceView
from transforms.annotate.quotes.quote_words import quote_words
from transforms.annotate.reporting_verbs import reporting_verbs

Kind = Literal["that", "clause", "wh", "to", "np", "prep"]

QUESTION_WORDS = frozenset(["whether", "if", "how", "why", "what", "who", "when", "where", "which"])
AFTER_ADDRESSEE = frozenset(["whether", "if", "how", "why", "what"])
PREPOSITIONS = frozenset(["about", "against", "at", "for", "of", "on"])
AFTER_ATTITUDE = frozenset(["about", "over", "at", "for", "in", "with"])
PRONOUNS = frozenset(["he", "she", "they", "i", "we"])
NOUN_TAGS = ("DT", "PRP", "NN", "JJ", "CD", "PDT", "VBG", "$", "EX")
ADDRESSEE_TAGS = (*NOUN_TAGS, "IN", "POS")
ADVERB_TAGS = ("RB", "RP")
NO_ADVERBS = frozenset(["not", "no", "how", "why", "when", "where"])
NO_SUBJECT = frozenset(["that", "this", "so", "as"])
CLAUSE_BREAKS = frozenset([",", ":", ";", "--", "who", "which"])
BEFORE_TIMES = frozenset(["on", "in", "earlier", "late", "last", "this"])
SUBJECTS = frozenset(["nsubj", "nsubjpass", "expl", "csubj"])
REACH = 16  # words after the verb in which its complement can begin
PREPOSITION_WITHIN = 4  # words after the verb and its adverbs


class VerbComplement(NamedTuple):
    """The complement of a verb. `start`: position of its first word.

    `kind`: `that` (a clause with "that"), `clause` (one without), `wh` (a question), `to` (an infinitive), `np` (a noun
    phrase), or `prep` (a noun phrase after a preposition).
    """

    start: int
    kind: Kind


def find_complement(view: SentenceView, p: int, takes: frozenset[str]) -> VerbComplement | None:
    """Returns the complement after the verb at `p`, or None. `takes`: what the verb takes, as in `reporting_verbs.yaml`.

    In this module `p` is the position of the verb, `q` a position after it, and `stop` the end (excluded) of the search.
    """
    stop = min(view.barrier(p + 1), p + REACH, view.end())
    takes_clause = "that" in takes or ("out" in takes and view.lower[p + 1 : p + 2] == ["out"])
    if takes_clause and (that := _that(view, p, stop)) is not None:
        return VerbComplement(that, "that")
    q = _after_adverbs(view, p + cue_length(view, p), stop)
    addressee = "who" in takes
    if "wh" in takes and q < stop and (question := _question(view, q, stop, addressee)) is not None:
        return VerbComplement(question, "wh")
    if "to" in takes and (infinitive := _infinitive(view, p, q, stop, addressee)) is not None:
        return VerbComplement(infinitive, "to")
    if takes_clause and (clause := _parsed_clause(view, p)) is not None:
        return VerbComplement(clause, "clause")
    if _takes_bare_clause(view, p, takes) and q < stop and _reads_like_clause(view, q, stop):
        return VerbComplement(q, "clause")
    return _noun_complement(view, p, q, stop, takes)


def _noun_complement(view: SentenceView, p: int, q: int, stop: int, takes: frozenset[str]) -> VerbComplement | None:
    """Returns a noun phrase after the verb, or after a preposition that the verb takes; or None.

    `q`: the position after the verb's adverbs.
    """
    if view.is_passive(p) or _is_purpose(view, p):
        return None
    after_preposition = _after_preposition(view, p, q, stop, takes)
    if after_preposition is not None:
        return VerbComplement(after_preposition, "prep")
    if "attitude" in takes and (content := _after_attitude(view, q, stop)) is not None:
        return content
    if "np" in takes and q < len(view) and q <= view.barrier(p + 1) and _begins_noun_phrase(view, q):
        return VerbComplement(q, "np")
    return None


def _is_purpose(view: SentenceView, p: int) -> bool:
    """Whether the verb is an infinitive of purpose, which reports nothing: They met to speak about the ferry.

    Only noun phrases are checked for it; a clause after the verb is always a report.
    """
    after_to = p > 0 and view.lower[p - 1] == "to" and view.tag(p) == "VB"
    return after_to and view.dep(p) in ("advcl", "relcl", "acl", "xcomp")


def _takes_bare_clause(view: SentenceView, p: int, takes: frozenset[str]) -> bool:
    """Whether a clause without "that" may follow. After an addressee it may for "tell" only."""
    return "that" in takes and ("who" not in takes or view.lower[p] in reporting_verbs().bare_clause)


def _that(view: SentenceView, p: int, stop: int) -> int | None:
    """Returns the position of the "that" of the verb's clause, or None.

    Another verb or a pronoun as a subject must not stand before it.
    """
    for r in range(p + 1, stop):
        if view.lower[r] == "that" and (view.tag(r) == "IN" or view.dep(r) == "mark"):
            return r
        if view.lower[r] in reporting_verbs().takes and view.tag(r).startswith("VB"):
            return None
        if view.tag(r) in FINITE or (view.tag(r) == "PRP" and view.lower[r] in PRONOUNS):
            return None
    return None


def _after_adverbs(view: SentenceView, q: int, stop: int) -> int:
    """Returns the position after adverbs and times: said Monday that, also said on Friday morning that"""
    while q < stop and q not in view.fragment_positions:
        if _is_time(view, q) or (view.tag(q).startswith(ADVERB_TAGS) and view.lower[q] not in NO_ADVERBS):
            q += 1
        elif view.lower[q] in BEFORE_TIMES and q + 1 < stop and view.lower[q + 1] in quote_words().time_words:
            q += 2
        else:
            break
    return q


def _is_time(view: SentenceView, q: int) -> bool:
    """Whether the word is a time and not a genitive: Monday, not Monday’s."""
    return view.lower[q] in quote_words().time_words and not view.is_genitive(q)


def _question(view: SentenceView, q: int, stop: int, addressee: bool) -> int | None:
    """Returns the position of a question word at `q` or, if the verb takes an addressee, after that; or None."""
    if view.lower[q] in QUESTION_WORDS:
        return q
    if not addressee:
        return None
    for r in range(q, stop):
        if view.lower[r] in AFTER_ADDRESSEE:
            return r
        if not view.tag(r).startswith(ADDRESSEE_TAGS) or view.lower[r] == ",":
            return None
    return None


def _infinitive(view: SentenceView, p: int, q: int, stop: int, addressee: bool) -> int | None:
    """Returns where an infinitive begins, or None: at an addressee who is asked to act, or at "to" when that is a pronoun."""
    if view.lower[q : q + 1] == ["by"] and view.is_passive(p):  # asked by the mayor to leave
        q = next((r for r in range(q, stop) if view.lower[r] == "to" and view.tag(r) == "TO"), q)
    for r in range(q, stop):
        if _begins_infinitive(view, r, stop):
            return r if view.tag(q) == "PRP" else q
        if not addressee or not view.tag(r).startswith((*ADDRESSEE_TAGS, "CC")):
            return None
    return None


def _begins_infinitive(view: SentenceView, r: int, stop: int) -> bool:
    if view.lower[r] == "to":
        return view.tag(r) == "TO"
    return view.lower[r] == "not" and r + 1 < stop and view.lower[r + 1] == "to"


def _parsed_clause(view: SentenceView, p: int) -> int | None:
    """Returns where the clause begins that the parser makes the verb's complement, or None."""
    words = view.words
    for c in view.right_children(p):
        if words.dep[c] == "ccomp" and any(words.dep[x] in SUBJECTS for x in view.children[c]):
            first = max(view.position(view.first_of(c)), p + cue_length(view, p))
            return _after_adverbs(view, first, view.end()) if first < view.position(c) else first
    return None


def _reads_like_clause(view: SentenceView, q: int, stop: int) -> bool:
    """Whether a noun phrase and a finite verb follow, although the parser found no clause."""
    if view.lower[q] == "it":
        return view.has_finite_verb(q + 1, q + 2)
    if view.lower[q] in NO_SUBJECT or not view.tag(q).startswith(NOUN_TAGS):
        return False
    for r in range(q + 1, stop):
        if view.tag(r) in FINITE:
            return True
        word = view.lower[r]
        if word in quote_words().continuers or word in CLAUSE_BREAKS or view.tag(r) in ("TO", "VBG"):
            return False
    return False


def _after_preposition(view: SentenceView, p: int, q: int, stop: int, takes: frozenset[str]) -> int | None:
    """Returns the position after a preposition that the verb takes (talked about, referred to), or None.

    Further on, it must depend on the verb: not "spoke from the bottom of her heart", "called attention to the bridge".
    """
    prepositions = takes & PREPOSITIONS
    for r in range(q, min(q + PREPOSITION_WITHIN, stop)):
        if r > q and view.words.head[view.numbers[r]] != view.numbers[p]:
            continue
        if view.lower[r] in prepositions and r + 1 < len(view):
            reported_on_a_day = view.lower[r] == "on" and _is_time(view, r + 1)  # reported a loss on Thursday
            return None if reported_on_a_day else r + 1
        if view.lower[r] == "to" and "to-np" in takes and view.tag(r + 1) != "VB":
            return r + 1
    return None


def _after_attitude(view: SentenceView, q: int, stop: int) -> VerbComplement | None:
    """Returns what an attitude at `q` is about: expressed concern about the bridge, frustration that it was late; or None."""
    for r in range(q + 1, stop - 1):
        if view.lower[r] == "that" and view.tag(r) != "DT":
            return VerbComplement(r, "that")
        if view.lower[r] in AFTER_ATTITUDE:
            return VerbComplement(r + 1, "prep")
        if r in view.fragment_positions or not view.tag(r).startswith((*NOUN_TAGS, "RB", "CC")):
            return None
    return None


def _begins_noun_phrase(view: SentenceView, q: int) -> bool:
    """Whether a noun phrase or a quoted fragment begins at `q`."""
    if q in view.fragment_positions:
        return True
    if _is_time(view, q) or (view.lower[q] == "that" and view.tag(q) != "DT"):
        return False
    return view.tag(q).startswith((*NOUN_TAGS, "WP", "``"))
