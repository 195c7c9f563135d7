"""English verbs: irregular forms, which no stemmer brings together, the past, who does it, what says it was not so."""

import re

_VERBS = """
arise arose arisen|awake awoke awoken|bear bore borne born|beat beaten|become became|begin began begun|bend bent
bind bound|bite bit bitten|bleed bled|blow blew blown|break broke broken|breed bred|bring brought|build built
burn burnt|buy bought|catch caught|choose chose chosen|cling clung|come came|creep crept|deal dealt|dig dug
do did done|draw drew drawn|dream dreamt|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen
feed fed|feel felt|fight fought|find found|flee fled|fling flung|fly flew flown|forbid forbade forbidden
forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got gotten|give gave given|go went gone
grind ground|grow grew grown|hang hung|have had|hear heard|hide hid hidden|hold held|keep kept|kneel knelt
know knew known|lead led|lean leant|learn learnt|leave left|lend lent|lie lay lain|light lit|lose lost|make made
mean meant|meet met|mow mown|overthrow overthrew overthrown|pay paid|ride rode ridden|ring rang rung
rise rose risen|run ran|say said|see saw seen|seek sought|sell sold|send sent|sew sewn|shake shook shaken
shine shone|shoot shot|show shown|shrink shrank shrunk|sing sang sung|sink sank sunk|sit sat|slay slew slain
sleep slept|slide slid|smell smelt|sow sown|speak spoke spoken|spell spelt|spend spent|spill spilt|spin spun
spring sprang sprung|stand stood|steal stole stolen|stick stuck|sting stung|stride strode|strike struck stricken
string strung|swear swore sworn|sweep swept|swell swollen|swim swam swum|swing swung|take took taken
teach taught|tear tore torn|tell told|think thought|throw threw thrown|understand understood|wake woke woken
wear wore worn|weave wove woven|weep wept|win won|wind wound|withdraw withdrew withdrawn|write wrote written
undertake undertook undertaken|overtake overtook overtaken
"""
_FORMS: dict[str, frozenset[str]] = {}
_PAST: dict[str, str] = {}
for _verb in _VERBS.replace("\n", "|").strip("|").split("|"):
    _PAST.setdefault(*_verb.split()[:2])
    for _form in _verb.split():
        _FORMS[_form] = _FORMS.get(_form, frozenset()) | frozenset(_verb.split())
# They say that a deed was done that a noun names: to carry out an attack.
CARRYING_OUT = frozenset(["carry", "commit", "conduct", "perpetrate", "stage"])


def verb_forms(word: str) -> frozenset[str]:
    """The forms of the irregular verb that a lower-cased word is one of, itself among them; of any other, itself."""
    return _FORMS.get(word, frozenset([word]))


# What is said by the one was not so by the other.
_AGAINST = (
    ("admit confirm acknowledge", "deny"),
    ("accept approve adopt", "reject refuse"),
    ("convict", "acquit"),
    ("allow permit", "forbid ban prohibit"),
    ("support back", "oppose"),
    ("win", "lose"),
)
_OPPOSITES = {
    verb: frozenset(others.split())
    for pair in _AGAINST
    for verbs, others in (pair, pair[::-1])
    for verb in verbs.split()
}


def opposites(verb: str) -> frozenset[str]:
    """Base forms of the verbs that say that it was not so: admit, deny."""
    return _OPPOSITES.get(verb, frozenset())


# Verbs of more than one syllable whose last consonant is doubled, since it ends a stressed one.
_DOUBLED = frozenset(
    ["admit", "commit", "permit", "submit", "omit", "emit", "transmit", "refer", "prefer", "transfer", "confer"]
    + ["defer", "occur", "incur", "regret", "control", "patrol", "equip", "expel", "compel", "rebel", "repel", "deter"]
)
# One vowel before one consonant: plan, rob.
_SHORT = re.compile(r"[^aeiou]*[aeiou][bdfgklmnprt]")


def past(verb: str) -> str:
    """The past tense of a verb in its base form: raid, raided; sell, sold; admit, admitted."""
    if verb in _PAST:
        return _PAST[verb]
    if verb.endswith("e"):
        return verb + "d"
    if verb in _DOUBLED or _SHORT.fullmatch(verb):
        return verb + verb[-1] + "ed"
    return verb[:-1] + "ied" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else verb + "ed"


# Whom a verb makes its doer, where no ending does.
_DOERS = {"succeed": ["successor"], "write": ["author", "writer"], "chair": ["chairman", "chairwoman", "chair"]} | {
    verb: [verb] for verb in ("captain", "coach", "guard", "guide", "head", "host", "pilot", "sponsor")
}


def doers(verb: str) -> frozenset[str]:
    """What one may be called who does it, by a lower-cased form of the verb: owns, owner; audited, auditor."""
    bases = {form.removesuffix(end) for form in verb_forms(verb) for end in ("", "s", "ed", "d")}
    return frozenset(name for base in bases for name in _called(base))


def done_by(name: str) -> str | None:
    """The verb whose doer one is by a lower-cased name: who is its owner owns it. None of other names."""
    return _DOING.get(name)


def _called(base: str) -> list[str]:
    stem = base.removesuffix("e")
    doubled = [stem + stem[-1] + "er"] if _SHORT.fullmatch(base) else []
    return [stem + "er", stem + "or", *doubled, *_DOERS.get(base, [])]


_DOING = {
    name: verb
    for verb in (
        *("build", "buy", "design", "develop", "found", "invent", "kidnap", "kill", "lead", "make", "manufacture"),
        *("murder", "operate", "organise", "organize", "own", "produce", "publish", "sell", "supply", "win", "write"),
    )
    for name in doers(verb)
}
