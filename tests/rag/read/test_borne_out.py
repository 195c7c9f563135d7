from rag.domain.answers import NO_FILTERS
from rag.read.borne_out import borne_out
from rag.read.candidates import Candidate
from rag.read.evidence import evidence
from rag.read.grammar import wanted
from rag.retrieve.question import parse
from tests.hashed_words import HashedWords
from tests.rag.read.world import hits, short

_embed = HashedWords().embed


def borne(question: str, text: str, *values: str) -> list[str]:
    """Of these values, each in its own sentence of the text, those that the grammar bears out."""
    asked, ranked = evidence(parse(question, NO_FILTERS, None), hits(text), _embed)
    found = []
    for value in values:
        at = text.index(value)
        s = next(s for s in ranked if s.start <= at < s.end)
        found.append(Candidate(s.hit, at, at + len(value), s.start, s.end, value, 1.0))
    gap = wanted(parse(question, NO_FILTERS, None))
    assert gap
    return [c.text for c in borne_out(gap, asked, found)]


def test_a_number_counts_what_is_asked_for_in_the_deed_asked_for() -> None:
    text = "Nine sheep drowned when the barge sank. The barge, built for 40 sheep, was carrying 73 on Monday."
    assert borne("How many sheep was the barge carrying when it sank?", text, "Nine", "40", "73") == ["73"]


def test_a_number_of_the_noun_asked_for_stands_where_no_deed_tells_one() -> None:
    text = "The club of Kelm owns 3 boats. It has 40 members."
    assert borne("How many members are in the club of Kelm?", text, "3", "40") == ["40"]


def test_what_another_by_name_did_is_no_answer() -> None:
    text = "Olga Finn called the tunnel “a hole for rain”. In a note Piet Vos described it as “a road for mice”."
    answers = borne("What did Piet Vos call the tunnel?", text, "a hole for rain", "a road for mice")
    assert answers == ["a road for mice"]


def test_who_is_given_by_the_name_beside_the_office_and_the_whole_of_it() -> None:
    text = "The former mayor of Kelm, Teodor Halvik, was jailed on Monday."
    assert borne("Who was jailed?", text, "former mayor of Kelm") == ["Teodor Halvik"]
    text = "Two officials said that the ransom had been paid by a businessman from Doral."
    assert borne("Who paid the ransom?", text, "Doral", "Two officials") == ["businessman from Doral"]
    text = "Norpipe borrows 900 million dinars from the Bank of Doral."
    assert borne("Who lent Norpipe 900 million dinars?", text, "Doral") == ["Bank of Doral"]


def test_who_is_no_adjective_and_no_part_of_a_name() -> None:
    assert not borne("Who is the ambassador of Belmora?", "Ordava expels the Belmoran ambassador.", "Belmoran")
    text = "On Friday the fisher Odo Marchek fished in Kelm."
    assert borne("Who fished in Kelm?", text, "Odo") == ["Odo Marchek"]


def test_who_holds_an_office_is_no_town() -> None:
    text = "The foreign minister of Norland flew to London on Monday."
    assert not borne("Who is the foreign minister of Norland?", text, "London")


def test_nobody_is_a_run_of_words_over_a_verb_or_who_is_asked_about() -> None:
    text = "A blast tore through the mill, killing six workers and injuring others, the minister, Ana Solheit, said."
    assert not borne("Who bombed the mill?", text, "workers and injuring others, the minister, Ana Solheit")
    assert not borne("Who sold the mill to Drazen?", "The mill belongs to Viktor Drazen now.", "Viktor Drazen")


def test_a_day_of_another_deed_or_of_the_report_is_none_of_this_deed() -> None:
    text = "Three of the four workers kidnapped last month were released on Tuesday near Hask."
    assert not borne("When were the workers kidnapped?", text, "Tuesday")
    assert borne("When were the workers released?", text, "Tuesday") == ["Tuesday"]
    text = "KESTREL, 2 December 1990 (VPA) -- A helicopter crashed near Kestrel on Monday, the ministry said."
    assert borne("When did the helicopter crash?", text, "2 December 1990", "Monday") == ["Monday"]


def test_of_several_numbers_the_one_in_the_deed() -> None:
    text = "Three of the four aid workers kidnapped in the pass were released on Tuesday."
    assert borne("How many aid workers were kidnapped?", text, "Three", "four") == ["four"]
    assert borne("How many seats did Vesta win?", "Vesta won 31 of the 150 seats.", "31", "150") == ["31"]


def test_who_does_something_else_did_not_do_it() -> None:
    text = "The book, Kelm's Mills, said Tomas Reld felt in May that he had lost the vote."
    assert not borne("Who wrote Kelm's Mills?", text, "Tomas Reld")
    text = "Mira Raft, a clerk at the Tarn Society, said that it had been a fine day."
    assert not borne("Who founded the Tarn Society?", text, "Mira Raft", "clerk at the Tarn Society")
    text = "Mira Raft set up the Tarn Society in 1920."
    assert borne("Who founded the Tarn Society?", text, "Mira Raft") == ["Mira Raft"]


def test_what_it_was_done_to_did_not_do_it() -> None:
    text = "Myland has bought JF-9 fighters, and a committee of the council met."
    assert not borne("Who sold the JF-9 to Myland?", text, "fighters")
    assert not borne("Who chairs the joint committee on harbours?", text, "committee of the council")


def test_who_is_the_favourite_is_told_where_there_is_one() -> None:
    text = "Jon Edwards left the house in Kelm. The favourite to win the prize is Kenz Rill."
    assert borne("Who is the favourite to win the prize?", text, "Jon Edwards", "Kenz Rill") == ["Kenz Rill"]


def test_of_a_number_and_a_part_of_it_the_one_asked_for() -> None:
    text = "Thirty-four people were hurt in Kelm, nine of them policemen, and 112 were arrested."
    assert borne("How many policemen were hurt in Kelm?", text, "Thirty-four", "nine") == ["nine"]
    assert borne("Who sold the mill to Drazen?", "Drazen bought the mill from the state.", "Drazen") == []


def test_those_who_are_homeless_were_not_killed() -> None:
    told = "The dam broke at Orvik. Both agreed that more than 200 people were homeless."
    assert "200" not in (short("How many people were killed at Orvik?", told) or "")
