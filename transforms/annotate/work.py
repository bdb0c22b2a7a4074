"""The work on a batch of texts, as it is sent to the process for pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transforms.annotate.entities.lexicon.alias import Alias
from transforms.records import Annotations


@dataclass(frozen=True)
class AnnotateTexts:
    """Texts with their language hints → their annotations, or an exception for a text that cannot be annotated.

    `models`: language → installed spaCy pipeline. `aliases`: the user's own names. `least_confidence`: indirect speech below it
    is left out, 0 to 1.
    """

    models: Mapping[str, str]
    aliases: tuple[Alias, ...]
    least_confidence: float

    def __call__(self, texts: Sequence[tuple[str, str | None]]) -> list[Annotations | Exception]:
        # it imports spaCy, and loads the model when it is first needed: only the process needs them that annotates
        from transforms.annotate.annotator import Annotator

        return Annotator(self.models, self.aliases, self.least_confidence).annotate(texts)
