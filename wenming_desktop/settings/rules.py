"""What the settings page refuses, field by field, before anything is saved."""

import re
from collections.abc import Collection, Mapping
from datetime import date

_PHONE = re.compile(r"\+?[0-9][0-9 \-]{1,18}[0-9](?:\s*转\s*[0-9]{1,6})?")
_AREA = re.compile(r"0[0-9]{2,3}")
_PAIR = re.compile(r"(?P<name>.*?[^\s:：])[\s:：]+(?P<phone>\+?[0-9][0-9 \-]*(?:\s*转\s*[0-9]+)?)")
_DAY = re.compile(r"([12][0-9]{3})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?")
_NEAR = 10
"""The State Council names next year's holidays in autumn."""
PHONES = ("duty_phone", "supervision_hotline", "subdistrict_hotline", "phone")


def phone_wrong(text: str) -> str:
    """What is wrong with a telephone as printed; nothing when it is one, or empty."""
    text = text.strip()
    if not text or _PHONE.fullmatch(text):
        return ""
    return f"“{text}”不像电话，只写数字，中间可以有空格或横线"


def wrong_fields(values: Mapping[str, str], required: Mapping[str, str]) -> dict[str, str]:
    """The fields to put right and what to do; `required` names those that must be filled."""
    found = {
        key: f"{label}还没有写"
        for key, label in required.items()
        if not values.get(key, "").strip()
    }
    for key in PHONES:
        said = phone_wrong(values.get(key, ""))
        if said:
            found[key] = said
    area = values.get("area_code", "").strip()
    if area and not _AREA.fullmatch(area):
        found["area_code"] = f"“{area}”不像区号，如 0971"
    return found


def day_of(text: str) -> date | None:
    """A day as typed: 2027-01-01, 2027.1.1, 2027年1月1日."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def unknown_year(years: Collection[int], today: date) -> int | None:
    """The first year without one holiday: this one, or the next once it comes near."""
    wanted = [today.year, *([today.year + 1] if today.month >= _NEAR else [])]
    return next((year for year in wanted if year not in years), None)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a list, without empty ones and without one twice."""
    found = (line.strip() for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in found if line))


def pairs_of(text: str, *, needs_phone: bool) -> tuple[tuple[tuple[str, str], ...], str]:
    """Lines of `name phone`, and what is wrong with the first one that is none."""
    pairs: list[tuple[str, str]] = []
    for number, line in enumerate(lines_of(text), 1):
        found = _PAIR.fullmatch(line)
        if found is not None:
            pairs.append((found["name"].strip(), found["phone"].strip()))
        elif needs_phone or any(figure.isdigit() for figure in line):
            return (), f"第 {number} 行“{line}”，先写名字，空一格，再写电话"
        else:
            pairs.append((line, ""))
    names = [name for name, _ in pairs]
    twice = next((name for name in names if names.count(name) > 1), "")
    return tuple(pairs), f"“{twice}”写了两行" if twice else ""
