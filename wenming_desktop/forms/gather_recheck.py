"""Brings a sample and its tickets to the list that is taken to the spot."""

from dataclasses import replace
from datetime import date
from itertools import groupby

from wenming_desktop.errors import NotFoundError
from wenming_desktop.forms.catalogue import FORMS
from wenming_desktop.forms.recheck_list import (
    RecheckEntry,
    RecheckList,
    RecheckPool,
    RecheckStratum,
)
from wenming_desktop.recheck import rules
from wenming_desktop.recheck.model import ItemLine
from wenming_desktop.recheck.service import items, population, samples
from wenming_desktop.settings import office
from wenming_desktop.work import Work, use_case

KEY = "recheck_list"


@use_case("forms.recheck_list", "打印回头看核查表", right="ticket.read")
def gather_recheck(work: Work, sample_id: int) -> RecheckList:
    """The facts of a sample's list, stratum by stratum."""
    sample = next((one for one in samples(work) if one.id == sample_id), None)
    if sample is None:
        raise NotFoundError(what="这次抽查")
    strata = tuple(
        RecheckStratum(name, tuple(map(_entry, lines)))
        for name, lines in groupby(items(work, sample_id), key=lambda line: line.stratum)
    )
    said = rules.method(sample.share, sample.seed, sample.population, sample.drawn)
    return RecheckList(
        community=office(work).short_name,
        period=_period(sample.period),
        method=said,
        strata=strata,
        drawn_by=sample.drawn_by,
        drawn_on=sample.drawn_at.date(),
        pools=tuple(RecheckPool(*one) for one in population(work, sample_id)),
    )


def _entry(line: ItemLine) -> RecheckEntry:
    return RecheckEntry(
        number=line.number,
        place=line.place,
        title=line.title,
        unit=line.unit,
        closed_on=date.fromisoformat(line.closed_on) if line.closed_on else None,
        rebound=line.rebound,
        checked_by=line.checked_by,
        checked_on=line.checked_on,
        note=line.note,
    )


def _period(text: str) -> str:
    begin, end = (date.fromisoformat(part) for part in text.split(".."))
    last = f"{end.month}月{end.day}日"
    if end.year != begin.year:
        last = f"{end.year}年{last}"
    return f"{begin.year}年{begin.month}月{begin.day}日至{last}"


FORMS[KEY] = replace(FORMS[KEY], gather=gather_recheck)
