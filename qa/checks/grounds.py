"""Who said it, and why it was: where a claim gives it otherwise than a sentence."""

import re
from collections.abc import Iterator

from index.lexical import analyse, content_stems
from qa.checks.beside import Beside, parting
from qa.checks.compare import Aspect, Parting
from qa.checks.roles import NAME
from qa.checks.wording import SAY

_CAUSE = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|on account of|as a result of|thanks to|for fear of"
    r"|by reason of)\s+(?P<why>[^,;:.]{3,90})",
    re.IGNORECASE,
)
_SAID = re.compile(
    rf"^(?:According to (?P<first>[^,]+),|(?P<who>[^,;]{{2,40}}?) (?:\w+ly |also )?(?:{SAY}|thinks?"
    r"|believe[sd]?)\b(?! (?:to|of|for|up|down|out)\b))"
)
_SAYS = re.compile(
    rf"(?P<who>{NAME.pattern})(?:,[^,]{{0,40}},)? (?:\w+ly |also |had |has )?(?:{SAY})\b"
)


def speaker_apart(both: Beside, speaker: str | None) -> Iterator[Parting]:
    """Yield the one whose words a claim reports, where the source gives them to another."""
    match = _SAID.search(both.claim.text)
    if not match:
        return
    claimed = match["first"] or match["who"]
    telling = {t.stem for t in analyse(claimed) if not t.stop and claimed[t.start].isupper()}
    if not telling or telling & both.sentence.stems:
        return
    said = _SAYS.search(both.sentence.text)
    other = speaker or (said["who"] if said else "")
    stems = content_stems(other)
    if stems and not stems & telling and not stems & both.claim.stems:
        yield parting(Aspect.SPEAKER, claimed, other, 2.5)


def causes_apart(both: Beside) -> Iterator[Parting]:
    """Yield the cause a claim gives where the source gives another."""
    claimed, said = _CAUSE.search(both.claim.text), _CAUSE.search(both.sentence.text)
    if not claimed or not said:
        return
    mine, theirs = content_stems(claimed["why"]), content_stems(said["why"])
    if mine and theirs and not mine & theirs:
        near = both.nearness(said.start(), said.start() + 1)
        yield parting(Aspect.CAUSE, claimed[0].strip(), said[0].strip(), 1.0 + near)
