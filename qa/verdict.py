"""A verdict put into a sentence, for a question that asks for one."""

from qa.model import Check, CheckKind, Difference, Verdict

_SURE = 0.6
_MOST_DIFFERENCES = 3


def worth_saying(check: Check) -> bool:
    """Whether a verdict is sure enough to be told unasked; claims are judged less surely."""
    return check.kind is CheckKind.QUOTE or check.confidence >= _SURE


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
