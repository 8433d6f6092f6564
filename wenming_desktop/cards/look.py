"""What a card would say with words of the office that are not saved yet; nobody's real home."""

from dataclasses import dataclass

from wenming_desktop.cards.faces import back_of, door_text, shown_name
from wenming_desktop.cards.model import CardBack, CardFace
from wenming_desktop.cards.posts import MOST_LINES, Holders, post_label
from wenming_desktop.settings import Office
from wenming_desktop.settings.clean import cleaned
from wenming_desktop.work import Work, use_case

SHOWN_HEAD = "王秀兰"
MOST_SERVICES, MOST_PHONES = 8, 6
_HOME = (
    "SELECT b.id, e.name, b.building_no, g.name FROM building b JOIN estate e ON e.id = b.estate_id"
    " LEFT JOIN grid g ON g.id = b.grid_id AND NOT g.is_void WHERE NOT b.is_void"
    " ORDER BY b.grid_id IS NULL, b.party_group_id IS NULL, e.name, b.sort_key LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class CardLook:
    """A card to look at, and what does not fit or has nobody behind it."""

    face: CardFace
    back: CardBack
    warnings: tuple[str, ...]


@use_case("cards.look", "预览连心卡", right="settings.read")
def card_look(work: Work, sheet: Office) -> CardLook:
    """The card of an invented household in a building that has a grid and a cell."""
    sheet = cleaned(sheet)
    home = work.connection.exec_driver_sql(_HOME).first() or (None, "一院", "3", "")
    holders = Holders(work, sheet)
    main, lines = holders.of(home[0])
    face = CardFace(
        card_no="LXK-00-00001",
        household_name=shown_name(SHOWN_HEAD, sheet.card_name),
        door=door_text(home[1], home[2], "1", "101"),
        community=sheet.short_name or sheet.full_name,
        address=sheet.address,
        slogan=sheet.slogan,
        main=main,
        lines=lines,
        grid=home[3] or "",
        building=door_text(None, home[2], None, None),
    )
    return CardLook(face, back_of(sheet), (*_too_many(sheet), *_nobody(work, sheet, holders)))


@use_case("cards.posts", "查看卡上的岗位", right="settings.read")
def post_choices(work: Work) -> tuple[tuple[str, str], ...]:
    """The posts that may stand on a card, as (code, the name the card gives it)."""
    items = [item for item in work.codes.items("party_post") if item.enabled]
    return tuple((item.code, post_label(work, item.code)) for item in items)


def _too_many(sheet: Office) -> list[str]:
    said = []
    posts = len(sheet.card_posts)
    room = MOST_LINES - bool(sheet.duty_phone)
    if posts > room:
        also = "，值班电话占 1 行" if sheet.duty_phone else ""
        said.append(
            f"选了 {posts} 个岗位，卡上放得下 {MOST_LINES} 行{also}。有电话的从上往下印前 {room} 个"
        )
    for words, most, what in (
        (sheet.card_services, MOST_SERVICES, "能办的事"),
        (sheet.card_phones, MOST_PHONES, "常用电话"),
    ):
        if len(words) > most:
            said.append(f"{what}写了 {len(words)} 行，超过 {most} 行字会很小")
    return said


def _nobody(work: Work, sheet: Office, holders: Holders) -> list[str]:
    """Posts that stand on no card, for want of somebody with a number."""
    printed = holders.everywhere()
    names = [post_label(work, post) for post in dict.fromkeys(sheet.card_posts)]
    lacking = [name for name in names if name not in printed]
    return [f"{'、'.join(lacking)}还没有登记姓名和电话，卡上印不出来"] if lacking else []
