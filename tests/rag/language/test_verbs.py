from rag.language.verbs import doers, done_by, opposites, past, verb_forms


def test_every_form_leads_to_all() -> None:
    for word in ("steal", "stole", "stolen"):
        assert verb_forms(word) == {"steal", "stole", "stolen"}


def test_a_word_of_two_verbs_has_the_forms_of_both() -> None:
    assert {"find", "found"} <= verb_forms("found")
    assert {"wind", "wound"} <= verb_forms("wound")


def test_a_regular_word_is_itself() -> None:
    assert verb_forms("arrested") == {"arrested"}


def test_who_does_it_is_called_after_it() -> None:
    for verb, called in (("owns", "owner"), ("audited", "auditor"), ("sold", "seller"), ("robbed", "robber")):
        assert called in doers(verb)
    assert "successor" in doers("succeed")
    assert (done_by("owner"), done_by("founder"), done_by("leader")) == ("own", "found", "lead")
    assert done_by("minister") is None


def test_a_stressed_last_consonant_is_doubled() -> None:
    assert [past(verb) for verb in ("admit", "rob", "raid", "visit")] == ["admitted", "robbed", "raided", "visited"]


def test_who_denied_it_did_not_admit_it() -> None:
    assert "deny" in opposites("admit")
    assert "admit" in opposites("deny")
    assert not opposites("raid")
