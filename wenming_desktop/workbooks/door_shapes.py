"""How buildings, stairs, rooms, streets and districts are written, as patterns."""

import re

from wenming_desktop.workbooks.numerals import MARKS

COUNT = rf"(?:[0-9]{{1,3}}|[{MARKS}]{{1,5}})"
BUILDING = rf"(?P<b>[甲乙丙丁附]?{COUNT}[A-Za-z甲乙丙丁]?|[A-Za-z][0-9]{{0,2}})"
BUILDING_WORD = r"(?:#?号?楼|#|幢|栋|座)"
UNIT = rf"(?P<u>{COUNT}|[A-Za-z甲乙丙丁东西南北中])"
UNIT_WORD = r"(?:单元|门洞|门|梯)"
FLOOR = rf"(?:{COUNT}(?:层|楼))"
SIDE = "[东西南北中左右]"
SHOP = r"(?:商铺|底商|铺面|门面房|门面|门市房|门市|商业|地下室|车库|储藏室)"
ROOM = (
    rf"(?P<r>{SHOP}-?[0-9]{{0,3}}|[0-9]{{1,4}}(?:[A-Za-z甲乙丙丁]|{SIDE})?|[A-Za-z][0-9]{{2,4}}|[{MARKS}]{{2,4}}"
    rf"|[0-9]{{1,2}}[楼层]{SIDE}{{1,2}}户?)"
)
ROOM_WORD = r"(?:室|号|户|房)?"

IS_SHOP = re.compile(SHOP)

SHAPES = tuple(
    re.compile(shape)
    for shape in (
        # 3号楼2单元501室, 3幢-2单元-5楼501, 3号2单元501, 3号楼501, 3号楼2单元, 3号楼
        rf"{BUILDING}{BUILDING_WORD}-?(?:{UNIT}{UNIT_WORD}-?)?(?:{FLOOR}?-?{ROOM}{ROOM_WORD})?",
        rf"{BUILDING}号-?{UNIT}{UNIT_WORD}-?(?:{FLOOR}?-?{ROOM}{ROOM_WORD})?",
        # 3#2-501, 3号楼2-501
        rf"{BUILDING}{BUILDING_WORD}-?{UNIT}-(?P<r>[0-9]{{3,4}}[A-Za-z]?){ROOM_WORD}",
        # 3-2-501, 12-1单元-501
        rf"{BUILDING}-{UNIT}{UNIT_WORD}?-(?P<r>[0-9]{{3,4}}[A-Za-z]?){ROOM_WORD}",
        rf"{BUILDING}-{UNIT}{UNIT_WORD}-?{ROOM}{ROOM_WORD}",
        # 附5号
        rf"(?P<b>附{COUNT})号",
    )
)
ROWS = re.compile(rf"(?:平房)?(?P<b>{COUNT})排(?:(?P<r>{COUNT})[号户室]?)?")
COTTAGE = re.compile(rf"(?P<b>平房)(?:(?P<r>{COUNT})[号户室]?)?")

HAN = "[\u4e00-\u9fff]"
DISTRICT = re.compile(
    rf"(?:{HAN}{{2,6}}?(?:省|自治区)(?:{HAN}{{2,5}}?(?:市|州))?(?:{HAN}{{1,5}}?(?<!小)[区县市])?"
    rf"|{HAN}{{2,5}}?(?:市|州){HAN}{{1,5}}?(?<!小)[区县])?"
    rf"(?:{HAN}{{2,8}}?(?:街道办事处|街道|镇))?(?:{HAN}{{2,8}}?社区)?"
)
STREET = re.compile(rf"{HAN}{{1,8}}?(?:路|街|巷|大道|胡同){HAN}{{0,2}}[0-9]{{0,4}}(?:号(?!院))?")
