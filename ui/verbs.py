"""Past forms of verbs that news is made of, and their base: a question needs *did* and the base."""

# fmt: off
_WITH_D = (
    "accuse", "agree", "announce", "approve", "argue", "arrive", "close", "continue", "decide", "declare", "donate",
    "evacuate", "force", "free", "impose", "invite", "move", "receive", "recognise", "recognize", "release", "seize",
)
_WITH_ED = (
    "arrest", "attack", "condemn", "confirm", "deliver", "detain", "end", "extend", "hand", "join", "kill", "launch",
    "open", "order", "present", "publish", "reject", "return", "sign", "suspend", "test", "visit", "warn",
)
_OTHERS = {
    "began": "begin", "bought": "buy", "denied": "deny", "gave": "give", "held": "hold", "left": "leave",
    "met": "meet", "sent": "send", "sold": "sell", "took": "take", "won": "win",
}
# fmt: on

BASE_OF = {f"{verb}d": verb for verb in _WITH_D} | {f"{verb}ed": verb for verb in _WITH_ED} | _OTHERS
