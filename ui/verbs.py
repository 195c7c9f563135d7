"""Past forms of verbs that news is made of, and their base: a question needs *did* and the base."""

# fmt: off
_WITH_D = (
    "accuse", "agree", "announce", "approve", "argue", "arrive", "close", "continue", "decide", "declare",
    "describe", "donate", "evacuate", "fire", "force", "free", "impose", "invite", "move", "name", "promise",
    "receive", "recognise", "recognize", "release", "replace", "resume", "seize", "urge", "vote", "welcome",
)
_WITH_ED = (
    "abduct", "arrest", "ask", "attack", "await", "bomb", "condemn", "confirm", "count", "deliver", "destroy", "detain",
    "discuss", "end", "express", "extend", "grant", "halt", "hand", "inspect", "join", "kill", "land",
    "launch", "lift", "offer", "open", "order", "present", "protest", "publish", "reach", "reject", "repair", "report",
    "resign", "return", "sail", "shell", "sign", "start", "summon", "support", "suspend", "test", "train", "transfer",
    "visit", "warn",
)
_OTHERS = {
    "banned": "ban", "began": "begin", "bought": "buy", "built": "build", "denied": "deny", "fled": "flee",
    "found": "find", "gave": "give", "held": "hold", "led": "lead", "left": "leave", "lost": "lose", "made": "make",
    "met": "meet", "paid": "pay", "sank": "sink", "sent": "send", "shot": "shoot", "sold": "sell", "stopped": "stop",
    "struck": "strike", "took": "take", "withdrew": "withdraw", "won": "win", "wrote": "write",
}
# fmt: on

BASE_OF = {f"{verb}d": verb for verb in _WITH_D} | {f"{verb}ed": verb for verb in _WITH_ED} | _OTHERS
