"""Sentences without end, the same for the same seed: English in length and shape, empty in sense."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

import yaml

WORDS: Mapping[str, Sequence[str]] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
"""Words by their kind."""

SHAPES = (
    "The {a} {n} {v} the {n} of the {n}, and the {n} {d} {v} it.",
    "{o}, the {n} {v} a {a} {n} near {p}.",
    "Nobody at {p} {v} the {n}, although a {a} {n} had {v} the {a} {n} for some time.",
    "It was the {n} that {v} the {n}; the {n} only {v} what the {a} {n} had left.",
    "{o}, one {n} and another {n} were {d} {v}, and the third was a {a} {n} without a {n}.",
    "A {n} from {p} {v} the {n} {d}.",
    "Whoever {v} the {n} had also {v} the {n}, the {n} and the {a} {n} behind it.",
    "The {n}, which was {a} and rather {a}, {d} {v} the {n} at {p}.",
    "There was no {n} in {p} that the {a} {n} had not {v} once, and there were few that it had {v} {d}.",
    "Later the {a} {n} was {d} {v} by the {n}.",
    "If the {n} was {a}, the {n} was more {a} still.",
    "{o}, the {a} {n} and the {n} {d} {v} each other, because a {n} had to be {v} before the {n} was.",
)


class Writer:
    """Writes sentences; what it writes depends on the seed and on what it has been asked for before."""

    def __init__(self, seed: str) -> None:
        self._chance = Random(seed)  # noqa: S311 -- chance that can be repeated is what is wanted

    def one_of(self, choices: Sequence[str]) -> str:
        """Return one of ``choices``."""
        return choices[self.number(0, len(choices) - 1)]

    def number(self, least: int, most: int) -> int:
        """Return a whole number from ``least`` to ``most``."""
        return least + int(self._chance.random() * (most - least + 1))

    def sentence(self) -> str:
        """Return a sentence of some 40 to 130 letters."""
        kinds = {"n": "nouns", "a": "adjectives", "v": "verbs", "d": "adverbs", "o": "openings", "p": "places"}
        pieces = self.one_of(SHAPES).split("{")
        return pieces[0] + "".join(self.one_of(WORDS[kinds[piece[0]]]) + piece[2:] for piece in pieces[1:])

    def sentences(self, least: int, most: int) -> list[str]:
        """Return ``least`` to ``most`` sentences."""
        return [self.sentence() for _ in range(self.number(least, most))]

    def text(self, least: int, most: int) -> str:
        """Return ``least`` to ``most`` sentences as one text."""
        return " ".join(self.sentences(least, most))
