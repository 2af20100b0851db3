"""Claims in a source's own words, and such claims with one thing changed.

People mostly claim what they have read, nearly as it stands; annotators told to paraphrase never
do. A reader trained on their claims alone takes shared words for a sign that a claim is wrong.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from qa.checks.figures import figures
from qa.model import Verdict
from qa.training.texts import Example, Text

_FEWEST, _MOST, _FEWEST_LEFT = 6, 34, 4
"""Words of a sentence used, and of what is left when it is shortened."""
_OPPOSED = """first last|before after|more less|more fewer|north south|northern southern|east west
eastern western|won lost|rose fell|rising falling|increased decreased|increase decrease
accepted rejected|agreed refused|allowed forbade|allowed forbidden|early late|earlier later
large small|larger smaller|great little|rich poor|old young|older younger|always never|many few
friends enemies|supported opposed|began ended|beginning end|high low|higher lower|strong weak
stronger weaker|above below|inside outside|best worst|better worse|majority minority
success failure|succeeded failed|loved hated|true false|right left|day night|summer winter
morning evening|men women|man woman|king queen|brother sister|father mother|son daughter
brothers sisters|easy difficult|long short|longer shorter|public private|same different
often seldom|often rarely|possible impossible|able unable|all none|both neither|everywhere nowhere
good bad|cheap dear|common rare|necessary needless|with without|entered left|opened closed
bought sold|gave took|found lost|remembered forgot|present absent|victory defeat|war peace
hot cold|dry wet|full empty|near far|white black|deep shallow|ancient modern|upper lower"""
OPPOSITES = {
    one: other
    for line in _OPPOSED.splitlines()
    for pair in line.split("|")
    for one, other in (pair.split(), pair.split()[::-1])
}
_NEGATED = re.compile(
    r"\b(?:not|no|never|nor|neither|none|nothing|nobody)\b|n['’]t\b", re.IGNORECASE
)
_AUXILIARY = re.compile(r"\b(?:was|were|is|are|had|has|could|would|should|did|will|can|must)\b")
NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*")
_LEADING = re.compile(
    r"^(?:and|but|however|thus|so|yet|indeed|moreover|then|now),? ", re.IGNORECASE
)
_DEPENDENT = re.compile(
    r"^(?:when|if|although|though|as|while|since|because|to|after|before|unless|until|in|on|at|by"
    r"|with|from|for|whether|where|who|which|that|having|being|\w+ing)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\bon (?:the )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:of )?(?P<month>[A-Z][a-z]+)(?: \d{1,2})?,? "
    r"(?P<year>1\d{3})\b"
)
_LAST_PHRASE = re.compile(
    r",? (?:in|on|at|with|by|from|for|after|before|during|near|among|under) "
    r"(?:(?!and |or |but )[\w'’-]+ ){0,5}[\w'’-]+\.$"
)
_QUOTE = re.compile(r"[“”\"‘?]")


Edit = Callable[[str, Sequence[str], random.Random], str | None]


def edited(text: Text, most: int, seed: int) -> Text:
    """Make claims of a text's sentences.

    Parameters
    ----------
    text : Text
        The text; its questions and claims are left out.
    most : int
        Sentences to use; of each, one supported claim, and one contradicted where one can be made.
    seed : int
        Of which sentences and which changes.
    """
    dice = random.Random(seed)
    sentences = [
        (passage.id, number, passage.text[span.start : span.end])
        for passage in text.source.passages
        for number, span in enumerate(passage.sentences)
    ]
    usable = [
        row
        for row in sentences
        if _FEWEST <= len(row[2].split()) <= _MOST and not _QUOTE.search(row[2])
    ]
    names = sorted({name for _, _, sentence in sentences for name in NAME.findall(sentence)})
    claims = []
    for passage, number, sentence in dice.sample(usable, min(most, len(usable))):
        gold = frozenset({(passage, number)})
        kept = shortened(sentence, dice)
        claims.append(_claim(text, gold, kept, Verdict.SUPPORTED))
        if wrong := changed(kept, names, dice):
            claims.append(_claim(text, gold, wrong, Verdict.CONTRADICTED))
    return replace(text, examples=tuple(claims))


def shortened(sentence: str, dice: random.Random) -> str:
    """Say a sentence, or its first part, without what joins it to the one before."""
    kept = _LEADING.sub("", sentence)
    kept = kept[:1].upper() + kept[1:]
    if dated := _DATED.search(kept):
        part = dice.choice([f"in {dated['year']}", f"in {dated['month']} {dated['year']}"])
        kept = kept[: dated.start()] + part + kept[dated.end() :]
    less = _LAST_PHRASE.sub(".", kept)
    if len(less.split()) >= _FEWEST_LEFT and not _NEGATED.search(less) and dice.random() < 0.5:
        kept = less
    first = re.split(r"[,;] ", kept, maxsplit=1)[0]
    if len(first.split()) >= _FEWEST_LEFT and not _DEPENDENT.match(first) and dice.random() < 0.6:
        return first.rstrip(".") + "."
    return kept


def changed(claim: str, names: Sequence[str], dice: random.Random) -> str | None:
    """Change one thing in a claim so that it is no longer true; None where nothing can be."""
    edits: list[Edit] = [_figure, _name, _opposite, _negation]
    dice.shuffle(edits)
    for edit in edits:
        if (wrong := edit(claim, names, dice)) and wrong != claim:
            return wrong
    return None


def _figure(claim: str, names: Sequence[str], dice: random.Random) -> str | None:
    found = [f for f in figures(claim) if claim[f.start : f.end].isdigit()]
    if not found:
        return None
    figure = dice.choice(found)
    value = int(claim[figure.start : figure.end])
    if value > 1000:
        other = value + dice.choice([-30, -11, -4, -2, -1, 1, 2, 3, 10, 25])
    else:
        other = max(1, value + dice.choice([-1, 1, 2, 3])) if value < 13 else int(value * 1.4)
    return claim[: figure.start] + str(other) + claim[figure.end :]


def _name(claim: str, names: Sequence[str], dice: random.Random) -> str | None:
    found = list(NAME.finditer(claim))
    if not found:
        return None
    name = dice.choice(found)
    others = [n for n in names if n not in claim and len(n.split()) == len(name[0].split())]
    return claim[: name.start()] + dice.choice(others) + claim[name.end() :] if others else None


def _opposite(claim: str, names: Sequence[str], dice: random.Random) -> str | None:
    found = [m for m in re.finditer(r"[a-z]+", claim) if m[0] in OPPOSITES]
    if not found:
        return None
    word = dice.choice(found)
    return claim[: word.start()] + OPPOSITES[word[0]] + claim[word.end() :]


def _negation(claim: str, names: Sequence[str], dice: random.Random) -> str | None:
    if " not " in claim:
        return claim.replace(" not ", " ", 1)
    auxiliary = _AUXILIARY.search(claim)
    if _NEGATED.search(claim) or not auxiliary:
        return None
    return f"{claim[: auxiliary.end()]} not{claim[auxiliary.end() :]}"


def _claim(text: Text, gold: frozenset[tuple[str, int]], claim: str, verdict: Verdict) -> Example:
    ident = f"{text.name}-{verdict.value}-{min(gold)}"
    nowhere: frozenset[tuple[str, int]] = frozenset()
    return Example(ident, "claim", claim, True, gold, nowhere, (), verdict.value)
