"""The Beam step that annotates: shards of CleanArticles → (shards of Records, Setbacks)."""

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import apache_beam as beam

from transforms.annotate.batches import batches
from transforms.annotate.record import make_record
from transforms.annotate.work import AnnotateTexts
from transforms.articles import CleanArticle
from transforms.attempt import FAILED, add_stage_time, count_result, failure_output
from transforms.records import Annotations, Record
from transforms.retry import Retry
from transforms.supervised.supervise import Supervised
from transforms.watchdog import Watchdog


class Annotate(beam.PTransform):
    """Annotates the articles of each shard in the order of their ids. `work`: done in the process for pages."""

    def __init__(self, work: AnnotateTexts, retry: Retry, watchdog: Watchdog, *, run: str, made_with: str) -> None:
        super().__init__()
        self.work = _Annotate(work, watchdog, retry, run, made_with)

    def expand(self, shards: Any) -> Any:
        out = shards | beam.ParDo(self.work).with_outputs(FAILED, main="good")
        return out.good, out[FAILED]


class _Annotate(beam.DoFn):
    def __init__(self, work: AnnotateTexts, watchdog: Watchdog, retry: Retry, run: str, made_with: str) -> None:
        self.work, self.watchdog, self.retry, self.run, self.made_with = work, watchdog, retry, run, made_with

    def setup(self) -> None:
        self.supervised = Supervised("annotate", self.work, self.watchdog)

    def process(self, shard: tuple[int, Iterable[CleanArticle]]) -> Iterator[Any]:
        start = time.perf_counter()
        number, articles = shard[0], sorted(shard[1], key=lambda c: c.entry.id)
        records: list[Record] = []
        for clean, result in zip(articles, self._annotated(articles), strict=True):
            if isinstance(result, Exception):
                yield failure_output("annotate", clean.entry, result, self.retry)
            else:
                records.append(make_record(clean, result, run=self.run, made_with=self.made_with))
        count_result("annotate", "good", len(records))
        add_stage_time("annotate", start)
        if records:
            yield number, records

    def _annotated(self, articles: Sequence[CleanArticle]) -> Iterator[Annotations | Exception]:
        texts = [(clean.text, clean.article.language) for clean in articles]
        for part in batches([len(text) for text, _ in texts]):
            yield from self.supervised.call_batch([clean.entry for clean in articles[part]], texts[part])
