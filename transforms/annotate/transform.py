"""The Beam step that annotates: shards of CleanArticles → (shards of Records, Setbacks)."""

import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import apache_beam as beam

from transforms.annotate.annotator import Annotator
from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.quotes.details.confidence import LEAST_CONFIDENCE
from transforms.annotate.record import make_record
from transforms.articles import CleanArticle
from transforms.attempt import FAILED, add_stage_time, count_result, failure_output
from transforms.records import Record
from transforms.retry import Retry
from transforms.watchdog import Watchdog


class Annotate(beam.PTransform):
    """Annotates the articles of each shard in the order of their ids.

    `models`: language → installed spaCy pipeline. `aliases`: the user's own names.
    `least_confidence`: indirect speech below it is left out, 0 to 1.
    """

    def __init__(
        self,
        models: Mapping[str, str],
        retry: Retry,
        watchdog: Watchdog,
        *,
        run: str,
        made_with: str,
        aliases: tuple[Alias, ...] = (),
        least_confidence: float = LEAST_CONFIDENCE,
    ) -> None:
        super().__init__()
        annotator = Annotator(dict(models), watchdog, aliases, least_confidence)
        self.work = _Annotate(annotator, retry, run, made_with)

    def expand(self, shards: Any) -> Any:
        out = shards | beam.ParDo(self.work).with_outputs(FAILED, main="good")
        return out.good, out[FAILED]


class _Annotate(beam.DoFn):
    def __init__(self, annotator: Annotator, retry: Retry, run: str, made_with: str) -> None:
        # the annotator loads its model when it is first needed, once in each process
        self.annotator, self.retry, self.run, self.made_with = annotator, retry, run, made_with

    def process(self, shard: tuple[int, Iterable[CleanArticle]]) -> Iterator[Any]:
        start = time.perf_counter()
        number, articles = shard[0], sorted(shard[1], key=lambda c: c.entry.id)
        results = self.annotator.annotate([(c.text, c.article.language) for c in articles], [c.entry.id for c in articles])
        records: list[Record] = []
        for clean, result in zip(articles, results, strict=True):
            if isinstance(result, Exception):
                yield failure_output("annotate", clean.entry, result, self.retry)
            else:
                records.append(make_record(clean, result, run=self.run, made_with=self.made_with))
        count_result("annotate", "good", len(records))
        add_stage_time("annotate", start)
        if records:
            yield number, records
