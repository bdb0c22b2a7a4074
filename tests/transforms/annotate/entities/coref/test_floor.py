"""Who "he said" means: whoever has the floor. A row for each way to take it, and for those who do not."""

from collections.abc import Callable

import pytest

from transforms.records import Annotations

Annotate = Callable[[str], Annotations]

HARBOR = "Harbor master Tom Reyes said the pumps had failed. He blamed the council.\n\n"
PRESS = "Tom Reyes met the press by the gate.\n\n"
HERO = "Captain Mark Vogt has waited a year for his anchor. Vogt lives on board with a parrot, and Vogt is tired.\n\n"


def last_speaker(found: Annotations) -> str | None:
    """The name of the last direct quote's speaker; None when the speaker is no known entity."""
    speaker = [quote.speaker for quote in found.quotes if quote.kind == "direct"][-1]
    return speaker.name if speaker is not None and speaker.entity is not None else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            HERO
            + "Harbor Board spokesman Tom Reyes said divers had found the anchor.\n\n“We searched the wrong bay,” he said.",
            "Tom Reyes",
            id="a source keeps it into the next paragraph",
        ),
        pytest.param(
            HERO + "According to the board's spokesman, Tom Reyes, Vogt was told.\n\n“We called him,” he said.",
            "Tom Reyes",
            id="according to",
        ),
        pytest.param(
            HERO + "The spokesman of the board is Tom Reyes. “It will be sold,” he said.", "Tom Reyes", id="behind is"
        ),
        pytest.param(HARBOR + "Mark Vogt, a cook, slept. “I heard nothing,” he said.", "Mark Vogt", id="a new subject"),
        pytest.param(
            HARBOR + "The job went to Mark Vogt. “I heard nothing,” he said.", "Mark Vogt", id="the only person of a sentence"
        ),
        pytest.param(
            HARBOR + "The job went to Vogt. “I heard nothing,” he said.", "Tom Reyes", id="a surname alone is not introduced"
        ),
        pytest.param(
            "Tom Reyes met the press. Mark Vogt, a cook, laughed when Reyes said it was late. “I heard nothing,” he said.",
            "Mark Vogt",
            id="the main subject, not who said something in a clause",
        ),
        pytest.param(
            "Mark Vogt slept. Tom Reyes was speaking when Vogt stood up. “I heard nothing,” he said.",
            "Mark Vogt",
            id="was speaking when",
        ),
        pytest.param(
            "Mark Vogt slept. Tom Reyes spoke when Vogt stood up. “I heard nothing,” he said.", "Tom Reyes", id="spoke when"
        ),
        pytest.param(HARBOR + "The barber knows Mark Vogt. “I heard nothing,” he said.", "Tom Reyes", id="no new subject"),
        pytest.param(
            HARBOR + "On the quay sat Mark Vogt, who sells bait. “I heard nothing,” he said.", "Mark Vogt", id="after its verb"
        ),
        pytest.param(
            HARBOR + "For Mark Vogt, a baker, it was the third flood. “I heard nothing,” he said.",
            "Mark Vogt",
            id="introduced by a description",
        ),
        pytest.param(
            HARBOR + "Velmar Ruhl, a diver, did not wait. He left at noon. “I heard nothing,” he said.",
            "Velmar Ruhl",
            id="an unknown given name, and a pronoun between",
        ),
        pytest.param(
            "Kwelu Arthur, the headmaster, met Ana Brandt. She was late. “The bus broke down,” she said.",
            "Ana Brandt",
            id="an unknown given name, and an object of that gender",
        ),
        pytest.param(
            HARBOR + "At the other end of the corridor Mark Vogt was signing shirts. “I heard nothing,” he said.",
            "Mark Vogt",
            id="a name before a verb without a subject",
        ),
        pytest.param(
            "Tom Reyes, the harbor master, was criticized by Mark Vogt. “The man has no boat,” he said.",
            "Mark Vogt",
            id="criticized by",
        ),
        pytest.param(
            "Tom Reyes, 40, runs the harbor. He is said to be tired.\n\nHis mother, Velma Reyes, disagrees. “He sleeps,” she said.",
            "Velma Reyes",
            id="his mother",
        ),
        pytest.param(PRESS + "Mark Vogt asked him about the pumps. “They failed,” he said.", "Tom Reyes", id="asked him"),
        pytest.param(PRESS + "“When did they fail?” asked Mark Vogt. “At dawn,” he said.", "Tom Reyes", id="asked"),
        pytest.param(PRESS + "“They failed,” said Mark Vogt. “At dawn,” he said.", "Mark Vogt", id="said"),
        pytest.param(PRESS + "Mark Vogt wanted to know when. “At dawn,” he said.", "Tom Reyes", id="wanted to know"),
        pytest.param("Mark Vogt, a columnist, asked Tom Reyes when. “At dawn,” he said.", "Tom Reyes", id="who is asked"),
        pytest.param(
            PRESS + "A reporter, Mark Vogt, asked about the pumps, and asked again. “Next question,” he said.",
            "Tom Reyes",
            id="a reporter, asked",
        ),
        pytest.param(
            "Tom Reyes came late. Pressed by Mark Vogt, a columnist, he would not say why. “Traffic,” he said.",
            "Tom Reyes",
            id="pressed by",
        ),
        pytest.param(
            "Tom Reyes came late. A question from Mark Vogt, a columnist, was waved away. “Traffic,” he said.",
            "Tom Reyes",
            id="a question from",
        ),
        pytest.param(
            HARBOR + "It was left to Velma Vogt's brother, Karl Vogt, to thank us. “You swim well,” he said.",
            "Karl Vogt",
            id="introduced as a brother",
        ),
        pytest.param(
            "Mark Vogt, a painter, is a legend. Tom Vale works here too. For Tom Reyes, a teacher, Vogt was a hero. “I cried,” he said.",
            "Tom Reyes",
            id="for somebody at the beginning of a sentence",
        ),
        pytest.param(
            "Tom Reyes said it was late. The bell belongs to Mark Vogt, who rings it. The rope is his. “I rang twice,” he said.",
            "Mark Vogt",
            id="his, behind is, takes nothing",
        ),
        pytest.param(
            HARBOR + "One of the few divers in the union, Mark Vogt has a boat. “I heard nothing,” he said.",
            "Mark Vogt",
            id="of two subjects of a verb, the name",
        ),
        pytest.param("Tom Reyes was questioned by Mark Vogt. “At dawn,” he said.", "Tom Reyes", id="is questioned"),
    ],
)
def test_who_speaks(annotated: Annotate, text: str, expected: str) -> None:
    assert last_speaker(annotated(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A villager, who gave no name, pointed at it. “Nobody came,” he said.", None, id="a villager"),
        pytest.param("One of the cooks pointed at it. “Nobody came,” he said.", None, id="one of the cooks"),
        pytest.param("One of them, a young monk, sat there. “Nobody came,” he said.", None, id="in apposition"),
        pytest.param("The man behind the till sat there. “Nobody came,” he said.", None, id="the man behind the till"),
        pytest.param("The man selling scarves disagreed. “Nobody came,” he said.", None, id="the man selling scarves"),
        pytest.param("One supporter was not so sure. “Nobody came,” he said.", None, id="one supporter"),
        pytest.param("The man on the bench disagreed. “Nobody came,” he said.", None, id="the man on the bench"),
        pytest.param("The man next door disagreed. “Nobody came,” he said.", None, id="the man next door"),
        pytest.param("By the gate stood a man. “Nobody came,” he said.", None, id="behind its verb"),
        pytest.param("By the gate stood a chair. “Nobody came,” he said.", "Tom Reyes", id="a chair behind a verb"),
        pytest.param("There was also a man. “Nobody came,” he said.", None, id="there was"),
        pytest.param("The cook fed a man. “Nobody came,” he said.", "Tom Reyes", id="the object of another person"),
        pytest.param("The man slept. “Nobody came,” he said.", "Tom Reyes", id="the man: somebody mentioned before"),
        pytest.param("A cook of the inn, Mark Vogt, slept. “Nobody came,” he said.", "Mark Vogt", id="a name beside it"),
        pytest.param("Mark Vogt, a cook at the inn, slept. “Nobody came,” he said.", "Mark Vogt", id="a name before it"),
    ],
)
def test_a_person_without_a_name_takes_it(annotated: Annotate, text: str, expected: str | None) -> None:
    assert last_speaker(annotated(HARBOR + text)) == expected
