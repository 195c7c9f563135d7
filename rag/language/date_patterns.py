"""How dates are written in English: the regular expressions behind `dates`.

Case never decides (wire copy is in capitals): "may", "march" and "second" need a neighbour to be dates,
abbreviated weekdays (sun, sat) a whole date.
"""

import re

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third"),
    *("twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth"),
    *("twenty-ninth", "thirtieth", "thirty-first"),
)

# A space: a line may end within a date, a paragraph may not.
_S = r"(?:[ \t\xa0]+|[ \t\xa0]*\n[ \t\xa0]*)"
_FULL_MONTH = rf"(?P<month>{'|'.join(MONTHS)})\b"
_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
_NAMED_DAY = rf"(?:(?:{_WEEKDAY}|mon|tues?|wed|thur?s?|fri|sat|sun)\b\.?,?{_S})?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = rf"(?:[ ]?[-–&,][ ]?|{_S}(?:and|to|or|through){_S})"
# What follows a number that counts or tells the time: "march 15 kilometres", "3 May 20 people", "by 2000 GMT".
_COUNTED = (
    rf"(?:{_S}|-)(?:gmt|utc|hours?|hrs|local|minutes?|days?|weeks?|months?|years?|km|kilomet|met|miles?|blocks?|"
    r"percent|people|persons|men|women|soldiers|troops|members|million|cases|tons|dollars)"
)
# Two bare digits are a year only before a break: "4 FEB 90 (EFE)", never "3 May 20 people".
_TWO_DIGITS = r"\d\d(?=[ ]*(?:\n|$|[^\w\s%'’.,-]|[.,-](?!\w)))"
_YEAR = rf"(?P<year>1[5-9]\d\d(?!\d)|20\d\d(?!\d)|['’]\d\d(?!\d)|{_TWO_DIGITS})(?!{_COUNTED})"
_WHOLE_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?!\d|['’]?s\b|,\d{3})"
_WITH_YEAR = rf"(?:,?{_S}(?:of{_S})?|-){_YEAR}"
_NEAR_YEAR = rf"(?:of{_S})?(?P<which>last|this|next){_S}year\b"
_PART = r"early|late|mid"
_PERIOD = "spring|summer|autumn|fall|winter|year"
_WHEN = "in|since|until|till|by|during"


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


ISO = _rule(r"(?<!\d)(?<!\d[-/.])(\d{4})([-/])(\d\d)\2(\d\d)(?!\d|[-/.]\d)")
NUMERIC = _rule(r"(?<!\d)(?<!\d[-/.])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|(?<=/)\d\d)(?!\d|[-/.]\d)")
DAY_MONTH = _rule(
    rf"\b{_NAMED_DAY}(?:(?<![\d.,:$])(?P<days>(?:{_DAY}{_TO}){{0,2}}{_DAY})(?:{_S}of)?"
    rf"|(?P<ordinal>{'|'.join(reversed(ORDINALS))}){_S}of)(?:{_S}|-){_MONTH}(?:{_WITH_YEAR})?"
)
MONTH_DAY = _rule(
    rf"\b{_NAMED_DAY}{_MONTH}{_S}(?:the{_S})?(?P<days>{_DAY}(?:{_TO}{_DAY}){{0,2}})(?P<ordinal>)\b"
    rf"(?:,?{_S}{_YEAR}|(?![:\d]|[.,]\d)(?!{_COUNTED}))"
)
MONTH_YEAR = _rule(rf"\b(?:(?:{_PART})(?:{_S}|-))?{_MONTH},?{_S}(?:of{_S})?{_WHOLE_YEAR}")
MONTH_ALONE = _rule(
    rf"\b(?:{_WHEN}|last|next|{_PART}|(?:start|beginning|middle|end|month){_S}of)(?:{_S}|-){_FULL_MONTH}"
    rf"(?!{_S}(?:\d|{_NEAR_YEAR}))"
)
MONTH_OF_NEAR_YEAR = _rule(rf"\b(?:(?P<day>\d{{1,2}}){_S})?{_FULL_MONTH}{_S}{_NEAR_YEAR}")
YEAR_ALONE = _rule(rf"(?<![\d.,:/$£€-]){_WHOLE_YEAR}(?![:/]\d|[.]\d|{_COUNTED})")
BEFORE_YEAR = _rule(
    rf"(?:\b(?:{_WHEN}|from|between|before|after|of|the|{_PART}|{_PERIOD})[\s-]+"
    r"|\b\d{4}\s?(?:and|or|to|through|[-–/,])\s?|\()$"
)
NEAR_DAY = _rule(
    rf"\b(?:(?:the{_S})?day{_S}(?P<beyond>before{_S}yesterday|after{_S}tomorrow)|(?P<near>yesterday|last{_S}night"
    rf"|(?<!usa )today|tonight|this{_S}(?:morning|afternoon|evening)|tomorrow))\b(?!{_S}(?:programme|show)\b)"
)
AGO = _rule(rf"\b(?P<count>\d{{1,3}}|an?|one|{'|'.join(NUMBERS[1:])}){_S}(?P<unit>day|week|month|year)s?{_S}ago\b")
# Not "in the last year": that is no calendar year.
NEAR_SPAN = _rule(rf"(?<!the )\b(?P<which>last|this|next){_S}(?P<unit>week|month|year)\b")
WEEKDAY_ALONE = _rule(
    rf"(?<!bloody )(?<!black )(?<!good )\b(?:(?P<which>last|this|next|past){_S})?(?P<weekday>{_WEEKDAY})\b"
    rf"(?!{_S}(?:times|telegraph|mirror|herald))"
)
# Words that turn a bare weekday into the next one, within its sentence.
_COMING = r"will|would(?!\s+have)|shall|scheduled|due|next|expected|planned|(?:is|are)\s+to"
# The day on which it was said is past.
_STILL = r"(?:(?!\b(?:said|says|told|announced|reported)\b)[^.!?])*$"
AHEAD = _rule(rf"\b(?:{_COMING})\b{_STILL}|\b(?:until|by){_S}$")
# By a day of the month much was done.
COMING = _rule(rf"\b(?:{_COMING})\b{_STILL}")
