import doctest

from small_source import small_source

import qa.announced
from corpus.model import Passage, PassageKind, Provenance, Source
from corpus.reader import read_text
from qa.announced import announced

LISTED = """\
The Board

Its rules were these:

1. The lamp burns from dusk.

2. Nobody sleeps on watch.

3. Oil is drawn at noon.

The keeper signed them. He added this: “I never sleep. I never have. %s”

A line of its own:

The Inquiry

It was held in May.
""" % ("Long were the nights and short the days that I kept watch here. " * 6)


def listed() -> Source:
    return read_text(
        LISTED.encode(), source_id="board", provenance=Provenance("The Board", "Mary Hale")
    )


def following(source: Source, ending: str) -> list[str]:
    """What the sentence that ends so announces."""
    passage, end = next(
        (passage, sentence.end)
        for passage in source.passages
        for sentence in passage.sentences
        if passage.text[: sentence.end].endswith(ending)
    )
    found = announced(passage, 0, end, source)
    return [within.text[start:end] for within, start, end in found]


def test_examples() -> None:
    assert doctest.testmod(qa.announced).failed == 0


def test_a_block_quotation_follows_its_lead_in() -> None:
    assert following(small_source(), "wrote to the board:") == [
        "“No man on this coast would have put to sea that night. We owe our lives to the keeper.”"
    ]


def test_a_list_follows_item_by_item_and_no_further() -> None:
    items = following(listed(), "were these:")
    assert [item.split()[-1] for item in items] == ["dusk.", "watch.", "noon."]


def test_the_rest_of_the_passage_follows_as_far_as_it_is_not_long() -> None:
    source = listed()
    passage = next(p for p in source.passages if "He added this" in p.text)
    at = passage.text.index("this:") + len("this:")
    (found,) = announced(passage, 0, at, source)
    within, start, end = found
    assert within is passage and passage.text[at:end].lstrip().startswith("“I never sleep.")
    assert start > at and end < len(passage.text)


def test_nothing_follows_over_a_heading_or_without_a_colon() -> None:
    source = listed()
    assert following(source, "line of its own:") == []
    assert following(source, "The keeper signed them.") == []


def test_nothing_follows_the_last_passage() -> None:
    source = listed()
    last: Passage = source.passages[-1]
    assert last.kind is PassageKind.PARAGRAPH
    assert announced(last, 0, len(last.text), source) == []
