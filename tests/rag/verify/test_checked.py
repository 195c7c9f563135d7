import pytest

from rag.domain.answers import Claim, Draft, cite
from rag.domain.text import Document, Reading
from rag.verify import checked as module
from rag.verify.checked import checked, checked_or_repaired

TEXT = (
    "The coast guard arrested the smuggler Jonas Vell\nin Brennick on Tuesday. The mayor plans to sell the lighthouse."
)
DOCUMENT = Document(1, "a" * 64, ("note.txt",), Reading(TEXT, "text/plain"))
ARREST = cite(DOCUMENT, 0, TEXT.index(" The mayor"))
SALE = cite(DOCUMENT, TEXT.index("The mayor"), len(TEXT))


def verdict(text: str, citation=ARREST) -> str | None:
    return checked(Draft((Claim(text, (citation,)),))).claims[0].verdict


def test_a_quotation_is_supported_and_no_model_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "supported", lambda pairs: pytest.fail("the model ran"))
    assert verdict("The coast guard arrested the smuggler Jonas Vell in Brennick on Tuesday.") == "supported"


def test_a_claim_said_otherwise_is_supported() -> None:
    assert verdict("The smuggler Jonas Vell was arrested by the coast guard on Tuesday.") == "supported"


@pytest.mark.parametrize(
    "text",
    [
        "The smuggler Jonas Vell arrested the coast guard in Brennick.",
        "The coast guard did not arrest the smuggler Jonas Vell in Brennick on Tuesday.",
        "The coast guard arrested the smuggler Jonas Vell in Brennick on Friday.",
        "The coast guard arrested the smuggler Ada Holt in Brennick on Tuesday.",
    ],
)
def test_a_changed_claim_is_not_supported(text: str) -> None:
    assert verdict(text) in ("partly", "not supported", "contradicted")


def test_what_is_planned_is_not_done() -> None:
    assert verdict("The mayor sold the lighthouse.", SALE) != "supported"


def test_each_claim_has_its_own_verdict() -> None:
    claims = (Claim("The mayor bought 12 ferries in Velmouth.", (SALE,)), Claim(SALE.quote, (SALE,)))
    first, second = checked(Draft(claims)).claims
    assert (first.verdict == "supported", second.verdict) == (False, "supported")


def test_a_citation_that_is_wrong_or_missing_is_repaired_where_other_evidence_supports_it() -> None:
    text = "The smuggler Jonas Vell was arrested by the coast guard on Tuesday."
    for cited in ([], [SALE]):
        claim = checked_or_repaired(text, cited, [SALE, ARREST])
        assert (claim.verdict, claim.citations, claim.repaired) == ("supported", (ARREST,), True)
    right = checked_or_repaired(text, [ARREST], [SALE, ARREST])
    assert (right.verdict, right.citations, right.repaired) == ("supported", (ARREST,), False)


def test_what_no_evidence_supports_stays_unsupported_and_says_which_check_failed() -> None:
    claim = checked_or_repaired("The coast guard arrested Jonas Vell on Friday.", [ARREST], [SALE, ARREST])
    assert claim.verdict != "supported" and not claim.repaired and "dates" in claim.failed
    bare = checked_or_repaired("Ostriches cannot fly.", [], [SALE, ARREST])
    assert (bare.verdict, bare.citations, bare.failed) == ("not supported", (), ("citation",))


@pytest.mark.parametrize(
    "text", ["The smuggler Jonas Vell", "Arrested in Brennick on Tuesday", "Coast guard: Brennick."]
)
def test_a_scrap_that_states_nothing_is_not_supported(text: str) -> None:
    claim = checked_or_repaired(text, [ARREST], [ARREST])
    assert (claim.verdict, claim.failed) == ("not supported", ("statement",))


def test_words_in_quotation_marks_are_the_sources_own() -> None:
    told = 'The mayor of Velmouth, Ada Holt, said on Tuesday: "The bridge will open before the first snow."'
    said = 'The mayor of Velmouth, Ada Holt, said on Tuesday that "the bridge will open before the first snow".'
    document = Document(2, "b" * 64, ("bridge.txt",), Reading(told, "text/plain"))
    evidence = (cite(document, 0, len(told)),)
    assert checked_or_repaired(said, evidence, evidence).verdict == "supported"
    altered = checked_or_repaired(said.replace("before the first", "by the first"), evidence, evidence)
    assert altered.verdict == "contradicted" and "quoted words" in altered.failed
