import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.checks.parsing import claim_of, looks_like_check, parse_statement
from qa.checks.quotemarks import quoted_spans
from qa.model import CheckKind


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Did Orlov really write that “the bridge would fall”?", "Orlov", "the bridge would fall"),
        ("Is this right? Orlov: 'the bridge would not fall'", "Orlov", "the bridge would not fall"),
        ('Check this quote from Orlov: "The bridge fell."', "Orlov", "The bridge fell."),
        ("Orlov's letter says “it fell at noon”, is that so?", "Orlov", "it fell at noon"),
        ("Was it Petrov who said they must “mend it again”?", "Petrov", "mend it again"),
        ("Petrov called the masons 'three idle men', right?", "Petrov", "three idle men"),
        ("Where in the text does Orlov say 'it was never safe'?", "Orlov", "it was never safe"),
        ("“It was never safe” - that was Orlov speaking, no?", "Orlov", "It was never safe"),
        ("It was Mr. Orlov, wasn't it, who said “it was safe”?", "Mr. Orlov", "it was safe"),
        ("Does the text say “it was safe enough”?", None, "it was safe enough"),
        ("Did the author write “it was safe enough”?", "the author", "it was safe enough"),
        ("“it was safe enough” — who said it? My notes say Orlov.", "Orlov", "it was safe enough"),
        ("Does Orlov cite Petrov as saying “it was safe”?", "Petrov", "it was safe"),
    ],
)
def test_a_quotation_is_taken_out_of_its_framing(text: str, name: str | None, words: str) -> None:
    statement = parse_statement(text)
    assert statement.kind is CheckKind.QUOTE
    assert statement.quotations == (words,)
    assert statement.attributed_to == name


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("True or false: the bridge fell.", "the bridge fell."),
        ("The bridge fell in May. True or false?", "The bridge fell in May"),
        ("The masons were paid late, weren't they?", "The masons were paid late"),
        ("The bridge fell in May. Is that in the article?", "The bridge fell in May"),
        ("The bridge fell in May. Does the article say so?", "The bridge fell in May"),
        ("The bridge fell in May. Correct?", "The bridge fell in May"),
        ("Is it true that the bridge fell in May?", "The bridge fell in May."),
        ("Did the bridge fall in May?", "The bridge did fall in May."),
        ("Didn’t Orlov mend it?", "Orlov did mend it."),
        ("Was the old bridge safe?", "The old bridge was safe."),
        ("Has the old mill been sold?", "The old mill has been sold."),
        ("Why did the bridge fall?", "Why did the bridge fall?"),
        ("The bridge was safe.", "The bridge was safe."),
        (
            "The workers' houses stood by Orlov's mill.",
            "The workers' houses stood by Orlov's mill.",
        ),
        ("True or false?", "True or false?"),
    ],
)
def test_a_claim_loses_its_framing(text: str, claim: str) -> None:
    statement = parse_statement(text)
    assert statement.kind is CheckKind.CLAIM
    assert statement.claim == claim == claim_of(text)


def test_the_kind_and_the_name_can_be_given() -> None:
    statement = parse_statement("it fell at noon", kind=CheckKind.QUOTE, attributed_to="Orlov")
    assert statement.quotations == ("it fell at noon",)
    assert statement.attributed_to == "Orlov"
    assert parse_statement("“it fell at noon”", kind=CheckKind.CLAIM).kind is CheckKind.CLAIM


def test_a_term_in_quotation_marks_leaves_a_claim_a_claim() -> None:
    assert parse_statement("The “waste” was meant as blame.").kind is CheckKind.CLAIM


def test_the_first_of_two_alternatives_is_checked() -> None:
    text = "Did he write “it was quite safe”, or “it was quite lost”?"
    assert parse_statement(text).quotations == ("it was quite safe",)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Did Orlov really write “the bridge would fall”?", CheckKind.QUOTE),
        ("Is “the bridge would fall” quoted correctly?", CheckKind.QUOTE),
        ("Is it true that the bridge fell in May?", CheckKind.CLAIM),
        ("Who wrote “the bridge would fall”?", None),
        ("What did Orlov mean by “safe”?", None),
        ("When did the bridge fall?", None),
        ("Why was the bridge called “the widow's walk home”?", None),
    ],
)
def test_a_question_that_is_really_a_check_is_recognised(
    question: str, kind: CheckKind | None
) -> None:
    assert looks_like_check(question) is kind


def test_quotation_marks_of_all_shapes_are_read() -> None:
    cases = {
        "„so it was“ he said": ["so it was"],
        "«so it was» he said": ["so it was"],
        '“so it was" he said': ["so it was"],
        "“he said ‘so it was’ to me”": ["he said ‘so it was’ to me"],
        "the masons' 'own workers' fund' and it's 'theirs'": ["own workers' fund", "theirs"],
        "he called it “never closed": ["never closed"],
    }
    for text, expected in cases.items():
        assert [text[a:b] for a, b in quoted_spans(text)] == expected


@given(st.text(alphabet="ab ,.?!“”‘’'\"«»…\n", max_size=80))
def test_any_text_is_taken_apart(text: str) -> None:
    spans = quoted_spans(text)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:], strict=False))
    statement = parse_statement(text)
    assert all(quotation in text for quotation in statement.quotations)
    looks_like_check(text)


@pytest.mark.parametrize(
    ("text", "speaker", "beside"),
    [
        (
            "Orlov said “it was quite safe” in 1911 and later resigned.",
            "Orlov",
            "Orlov later resigned.",
        ),
        ("Orlov said “it was quite safe.” He later resigned.", "Orlov", "Orlov later resigned."),
        ("“It was quite safe”, wrote Orlov, who was in hiding.", "Orlov", "Orlov was in hiding."),
        (
            "The flood lasted a week, and Orlov said “it was quite safe”.",
            "Orlov",
            "The flood lasted a week.",
        ),
        (
            "The mayor said “it was quite safe” but broke his word.",
            "mayor",
            "The mayor broke his word.",
        ),
        ("Orlov, who was a mason, said “it was quite safe”.", "Orlov", "Orlov was a mason."),
        (
            "Orlov said “it was quite safe”; his brother drowned.",
            "Orlov",
            "Orlov’s brother drowned.",
        ),
        ("Orlov wrote “it was quite safe” to the mayor and the council.", "Orlov", None),
        ("Orlov said “it was quite safe” and “no flood will come”.", "Orlov", None),
        ("Did Orlov say “it was quite safe” and was he right?", "Orlov", None),
        ("As Orlov wrote, “it was quite safe”.", "Orlov", None),
    ],
)
def test_a_quotation_and_what_is_claimed_beside_it_are_told_apart(
    text: str, speaker: str, beside: str | None
) -> None:
    statement = parse_statement(text)
    assert statement.attributed_to == speaker
    assert statement.beside == ((beside,) if beside else ())
