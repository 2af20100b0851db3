"""What a sentence sets aside for something else: "in Garin, not in Mazur"."""

import re
from collections.abc import Iterator

from index.lexical import content_stems
from qa.checks.beside import Beside, parting
from qa.checks.compare import Aspect, Parting

_WHAT = r"(?P<what>(?:[\w’'-]+ ){0,5}?[\w’'-]+)"
_SET_ASIDE = re.compile(
    rf"(?:,|[–—]| -) ?not(?:, as [^,;.]{{3,60}},)? {_WHAT}(?=[.,;:!?]|$| but\b)"
    rf"|\bnot {_WHAT.replace('what', 'first')},? but (?!that\b|when\b|if\b)"
    rf"|\b(?:rather than|instead of) {_WHAT.replace('what', 'other')}(?=[.,;:!?]|$)",
    re.IGNORECASE,
)
_NOT_ASIDE = frozenset("only merely just simply least even yet all always".split())
_SURELY = 4.0


def set_aside(both: Beside) -> Iterator[Parting]:
    """Yield what a claim asserts of which the sentence says that it is something else instead.

    The claim must say of it what the sentence does, and deny nothing of it.
    """
    for match in _SET_ASIDE.finditer(both.sentence.text):
        what = next(filter(None, match.group("what", "first", "other")))
        stems = content_stems(what)
        if not stems or what.split()[0].lower() in _NOT_ASIDE or not stems <= both.claim.stems:
            continue
        elsewhere = both.sentence.text[: match.start()] + both.sentence.text[match.end() :]
        rest = content_stems(elsewhere)
        shared = both.claim.stems & rest
        denied = any(both.claim.denial(term) for term in both.claim.terms if term.stem in stems)
        if shared - stems and not stems & rest and not denied:
            said = match[0].strip(" ,–—-")
            yield parting(Aspect.POLARITY, what, said, _SURELY)
