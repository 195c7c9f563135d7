"""Sentences that give orders to whoever answers: about its answer, its role, its other orders."""

import re

from rag.language.imperatives import commands, quoted, says_who


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.I | re.M)


# What chat templates put between speakers, and what stands in its place.
_TEMPLATE = _any(
    r"<\|[a-z_]{2,30}\|>|\[/?INST\]|<</?SYS>>|</?(?:system|instructions?|prompt|assistant)>",
    r"^\W*(?:new |system |hidden |updated |important )*(?:instructions?|prompt)(?: (?:for|to) [\w ]{1,30})?\s*:",
    r"^\W*(?:system|developer|assistant)\s*:\s*(?:you|ignore|disregard|the\s+(?:user|assistant))\b",
)
_MACHINE = (
    r"(?:a\.?i\.?|llms?|gpt|chatgpt|claude|gemini|copilot|chatbots?|assistants?|(?:large )?language models?|bots?)"
)
# Where a verb behind it is an order, not a deed that is told.
_BEGINS = r"(?:^|[.:;,!]\s+|\b(?:please|now|and|then|must|should|you (?:can|will|to))\s+)"
_ROLE = _any(
    rf"{_BEGINS}(?:ignore|disregard|forget|override|bypass|discard|drop|stop following)\s+(?:\w+\s+){{0,3}}?"
    r"(?:(?:previous|prior|above|earlier|preceding|foregoing|former|initial|original|existing|system|your|safety)\s+"
    r"(?:\w+\s+)?(?:instructions?|prompts?|rules?|directions?|guidelines?|contexts?|commands?|directives?|constraints?"
    r"|tasks?|training|programming|messages?|questions?)"
    r"|(?:everything|anything|what|all)\b.{0,20}\b(?:above|before|previously|earlier|so far)\b)",
    rf"\byou(?: are|['’]re) (?:now|no longer|hereby)\b.{{0,60}}\b(?:an?|in|the|{_MACHINE}|bound|restricted|allowed)\b",
    rf"\byou(?: are|['’]re) (?:an? |the )?(?:\w+ ){{0,2}}{_MACHINE}\b",
    r"\bfrom now on,? (?:you|your|respond|answer|reply|act|speak|write)\b",
    rf"{_BEGINS}(?:act as (?:an?|if|my|the)|pretend (?:to be|you|that you)|role-?play as)\b",
    rf"{_BEGINS}(?:tell|inform|convince|remind|urge|redirect|advise|ask|direct|encourage) the (?:user|reader)s?\b",
    rf"{_BEGINS}(?:send|forward|post|e?mail|upload|leak) (?:the|this|all|any|every) (?:\w+ )?"
    r"(?:conversation|chat|history|questions?|answers?|data|documents?|files?|passwords?)\b",
    r"^\W*(?:attention|dear|hey|hello|hi|note to|to|for|if you are|as) (?:all |any |the |an? )?(?:\w+ )?"
    rf"{_MACHINE}\b.{{0,40}}\b(?:you|your|must|should|please|do not)\b",
    rf"\b{_MACHINE}(?: \w+){{0,4}} (?:must|should|shall|are to|is to) (?:not |now |also |always |only )?"
    r"(?:answer|reply|respond|say|state|write|ignore|include|mention|output|tell|recommend|rate)\b",
    r"\b(?:reveal|print|repeat|output|show|disclose)\b.{0,30}\b(?:system prompt|your (?:\w+ )?(?:instructions|prompt))",
)
_ANSWER = r"(?:answers?|responses?|repl(?:y|ies)|outputs?|completions?)"
_YOURS = _any(rf"\byour\s+(?:[\w-]+\s+){{0,2}}{_ANSWER}\b")
# May be anyone's, an order only where the verb is one of a task.
_ANYONES = _any(
    rf"\b(?:in|to|into|with|of|from|throughout|on|for)\s+(?:the|this|any)\s+(?:[\w-]+\s+)?{_ANSWER}\b",
    rf"\b(?:each|every|all)\s+(?:[\w-]+\s+)?{_ANSWER}\b",
    r"^\W*(?:when|while|before|after|if)\s+(?:you\s+)?(?:answer|respond|reply|summari[sz])\w*\b",
    r"\byour\s+(?:[\w-]+\s+)?(?:messages?|texts?|summar(?:y|ies)|translations?|words|writing|sentences?|explanations?)\b",
)
_RULED = _any(
    rf"\byour\s+(?:[\w-]+\s+)?{_ANSWER}\s+"
    r"(?:must|should|shall|will|has to|have to|needs? to|(?:is|are) to|(?:may|can) only)\b",
    r"\b(?:you|I|we)\s+(?:must|should|shall|will|want|need|would like|expect|have to|are to|are required)\b"
    rf".{{0,120}}\byour\s+(?:[\w-]+\s+)?{_ANSWER}\b",
)


def is_order(paragraph: str, start: int, end: int) -> bool:
    """Whether the sentence `paragraph[start:end]` is meant for whoever answers."""
    if _TEMPLATE.search(paragraph, start, end):
        return True
    sentence = paragraph[start:end].replace("\n", " ")
    # Somebody's words in a report are no order; a paragraph that is a quotation and no more may be one.
    if _ROLE.search(sentence):
        return not says_who(paragraph if quoted(paragraph, start) else sentence)
    about_the_answer = _YOURS.search(sentence) or (_ANYONES.search(sentence) and commands(sentence, known=True))
    is_order = _RULED.search(sentence) or (about_the_answer and commands(sentence))
    return bool(is_order) and not quoted(paragraph, start) and not says_who(sentence)


def about_an_answer(text: str) -> bool:
    """Whether it speaks of an answer, whosever it may be."""
    return bool(_ANYONES.search(text))
