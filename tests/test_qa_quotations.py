import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from checking_data import question_sets
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import Passage, PassageKind, Provenance, Segment, Sentence, Source, Voice
from corpus.report import Integrity
from corpus.sentences import split_sentences
from qa.checks.alignment import SourceWords, words_of
from qa.checks.parsing import parse_statement
from qa.checks.quotation_search import QuotationDetail
from qa.checks.quotations import QuotationChecker, QuotationFinding, check_quotation
from qa.model import CheckKind, Difference, Verdict

TEXTS = (
    "Mr. Orlov built the bridge in 1880. He wrote of it that “no flood will ever carry it away”. "
    "The town paid 1,200 roubles for it – not a kopeck more.",
    "“It was never safe,” Petrov told Orlov, “and every mason of ours knew it well.” Old Madame "
    "Belova answered: “My husband trusted it, and he drowned.”",
    "The council called the bridge the pride of the province, though the co-operative of masons "
    "[of whom nine were left] had warned them twice. To be just, it was not the council that chose "
    "the site of the bridge in the first place.",
    "The flood came at noon and took the bridge, the mill and the miller's two sons with it.",
)


def source(*texts: str, author: str = "Anna Sidorova") -> Source:
    passages, at = [], 0
    for number, text in enumerate(texts, 1):
        sentences = tuple(Sentence(a, b, Voice.AUTHOR, None) for a, b in split_sentences(text))
        passages.append(
            Passage(
                f"bridge:p{number:04}",
                "bridge",
                PassageKind.PARAGRAPH,
                "",
                number,
                text,
                at,
                at + len(text),
                (),
                (Segment(0, len(text), at, at + len(text)),),
                sentences,
            )
        )
        at += len(text) + 1
    return Source(
        "bridge",
        Provenance("The Bridge", author),
        str(hash(texts)),
        "\n".join(texts),
        (),
        tuple(passages),
        (),
        (),
        Integrity(len(texts), 0, 0, 0, (), 0, 0, 0, ()),
    )


BRIDGE = source(*TEXTS)


def check(text: str, attributed_to: str | None = None) -> QuotationFinding:
    statement = parse_statement(text, kind=CheckKind.QUOTE, attributed_to=attributed_to)
    return check_quotation(statement, [BRIDGE])


def found(finding: QuotationFinding) -> list[str]:
    texts = {passage.id: passage.text for passage in BRIDGE.passages}
    return [texts[passage][start:end] for _, passage, start, end in finding.matches]


@pytest.mark.parametrize(
    ("quotation", "detail"),
    [
        ("no flood will ever carry it away", QuotationDetail.EXACT),
        ("No Flood will EVER carry it away!", QuotationDetail.TYPOGRAPHIC),
        ("The town paid 1200 roubles for it - not a kopeck more", QuotationDetail.TYPOGRAPHIC),
        ("the cooperative of masons", QuotationDetail.TYPOGRAPHIC),
        ("It was never safe and every mason of ours knew it", QuotationDetail.TYPOGRAPHIC),
        ("the co-operative of masons had warned them twice", QuotationDetail.TYPOGRAPHIC),
        ("The council called the bridge the pride … had warned them", QuotationDetail.TYPOGRAPHIC),
        ("The flood came ... and took the bridge", QuotationDetail.TYPOGRAPHIC),
        ("took the bridge [and] the mill", QuotationDetail.TYPOGRAPHIC),
        ("no flood will ever wash it away", QuotationDetail.ALTERED),
        ("The town paid 2,100 roubles for it", QuotationDetail.ALTERED),
        ("it was … the council that chose the site", QuotationDetail.ALTERED),
        ("it was the council that chose the site", QuotationDetail.ALTERED),
        ("The flood came at noon, no flood will ever carry it away", QuotationDetail.SPLICED),
        ("every stone of it was laid by a sober man", QuotationDetail.ABSENT),
        ("zyx wvu tsr", QuotationDetail.ABSENT),
    ],
)
def test_wording_is_told_apart(quotation: str, detail: QuotationDetail) -> None:
    assert check(f"“{quotation}”").detail is detail


def test_verdicts_follow_from_the_wording() -> None:
    assert check("“no flood will ever carry it away”").verdict is Verdict.SUPPORTED
    assert check("“no flood will ever wash it away”").verdict is Verdict.CONTRADICTED
    assert check("“a sober man laid every stone”").verdict is Verdict.NOT_IN_SOURCE


def test_an_altered_quotation_shows_the_right_words() -> None:
    finding = check("“no flood will never wash it away”")
    assert finding.differences == (Difference("never wash", "ever carry"),)
    assert found(finding) == ["no flood will ever carry it away"]


def test_a_hidden_negation_is_shown() -> None:
    finding = check("“it was the council that chose the site”")
    assert finding.differences == (Difference("", "not"),)


@pytest.mark.parametrize(
    ("text", "detail", "speaker"),
    [
        ("Did Orlov write “no flood will ever carry it away”?", "exact", None),
        ("Did Petrov say “every mason of ours knew it well”?", "exact", "Petrov"),
        ("Was it Orlov who said “every mason of ours knew it well”?", "misattributed", "Petrov"),
        ("Did Petrov say “My husband trusted it, and he drowned”?", "misattributed", None),
        ("Did Belova say “My husband trusted it, and he drowned”?", "exact", None),
        ("Did Petrov write “the pride of the province”?", "misattributed", "Anna Sidorova"),
        ("Did Sidorova write “the pride of the province”?", "exact", "Anna Sidorova"),
        ("Did the author say “every mason of ours knew it well”?", "misattributed", "Petrov"),
    ],
)
def test_who_is_speaking_decides_the_attribution(
    text: str, detail: str, speaker: str | None
) -> None:
    finding = check(text)
    assert finding.detail == detail
    assert speaker is None or finding.speaker_found == speaker


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("Did Sidorova write “the pride of the province”?", "exact"),
        ("Did Orlov write “the pride of the province”?", "misattributed"),
        ("Did Sidorova say “every mason of ours knew it well”?", "misattributed"),
        ("Is the bridge described as “the pride of the province”?", "exact"),
        ("“the pride of the province” - is that what it says about Orlov's bridge?", "exact"),
    ],
)
def test_an_unknown_author_may_be_whoever_the_source_does_not_speak_of(
    text: str, detail: str
) -> None:
    statement = parse_statement(text, kind=CheckKind.QUOTE)
    assert check_quotation(statement, [source(*TEXTS, author="")]).detail == detail


def test_a_title_may_name_an_unknown_author() -> None:
    bare = source(*TEXTS, author="")
    titled = replace(bare, provenance=Provenance("Orlov_On the bridge", ""))
    statement = parse_statement("Did Orlov write “the pride of the province”?")
    assert check_quotation(statement, [titled]).detail == "exact"


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("Petrov said “It was never safe ... every mason of ours knew it well”.", "typographic"),
        ("“It was never safe ... My husband trusted it”", "spliced"),
        ("“told Orlov ... every mason of ours knew it well”", "spliced"),
        ("“It was never safe and every mason of ours knew it well”", "typographic"),
        ("“Safe and every mason of ours knew it well”", "typographic"),
        ("“Unsafe and every mason of ours knew it well”", "altered"),
    ],
)
def test_an_ellipsis_joins_one_person_s_words_and_a_tag_changes_none(
    text: str, detail: str
) -> None:
    voiced = source(*TEXTS)
    second = voiced.passages[1]
    speakers = [None, "Petrov", "Madame Belova"]
    sentences = tuple(
        replace(s, speaker=speakers[2] if "Belova" in second.text[s.start : s.end] else speakers[1])
        for s in second.sentences
    )
    passages = (voiced.passages[0], replace(second, sentences=sentences), *voiced.passages[2:])
    found = check_quotation(
        parse_statement(text, kind=CheckKind.QUOTE), [replace(voiced, passages=passages)]
    )
    assert found.detail.value == detail


def test_a_single_word_before_a_tag_belongs_to_the_quotation() -> None:
    text = "“Bridges,” Petrov wrote to her in 1915, “are a matter of patience and of stone.”"
    statement = parse_statement("Petrov: “Bridges are a matter of patience and of stone.”")
    found = check_quotation(statement, [source(text)])
    assert (found.detail.value, found.differences) == ("typographic", ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“It was never safe” (Petrov)", "Petrov"),
        ("“It was never safe” (Petrov, in 1911)", "Petrov"),
        ("To quote Petrov: “It was never safe”", "Petrov"),
        ("“It was never safe” (p. 40)", None),
        ("“It was never safe” (emphasis mine)", None),
    ],
)
def test_a_quotation_may_be_given_to_somebody_in_brackets(text: str, name: str | None) -> None:
    assert parse_statement(text).attributed_to == name


def test_the_narration_is_the_author_s_though_it_names_others() -> None:
    told = "Orlov was blamed by all. The truth is more complicated."
    statement = parse_statement("Orlov wrote that “the truth is more complicated”.")
    found = check_quotation(statement, [source(told)])
    assert (found.detail.value, found.speaker_found) == ("misattributed", "Anna Sidorova")


@pytest.mark.parametrize(("name", "detail"), [("Varga", "misattributed"), ("Menzel", "exact")])
def test_a_pronoun_of_the_other_gender_is_somebody_else(name: str, detail: str) -> None:
    texts = ["Varga was fond of rain. She measured it every day of her life."] * 3
    told = "Menzel spoke at the grave of Varga. “The sky makes no mistakes,” he said."
    statement = parse_statement(f"{name} said “The sky makes no mistakes”.")
    assert check_quotation(statement, [source(*texts, told)]).detail.value == detail


def test_a_quotation_may_run_over_two_paragraphs() -> None:
    finding = check("“in the first place. The flood came at noon”")
    assert finding.detail is not QuotationDetail.ALTERED
    assert finding.verdict is Verdict.SUPPORTED
    assert len(finding.matches) == 2


def test_spans_are_whole_sentences_holding_the_words() -> None:
    finding = check("“not a kopeck more”")
    ((_, passage, start, end),) = finding.spans
    assert passage == "bridge:p0001"
    assert TEXTS[0][start:end].startswith("The town paid")


def test_the_worst_of_several_quotations_decides() -> None:
    finding = check(
        "Orlov wrote “no flood will ever carry it” and “it was made of glass and gold”."
    )
    assert finding.verdict is Verdict.NOT_IN_SOURCE


def test_a_source_without_words_holds_nothing() -> None:
    empty = source("…")
    statement = parse_statement("“no flood”", kind=CheckKind.QUOTE)
    assert check_quotation(statement, [empty]).verdict is Verdict.NOT_IN_SOURCE
    assert check_quotation(statement, []).verdict is Verdict.NOT_IN_SOURCE
    assert check("“…”").verdict is Verdict.NOT_IN_SOURCE


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_any_stretch_of_the_source_is_found(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    spans = [(a, b) for _, a, b in words_of(text)]
    first = data.draw(st.integers(0, len(spans) - 3))
    last = data.draw(st.integers(first + 2, len(spans) - 1))
    words = text[spans[first][0] : spans[last][1]].replace("“", "").replace("”", "")
    finding = check("“" + words + "”")
    assert finding.verdict is Verdict.SUPPORTED


def test_a_long_source_is_searched_quickly() -> None:
    random = np.random.default_rng(7)
    vocabulary = [f"w{i}" for i in range(8000)]
    chances = 1 / np.arange(1, 8001)
    words = random.choice(vocabulary, 100_000, p=chances / chances.sum())
    long = source(*[" ".join(words[i : i + 100]) for i in range(0, len(words), 100)])
    prepared = SourceWords(long)
    quotation = words[50_000:50_040].copy()
    quotation[20] = "elsewhere"
    began = time.perf_counter()
    place = prepared.nearest(prepared.lookup(list(quotation)))[0]
    assert (place.start, place.end, place.cost) == (50_000, 50_040, 1.0)
    assert time.perf_counter() - began < 0.2


def test_quotations_people_checked(shared: Path) -> None:
    checker, right, total = QuotationChecker(), 0, 0
    for text, rows in question_sets(shared, "quote"):
        for row in rows:
            finding = checker.check(parse_statement(row["question"]), [text])
            right += finding.verdict == row["verdict"]
            total += 1
    assert total and right / total >= 0.95
