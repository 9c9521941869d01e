"""Words, most of them of English, that begin or end with an apostrophe: *'tis*, *'90s*, *ol'*, *rock 'n' roll*.

Words that are no others without their apostrophe always have it. Those that are (*'is* for *his*) have it where no
quotation closes behind them.
"""

import re

_ALWAYS = """
    tis twas twere twill twould twixt tisn twasn em til bout neath gainst mongst nuff
"""
_OFTEN = """
    ad alf alfpenny am and appen appened appens ard arf as ats ave aven avin avn ay cause cept cos cross cuz e ead
    eads eard eart eave eavy ed elp ell ello en enry er erb ere erself es fore fraid ightin im imself ind is isself
    it kay less long low mid midst mong n ne nem nen ner ole ome ood ook oo ooligan oose op ope ors orrible orse orses
    ot our ouse ouses ow owd owever owt round scuse side spect specially spose stead tain tween un undred ung unt
    ungry urry urt us usband way ym zat
"""

ELISION = re.compile(rf"'(?:\d0s(?!\w)|[st](?![\w.'’])|(?:{'|'.join(_ALWAYS.split())})\b)", re.IGNORECASE)
"""What always begins with an apostrophe: a decade without its century, *'30s*, and words such as *'tis*.

*'s* and *'t* are German and Dutch (*'s ist kalt*, *'t Hooft*), which a book in English may name as well.
"""

MAY_BE_ELISION = re.compile(rf"'(?:\d\d(?!\d)|(?:{'|'.join(_OFTEN.split())})\b)", re.IGNORECASE)
"""What may begin with one: a year, *'37*, and dropped letters, *'e*."""

IN_FULL = re.compile(r"'(?!\d0s)\w+'(?!\w)")
"""A single word between two marks is quoted: *the word 'em'*; not a decade, *the '80s' best*."""

CLIPPED = re.compile(
    r"(?<![\w'])(?:an|n|o|ol|th|wi|t|d|i|lil|li|mo|po|fo|yo|mebbe|nothin|somethin|tha|wha|jus|mus)\Z", re.IGNORECASE
)
"""A word whose end is left out, before the apostrophe: *ol'*, *an'*."""

_AND = re.compile(r"(?P<first>[^\W\d_]+)[ \u00a0-]?'[nN]'[ \u00a0-]?[^\W\d_]")
_NO_NOUNS = """
    a an and are as be by call called character consonant for from in is key letter letters number of or sign sound
    symbol than that the this to type use variable was with word write
"""


def is_and(value: str, place: int) -> bool:
    """Whether at ``place`` begins the *'n'* that stands for *and* between two words (*rock 'n' roll*)."""
    if value[place : place + 3].casefold() != "'n'":
        return False
    start = max(value.rfind(" ", 0, max(place - 1, 0)), value.rfind("\u00a0", 0, max(place - 1, 0))) + 1
    found = _AND.search(value, start, place + 5)
    return found is not None and found["first"].casefold() not in _NO_NOUNS.split()
