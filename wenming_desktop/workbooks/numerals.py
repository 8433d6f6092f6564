"""Chinese numerals as they stand in door numbers."""

MARKS = "一二三四五六七八九十百零〇两"
_DIGITS = {mark: value for value, mark in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_PLACES = {"十": 10, "百": 100}


def number(text: str) -> str | None:
    """Read a counted number (十二, 一百零三) or plain digits; None when it is not one.

    Digits in a row without a place word (一二) are no counted number: they may be two names.
    """
    if text.isdecimal():
        return str(int(text))
    total, digit = 0, -1
    for mark in text:
        if mark in _PLACES:
            total += (1 if digit < 0 else digit) * _PLACES[mark]
            digit = -1
        elif mark not in _DIGITS or digit > 0:
            return None
        else:
            digit = _DIGITS[mark]
    total += max(digit, 0)
    return str(total) if total and spelled(total) == text.replace("零", "〇") else None


def digits(text: str) -> str | None:
    """Read digits spoken one by one, as in room numbers: 五〇一 is 501."""
    if text.isdecimal():
        return text
    if not text or any(mark not in _DIGITS for mark in text):
        return None
    return "".join(str(_DIGITS[mark]) for mark in text)


def spelled(value: int) -> str:
    """Write 1 to 999 as a counted number."""
    names = "〇一二三四五六七八九"
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{names[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else names[tens]) + "十"
    elif hundreds and ones:
        text += "〇"
    return text + (names[ones] if ones else "")
