"""`tickets recheck draw`, `tickets recheck list`, `tickets recheck found`: 办结以后回头看."""

from typing import Annotated, Any

import typer

from wenming_desktop.cli.common import give, opened
from wenming_desktop.cli.tickets_words import day
from wenming_desktop.errors import NotFoundError
from wenming_desktop.recheck import rules
from wenming_desktop.recheck.model import DrawSample, ItemLine, RecordRecheck, SampleLine
from wenming_desktop.recheck.service import checkers, draw_sample, items, record, samples
from wenming_desktop.start import Workplace
from wenming_desktop.tallies.period import Period

_FOUND = {None: "没有去看", False: "没有反弹", True: "反弹（纸面整改）"}
Sample = Annotated[int, typer.Argument(metavar="SAMPLE", help="第几次抽查，list 里有")]


def add_to(tickets: typer.Typer) -> None:
    """Put the commands below `tickets`."""
    group = typer.Typer(no_args_is_help=True, help="办结以后回头看")
    group.command("draw", help="抽一批办结工单")(draw)
    group.command("list", help="列出抽查，或一次抽中的工单")(list_)
    group.command("found", help="记下一件回头看的结果")(found)
    tickets.add_typer(group, name="recheck")


def draw(
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="办结在哪段时间，如 2026-10")],
    share: Annotated[int, typer.Option("--share", help="百分之几")] = 10,
    seed: Annotated[str, typer.Option("--seed", help="种子，不写就随机给一个")] = "",
) -> None:
    """Draw a sample; the seed is printed, so that anybody can draw it again."""
    span = Period.parse(period)
    wanted = DrawSample(span.begin.date(), span.end.date(), share, seed)
    with opened() as office:
        _give(office, office.desk.write(draw_sample, wanted))


def list_(
    sample: Annotated[int, typer.Argument(metavar="[SAMPLE]", help="只看这一次抽中的")] = 0,
) -> None:
    """List the samples, or the tickets of one."""
    with opened() as office:
        if sample:
            _give(office, sample)
            return
        found = office.desk.read(samples)
    words = [f"{one.id}　{one.period}　{_counts(one)}　种子 {one.seed}" for one in found]
    give([_sample(one) for one in found], "\n".join(words) or "还没有抽查过。")


def found(
    sample: Sample,
    number: Annotated[str, typer.Argument(metavar="NO", help="工单编号")],
    rebound: Annotated[
        bool | None, typer.Option("--rebound/--good", help="反弹了，还是没有反弹")
    ] = None,
    on: Annotated[str, typer.Option("--on", help="哪天去看的 YYYY-MM-DD，不写就是今天")] = "",
    by: Annotated[str, typer.Option("--by", help="谁去看的，工作人员姓名")] = "",
    note: Annotated[str, typer.Option("--note", help="看到什么")] = "",
) -> None:
    """Record what was found; a rebound opens the ticket again."""
    if rebound is None:
        raise typer.BadParameter("要写 --rebound（反弹了）或 --good（没有反弹）。")
    with opened() as office:
        lines = office.desk.read(items, sample)
        line = next((one for one in lines if one.number in (number, f"SQ{number}")), None)
        if line is None:
            raise NotFoundError(what=f"第 {sample} 次抽查里的工单 {number}")
        who = _person(office, by)
        office.desk.write(record, RecordRecheck(line.id, rebound, day(on), who, note))
        _give(office, sample)


def _person(office: Workplace, name: str) -> int | None:
    if not name:
        return None
    known = {who: row for row, who in office.desk.read(checkers)}
    if name not in known:
        raise NotFoundError(what=f"工作人员“{name}”", field="by")
    return known[name]


def _give(office: Workplace, sample_id: int) -> None:
    one = next((s for s in office.desk.read(samples) if s.id == sample_id), None)
    if one is None:
        raise NotFoundError(what=f"第 {sample_id} 次抽查")
    lines = office.desk.read(items, sample_id)
    said = rules.method(one.share, one.seed, one.population, one.drawn)
    words = [f"第 {one.id} 次抽查，办结日期 {one.period}。{_counts(one)}", said]
    words += [f"  {line.number}　{line.title}　{line.place}　{_FOUND[line.rebound]}"
              for line in lines]  # fmt: skip
    give({**_sample(one), "method": said, "items": [_item(line) for line in lines]},
         "\n".join(words))  # fmt: skip


def _counts(one: SampleLine) -> str:
    looked = f"看过 {one.checked} 件，反弹 {one.rebounds} 件"
    return f"可抽 {one.population} 件，抽中 {one.drawn} 件，{looked}"


def _sample(one: SampleLine) -> dict[str, Any]:
    return {
        "sample": one.id,
        "period": one.period,
        "seed": one.seed,
        "share": one.share,
        "population": one.population,
        "drawn": one.drawn,
        "checked": one.checked,
        "rebounds": one.rebounds,
        "rebound_rate": rules.rebound_rate(one.checked, one.rebounds),
    }


def _item(line: ItemLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "title": line.title,
        "place": line.place,
        "stratum": line.stratum,
        "closed_on": line.closed_on,
        "rebound": line.rebound,
        "checked_on": line.checked_on,
        "checked_by": line.checked_by,
        "note": line.note,
    }
