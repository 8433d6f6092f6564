"""连心卡: a sheet to PDF, marked, handed out, signed for; keys alone."""

from collections.abc import Callable
from pathlib import Path

from tests.hand import Hand, pdf_text
from tests.make import Office

At = Callable[..., Hand]


def test_from_the_sheet_to_the_signature(office: Office, at_work: At, tmp_path: Path) -> None:
    office.household("501", "王秀兰")
    office.household("502", "赵立新")
    hand = at_work(office, "连心卡")
    hand.press("给没有卡的 2 户制卡")
    hand.until(lambda: len(hand.rows("tbl_cards")) == 2, "two cards to print")
    hand.sees("已选 2 户")
    hand.picks(tmp_path / "连心卡.pdf")
    hand.press("btn_save_pdf")
    hand.sees("已存到“连心卡.pdf”")
    assert pdf_text(tmp_path / "连心卡.pdf").count("LXK-") >= 2
    hand.press("btn_mark_printed")
    hand.turn("tabs_cards", "已印待发")
    hand.walk("tbl_cards", "王秀兰")
    hand.key("Ctrl+Return")
    hand.until(lambda: len(hand.rows("tbl_cards")) == 1, "one is handed out")
    hand.turn("tabs_cards", "待签收")
    hand.reach("tbl_cards")
    hand.until(lambda: hand.reads("签收人") == "王秀兰", "the head is offered as the signer")
    hand.put("签收人", "王学礼")
    hand.choose("fld_received_relation", "配偶")
    hand.key("Ctrl+Return")
    hand.turn("tabs_cards", "已签收")
    hand.until(lambda: "王学礼" in " ".join(hand.rows("tbl_cards")[0]), "signed for")
    hand.key("Ctrl+Z")
    hand.sees("已撤销")
    hand.turn("tabs_cards", "待签收")
    hand.until(lambda: len(hand.rows("tbl_cards")) == 1, "taken back")
