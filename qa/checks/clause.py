"""A stretch of a claim and its words, and two stretches put together so that each stands alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.checks.clauses import (
    Word,
    is_nominative,
    is_single_name,
    subject_end,
    words_in,
)
from qa.followups.phrases import is_plural_word
from qa.followups.words import POSSESSIVE

_OPENING = re.compile(r"[“‘\"'«„(]+$")
_CLOSING = re.compile(r"[^\w\s“‘«„(]*[”’\"'»“)]")

Two = tuple[str, str] | None
"""The two parts a rule finds, each able to stand alone; None where it does not hold."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a claim and its words.

    Attributes
    ----------
    text : str
        As it stands in the claim.
    words : tuple of Word
        In order.
    """

    text: str
    words: tuple[Word, ...]

    @classmethod
    def of(cls, text: str) -> "Clause":
        """Read a stretch."""
        return cls(text, tuple(words_in(text)))

    def between(self, start: int, end: int | None = None) -> str:
        """Return the text from one word up to another, without the marks around it."""
        last = len(self.words) if end is None else end
        if start >= last:
            return ""
        low, high = self.words[start].start, self.words[last - 1].end
        opening = _OPENING.search(self.text[:low])
        closing = _CLOSING.match(self.text[high:])
        low -= len(opening[0]) if opening and self.words[start].hidden else 0
        high += len(closing[0]) if closing and self.words[last - 1].hidden else 0
        return self.text[low:high]

    def gap(self, at: int) -> str:
        """Return what stands between a word and the one before it."""
        return self.text[self.words[at - 1].end : self.words[at].start]

    def comma(self, at: int) -> bool:
        """Whether a comma stands before a word."""
        return "," in self.gap(at)


def resolved(first: Clause, second: Clause, *, backwards: bool = False) -> Two:
    """Put the subject of one clause for the pronoun that opens the other, where there is one."""
    opening = second.words[0]
    back = (second.between(0), first.between(0))
    if not (is_nominative(opening) or opening.lower in POSSESSIVE):
        return back if backwards else (first.between(0), second.between(0))
    end = subject_end(first.words)
    if end is None:
        return None
    subject, rest = first.words[:end], second.between(1)
    same = len(subject) == 1 and subject[0].lower == opening.lower
    if not same and not _means(opening, subject, first.words[end:]):
        return None
    who = first.between(0, end)
    if opening.lower in POSSESSIVE:
        who += "’" if who.endswith("s") else "’s"
    said = second.between(0) if same else f"{who} {rest}"
    return (said, first.between(0)) if backwards else (first.between(0), said)


def _means(pronoun: Word, subject: Sequence[Word], others: Sequence[Word]) -> bool:
    """Whether a pronoun can only mean a subject: a name, with no other name beside it."""
    many = pronoun.lower in {"they", "their"}
    plural = any(w.lower == "and" for w in subject) or is_plural_word(subject[-1].lower)
    if pronoun.lower in {"it", "its"} or many != plural:
        return False
    return (many or is_single_name(subject)) and not any(w.named for w in others)


def being(subject: Sequence[Word], verb: Word) -> str:
    """Return the form of "to be" for a subject, in the time of a verb."""
    many = is_plural_word(subject[-1].lower) or any(w.lower == "and" for w in subject)
    now = verb.lower in {"is", "are", "has", "have"} or (
        verb.lower.endswith("s") and verb.lower != "was"
    )
    return ("are" if many else "is") if now else ("were" if many else "was")
