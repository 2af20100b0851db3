"""Follow-ups are written out; questions that stand alone are left alone."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.followups.readings import ReadingKind, depends, readings
from qa.model import Exchange

SILENT = "The source does not answer this question."


def first(question: str, *turns: tuple[str, str]) -> str:
    return readings(question, [Exchange(*turn) for turn in turns])[0].text


@pytest.mark.parametrize(
    ("asked", "turn", "understood"),
    [
        (
            "And by the end of June?",
            ("How many delegates had the League by May?", "143 of 625."),
            "How many delegates had the League by the end of June?",
        ),
        (
            "And Bernicia?",
            ("Who got the kingdom of Deira when Edwin fell?", "Osric."),
            "Who got the kingdom of Bernicia when Edwin fell?",
        ),
        (
            "What about gold?",
            ("How far back may iron have been mined?", "Two hundred years."),
            "How far back may gold have been mined?",
        ),
        (
            "and the tea?",
            ("How much did a dinner ticket cost at Smolny?", "Two rubles."),
            "How much did the tea cost at Smolny?",
        ),
        (
            "And the second?",
            ("What is the first character of melancholy?", "Anhedonia."),
            "What is the second character of melancholy?",
        ),
        (
            "For how long?",
            ("Where did Florence want to work?", "At Salisbury Hospital."),
            "For how long did Florence want to work?",
        ),
        (
            "Why?",
            ("Did the Senate reject the treaty?", "Yes."),
            "Why did the Senate reject the treaty?",
        ),
        (
            "Why not?",
            ("Did the Thebans sacrifice sheep?", "No, they abstained."),
            "Why did the Thebans not sacrifice sheep?",
        ),
        (
            "Why?",
            ("Who was made Commissar?", "Kishkin."),
            "Why was Kishkin made Commissar?",
        ),
    ],
)
def test_fragments_take_the_frame_of_the_question_before(
    asked: str, turn: tuple[str, str], understood: str
) -> None:
    assert first(asked, turn) == understood


@pytest.mark.parametrize(
    ("asked", "turn", "understood"),
    [
        (
            "What was he supposed to ask for?",
            ("Who did Kerensky send to headquarters?", "His deputy, Savinkov."),
            "What was Savinkov supposed to ask for?",
        ),
        (
            "Which party did he belong to?",
            ("Who stepped down as chairman?", "Grinevich."),
            "Which party did Grinevich belong to?",
        ),
        (
            "what was her paper about?",
            ("Did Jane Addams speak at Plymouth?", "Yes."),
            "What was Jane Addams's paper about?",
        ),
        (
            "Was Lenin there in person?",
            ("When was the 6th Congress of the Party?", "In August."),
            "Was Lenin at the 6th Congress of the Party in person?",
        ),
        (
            "Did Pravda print all of them?",
            ("What were the Letters from Afar?", "A series of articles."),
            "Did Pravda print all of the Letters from Afar?",
        ),
        (
            "What did Lenin think of it?",
            ("What was in the Soviet's manifesto of 27 March?", "A call for peace."),
            "What did Lenin think of the Soviet's manifesto of 27 March?",
        ),
        (
            "How did he die?",
            ("Where did he grow up?", "Zappa grew up in Baltimore."),
            "How did Zappa die?",
        ),
    ],
)
def test_open_words_are_filled(asked: str, turn: tuple[str, str], understood: str) -> None:
    assert first(asked, turn) == understood


def test_gender_decides_between_two_people() -> None:
    turn = ("Who wrote to Queen Mary about Lord Panmure?", "Mr. Herbert.")
    assert "Queen Mary" in first("What did she reply?", turn)
    assert "Herbert" in first("What did he want?", turn)


def test_the_subject_is_carried_over_turns() -> None:
    turns = [
        ("When did Columba reach Britain?", "In 565."),
        ("Who ruled the Picts when he arrived?", "King Bridius."),
        ("And how long did Columba live there?", "Thirty-two years."),
    ]
    assert first("Where was he buried?", *turns) == "Where was Columba buried?"


def test_a_fragment_is_filled_from_further_back() -> None:
    turns = [
        ("What was the Democratic Conference?", "A gathering."),
        ("How did the Menshevik delegates split over a coalition?", "75 to 65."),
    ]
    understood = "How did the trade unionists at the Democratic Conference split over a coalition?"
    assert first("And the trade unionists there?", *turns) == understood


def test_then_alone_is_not_taken_for_a_date() -> None:
    turn = ("Who marched in May?", "The demonstrators.")
    assert first("And what happened then?", turn).startswith("What happened then (")
    assert first("How many were there by then?", turn) == "How many were there by May?"


def test_that_takes_the_answer_in_brackets() -> None:
    turn = ("What did Zinoviev do after the vote?", "He published a disclaimer.")
    found = readings("How did Lenin respond to that?", [Exchange(*turn)])
    assert found[0].text == "How did Lenin respond to that (he published a disclaimer)?"
    assert found[0].kind is ReadingKind.IN_CONTEXT
    assert found[-1].text == "How did Lenin respond to that?"


def test_the_query_holds_the_turn_before() -> None:
    turn = Exchange("Who led the strike?", "“It was Ivanov” [1], of the Putilov works [2].")
    query = readings("And where did he go?", [turn])[0].query
    assert "Who led the strike?" in query and "Putilov works" in query and "[1]" not in query


@pytest.mark.parametrize(
    "question",
    [
        "When did the government dissolve the old Duma?",
        "Why did Kerensky say that his deputy had betrayed him?",
        "who lost his seat in the Senate after the war?",
        "Was it true that the Germans paid for the journey?",
        "What does the author claim that Miliukov wanted?",
        "Is there a passage about bread rationing in Petrograd?",
        "Did Lenin really write that “to delay the uprising would be fatal”?",
        "The strike went ahead although the Soviets had voted against it. Is that right?",
        "After his revolt collapsed, was Kornilov put on trial?",
        "Where did this article first appear in print?",
        "note liii",
        "what did russia want?",
        "who was savinkov?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    found = readings(question, [Exchange("Who was Krymov?", "A general.")])
    assert [(r.text, r.query, r.kind) for r in found] == [
        (question, question, ReadingKind.AS_ASKED)
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "OK, something else: ",
        "Different topic. ",
        "New question: ",
        "Changing the subject, ",
        "Let’s move on. ",
        "never mind - ",
    ],
)
def test_a_change_of_subject_drops_the_history(opening: str) -> None:
    found = readings(f"{opening}when was it signed?", [Exchange("Who was Krymov?", "A general.")])
    assert [r.text for r in found] == ["When was it signed?"]
    assert found[0].query == "When was it signed?"


def test_an_abstention_lends_nothing() -> None:
    found = readings("Why?", [Exchange("How did Rasputin die?", SILENT)])
    assert all("source" not in r.text and "source" not in r.query for r in found)
    assert found[0].text == "Why did Rasputin die?"


def test_without_history_a_question_stays_as_asked() -> None:
    assert [r.text for r in readings("And in Moscow?", [])] == ["And in Moscow?"]
    assert readings("  ", [Exchange("Who?", "Ivanov.")]) == []


def test_curly_and_straight_apostrophes_are_read_alike() -> None:
    turn = ("Who was Ladike?", "Amasis's wife.")
    assert first("What’s her story?", turn).replace("’", "'") == first("What's her story?", turn)


def test_readings_of_a_follow_up_are_distinct_and_the_first_weighs_most() -> None:
    found = readings("What did he say?", [Exchange("Did Peter meet Paul?", "Yes, in Rome.")])
    assert len({r.text for r in found}) == len(found) > 1
    assert all(0 < r.weight <= 1 for r in found)
    assert found[0].weight == max(r.weight for r in found)


def test_a_long_answer_takes_no_time() -> None:
    turn = Exchange("Who was Ladike?", "Ladike, she said, went to Kyrene. " * 3000)
    begun = time.perf_counter()
    found = readings("What became of her?", [turn] * 8)
    assert time.perf_counter() - begun < 1
    assert found[0].text == "What became of Ladike?"


WORDS = st.sampled_from(
    "And But why how many who what about the he she it they her their that those there then one"
    " Lenin Moscow in by May 1917 of to did was ones ? . ! , ’s [1] “ ” – Zoë 東京 St. else".split()
)
TEXT = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join))


@settings(max_examples=120, deadline=None)
@given(TEXT, st.lists(st.builds(Exchange, TEXT, TEXT), max_size=4))
def test_nothing_crashes_and_no_reading_is_empty(question: str, history: list[Exchange]) -> None:
    found = readings(question, history)
    assert bool(found) == bool(question.strip())
    assert all(r.text.strip() and r.query.strip() and 0 < r.weight <= 1 for r in found)
    if not depends(question) and question.strip():
        assert len(found) == 1


def test_the_bundled_source_s_follow_ups_are_recognised(shared: Path) -> None:
    rows = [
        json.loads(line)
        for line in (shared / "questions" / "rothstein-1917.jsonl").read_text("utf-8").splitlines()
    ]
    asked = [r for r in rows if r["type"] == "followup" and "else:" not in r["question"]]
    assert asked and all(depends(r["question"]) for r in asked)
    alone = [r for r in rows if r["type"] != "followup"]
    assert sum(depends(r["question"]) for r in alone) <= 0.1 * len(alone)


@pytest.mark.parametrize(
    ("asked", "turn", "understood"),
    [
        (
            "And if the germ slips past that as well?",
            ("What happens if a pathogen breaches the body's barriers?", "The immune system acts."),
            "What happens if the germ slips past that as well?",
        ),
        (
            "and when there was no war on?",
            ("What was carried in front of Edwin in battle?", "His banners."),
            "What was carried in front of Edwin in battle when there was no war on?",
        ),
        (
            "And by 1820?",
            ("How many people were there in Georgia in 1790?", "Thirty thousand."),
            "How many people were there in Georgia by 1820?",
        ),
        (
            "And much older ones?",
            ("Are today's styles more becoming than those of old?", "It is hazardous to say."),
            "Are much older ones more becoming than those of old?",
        ),
        (
            "and fish?",
            ("What proportion of the world's birds live in the Amazon?", "One in five."),
            "What proportion of fish live in the Amazon?",
        ),
        (
            "How did they fare there?",
            ("Where were Wuscfrea and Yffi sent?", "To Gaul, to be bred up by King Dagobert."),
            "How did Wuscfrea and Yffi fare in Gaul?",
        ),
        (
            "Where was it?",
            ("Did all live under one roof?", "No, the men had their own house."),
            "Where was the men's own house?",
        ),
        (
            "Who wins it?",
            ("What is the quarrel James describes?", "That of youth and age."),
            "Who wins the quarrel?",
        ),
        (
            "was he travelling by himself?",
            ("Where did Acca hear about the miracles?", "From Wilbrord, on a journey to Rome."),
            "Was Acca travelling by himself?",
        ),
        (
            "How did she know him?",
            ("Whom did she turn to over Netley?", "Lord Palmerston."),
            "How did she know Lord Palmerston?",
        ),
        (
            "When was that?",
            ("Who consecrated Paulinus?", "Archbishop Justus."),
            "When was that (after “Who consecrated Paulinus?”)?",
        ),
        (
            "Was he happy with her rendering?",
            (
                "Did the reporter understand the song?",
                "No, he did not know German, so he asked Addams.",
            ),
            "Was the reporter happy with Addams's rendering?",
        ),
    ],
)
def test_what_is_shown_reads_as_english(asked: str, turn: tuple[str, str], understood: str) -> None:
    assert first(asked, turn) == understood


def test_names_in_a_list_are_taken_together() -> None:
    past = ("Who sat on the Bureau?", "Podvoisky, Antonov and Sadovsky.")
    assert (
        first("Which of them signed?", past) == "Which of Podvoisky, Antonov and Sadovsky signed?"
    )


def test_a_closing_then_points_to_nothing() -> None:
    past = ("Where did Scott go?", "To the hut.")
    assert first("Why did he stop, then?", past) == "Why did Scott stop, then?"


@pytest.mark.parametrize(
    "before",
    [
        "Pym, where did he go?",
        "Pym, where did he go (after “When did Reay die?”)?",
        "Pym, where did he go (after “When did Reay die (about Skerry Vane)?”)?",
    ],
)
def test_an_aside_holds_no_other(before: str) -> None:
    assert first("Why?", (before, "")) == "Why (after “Pym, where did he go?”)?"


def test_a_question_that_has_an_aside_gets_no_second() -> None:
    turns = [("Did Ivanov strike (he was ill)?", "No.")]
    found = readings("Why?", [Exchange(*turn) for turn in turns])
    assert all(r.text.count("(") <= 1 for r in found)
