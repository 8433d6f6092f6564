"""设置: a worker, a grid, a backup; keys alone."""

from collections.abc import Callable

from tests.hand import Hand
from tests.make import Office

At = Callable[..., Hand]


def section(hand: Hand, title: str) -> None:
    """Bring a section to hand from the list at the left."""
    hand.walk("list_settings", title)


def test_a_worker_and_his_grid(office: Office, at_work: At) -> None:
    office.household("501", "王秀兰")
    hand = at_work(office, "设置")
    section(hand, "工作人员")
    hand.key("Ctrl+N")
    hand.holds("fld_name")
    hand.type("梁志勇")
    hand.put("fld_phone", "13900002003")
    hand.key("Ctrl+S")
    hand.until(lambda: "梁志勇" in str(hand.rows("tbl_staff")), "the worker in the list")
    section(hand, "网格")
    hand.key("Ctrl+N")
    hand.holds("fld_code")
    hand.type("02")
    hand.put("fld_name", "第二网格")
    hand.choose("fld_worker", "梁志勇")
    hand.put("fld_buildings", "槐荫一院 3号楼")
    hand.key("Ctrl+S")
    hand.until(lambda: "第二网格" in str(hand.rows("tbl_grids")), "the grid in the list")
    assert "1 栋" in str(hand.rows("tbl_grids"))
    hand.reach("tbl_grids")
    hand.key("Ctrl+Z")
    hand.sees("已撤销")
    assert office.count("grid") == 0


def test_what_is_wrong_is_told_beside_its_field(office: Office, at_work: At) -> None:
    hand = at_work(office, "设置")
    section(hand, "网格")
    hand.key("Ctrl+N")
    hand.type("02")
    hand.key("Ctrl+S")
    hand.holds("fld_name")
    assert hand.reads("err_name")
    assert office.count("grid") == 0


def test_a_backup(office: Office, at_work: At) -> None:
    hand = at_work(office, "设置", threads=True)
    section(hand, "备份")
    hand.sees("还没有备份")
    hand.press("btn_backup_now")
    hand.sees("已备份并核对")
    hand.until(lambda: len(hand.rows("tbl_backups")) == 1, "the backup in the list")
