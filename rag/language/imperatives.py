"""Whether a sentence is an order or a request, by its first words; no parse."""

import re
from itertools import islice


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Words of a request whose verb is none of those below.
SHORT = 25

# What people ask of a writer, a teacher or a program.
_TASKS = _words(
    "write draft compose explain describe translate summarize summarise paraphrase rewrite rephrase generate create "
    "list define calculate compute solve convert compare contrast outline suggest recommend provide give tell show "
    "teach help analyze analyse classify categorize categorise identify evaluate assess review proofread edit correct "
    "debug implement code design make recite brainstorm simulate answer respond reply repeat print output encode "
    "decode encrypt decrypt reverse spell format include insert append add replace remove delete substitute swap "
    "embed mention modify change transform integrate incorporate introduce use ensure begin start end finish conclude "
    "execute run automate schedule plan prepare produce develop determine estimate predict discuss elaborate "
    "illustrate demonstrate clarify interpret rank sort extract highlight shorten expand simplify continue complete "
    "fill rearrange scramble misspell organize organise set find search fetch name state sketch invent adapt present "
    "share offer pick choose monitor track act speak talk play hint steer optimize optimise check verify test build"
)
# What a page asks of those who read it.
_TO_READERS = _words(
    "follow watch listen read see call visit click subscribe contact email mail send vote join look register download "
    "thank await let turn sign tune scroll swipe tap apply enter donate meet welcome mind guess"
)
# No order begins with these.
_NO_VERB = _words(
    "the a an this that these those it its he she they we you i his her their our my your who whom whose which what "
    "when where why how if as at by for from in into of off on onto over per since than through throughout till to "
    "toward towards under until up upon with within without about above across after against along amid amidst among "
    "around before behind below beneath beside besides between beyond despite down during except inside like near "
    "outside past round unlike via versus and or but nor so yet both either neither not no none all any each every "
    "few many more most much other others another some such same several only just even also still too very quite "
    "rather once twice then there here now never always often again ever else is are was were be been am do does did "
    "has have had can could may might must shall should will would because although though unless whether while "
    "whereas however meanwhile moreover one two three four five six seven eight nine ten half last next first second "
    "new old former top big took won gave made came went got said saw left lost met ran told held kept led paid put "
    "sent spent stood thought became began brought built bought broke caught chose fell felt found fought grew heard "
    "knew meant rose sold shot people police government yes maybe perhaps today tomorrow yesterday instead later "
    "earlier mr mrs ms dr sir lord children women men everyone everybody nobody someone anyone himself herself itself "
    "themselves given whatever whoever wherever monday tuesday wednesday thursday friday saturday sunday "
    "already almost nearly indeed thus hence"
)
# What may stand behind a verb that opens an order.
_OBJECTS = _words(
    "a an the this that these those my your our their its any some each every all both me us it them how why what "
    "whether where when two three four five six seven eight nine ten"
)
_PARTICLES = _words("down up out through over")
_SMALL = _NO_VERB | _OBJECTS | _words("using following example way please can")

# What may stand before the verb of an order.
_LEAD = re.compile(
    r"(?:(?:[-*•>#\"“']+|\(?\d{1,2}[.)])\s*)*"
    r"(?:(?:please|kindly|now|also|then|next|finally|additionally|furthermore|instead|always|never|do not|don['’]t|do"
    r"|just|and|(?:you|i (?:want|need|would like) you to) ?(?:must|should|will|need to|have to|are to|can)?)[ ,]+"
    r"|(?:in|at|for|when|while|before|after|throughout|within|with|as|using|if|to|by|once|on)\b[^,.;:]{0,60}"
    r"\b(?:your|answer\w*|respon\w+|repl\w+|summar\w+|output|user|question)\b[^,.;:]{0,40},\s*)*",
    re.I,
)
_POLITE = re.compile(
    r"\W*(?:(?:can|could|would|will) you|please|i (?:need|want|would like|['’]d like) (?:you|your|to know|help|an?)"
    r"|i['’]d like|help me|how (?:do|can|should|would) (?:i|you|we|one)"
    r"|your (?:new |only |real |next )?(?:task|job|role|goal|mission|objective) is)\b",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W_]+)*")
_SAYS = re.compile(
    r"\b(?:said|says|told|tells|asked|wrote|writes|added|warned|urged|insisted|argued|according|declared|shouted|quoted"
    r"|reads|replied|explained|commented|(?:they|we|people|\w+s) say)\b",
    re.I,
)
_IDIOM = re.compile(r"\W*(?:make no mistake|let (?:me|us)|suffice)\b", re.I)
_QUOTES = re.compile(r"[\"“”«»]|''|``")


def commands(sentence: str, known: bool = False) -> bool:
    """Whether the sentence is in the imperative; with `known`, only where its verb is one of a task."""
    if _POLITE.match(sentence):
        return True
    first = _verb(sentence)
    if first is None or sentence[first.end() : first.end() + 1] in (",", ":", ";"):
        return False
    verb = first[0].lower()
    return verb in _TASKS or (not known and _may_be_verb(verb))


def asks(paragraph: str) -> bool:
    """Whether a paragraph asks somebody to do something, and does not tell who said so."""
    if paragraph.count(" ") < 2 or paragraph[-1] not in ".?!:'\"”’)" or _IDIOM.match(paragraph):
        return False
    if _POLITE.match(paragraph):
        return not says_who(paragraph)
    first = _verb(paragraph)
    if first is None or paragraph[first.end()] != " ":
        return False
    verb = first[0].lower()
    is_short = paragraph.count(" ") < SHORT
    is_order = verb in _TASKS or (is_short and _may_be_verb(verb) and _has_object(paragraph[first.end() + 1 :]))
    return is_order and not says_who(paragraph)


def guides(paragraph: str) -> bool:
    """Whether a paragraph asks those who read it to do something."""
    first = _verb(paragraph)
    return first is not None and first[0].lower() in _TO_READERS and _has_object(paragraph[first.end() + 1 :])


def says_who(text: str) -> bool:
    """Whether it reports what somebody says, outside of quotation marks."""
    return any(_SAYS.search(part) for part in _QUOTES.split(text)[::2])


def quoted(paragraph: str, at: int) -> bool:
    """Whether the character stands in a quotation, or opens one."""
    return paragraph[at] in "\"“«'‘`" or len(_QUOTES.findall(paragraph, 0, at)) % 2 == 1


def content(text: str) -> list[str]:
    """The words that say what is asked for, in lower case, without the verb that opens it."""
    words = [word[0].lower() for word in _WORD.finditer(text)]
    return [word for word in words[1:] if len(word) > 2 and word not in _SMALL]


def _verb(text: str) -> re.Match[str] | None:
    """Where the verb of an order would stand."""
    lead = _LEAD.match(text)
    return _WORD.match(text, lead.end() if lead else 0)


def _has_object(behind: str) -> bool:
    """Whether the words behind a verb go on as they do behind an order: "(down) the", "me"."""
    words = [word[0] for word in islice(_WORD.finditer(behind), 2)]
    return bool(words) and words[words[0] in _PARTICLES and len(words) > 1] in _OBJECTS


def _may_be_verb(word: str) -> bool:
    if word in _NO_VERB or word in _TO_READERS or not word.isalpha():
        return False
    return not word.endswith(("ed", "ing", "ly")) and (not word.endswith("s") or word.endswith("ss"))
