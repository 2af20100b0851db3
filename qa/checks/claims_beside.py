"""What a statement claims beside the words it quotes: "Marlow said “...” and later resigned"."""

import re
from collections.abc import Iterator

from corpus.sentences import split_sentences
from qa.checks.clause import Clause
from qa.checks.clauses import begins_clause, is_finite, is_nominative
from qa.checks.parts import parts_of
from qa.followups.words import ADVERB, POSSESSIVE

_QUOTED = "Quotedwords"
"""A word in the place of a quotation, where a clause is divided."""
_PLACE = re.compile(r"(?:\bthat\s+)?⟦\d+⟧")
_AFTER = re.compile(
    r"(?:⟧\s+(?=[A-Z])"
    r"|\s*;\s*(?:(?:and|but)\s+)?"
    r"|,?\s+(?:and|but)\s+(?:then\s+)?"
    r"|,\s+(?:and\s+)?who\s+)(?P<rest>[^⟦⟧]+)$"
)
_LEAST = 3
"""Fewest words that claim something."""


def claims_beside(frame: str, speaker: str | None) -> tuple[str, ...]:
    """Return what a statement claims beside its quotations, as sentences that stand alone.

    Parameters
    ----------
    frame : str
        The statement with each quotation replaced by its number between ``⟦`` and ``⟧``.
    speaker : str or None
        Whom it gives the words to.

    Examples
    --------
    >>> claims_beside("Marlow said ⟦0⟧ in 1911 and later resigned.", "Marlow")
    ('Marlow later resigned.',)
    >>> claims_beside("Did Lenin say ⟦0⟧ and was he right?", "Lenin")
    ()
    """
    if frame.rstrip().endswith("?"):
        return ()
    if speaker and speaker[0].islower() and not speaker.startswith("the "):
        speaker = f"the {speaker}"
    sentences = [frame[start:end] for start, end in split_sentences(frame)]
    found = (claim for sentence in sentences for claim in _claims_in(sentence, speaker))
    return tuple(dict.fromkeys(found)) if any("⟧" in sentence for sentence in sentences) else ()


def _claims_in(sentence: str, speaker: str | None) -> Iterator[str]:
    if "⟧" not in sentence:
        yield from _alone(sentence, speaker)
        return
    head, tail = sentence[: sentence.rindex("⟧") + 1], sentence[sentence.rindex("⟧") :]
    parts = parts_of(f"{_PLACE.sub(_QUOTED, head)}.")
    if len(parts) > 1:
        yield from (part for part in parts if _QUOTED not in part)
    if match := _AFTER.search(tail):
        yield from _alone(match["rest"], speaker)


def _alone(rest: str, speaker: str | None) -> Iterator[str]:
    """Make a sentence of what stands beside, with the speaker where it has no other subject."""
    read = Clause.of(rest.strip())
    words = read.words
    if len(words) < _LEAST - (speaker is not None):
        return
    at = next((n for n, word in enumerate(words) if word.lower not in ADVERB | {"then"}), 0)
    if is_finite(words, at):
        told = f"{speaker} {read.between(0)}" if speaker else ""
    elif not begins_clause(words):
        return
    elif is_nominative(words[0]):
        told = f"{speaker} {read.between(1)}" if speaker else ""
    elif words[0].lower in POSSESSIVE:
        owner = f"{speaker}’" if speaker and speaker.endswith("s") else f"{speaker}’s"
        told = f"{owner} {read.between(1)}" if speaker else ""
    else:
        told = read.between(0)
    if told:
        yield f"{told[0].upper()}{told[1:]}."
