"""Questions for what happened at some time, answered from the sentences that tell of that time."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Passage, PassageKind, Source
from index.lexical import content_stems
from qa.checks.figures import MONTHS
from qa.choosing import Chosen, Passages, Scored, distinct, with_what_it_announces

_MONTH = "|".join(MONTHS)
_YEAR = r"1\d{3}|20\d\d"
_DATE = (
    rf"(?:(?:the )?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? )?\b(?P<month>{_MONTH})\b(?! Day)"
    r"(?:,? (?:the )?(?P<after>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\d))?"
    rf"(?:,?(?: of)? (?P<year>{_YEAR})\b)?"
    rf"|\b(?P<alone>{_YEAR})\b"
)
_TIMES = re.compile(_DATE, re.IGNORECASE)
_ASKS = re.compile(
    r"^(?:so |and |but )?(?:what (?:else )?(?:happened|occurred|took place|went on|was going on"
    r"|was happening|came about)|what (?:were|are) the (?:main )?events|what events (?:took place"
    r"|happened|occurred)|(?:describe|tell me about) (?:the events|what happened))\b"
    rf"(?P<where>[^?]*?)\b(?:in|on|of|during)(?: the)?(?: (?:month|year) of)? (?:{_DATE})"
    r"(?P<rest>[^?]*)\W*$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\[[^\]]*\]|\([^)]*\)")
_LED_TO = re.compile(
    r"(?:^|\b(?:in|on|of|by|since|until|till|from|during|before|after|early|late|mid|last|next|and|to"
    r"|through|between|about|around)[\s-]|,\s)\W*$",
    re.IGNORECASE,
)
"""What stands before a month or a year that tells when: the “October Revolution” tells none."""
_LEADS = 40
"""Characters from its start within which a sentence names the time it tells of."""


@dataclass(frozen=True, slots=True)
class _Time:
    """A day, a month or a year, each None where it isn't told."""

    year: int | None
    month: int | None
    day: int | None


def asks_for_events(question: str) -> bool:
    """Tell whether a question asks what happened at some time.

    Examples
    --------
    >>> asks_for_events("What happened in Petrograd in July 1917?")
    True
    >>> asks_for_events("What happened to the Tsar?")
    False
    """
    return _ASKS.match(question) is not None


def events_sought(question: str, ranked: Sequence[Scored], index: Passages) -> list[Chosen]:
    """Find the sentences that tell of the time a question asks about.

    Parameters
    ----------
    question : str
        A stand-alone question.
    ranked : sequence of Scored
        The sentences found for it, best first.
    index : Passages
        Knows the sources.

    Returns
    -------
    list of Chosen
        Sentences of running text that name the time, those that begin with it first; whatever
        else is asked of must stand in their passage. Empty where no event of a time is asked for.
    """
    asked = _ASKS.match(question)
    if asked is None:
        return []
    time, about = _time(asked), content_stems(f"{asked['where']} {asked['rest']}")
    found = [
        (place > _LEADS, scored)
        for scored in ranked
        if scored.passage.kind is not PassageKind.NOTE
        and about <= content_stems(scored.passage.text)
        and (place := _told_at(time, scored, index.sources[scored.passage.source_id])) is not None
    ]
    found.sort(key=lambda each: each[0])
    spans = [Chosen(s.passage, s.sentence.start, s.sentence.end, s.score, True) for _, s in found]
    return distinct(span for each in spans for span in with_what_it_announces(each, index))


def _time(found: re.Match[str]) -> _Time:
    year, day = found["year"] or found["alone"], found["day"] or found["after"]
    month = MONTHS.index(found["month"].lower()) + 1 if found["month"] else None
    return _Time(int(year) if year else None, month, int(day) if day else None)


def _told_at(asked: _Time, scored: Scored, source: Source) -> int | None:
    """Return where in a sentence a time is named that is the one asked about."""
    text = scored.passage.text[scored.sentence.start : scored.sentence.end]
    for place, told in _times(text):
        apart = (asked.month is not None and asked.month != told.month) or (
            asked.day is not None and asked.day != told.day
        )
        if apart or (asked.month is None and told.year is None):
            continue
        year = told.year or asked.year and _year_of(scored.passage, source)
        if asked.year is None or year in {asked.year, None}:
            return place
    return None


def _times(text: str) -> Iterator[tuple[int, _Time]]:
    """Yield the times that a text names, with their places; a month only with its capital."""
    bare = _ASIDE.sub(lambda aside: " " * len(aside[0]), text)
    for found in _TIMES.finditer(bare):
        time = _time(found)
        alone = time.day is None and (time.year is None or time.month is None)
        if found["month"] and not found["month"][0].isupper():
            continue
        if not alone or _LED_TO.search(bare[: found.start()]):
            yield found.start(), time


def _year_of(passage: Passage, source: Source) -> int | None:
    """Return the year a passage tells of, where that is not said beside the day or the month.

    It is the one named most in the passage, else in its section, else in the source.
    """
    for texts in (
        [passage.text],
        [p.text for p in source.passages if p.section == passage.section],
        [p.text for p in source.passages],
    ):
        years = Counter(told.year for text in texts for _, told in _times(text) if told.year)
        if years:
            return years.most_common(1)[0][0]
    return None
