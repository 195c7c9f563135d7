"""Numbers in words."""

_TO_NINETEEN = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# One to nineteen, then the tens to ninety.
NUMBERS = dict(zip((*_TO_NINETEEN, *_TENS), (*range(1, 20), *range(20, 100, 10)), strict=True))
