"""Who does and who undergoes what a claim says, held against who does in a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.lexical import analyse
from qa.checks.beside import Beside, Read, parting
from qa.checks.clauses import is_past, words_in
from qa.checks.compare import Aspect, Parting
from qa.checks.roles import NAME
from qa.checks.wording import SAY
from qa.voice import Deed, deeds

_WHO = rf"(?:{NAME.pattern}|[Tt]he (?:[a-z]+ )?[a-z]+)"
_PASSIVE = re.compile(
    rf"^(?P<who>{_WHO}) (?:was|were|is|are|had been|has been|have been) (?:\w+ly |also |later )?"
    r"(?P<verb>[a-z]+)\b"
)
_ACTIVE = re.compile(
    rf"^(?P<who>{_WHO}) (?:had |has |did |also |later |\w+ly )?(?P<verb>[a-z]+) (?P<whom>{_WHO})\b"
)
_OPEN = re.compile(r"\b(?:would|might|could|should|may|must|can|to be|will)\b", re.IGNORECASE)
_FORETOLD = re.compile(r"\bwould (?:\w+ly |later |soon )+be $", re.IGNORECASE)
"""What did happen, told ahead of its time."""
_OBJECT = re.compile(
    r" (?:the|an?|his|her|its|their|him|them|it|all|both|some|many|[A-Z]\w*|\d+|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|twelve|several)\b"
)
_ITS_OBJECT = re.compile(r" (?:him|her|them|it)\b")
_OF_WHOM = re.compile(r"\b(?:who|whom|which|that)\b[^,;]*$")
_ITS_SUBJECT = re.compile(r"(?:,[^,;]*,)? (?:\w+ly |had |has |also |then |soon |later |at once )*")
"""What stands between a verb and its subject: an aside, adverbs."""
_SAID = re.compile(SAY)
_BEFORE, _AFTER = re.compile(r"(?:[\w’'-]+ ){0,5}$"), re.compile(r"(?:,? [\w’'-]+){0,5}")
_SURELY = 4.0


@dataclass(frozen=True, slots=True)
class _Part:
    """Whom a claim names, and whether they undergo what its verb says rather than do it."""

    name: str
    undergoes: bool


def parts_apart(both: Beside) -> Iterator[Parting]:
    """Yield the verb of a claim where it gives somebody a part that a sentence gives another.

    "Dunn was acquitted" where the jury acquitted Wragg and convicted Dunn; "Varga sent Ferrand a
    cheque" where Ferrand sent it.
    """
    text = both.sentence.text
    for match, parts in _told(both.claim.text):
        places = [deed for deed in deeds(match["verb"], text) if not _is_open(text, deed)]
        for part in parts if places else ():
            spans = list(_places(part.name, both.sentence))
            fits = (_may_play(text, deed, part, span) for deed in places for span in spans)
            if spans and not any(fits):
                said = text[_start(text, places[0]) : _end(text, places[0])]
                yield parting(Aspect.ORDER, match[0], said.strip(" ,"), _SURELY)


def only_open(both: Beside) -> bool:
    """Whether what a claim says was done only would or might be in the sentence.

    Examples
    --------
    >>> only_open(Beside("Orlov was hanged.", "It was said that Orlov would be hanged."))
    True
    """
    if _OPEN.search(both.claim.text):
        return False
    for match, _ in _told(both.claim.text):
        found = list(deeds(match["verb"], both.sentence.text))
        if found and all(_is_open(both.sentence.text, deed) for deed in found):
            return True
    return False


def _told(claim: str) -> Iterator[tuple[re.Match[str], list[_Part]]]:
    """Yield what a claim says was done, and who had which part in it."""
    passive, active = _PASSIVE.match(claim), _ACTIVE.match(claim)
    if passive and _is_deed(passive["verb"]):
        yield passive, [_Part(passive["who"], undergoes=True)]
    elif active and _is_deed(active["verb"]):
        parts = [_Part(active["who"], undergoes=False), _Part(active["whom"], undergoes=True)]
        yield active, parts


def _is_deed(verb: str) -> bool:
    return is_past(words_in(verb)[0]) and not _SAID.fullmatch(verb)


def _is_open(text: str, deed: Deed) -> bool:
    return deed.open and not _FORETOLD.search(text[: deed.start])


def _places(name: str, read: Read) -> Iterator[tuple[int, int]]:
    """Yield where somebody is named by the last word of their name."""
    stems = [term.stem for term in analyse(name) if not term.stop]
    for term in read.terms if stems else ():
        common = name.lower().startswith("the ")
        if term.stem == stems[-1] and (common or read.text[term.start].isupper()):
            yield term.start, term.end


def _may_play(text: str, deed: Deed, part: _Part, span: tuple[int, int]) -> bool:
    """Whether the one named at a span may have a part in a deed."""
    start, end = span
    if not part.undergoes:
        doer = deed.by(text)
        by_pronoun = doer is not None and _ITS_OBJECT.match(text, doer - 1)
        return deed.done_by(text, start, end) or bool(by_pronoun) or (deed.passive and doer is None)
    if deed.undergone_by(text, start, end):
        return True
    if deed.passive:
        doer = deed.by(text)
        return not (doer is not None and doer <= start < deed.close) and start < deed.close
    if not _OBJECT.match(text, deed.end):
        return start < deed.close
    led = _OF_WHOM.search(text[end : deed.start])
    is_doer = _ITS_SUBJECT.fullmatch(text, end, deed.start)
    by_another = not is_doer and _ITS_OBJECT.match(text, deed.end)
    return start < deed.close and bool(led or by_another)


def _start(text: str, deed: Deed) -> int:
    before = _BEFORE.search(text[: deed.start])
    return before.start() if before else deed.start


def _end(text: str, deed: Deed) -> int:
    after = _AFTER.match(text, deed.end, deed.close)
    return after.end() if after else deed.end
