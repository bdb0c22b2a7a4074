"""What a process for pages does with pages whose text names a harm. Imported by `sitecustomize.py` of that process."""

import importlib
import os
import resource
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def harmed(stage: str, text: str) -> None:
    """Does what the text says of this stage, such as `extract takes too long`."""
    if f"{stage} takes too long" in text:
        signal.setitimer(signal.ITIMER_REAL, 0.01)  # the time that the page may take is over
        time.sleep(3600)
    if f"{stage} is killed" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if f"{stage} crashes" in text:
        os.abort()
    if f"{stage} exits" in text:
        os._exit(7)
    if f"{stage} eats the memory" in text:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limit = pages * resource.getpagesize() + (64 << 20)
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.RLIM_INFINITY))
        eaten = []
        while True:
            eaten.append(bytearray(1 << 20))


def patched(stage: str, original: Callable[..., Any], text_of: Callable[..., str]) -> Callable[..., Any]:
    def work(*arguments: Any) -> Any:
        harmed(stage, text_of(*arguments))
        return original(*arguments)

    return work


def patch() -> None:
    wrap("transforms.extract.extract", "extract_article", "extract", lambda page, html, *_: (html or b"").decode())
    wrap("transforms.clean.work", "clean_article", "clean", lambda article, *_: article.text)
    wrap("transforms.annotate.annotator", "annotate_words", "annotate", lambda words, *_: words.text)


def wrap(module: str, name: str, stage: str, text_of: Callable[..., str]) -> None:
    holder = importlib.import_module(module)
    setattr(holder, name, patched(stage, getattr(holder, name), text_of))
