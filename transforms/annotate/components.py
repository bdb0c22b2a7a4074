"""Runs the components of the annotator in order: each reads the parsed text and the layers before it, and adds one layer.

| Component | Reads | Adds |
|---|---|---|
| entities, step 1 | words | the names of each entity, in clusters |
| roles | clusters | the roles of each cluster |
| quotes, step 1 | words, clusters, roles | turns of speech with their speakers; quotation marks, paired |
| coref, step 1 | marks, clusters, roles | nominals; pronouns outside quotes |
| quotes, step 2 | marks, coref step 1 | the speaker of each quote, for the pronouns in quotes |
| coref, step 2 | marks, clusters, coref step 1, speakers | all references: pronouns in quotes as well |
| entities, step 2 | clusters, roles, references | entities with their mentions and roles |
| quotes, step 3 | marks, entities, coref step 1 | quotes with their speakers |

Pronouns and speakers depend on each other: a pronoun beside a quote can be its speaker, and a "he" within the quote is not the
speaker. So both are found in steps.
"""

from transforms.annotate.entities.coref.quote_speakers import quote_speakers
from transforms.annotate.entities.coref.references import resolve_in_quotes, resolve_outside_quotes
from transforms.annotate.entities.find import find_clusters, make_entities
from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.entities.roles.find import find_roles
from transforms.annotate.quotes.details.confidence import LEAST_CONFIDENCE, likely_quotes
from transforms.annotate.quotes.find import find_quotes
from transforms.annotate.quotes.marks.layer import find_quotation_marks
from transforms.annotate.quotes.turns.find import find_turns
from transforms.annotate.words import Words
from transforms.records import Annotations


def annotate_words(
    words: Words, language: str, aliases: tuple[Alias, ...] = (), least_confidence: float = LEAST_CONFIDENCE
) -> Annotations:
    """Returns the quotes and entities of a parsed text.

    `aliases`: the user's own names, which take precedence over the shipped names. `least_confidence`: that of indirect speech.
    """
    names = find_clusters(words, aliases)
    roles = find_roles(words, names.clusters)
    marks = find_quotation_marks(words, find_turns(words, names.clusters, roles))
    outside = resolve_outside_quotes(words, marks.by_word, names.clusters, roles)
    speakers = quote_speakers(words, marks.by_word, outside.entity_at, marks.said_by)
    references = resolve_in_quotes(words, marks.by_word, names.clusters, outside, speakers)
    entities = make_entities(words, names, roles, references)
    quotes = find_quotes(words, entities, marks, outside.nameless, outside.sure)
    return Annotations(language, likely_quotes(quotes, least_confidence), entities)
