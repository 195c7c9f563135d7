from rag.models.alignment import aligned

TOLD = ["The guard arrested three smugglers in Brennick.", "Barley is sown in spring."]


def test_a_claim_is_met_by_the_words_and_by_words_like_them() -> None:
    claims = [TOLD[0], "Three traffickers were caught by a guard in Brennick.", "The choir sang for Velmouth's mayor."]
    (same, _), (like, _), (other, _) = aligned(claims, [TOLD] * 3)
    assert same > 0.99
    assert same > like > other + 0.1
    assert other >= 0


def test_one_sentence_meets_no_more_than_all() -> None:
    ((whole, one),) = aligned(["The guard arrested smugglers while barley was sown."], [TOLD])
    assert one < whole


def test_rare_words_count_more_than_common_ones() -> None:
    (lacks_rare, _), (lacks_common, _) = aligned(
        ["the smugglers", "the smugglers"], [["the the the"], ["smugglers smugglers"]]
    )
    assert lacks_rare < lacks_common


def test_nothing_asked_is_nothing_answered() -> None:
    assert aligned([], []) == []
    assert len(aligned([""], [[""]])) == 1
