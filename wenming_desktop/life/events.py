"""Each kind of event: who goes where, who heads what, which lines the history gets."""

from collections.abc import Callable

from wenming_desktop.households import rules, stays, typed
from wenming_desktop.households.rules import Change, Home
from wenming_desktop.life import hanging, moves
from wenming_desktop.life import rules as life_rules
from wenming_desktop.life.model import Kind, LifeEvent
from wenming_desktop.life.script import Script, check_days
from wenming_desktop.work import Work


def script_of(work: Work, event: LifeEvent) -> Script:
    """What the event will do."""
    script = Script(work, event)
    if event.household_id is not None:
        stays.own_household(work, event.household_id)
    _EVENTS[event.kind](script)
    return script


def _birth(script: Script) -> None:
    event = script.event
    household = script.household(event.household_id or 0)
    moves.read_newcomers(script, household.id, born=True)
    if not script.newcomers:
        script.ask("newcomers", "要填孩子的姓名和与户主关系。")
    check_days(script, (), event.on)
    for row in script.newcomers:
        moves.come(script, row, household.id, Change.BIRTH)


def _death(script: Script) -> None:
    event = script.event
    people = [script.person(one) for one in event.residents]
    if not people:
        script.ask("residents", "要选是谁。", script.kin(event.household_id or 0))
    check_days(script, people, event.on)
    for who in people:
        script.move(who.id, Home())
        homes = stays.home_of(script.work, who.id)
        moves.widow(script, who.id, homes)

        def die(resident_id: int = who.id) -> None:
            dead = script.person(resident_id)
            script.settle(dead)
            dead.lifecycle, dead.lifecycle_on = rules.DEAD, event.on

        script.do(
            "person", f"{who.full_name}登记为死亡，户籍和居住到此为止", die, "resident", who.id
        )
        moves.log(script, Change.DEATH, who.id, (homes.hukou or homes.living, None))
        hanging.release(script, who, "死亡", dead=True)
    moves.close_up(script, people, "死亡")


def _marriage(script: Script) -> None:
    event = script.event
    household = script.household(event.household_id or 0)
    people = [script.person(one) for one in event.residents]
    moves.read_newcomers(script, household.id)
    if len(people) + len(script.newcomers) != 2:
        script.ask("residents", "结婚要写明两个人。", script.kin(household.id))
        return
    check_days(script, people, event.on)
    here = {one.id: one for one in script.kin(household.id)}
    movers = [who for who in people if who.id not in here]
    anchor = next((here[who.id] for who in people if who.id in here), None)
    for who in movers:
        said = event.relations.get(who.id)
        relation = life_rules.spouse_of(anchor.relation if anchor else "", who.gender or "")
        moves.go(script, who, household.id, said or relation)
    for row in script.newcomers:
        if anchor is not None and not row.values.get(typed.RELATION):
            sex = row.get(typed.SEX) or ""
            row.values[typed.RELATION] = life_rules.spouse_of(anchor.relation, sex)
        moves.come(script, row, household.id, None)
    for who in people:
        moves.set_marriage(script, who.id, life_rules.MARRIED)
        moves.log(script, Change.MARRIAGE, who.id, (household.id, household.id))
    moves.close_up(script, movers, "结婚")


def _move_in(script: Script) -> None:
    event = script.event
    target = moves.target(script) if event.household_id is None else event.household_id
    moves.read_newcomers(script, target)
    if not script.newcomers:
        script.ask("newcomers", "要填迁入的是谁。")
    check_days(script, (row.stored for row in script.newcomers if row.stored), event.on)
    for row in script.newcomers:
        moves.come(script, row, target, None)
    moves.close_up(script, [row.stored for row in script.newcomers if row.stored], "迁入")


def _move_out(script: Script) -> None:
    event = script.event
    people = [script.person(one) for one in event.residents]
    if not people:
        script.ask("residents", "要选迁出的是谁。", script.kin(event.household_id or 0))
    check_days(script, people, event.on)
    for who in people:
        was = stays.home_of(script.work, who.id)
        now = Home(
            None if event.hukou else was.hukou,
            None if event.living else was.living,
        )
        if now == was:
            script.problems.append(f"{who.full_name}没有要迁出的户籍或居住。")
            continue
        script.move(who.id, now)
        moves.leave(script, who, was, now)
        if now == Home():
            hanging.release(script, who, "迁出" if was.hukou else "搬离", dead=False)
    moves.close_up(script, people, "迁出")


def _move_within(script: Script) -> None:
    event = script.event
    people = [script.person(one) for one in event.residents]
    if not people:
        script.ask("residents", "要选搬动的是谁。", script.kin(event.household_id or 0))
    check_days(script, people, event.on)
    household = script.household(event.household_id or 0)
    whole = {one.id for one in script.kin(household.id)} <= set(event.residents)
    if whole and event.to_household is None and event.hukou and event.living:
        moves.relocate(script, household)
        return
    target = moves.target(script)
    for who in people:
        moves.go(script, who, target, event.relations.get(who.id))
        moves.log(script, Change.WITHIN, who.id, (household.id, target))
    moves.seat(script, target, household.id)
    moves.close_up(script, people, "户内变更")


def _split(script: Script) -> None:
    event = script.event
    household = script.household(event.household_id or 0)
    kin = {one.id: one for one in script.kin(household.id)}
    people = [script.person(one) for one in event.residents]
    if not people:
        script.ask("residents", "要选分出去的是谁。", kin.values())
    elif set(event.residents) >= kin.keys():
        script.problems.append("一户的人不能全分出去，要留下至少一位。")
    if any(one not in kin for one in event.residents):
        script.problems.append("分出去的人要都在这一户里。")
    check_days(script, people, event.on)
    target = moves.target(script, household.house_id)
    for who in people:
        moves.go(script, who, target, event.relations.get(who.id))
        moves.log(script, Change.SPLIT, who.id, (household.id, target))
    moves.seat(script, target, household.id)
    moves.close_up(script, people, "分户")


def _head_change(script: Script) -> None:
    event = script.event
    household = script.household(event.household_id or 0)
    people = script.kin(household.id)
    check_days(script, (), event.on)
    if event.new_head not in {one.id for one in people}:
        script.ask("new_head", "要选一位新户主。", people)
        return
    if event.new_head == household.head_resident_id:
        script.problems.append("这一位已经是户主。")
        return
    moves.crown(script, household, people, event.new_head or 0)
    moves.log(script, Change.HEAD, event.new_head, (household.id, household.id))


_EVENTS: dict[Kind, Callable[[Script], None]] = {
    Kind.BIRTH: _birth,
    Kind.DEATH: _death,
    Kind.MARRIAGE: _marriage,
    Kind.MOVE_IN: _move_in,
    Kind.MOVE_OUT: _move_out,
    Kind.MOVE_WITHIN: _move_within,
    Kind.SPLIT: _split,
    Kind.HEAD_CHANGE: _head_change,
}
