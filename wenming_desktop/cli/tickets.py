"""`tickets open`, `do`, `undo`, `show`, `list`, `answers`; `recheck` stands beside."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from wenming_desktop.cli import tickets_recheck
from wenming_desktop.cli.common import give, opened, writable
from wenming_desktop.cli.recalculate import recalculate
from wenming_desktop.cli.tickets_words import came as came_of
from wenming_desktop.cli.tickets_words import day, moment, names, quantities
from wenming_desktop.start import Workplace
from wenming_desktop.tickets import queries
from wenming_desktop.tickets.model import ActionRow, OpenTicket, TicketRow
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import correct, do_step, open_ticket
from wenming_desktop.tickets.whistle import whistles_of
from wenming_desktop.tickets.whistle_model import USUAL_HOURS, WhistleLine
from wenming_desktop.workbooks.answers_out import fill
from wenming_desktop.workbooks.answers_out_model import UNFINISHED, UNKNOWN, FillAnswers

At = Annotated[str, typer.Option("--at", help="时间 YYYY-MM-DDTHH:MM:SS，不写就是现在")]
CORRECTION = ("COR", "更正")
Number = Annotated[str, typer.Argument(metavar="NO", help="工单编号")]


def add_to(app: typer.Typer) -> None:
    """Put the commands into the tree."""
    group = typer.Typer(no_args_is_help=True, help="诉求工单")
    group.command("open", help="登记并受理")(open_)
    group.command("do", help="办理一步")(do)
    group.command("undo", help="撤回最后办的一步，办理记录里留更正")(undo)
    group.command("show", help="看一件")(show)
    group.command("list", help="列出")(list_)
    group.command("answers", help="把办理结果填回上级的名单")(answers)
    tickets_recheck.add_to(group)
    group.command("recalculate", help="日历改了，重算没办结工单的时限")(recalculate)
    app.add_typer(group, name="tickets")


def open_(  # noqa: PLR0913, PLR0917 - one parameter an option
    source: Annotated[str, typer.Option("--source", help="来源渠道，代码或名称")],
    category: Annotated[str, typer.Option("--category", help="诉求分类，代码或名称")],
    place: Annotated[str, typer.Option("--place", help="发生地点")],
    text: Annotated[str, typer.Option("--text", help="诉求内容")],
    phone: Annotated[str, typer.Option("--phone", help="联系电话")] = "",
    name: Annotated[str, typer.Option("--name", help="诉求人")] = "",
    nature: Annotated[str, typer.Option("--nature", help="诉求性质")] = "3",
    urgency: Annotated[str, typer.Option("--urgency", help="紧急程度")] = "1",
    at: At = "",
    draft: Annotated[bool, typer.Option("--draft", help="只登记，不受理")] = False,
    reason: Annotated[str, typer.Option("--reason", help="时间在前几天的，为什么补录")] = "",
) -> None:
    """Register and accept a ticket."""
    command = OpenTicket(
        source=source,
        category=category,
        location_text=place,
        content=text,
        nature=nature,
        urgency=urgency,
        complainant_phone=phone or None,
        complainant_name=name or None,
        at=moment(at),
        draft=draft,
        backdate_reason=reason or None,
    )
    with opened() as office:
        ticket = office.desk.write(open_ticket, command)
        _give(office, office.desk.read(queries.ticket_by_number, ticket))


def do(  # noqa: PLR0913, PLR0917 - one parameter an option
    number: Number,
    action: Annotated[
        str, typer.Argument(metavar="ACTION", help="办哪一步，代码或名称：DSP 派单、FIN 申请办结……")
    ],
    at: At = "",
    handling_unit: Annotated[str, typer.Option("--handling-unit", help="承办单位")] = "",
    handler: Annotated[str, typer.Option("--handler", help="经办人")] = "",
    result: Annotated[str, typer.Option("--result", help="办理结果")] = "",
    outcome: Annotated[str, typer.Option("--outcome", help="解决结果")] = "",
    contact: Annotated[str, typer.Option("--contact", help="联系结果")] = "",
    satisfaction: Annotated[str, typer.Option("--satisfaction", help="满意度")] = "",
    days: Annotated[int | None, typer.Option("--days", help="延期的工作日")] = None,
    into: Annotated[str, typer.Option("--into", help="并入哪一件")] = "",
    review: Annotated[str, typer.Option("--review", help="复查日期 YYYY-MM-DD")] = "",
    level: Annotated[str, typer.Option("--level", help="督办级别")] = "",
    to_unit: Annotated[str, typer.Option("--to-unit", help="移交给哪个单位")] = "",
    rebound: Annotated[bool, typer.Option("--rebound", help="回头看发现反弹")] = False,
    reason: Annotated[str, typer.Option("--reason", help="理由；派单时是给经办人的话")] = "",
    by: Annotated[str, typer.Option("--by", help="谁办的，工作人员姓名")] = "",
    cell: Annotated[str, typer.Option("--cell", help="吹哨给哪个党小组，不写就是本楼的")] = "",
    needed: Annotated[int | None, typer.Option("--needed", help="吹哨要几个人")] = None,
    members: Annotated[str, typer.Option("--members", help="报到的党员，用顿号隔开")] = "",
    came: Annotated[
        str, typer.Option("--came", help="办结时到场的党员，用顿号隔开；没有人到写 无")
    ] = "",
    hours: Annotated[float, typer.Option("--hours", help="到场的每人几小时")] = USUAL_HOURS,
    quantity: Annotated[
        str, typer.Option("--quantity", help="办结时的办理数量，如 3处、20米")
    ] = "",
    seq: Annotated[int | None, typer.Option("--seq", help="更正（COR）时撤回第几步")] = None,
) -> None:
    """Take one step on a ticket; a correction (COR) takes the last one back, or `--seq`."""
    if action.strip().upper() in CORRECTION:
        undo(number, seq, reason)
        return
    command = TakeStep(
        number,
        action,
        moment(at),
        by or None,
        handling_unit or None,
        handler or None,
        result,
        reason,
        outcome or None,
        contact or None,
        satisfaction or None,
        days,
        into or None,
        day(review),
        level or None,
        to_unit or None,
        rebound,
        cell or None,
        needed,
        names(members),
        came_of(came, hours),
        quantities(quantity),
    )
    with opened() as office:
        _give(office, office.desk.write(do_step, command))


def undo(
    number: Number,
    seq: Annotated[int | None, typer.Option("--seq", help="撤回第几步，不写就是最后一步")] = None,
    reason: Annotated[str, typer.Option("--reason", help="理由；撤回别人办的一步要写")] = "",
) -> None:
    """Take the last step back, or the one named."""
    with opened() as office:
        ticket = office.desk.read(queries.ticket_by_number, number).id
        before = office.desk.read(queries.ticket_log, ticket)
        row = office.desk.write(correct, ticket, () if seq is None else (seq,), reason)
        added = office.desk.read(queries.ticket_log, ticket)[len(before) :]
        gone = {line.corrects_seq for line in added}
        _give(office, row, [line for line in before if line.seq in gone])


def show(number: Number) -> None:
    """Show a ticket with its log."""
    with opened() as office:
        _give(office, office.desk.read(queries.ticket_by_number, number))


def list_(
    status: Annotated[str, typer.Option("--status", help="状态，代码或名称")] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="只列超期未办结的")] = False,
) -> None:
    """List tickets, newest first."""
    with opened() as office:
        rows = office.desk.read(queries.ticket_list, status or None, overdue)
    give([_ticket(row) for row in rows], "\n".join(map(_line, rows)) or "没有符合的工单。")


def answers(
    file: Annotated[Path, typer.Argument(help="上级发来的名单（.xlsx .xls .et .ods .csv）")],
    out: Annotated[Path, typer.Option("--out", help="填好的名单存成哪个 .xlsx 文件")],
) -> None:
    """Fill a superior's list with the answers of finished tickets."""
    with opened() as office:
        plan = fill(office.desk, FillAnswers(file, writable(out))).plan
    unknown, unfinished = plan.numbers(UNKNOWN), plan.numbers(UNFINISHED)
    give(
        {
            "rows": plan.rows,
            "filled": plan.filled,
            "unknown": list(unknown),
            "unfinished": list(unfinished),
            "file": out,
        },
        f"名单 {plan.rows} 行，填了 {plan.filled} 行，存在 {out}。"
        f"还没办结的 {len(unfinished)} 行，工单里没有的 {len(unknown)} 行，都空着。",
    )


def _give(office: Workplace, row: TicketRow, taken_back: Sequence[ActionRow] = ()) -> None:
    log = office.desk.read(queries.ticket_log, row.id)
    blown = office.desk.read(whistles_of, row.id)
    document = {**_ticket(row), "actions": [_action(line) for line in log]}
    if blown:
        document["whistles"] = [_whistle(line) for line in blown]
    words = [_line(row)]
    if taken_back:
        document["taken_back"] = [_action(line) for line in taken_back]
        words.insert(0, f"已撤回：{'、'.join(line.action_name for line in taken_back)}。")
    words += [
        f"  {line.at:%Y-%m-%d %H:%M}　"
        + "　".join(filter(None, (line.action_name, line.by, line.whom, line.text)))
        for line in log
    ]
    words += [f"  吹哨　{line.words()}{_who(line)}" for line in blown]
    give(document, "\n".join(words))


def _who(line: WhistleLine) -> str:
    names = [
        f"{one.name}（{one.hours:g} 小时）" if one.came_at and one.hours else one.name
        for one in line.claims
    ]
    return f"：{'、'.join(names)}" if names else ""


def _whistle(line: WhistleLine) -> dict[str, Any]:
    return {
        "seq": line.action_seq,
        "cell": line.cell,
        "at": line.whistled_at,
        "asked": line.asked,
        "needed": line.needed,
        "closed_at": line.closed_at,
        "claims": [
            {"name": one.name, "came_at": one.came_at, "hours": one.hours, "did": one.did}
            for one in line.claims
        ],
    }


def _ticket(row: TicketRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "number": row.number,
        "status": row.status,
        "status_name": row.status_name,
        "due_at": row.due_at,
        "source": row.source,
        "category": row.category,
        "handling_unit": row.handling_unit,
        "handler": row.handler,
        "satisfaction": row.satisfaction,
    }


def _action(line: ActionRow) -> dict[str, Any]:
    return {
        "seq": line.seq,
        "action": line.action,
        "at": line.at,
        "by": line.by,
        "from": line.from_status,
        "to": line.to_status,
        "text": line.text,
    }


def _line(row: TicketRow) -> str:
    due = f"　{row.due_at:%Y-%m-%d %H:%M} 到期" if row.due_at else ""
    number = row.number or f"草稿 {row.id}"
    return f"{number}　{row.status_name}　{row.title}{due}"
