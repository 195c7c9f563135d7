from rag.language.verbs import verb_forms


def test_every_form_leads_to_all() -> None:
    for word in ("steal", "stole", "stolen"):
        assert verb_forms(word) == {"steal", "stole", "stolen"}


def test_a_word_of_two_verbs_has_the_forms_of_both() -> None:
    assert {"find", "found"} <= verb_forms("found")
    assert {"wind", "wound"} <= verb_forms("wound")


def test_a_regular_word_is_itself() -> None:
    assert verb_forms("arrested") == {"arrested"}
