"""What grammar says of a pronoun: reflexives, and people whom a pronoun can hardly mean."""

from collections.abc import Callable

import pytest

from transforms.records import Annotations

Annotate = Callable[[str], Annotations]


def meaning(found: Annotations, form: str) -> str | None:
    """The name of the entity that the last pronoun of that form refers to, or None."""
    rows = [(m.start, e.name) for e in found.entities for m in e.mentions if m.kind == "pronoun" and m.text == form]
    return max(rows)[1] if rows else None


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        pytest.param(
            "The talks went on for a week. Ana Brandt met Tomas Ebner. He told the Gazette that Ebner would resign.",
            "He",
            None,
            id="he names the only man",
        ),
        pytest.param(
            "Karl Lindqvist left the ministry in May.\nAna Brandt met Tomas Ebner. He told the Gazette that Ebner would resign.",
            "He",
            None,
            id="nor is he a third man of an earlier paragraph",
        ),
        pytest.param(
            "Karl Lindqvist met Tomas Ebner. He told the Gazette that Ebner would resign.",
            "He",
            "Karl Lindqvist",
            id="he names the other man",
        ),
        pytest.param(
            "Karl Lindqvist met Tomas Ebner. He was late, and Lindqvist waited.", "He", "Karl Lindqvist", id="not across and"
        ),
        pytest.param("Tom Reyes slept. A diary is a man talking to himself.", "himself", None, id="himself: a man"),
        pytest.param("Tom Reyes slept. Karl Vogt was talking to himself.", "himself", "Karl Vogt", id="himself: a name"),
        pytest.param(
            "Karl Vogt slept. Discussing his plan in a speech, Tom Reyes smiled.", "his", "Tom Reyes", id="his: in a participle"
        ),
        pytest.param(
            "Karl Vogt slept. After calling him, Tom Reyes left.", "him", "Karl Vogt", id="him: the object of a participle"
        ),
        pytest.param(
            "Mo Brandt, a teacher, says he had feared it. “It lasted,” he recalls.\n"
            "Kai Vogt, 14, likes it: “It works.”\nHis mother, Eva Vogt, is less sure.",
            "His",
            "Kai Vogt",
            id="his: a relative of the same surname",
        ),
        pytest.param(
            "Mo Brandt, a teacher, says he had feared it. “It lasted,” he recalls.\n"
            "Kai Vogt, 14, likes it: “It works.”\nHis mother, Eva Reyes, is less sure.",
            "His",
            "Mo Brandt",
            id="his: a relative of another surname",
        ),
    ],
)
def test_whom_a_pronoun_means(annotated: Annotate, text: str, form: str, expected: str | None) -> None:
    assert meaning(annotated(text), form) == expected


def test_a_pronoun_is_as_sure_as_the_one_before(annotated: Annotate) -> None:
    clear = annotated("Tom Reyes came. His boat was wet. “It is late,” he said.")
    unclear = annotated("Karl Vogt slept. It was known that Tom Reyes came. His boat was wet. “It is late,” he said.")
    assert meaning(unclear, "he") == meaning(clear, "he") == "Tom Reyes"
    one, other = clear.quotes[-1], unclear.quotes[-1]
    assert one.confidence is not None and other.confidence is not None and one.confidence > other.confidence
