"""Makes the speakers of turns of speech: with the words of the label, or else of the last name before the turns."""

import re
from functools import cache

from transforms.annotate.quotes.speakers.mentions import EntityMention, Mentions
from transforms.annotate.quotes.speakers.somebody import is_somebody
from transforms.annotate.quotes.turns.find import Turns
from transforms.annotate.quotes.turns.turn import Label
from transforms.records import Mention, Speaker

INITIALS = re.compile(r"(?:[A-Z]\.?){2}")


def turn_speakers_of(mentions: Mentions, turns: Turns) -> dict[int, Speaker]:
    """Returns number of a turn → its speaker. Left out are turns without a label whose speaker is not named.

    A label that names nobody in the text is itself the name, unless it is only `Q`, `A` or initials, or describes somebody.
    """
    out: dict[int, Speaker] = {}
    if not turns.turns:
        return out
    before = cache(lambda word: _last_before(mentions.by_word[word], turns.turns[0].pieces[0].start))
    for n, turn in enumerate(turns.turns):
        named = mentions.by_word.get(turns.name_word[n]) if n in turns.name_word else None
        if turn.label is not None:
            described = named is None and n not in turns.name and _describes(turn.label.who)
            unnamed = turns.name.get(n, None if described or _says_no_name(turn.label) else turn.label.who)
            name, key = (named.entity.name, named.entity.id) if named else (unnamed, None)
            out[n] = Speaker(turn.label.who, *turn.label.span, name, key, described=described)
        elif named is not None:
            mention = before(named.first)
            out[n] = Speaker(mention.text, mention.start, mention.end, named.entity.name, named.entity.id)
    return out


def _says_no_name(label: Label) -> bool:
    return label.is_qa or INITIALS.fullmatch(label.who) is not None


def _describes(who: str) -> bool:
    """Whether a label is a role or a body: `THE COURT`, `Moderator`."""
    return who.lower().startswith("the ") or is_somebody(who.split()[-1].lower())


def _last_before(named: EntityMention, first: int) -> Mention:
    """Returns the last name of the entity before the offset `first`; or else this one."""
    names = [mention for mention in named.entity.mentions if mention.kind == "name" and mention.end <= first]
    return names[-1] if names else named.mention
