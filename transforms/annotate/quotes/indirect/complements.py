"""Finds the complement of a reporting verb: the clause, question, infinitive or noun phrase that it introduces."""

from typing import Literal, NamedTuple

from transforms.annotate.quotes.indirect.sentence_view import FINITE, SentenceView
from transforms.annotate.quotes.quote_words import quote_words
from transforms.annotate.reporting_verbs import reporting_verbs

Kind = Literal["that", "clause", "wh", "to", "np", "prep"]

QUESTION_WORDS = frozenset(["whether", "if", "how", "why", "what", "who", "when", "where", "which"])
AFTER_ADDRESSEE = frozenset(["whether", "if", "how", "why", "what"])
PREPOSITIONS = frozenset(["about", "against", "at", "for", "of", "on"])
PRONOUNS = frozenset(["he", "she", "they", "i", "we"])
NOUN_TAGS = ("DT", "PRP", "NN", "JJ", "CD", "PDT", "VBG", "$", "EX")
ADDRESSEE_TAGS = (*NOUN_TAGS, "IN", "POS")
ADVERB_TAGS = ("RB", "RP")
NO_ADVERBS = frozenset(["not", "no", "how", "why", "when", "where"])
NO_SUBJECT = frozenset(["that", "this", "so", "as"])
CLAUSE_BREAKS = frozenset([",", ":", ";", "--", "who", "which"])
BEFORE_TIMES = frozenset(["on", "in", "earlier", "late", "last", "this"])
SUBJECTS = frozenset(["nsubj", "nsubjpass", "expl", "csubj"])
REACH = 16  # words between a verb and its "that"
PREPOSITION_WITHIN = 4  # words


class VerbComplement(NamedTuple):
    """`start`: position of the first word. `kind`: how it is joined to the verb.

    `that`, `clause` (without "that"), `wh` (a question), `to` (an infinitive), `np` (a noun phrase), `prep` (one after a
    preposition).
    """

    start: int
    kind: Kind


def find_complement(view: SentenceView, p: int, takes: frozenset[str]) -> VerbComplement | None:
    """The complement after the verb at `p`, or None. `takes`: what the verb takes, as in `reporting_verbs.yaml`."""
    stop = min(view.barrier(p + 1), p + REACH, view.end())
    takes_clause = "that" in takes or ("out" in takes and view.lower[p + 1 : p + 2] == ["out"])
    if takes_clause and (that := _that(view, p, stop)) is not None:
        return VerbComplement(that, "that")
    q = _after_adverbs(view, p + 1, stop)
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
    """A noun phrase after the verb or after a preposition that the verb takes. `q`: position after the verb's adverbs."""
    if view.is_passive(p) or _is_purpose(view, p):
        return None
    after_preposition = _after_preposition(view, q, stop, takes)
    if after_preposition is not None:
        return VerbComplement(after_preposition, "prep")
    if "np" in takes and q < len(view) and q <= view.barrier(p + 1) and _begins_noun_phrase(view, q):
        return VerbComplement(q, "np")
    return None


def _is_purpose(view: SentenceView, p: int) -> bool:
    """Whether nothing is said yet: They met to speak about the ferry. A clause after the verb counts all the same."""
    after_to = p > 0 and view.lower[p - 1] == "to" and view.tag(p) == "VB"
    return after_to and view.dep(p) in ("advcl", "relcl", "acl", "xcomp")


def _takes_bare_clause(view: SentenceView, p: int, takes: frozenset[str]) -> bool:
    """Whether a clause without "that" may follow: not after an addressee, but for "tell"."""
    return "that" in takes and ("who" not in takes or view.lower[p] in reporting_verbs().bare_clause)


def _that(view: SentenceView, p: int, stop: int) -> int | None:
    """The position of "that" before the verb's clause; another verb or a pronoun subject must not stand between."""
    for r in range(p + 1, stop):
        if view.lower[r] == "that" and (view.tag(r) == "IN" or view.dep(r) == "mark"):
            return r
        if view.lower[r] in reporting_verbs().takes and view.tag(r).startswith("VB"):
            return None
        if view.tag(r) in FINITE or (view.tag(r) == "PRP" and view.lower[r] in PRONOUNS):
            return None
    return None


def _after_adverbs(view: SentenceView, q: int, stop: int) -> int:
    """The position after adverbs and times: said Monday that, also said on Friday morning that"""
    while q < stop and q not in view.fragment_positions:
        if _is_time(view, q) or (view.tag(q).startswith(ADVERB_TAGS) and view.lower[q] not in NO_ADVERBS):
            q += 1
        elif view.lower[q] in BEFORE_TIMES and q + 1 < stop and view.lower[q + 1] in quote_words().time_words:
            q += 2
        else:
            break
    return q


def _is_time(view: SentenceView, q: int) -> bool:
    """Whether the word is a time and no genitive: Monday, not Monday’s."""
    return view.lower[q] in quote_words().time_words and not view.is_genitive(q)


def _question(view: SentenceView, q: int, stop: int, addressee: bool) -> int | None:
    """The position of a question word at `q`, or after an addressee."""
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
    """Where an infinitive begins: at "to", or at the addressee who shall act, unless that is a pronoun."""
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
    """Where the clause begins that the parser sees as the verb's complement."""
    words = view.words
    for c in view.right_children(p):
        if words.dep[c] == "ccomp" and any(words.dep[x] in SUBJECTS for x in view.children[c]):
            first = max(view.position(view.first_of(c)), p + 1)
            return _after_adverbs(view, first, view.end()) if first < view.position(c) else first
    return None


def _reads_like_clause(view: SentenceView, q: int, stop: int) -> bool:
    """Whether a noun phrase and a finite verb follow, though the parser sees no clause."""
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


def _after_preposition(view: SentenceView, q: int, stop: int, takes: frozenset[str]) -> int | None:
    """The position after a preposition that the verb takes: talked about, referred to."""
    prepositions = takes & PREPOSITIONS
    for r in range(q, min(q + PREPOSITION_WITHIN, stop)):
        if view.lower[r] in prepositions and r + 1 < len(view):
            reported_on_a_day = view.lower[r] == "on" and _is_time(view, r + 1)  # reported a loss on Thursday
            return None if reported_on_a_day else r + 1
        if view.lower[r] == "to" and "to-np" in takes and view.tag(r + 1) != "VB":
            return r + 1
    return None


def _begins_noun_phrase(view: SentenceView, q: int) -> bool:
    """Whether a noun phrase or a quoted fragment begins here."""
    if q in view.fragment_positions:
        return True
    if _is_time(view, q) or (view.lower[q] == "that" and view.tag(q) != "DT"):
        return False
    return view.tag(q).startswith((*NOUN_TAGS, "WP", "``"))
