"""Labels of households: care categories in the few groups a clerk filters by, as data."""

from dataclasses import dataclass
from datetime import date

from wenming_desktop.fields import CodeBook
from wenming_desktop.households.model import Tag

LIST = "care_tag"
OLD_AGE = 80


@dataclass(frozen=True)
class TagRule:
    """One filter label: which care categories it stands for, or what else decides it."""

    key: str
    label: str
    kind: str
    categories: tuple[str, ...]


def rules(codes: CodeBook) -> tuple[TagRule, ...]:
    """The office's labels, in order."""
    return tuple(
        TagRule(
            item.code,
            item.name,
            item.extra.get("kind", "rent"),
            tuple(item.extra.get("categories", "").split()),
        )
        for item in codes.items(LIST)
        if item.enabled
    )


def condition(rule: TagRule, today: date) -> tuple[str, tuple[object, ...]]:
    """SQL on household `h` and house `ho` that decides a label, with its values."""
    living = (
        " FROM household_membership m JOIN resident r ON r.id = m.resident_id"
        " WHERE m.household_id = h.id AND m.to_on IS NULL AND NOT m.is_void AND NOT r.is_void"
    )
    if rule.key == "party":
        return f"EXISTS (SELECT 1{living} AND r.political_status IN ('01', '02'))", ()
    if rule.key == "rent":
        return "ho.usage = '2'", ()
    if rule.key == "nocard":
        return (
            "NOT EXISTS (SELECT 1 FROM service_card c WHERE c.household_id = h.id"
            " AND NOT c.is_void AND c.status IN ('1', '2', '3', '4'))",
            (),
        )
    marks = ",".join("?" * len(rule.categories))
    care = (
        f"h.id IN (SELECT m.household_id{living.replace('m.household_id = h.id AND ', '')}"
        " AND r.id IN (SELECT s.resident_id FROM special_care s"
        f" WHERE s.end_on IS NULL AND NOT s.is_void AND s.category IN ({marks})))"
    )
    if rule.key != "old":
        return care, rule.categories
    born = f"{today.year - OLD_AGE}{today:-%m-%d}"
    elder = (
        f"h.id IN (SELECT m.household_id{living.replace('m.household_id = h.id AND ', '')}"
        " AND r.birth_date <= ?)"
    )
    return f"({care} OR {elder})", (*rule.categories, born)


def tag(rule: TagRule) -> Tag:
    """The label as a chip shows it."""
    return Tag(rule.key, rule.label.split()[0], rule.kind)


def age(birth: date, today: date) -> int:
    """Full years at a day."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
