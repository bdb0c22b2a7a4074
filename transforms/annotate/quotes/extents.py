"""Where reported speech ends: the reporter's voice resumes, or the sentence is over."""

from transforms.annotate.quotes.complement_lexicon import complements_at
from transforms.annotate.quotes.lists import lists
from transforms.annotate.quotes.sentence_view import FINITE, Line
from transforms.annotate.reporting_verbs import reporting_verbs

RESUMES = frozenset(["which", "who", "whom", "whose", "despite", "compared", "though", "although"])
RELATIVE = frozenset(["which", "who", "whom", "whose"])
DID = frozenset(["did", "do", "does", "has", "have", "had", "was", "were", "is", "are", "would", "will"])  # …, as did Reyes
BEFORE_VERB = frozenset(["nsubj", "nsubjpass", "expl", "aux"])
OBJECT = frozenset(["dobj", "pobj", "oprd", "ccomp", "xcomp", "acl", "dative", "attr", "acomp", "relcl", "dep"])
TAKEN = frozenset(["for", "of", "as", "to", "on", "with", "about", "against", "by", "from", "between"])
BEFORE_TIMES = frozenset(["on", "last", "this", "in", "late", "early", "next", "earlier", "since"])
SUBJECT = 6  # words of a subject between a comma and its verb


def end_of(line: Line, p: int, start: int, kind: str, needed: int = 0) -> int:
    """Where what the verb at `p` says, from `start`, ends (excluded). `needed`: it goes on so far at least."""
    stop = min(line.barrier(start + 1) if start > p else p, line.end(), _matrix(line, p, start), _second(line, p, start))
    if kind in ("np", "prep"):
        stop = min(stop, max(needed, _object_end(line, p, start)))
        if needed < stop:
            stop = _without_time(line, start, stop)
    for r in range(max(start + (0 if kind in ("np", "prep") else 1), needed), stop):
        if line.low[r] in (";",):
            return r
        if (line.low[r] == "," and kind not in ("np", "prep")) and _apposition(line, r, stop):
            return r
        if line.low[r] == "," and line.low[r + 1 : r + 2] and line.low[r + 1] in RELATIVE and not line.has_verb(start, r):
            continue  # the bridge, which was old, fell
        if line.low[r] == "," and resumes(line, r + 1, stop, kind):
            return r
        if (
            line.low[r] in ("and", "but")
            and r + 1 < stop
            and _alike(line, p, r + 1)
            and complements_at(line, r + 1) is not None
        ):
            return r
        if line.closes(r) and (kind in ("np", "prep") or resumes(line, r, stop, kind)):
            return r
        if line.low[r] == "according" and line.low[r + 1 : r + 2] == ["to"]:
            return r
    return stop


def resumed(line: Line, first: int, end: int) -> int:
    """Where the reporter speaks again after the second piece, from `first`, of a sentence that a saying cuts."""
    for r in range(first + 1, end):
        if line.low[r] == "," and resumes(line, r + 1, end, "clause"):
            return r
    return end


def _alike(line: Line, p: int, q: int) -> bool:
    """Two verbs in the same form: said … and asked; the tagger mixes up past tense and participle."""
    return line.tag(q).replace("VBN", "VBD") == line.tag(p).replace("VBN", "VBD")


def resumes(line: Line, r: int, stop: int, kind: str) -> bool:
    """After a comma, at `r`: the reporter speaks again."""
    if r >= stop:
        return False
    if kind not in ("np", "prep") and line.tag(r) == "VBG" and line.low[r] != "including" and line.low[r - 2] != "that":
        return True
    if line.low[r] == "as" and line.low[r + 1 : r + 2] and line.low[r + 1] in DID:
        return True
    if line.low[r] in RESUMES or line.low[r : r + 2] == ["according", "to"]:
        return True
    takes = complements_at(line, r)
    if takes is not None and line.tag(r) in ("VBG", "VBD", "VBZ"):
        return True
    if kind == "to" and line.low[r] in ("but", "while", "after"):
        return True
    if line.low[r] in ("and", "but", "while", "as"):
        r += 1
    for s in range(r, min(r + SUBJECT, stop)):
        if complements_at(line, s) is not None and line.tag(s) in FINITE and s > r:
            return True
        if not line.tag(s).startswith(("NN", "DT", "PRP", "JJ", "RB", "POS", "CD", "WP")):
            return False
    return False


def _matrix(line: Line, p: int, start: int) -> int:
    """Where the clause that the saying is only a part of goes on: While X said it was late, nobody left."""
    word = line.at[p]
    for _ in range(6):
        head = line.words.head[word]
        if head == word:
            return len(line)
        if head > line.at[p] and line.words.tag[head][:2] in ("VB", "MD"):
            q = min(line.position(head), len(line))
            under = [c for c in line.children[head] if c < head and line.words.dep[c] in BEFORE_VERB]
            firsts = [line.position(line.first_of(c)) for c in under]
            q = min([q, *(f for f in firsts if f > start)])
            for r in range(q - 1, start, -1):
                if line.low[r] == ",":
                    return r
            return q if q > start else len(line)
        word = head
    return len(line)


def _second(line: Line, p: int, start: int) -> int:
    """Where a second verb of saying with the same subject follows: said it was late and asked for time."""
    for c in line.right_of(p):
        if line.words.dep[c] == "conj" and line.words.form[c].lower() in reporting_verbs().takes:
            q = line.position(line.first_of(c))
            if q > start and "that" not in line.low[q - 1 : q + 1]:
                while q > start + 1 and line.low[q - 1] in (",", "and", "but", "or"):
                    q -= 1
                return q
    return len(line)


def _apposition(line: Line, r: int, stop: int) -> bool:
    """After the comma at `r`, the last of the sentence: "…, a blow to the town" is the reporter's."""
    return line.low[r + 1 : r + 2] in (["a"], ["an"], ["one"]) and line.next_comma(r + 1) >= stop


def _without_time(line: Line, start: int, stop: int) -> int:
    """Without a time at the end: on Sunday, last week."""
    end = stop
    while end > start + 1 and line.low[end - 1] in lists().when:
        end -= 1
    if end == stop:
        return stop
    while end > start + 1 and line.low[end - 1] in BEFORE_TIMES:
        end -= 1
    return end if end > start + 1 else stop


def _object_end(line: Line, p: int, start: int) -> int:
    """Where the object of the verb at `p` and what it takes end."""
    end = start
    for c in line.right_of(p):
        dep = line.words.dep[c]
        form = line.words.form[c].lower()
        if dep in OBJECT or (dep == "prep" and form in TAKEN):
            end = max(end, line.position(line.last_of(c) + 1))
        elif dep in ("npadvmod", "advcl", "prep", "advmod") and end > start:
            break
    return end if end > start else len(line)
