"""Verdicts put into sentences."""

from qa.model import Check, CheckKind, Difference, Verdict

_SURE = 0.6
_MOST_DIFFERENCES = 3
_HEADS = {
    (CheckKind.CLAIM, Verdict.SUPPORTED): "The source supports this.",
    (CheckKind.CLAIM, Verdict.CONTRADICTED): "The source contradicts this.",
    (CheckKind.CLAIM, Verdict.NOT_IN_SOURCE): "The source doesn’t say.",
    (CheckKind.QUOTE, Verdict.SUPPORTED): "The quotation stands in the source.",
    (CheckKind.QUOTE, Verdict.CONTRADICTED): "The source has it otherwise.",
    (CheckKind.QUOTE, Verdict.NOT_IN_SOURCE): "The quotation is not in the source.",
}
_SEEMING = {
    Verdict.SUPPORTED: "The source seems to support this.",
    Verdict.CONTRADICTED: "The source seems to contradict this.",
}
_DETAILS = {
    "exact": "Word for word.",
    "typographic": "Only typography differs.",
    "altered": "Words have been altered.",
    "spliced": "It joins words from separate places.",
    "misattributed": "The words are someone else’s.",
    "paraphrase": "In other words.",
    "number": "A number differs.",
    "name": "A name differs.",
    "date": "A date differs.",
    "polarity": "The source says the opposite.",
    "quantity": "How much or how many differs.",
    "comparison": "The comparison goes another way.",
    "order": "The two have changed places.",
    "speaker": "Someone else says it.",
    "cause": "The source gives another cause.",
    "wording": "The source has something else in its place.",
}


def worth_saying(check: Check) -> bool:
    """Whether a verdict is sure enough to be told unasked; claims are judged less surely."""
    return check.kind is CheckKind.QUOTE or check.confidence >= _SURE


def verdict_head(kind: CheckKind, verdict: Verdict, confidence: float = 1.0) -> str:
    """Say how a claim or a quotation stands to the sources, in a sentence that fits any source.

    Examples
    --------
    >>> verdict_head(CheckKind.QUOTE, Verdict.NOT_IN_SOURCE)
    'The quotation is not in the source.'
    >>> verdict_head(CheckKind.CLAIM, Verdict.SUPPORTED, 0.5)
    'The source seems to support this.'
    """
    unsure = kind is CheckKind.CLAIM and confidence < _SURE
    return _SEEMING.get(verdict, _HEADS[kind, verdict]) if unsure else _HEADS[kind, verdict]


def part_label(kind: CheckKind, number: int) -> str:
    """Name a part of a claim, or what is claimed beside a quotation.

    Examples
    --------
    >>> part_label(CheckKind.CLAIM, 2)
    'Part 2'
    """
    return f"Part {number}" if kind is CheckKind.CLAIM else "Said beside the quotation"


def verdict_detail(check: Check) -> str:
    """Say in a sentence what a verdict rests on; empty where the head says it all."""
    contradicted = check.verdict is Verdict.CONTRADICTED
    if contradicted and check.detail == "paraphrase":
        return ""
    if check.detail == "misattributed" and not any(each.source for each in check.differences):
        return "It does not give them to that person."
    return _DETAILS.get(check.detail, "")


def verdict_sentence(check: Check) -> str:
    """Put a verdict into a sentence.

    Returns
    -------
    str
        Empty where a claim is not in the sources: then the answer itself says so.
    """
    if check.kind is CheckKind.CLAIM:
        return {
            Verdict.SUPPORTED: "The source bears this out.",
            Verdict.CONTRADICTED: "The source contradicts this.",
        }.get(check.verdict, "")
    return _on_wording(check)


def _on_wording(check: Check) -> str:
    if check.verdict is Verdict.NOT_IN_SOURCE:
        return "These words do not stand in the source."
    speaker = next((each.speaker for each in check.evidence if each.speaker), None)
    whose = f", as the words of {speaker}" if speaker else ""
    if check.detail == "exact":
        return f"The source has exactly these words{whose}."
    if check.detail == "typographic":
        return f"The source has these words{whose}; only the typography differs."
    if check.detail == "spliced":
        return "The source has no such sentence: words are joined that stand apart in it."
    if check.detail == "misattributed":
        found = check.differences[0] if check.differences else Difference("the person named", "")
        theirs = f"those of {found.source}, not of" if found.source else "not those of"
        return f"The source has these words, but they are {theirs} {found.claimed}."
    return f"The source has these words otherwise{whose}: {_differences(check)}."


def _differences(check: Check) -> str:
    said = []
    for each in check.differences[:_MOST_DIFFERENCES]:
        if not each.claimed:
            said.append(f"you leave out “{each.source}”")
        elif not each.source:
            said.append(f"“{each.claimed}” is not in it")
        else:
            said.append(f"for “{each.claimed}” it has “{each.source}”")
    return ", ".join(said) or "words have been altered"
