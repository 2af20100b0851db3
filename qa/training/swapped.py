"""Questions with one thing changed, so that the sentence that answered no longer does.

A name, a figure or an opposite that stands in the question and in the sentence is replaced in the
question, in the manner of the entity swaps of SQuAD 2.0 (Rajpurkar, Jia and Liang, Know What You
Don't Know, 2018). Half of the names put in stand in the same paragraph.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from qa.training.edited import NAME, OPPOSITES
from qa.training.texts import Example, Text

_FIGURE = re.compile(r"\b\d{1,4}\b")
_OTHER = frozenset({"claim", "quote"})
_NEARBY = 0.5
"""How often a name of the same paragraph is taken where there is one."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A question beside the sentence that answers it, and the names that could be put in."""

    question: str
    sentence: str
    nearby: Sequence[str]
    anywhere: Sequence[str]


_Swap = Callable[[_Place, random.Random], str | None]


def swapped(text: Text, seed: int) -> Text:
    """Make unanswered questions of a text's answered ones.

    Parameters
    ----------
    text : Text
        The text.
    seed : int
        Of which changes are made.

    Returns
    -------
    Text
        With the changed questions only, each tempted by the sentence that answered it.
    """
    dice = random.Random(seed)
    passages = {passage.id: passage for passage in text.source.passages}
    names = {ident: _names(passage.text) for ident, passage in passages.items()}
    anywhere = sorted({name for found in names.values() for name in found})
    made = []
    for example in text.examples:
        if example.type in _OTHER or len(example.gold) != 1:
            continue
        ident, number = min(example.gold)
        passage = passages[ident]
        span = passage.sentences[number]
        sentence = passage.text[span.start : span.end]
        place = _Place(example.question, sentence, names[ident], anywhere)
        if question := swap(place, dice):
            made.append(_unanswered(example, question))
    return replace(text, examples=tuple(made))


def swap(place: _Place, dice: random.Random) -> str | None:
    """Change one thing of a question; None where nothing can be."""
    swaps: list[_Swap] = [_name, _figure, _opposite]
    dice.shuffle(swaps)
    return next((question for change in swaps if (question := change(place, dice))), None)


def _name(place: _Place, dice: random.Random) -> str | None:
    found = [name for name in NAME.finditer(place.question) if name[0] in place.sentence]
    if not found:
        return None
    name = dice.choice(found)
    nearby, anywhere = (
        [o for o in others if _alike(o, name[0]) and o not in place.question + place.sentence]
        for others in (place.nearby, place.anywhere)
    )
    others = nearby if nearby and dice.random() < _NEARBY else anywhere
    return _put(place.question, name, dice.choice(others)) if others else None


def _alike(other: str, name: str) -> bool:
    """Say whether a name has as many words as another and none of them."""
    mine, theirs = name.split(), other.split()
    return len(mine) == len(theirs) and not set(mine) & set(theirs)


def _figure(place: _Place, dice: random.Random) -> str | None:
    found = [f for f in _FIGURE.finditer(place.question) if f[0] in place.sentence]
    if not found:
        return None
    figure = dice.choice(found)
    value = int(figure[0])
    steps = [-11, -3, -2, -1, 1, 2, 4, 10] if value > 31 else [1, 2, 3, 5]
    return _put(place.question, figure, str(value + dice.choice(steps)))


def _opposite(place: _Place, dice: random.Random) -> str | None:
    own = set(re.findall(r"[a-z]+", place.sentence.lower()))
    found = [
        word
        for word in re.finditer(r"[a-z]+", place.question)
        if word[0] in OPPOSITES and word[0] in own and OPPOSITES[word[0]] not in own
    ]
    if not found:
        return None
    word = dice.choice(found)
    return _put(place.question, word, OPPOSITES[word[0]])


def _put(question: str, old: re.Match[str], new: str) -> str:
    return question[: old.start()] + new + question[old.end() :]


def _names(text: str) -> list[str]:
    return sorted(set(NAME.findall(text)))


def _unanswered(example: Example, question: str) -> Example:
    return replace(
        example,
        id=f"{example.id}-swapped",
        type="unanswerable",
        question=question,
        answerable=False,
        gold=frozenset(),
        tempting=example.gold,
        evidence=(),
    )
