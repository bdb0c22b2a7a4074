"""Makes the speakers of turns of speech: with the words of the label, or else of the last name before the turns."""

from transforms.annotate.quotes.speakers.mentions import EntityMention, Mentions
from transforms.annotate.quotes.turns.find import Turns
from transforms.annotate.quotes.turns.turn import Label
from transforms.records import Speaker


def turn_speakers_of(mentions: Mentions, turns: Turns) -> dict[int, Speaker]:
    """Returns number of a turn → its speaker. Left out are turns without a label whose speaker is not named.

    A label that names nobody in the text is itself the name, unless it is only `Q`, `A` or initials.
    """
    out: dict[int, Speaker] = {}
    if not turns.turns:
        return out
    first = turns.turns[0].pieces[0].start
    for n, turn in enumerate(turns.turns):
        named = _mention_before(mentions, turns.name_word[n], first) if n in turns.name_word else None
        entity = named.entity if named else None
        if turn.label is not None:
            unnamed = None if _says_no_name(turn.label) else turn.label.who
            name = entity.name if entity else turns.name.get(n, unnamed)
            out[n] = Speaker(turn.label.who, *turn.label.span, name, entity.id if entity else None)
        elif named is not None:
            mention = named.mention
            out[n] = Speaker(mention.text, mention.start, mention.end, named.entity.name, named.entity.id)
    return out


def _says_no_name(label: Label) -> bool:
    return label.is_qa or len(label.who) < 2


def _mention_before(mentions: Mentions, word: int, first: int) -> EntityMention | None:
    """Returns the last name of the entity before the offset `first`; or else the name at the word."""
    named = mentions.by_word.get(word)
    if named is None:
        return None
    before = [m for m in named.entity.mentions if m.kind == "name" and m.end <= first]
    return named._replace(mention=before[-1]) if before else named
