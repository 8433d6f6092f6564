"""Labels of households: care categories in the few groups a clerk filters by, as data."""

from dataclasses import dataclass
from datetime import date

from wenming_desktop.fields import CodeBook
from wenming_desktop.households.model import Tag

LIST = "care_tag"
OLD_AGE = 80
Sql = tuple[str, tuple[object, ...]]
CARE, ALL = "special_care s JOIN resident r ON r.id = s.resident_id", "resident r"
_HOME = "JOIN household_membership m ON m.resident_id = r.id"
_HERE = "m.to_on IS NULL AND NOT m.is_void AND NOT r.is_void"
_PERSON = {
    ALL: "JOIN resident r ON r.id = m.resident_id",
    CARE: "JOIN resident r ON r.id = m.resident_id JOIN special_care s ON s.resident_id = r.id",
}
_LIVE_CARD = "NOT c.is_void AND c.status IN ('1', '2', '3', '4')"


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


def of_all(rule: TagRule, today: date) -> Sql:
    """A condition on household `h` that starts from who bears the label: quick over all."""
    if rule.key == "rent":
        return "h.house_id IN (SELECT id FROM house WHERE usage = '2')", ()
    if rule.key == "nocard":
        return f"h.id NOT IN (SELECT household_id FROM service_card c WHERE {_LIVE_CARD})", ()
    bearers = [
        (f"SELECT m.household_id FROM {source} {_HOME} WHERE {_HERE} AND {sql}", values)
        for source, sql, values in _bearers(rule, today)
    ]
    # ALL: the set sorts out who bears it twice; UNION would have each part read in order.
    sets = " UNION ALL ".join(sql for sql, _ in bearers)
    return f"h.id IN ({sets})", tuple(value for _, values in bearers for value in values)


def of_few(rule: TagRule, today: date) -> Sql:
    """The same condition asked of each household: quick for a page of them."""
    if rule.key == "rent":
        return "EXISTS (SELECT 1 FROM house o WHERE o.id = h.house_id AND o.usage = '2')", ()
    if rule.key == "nocard":
        live = f"c.household_id = h.id AND {_LIVE_CARD}"
        return f"NOT EXISTS (SELECT 1 FROM service_card c WHERE {live})", ()
    bearers = [
        (
            f"EXISTS (SELECT 1 FROM household_membership m {_PERSON[source]}"
            f" WHERE m.household_id = h.id AND {_HERE} AND {sql})",
            values,
        )
        # The plus keeps SQLite from starting at the label's own index instead of the household.
        for source, sql, values in _bearers(rule, today, plus="+")
    ]
    either = " OR ".join(sql for sql, _ in bearers)
    return f"({either})", tuple(value for _, values in bearers for value in values)


def _bearers(
    rule: TagRule, today: date, plus: str = ""
) -> list[tuple[str, str, tuple[object, ...]]]:
    """Which people bear a label: a source of people, a condition on it, its values."""
    found: list[tuple[str, str, tuple[object, ...]]] = []
    if rule.categories:
        marks = ",".join("?" * len(rule.categories))
        care = f"s.end_on IS NULL AND NOT s.is_void AND {plus}s.category IN ({marks})"
        found.append((CARE, care, rule.categories))
    if rule.key == "old":
        found.append((ALL, f"{plus}r.birth_date <= ?", (f"{today.year - OLD_AGE}{today:-%m-%d}",)))
    if rule.key == "party":
        found.append((ALL, f"{plus}r.political_status IN ('01', '02')", ()))
    return found or [(ALL, "0", ())]


def tag(rule: TagRule) -> Tag:
    """The label as a chip shows it."""
    return Tag(rule.key, rule.label.split()[0], rule.kind)


def age(birth: date, today: date) -> int:
    """Full years at a day."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
