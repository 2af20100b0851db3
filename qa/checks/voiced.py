"""Claims that give to the author of a source what somebody quoted in it says."""

import re

from corpus.model import Sentence, Source, Voice
from index.lexical import analyse
from qa.evidence.holding_back import author_stems

_HOLDS = (
    r"(?:(?:says?|said|writes?|wrote|thinks?|thought|believe[sd]?|argue[sd]?|claim(?:s|ed)?"
    r"|holds?|held|maintain(?:s|ed)?|assert(?:s|ed)?|insist(?:s|ed)?|consider(?:s|ed)?"
    r"|regard(?:s|ed)?|blame[sd]?|attribute[sd]?|ascribe[sd]?|explain(?:s|ed)?|conclude[sd]?"
    r"|suggest(?:s|ed)?|judge[sd]?|call(?:s|ed)?|describe[sd]?|states?|stated|admit(?:s|ted)?"
    r"|accept(?:s|ed)?|agree[sd]?|den(?:y|ies|ied)|doubt(?:s|ed)?|praise[sd]?|criticise[sd]?)\b"
    r"|(?:puts?|traces?) .+ (?:down|back) to\b)"
)
_AUTHOR = re.compile(
    rf"^(?:(?:in|according to) (?P<by>(?:[\w.’'-]+ ?){{1,4}}?)(?:[’']s (?:view|opinion|account))?, "
    rf"|(?P<who>(?:[\w.’'-]+ ?){{1,4}}?)(?<=\S) (?:\w+ly )?{_HOLDS})",
    re.IGNORECASE,
)
_ANY_AUTHOR = frozenset({"author", "writer"})


def given_to_author(claim: str, sentence: Sentence, source: Source) -> str:
    """Tell how a claim names the author of a source to whom it gives somebody else's words.

    Parameters
    ----------
    claim : str
        Without its framing.
    sentence : Sentence
        One of the source's that says what is claimed.
    source : Source
        Where it stands.

    Returns
    -------
    str
        The claim's name for the author; empty where the words are the author's own, nobody is
        known to have said them, or the claim tells of no author.
    """
    match = _AUTHOR.match(claim)
    if match is None or sentence.voice is not Voice.QUOTED or not sentence.speaker:
        return ""
    named = str(match["by"] or match["who"])
    stems = {term.stem for term in analyse(named)}
    return named if stems & (author_stems(source) | _ANY_AUTHOR) else ""
