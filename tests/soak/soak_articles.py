"""The articles of the soak's invented papers: each is made from its paper's number and its own alone. Standard library only."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

PLACES = ["Velmarsh", "Ostrand", "Karnholm", "Tilbeck", "Marrow", "Dunholt", "Selby", "Quay", "Norrick"]
THINGS = ["ferry", "bridge", "library", "market hall", "lighthouse", "tram", "school", "swimming pool", "town well"]
VERBS = ["reopens", "closes", "stays", "moves", "returns", "waits"]
NAMES = [
    "Ines Okonkwo",
    "Tomas Reyle",
    "Marta Lindqvist",
    "Joran Pell",
    "Aisha Verholt",
    "Samuel Brant",
    "Lena Dorsey",
    "Pavel Ostrom",
]
ROLES = ["treasurer", "harbour master", "head teacher", "engineer", "spokeswoman for the council", "chair of the board"]
SAID = (
    "We will keep the {thing} open through the winter",
    "Nobody asked the people who live beside the {thing}",
    "The money for the {thing} was promised in the spring",
    "It takes a year to mend what a night of wind can break",
    "I have crossed that square every morning and never seen it so full",
    "The {thing} belongs to the whole town",
)
FACTS = (
    "The council of {place} spoke about the price of the repairs for most of the evening and came to no end.",
    "Two firms from the next valley have offered to do the work before the first frost.",
    "The older plan would have cost twice as much and taken three summers.",
    "About four hundred people signed a letter that was handed over at the town hall on Monday.",
    "Engineers measured the foundations last week and found them dry.",
    "The next meeting is open to everybody and begins at seven in the old school.",
    "Visitors were counted for the first time this year, mostly at weekends.",
)


@dataclass(frozen=True)
class Article:
    """A page of host `host` (0, 1, …), number `n` of its paper. `proof`: a sentence that stands on this page alone."""

    id: str
    title: str
    proof: str
    paragraphs: tuple[str, ...]
    published: datetime

    @property
    def html(self) -> str:
        text = "\n".join(f"<p>{p}</p>" for p in self.paragraphs)
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{self.title}</title>'
            f'<meta property="og:title" content="{self.title}"><meta name="author" content="Nora Felling">'
            f'<meta property="article:published_time" content="{self.published.isoformat()}"></head>'
            f"<body><article><h1>{self.title}</h1>\n{text}\n</article></body></html>"
        )


def article(host: int, n: int) -> Article:
    """Always the same for the same host and number; no two share a title."""
    rng = random.Random(f"article {host} {n}")
    place, thing, verb = rng.choice(PLACES), rng.choice(THINGS), rng.choice(VERBS)
    proof = f"It was day {n} of the talks about the {thing} in ward {host} of {place}, and the hall was full."
    quotes = [
        f"“{words.format(thing=thing)},” said {name}, the {rng.choice(ROLES)}."
        for words, name in zip(rng.sample(SAID, 3), rng.sample(NAMES, 3), strict=True)
    ]
    facts = [fact.format(place=place) for fact in rng.sample(FACTS, rng.randint(4, 6))]
    body = facts[1:] + quotes[: rng.randint(1, 3)]
    rng.shuffle(body)
    title = f"{thing.capitalize()} of {place} {verb} after {n} days of talks in ward {host}"
    at = datetime(2026, 1, 5, 8, tzinfo=UTC) + timedelta(hours=n, minutes=host)
    return Article(f"{host}-{n}", title, proof, (f"{proof} {facts[0]}", *body), at)
