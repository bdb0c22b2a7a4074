"""Chooses the entries of the next record pass among those that are due."""

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Mapping

from transforms.articles import Entry
from transforms.web.hosts import host_of

# Updated articles that are checked per feed and run: some feeds give all their entries a new date at each poll.
MOST_UPDATES = 20


def choose_entries(
    due: Iterable[Entry],
    most: int,
    *,
    skip: Collection[str] = frozenset(),
    only: Collection[str] | None = None,
    paused_hosts: Collection[str] = frozenset(),
    updates: Mapping[str, int] | None = None,
) -> list[Entry]:
    """At most `most` of the due entries, one host after the other in turns, so that one busy host does not fill the pass.

    `skip`: ids to leave out. `only`: ids to choose from; None for all. Entries of paused hosts are left out unless the feed has
    their text. `updates`: by feed, how many updates were chosen in this run already; those above MOST_UPDATES are left out.
    """
    allowed = (entry for entry in due if entry.id not in skip and (only is None or entry.id in only))
    reachable = (entry for entry in allowed if entry.content is not None or host_of(entry.url) not in paused_hosts)
    return take_in_turns(_limit_updates(reachable, Counter(updates or {})), most)


def is_update(entry: Entry) -> bool:
    """Whether the entry is a recheck because its feed has a new date or text for the article, not at a recheck time."""
    return entry.past is not None and entry.retry_at is None


def take_in_turns(entries: Iterable[Entry], most: int) -> list[Entry]:
    """The first entry of each host, then the second of each, up to `most`; hosts in the order of their first entries.

    >>> urls = ("https://a.example/1", "https://a.example/2", "https://b.example/3")
    >>> [entry.id for entry in take_in_turns([Entry(url[-1], url, ()) for url in urls], 2)]
    ['1', '3']
    """
    queues: dict[str, deque[Entry]] = defaultdict(deque)
    for entry in entries:
        queues[host_of(entry.url)].append(entry)
    taken: list[Entry] = []
    while queues and len(taken) < most:
        taken += [queue.popleft() for queue in queues.values()]
        queues = {host: queue for host, queue in queues.items() if queue}
    return taken[:most]


def _limit_updates(entries: Iterable[Entry], updates: Counter[str]) -> Iterable[Entry]:
    for entry in entries:
        if is_update(entry):
            updates[entry.feeds[0]] += 1
            if updates[entry.feeds[0]] > MOST_UPDATES:
                continue
        yield entry
