"""Pinyin of personal names: every reading a clerk may type, surname readings first.

A name is spelled as one tuple of toneless syllables per position. The dictionary (pypinyin) is
imported at the first character that is asked for, without its phrases, which take three times
as long to load and are not used; each character's readings are then kept in a plain dict.
"""

import csv
import os
import re
import unicodedata
from functools import lru_cache
from itertools import islice, product

import resources

Spelling = tuple[tuple[str, ...], ...]

MAX_VARIANTS = 256  # initials of one name, when several characters have several readings
MAX_READINGS = 3  # of one character of a given name, commonest first
MAX_CUTS = 8
MAX_LETTERS = 40

_WORDS = """
a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang
cao ce cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan
chuang chui chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de dei den deng di dia
dian diao die ding diu dong dou du duan dui dun duo e ei en er fa fan fang fei fen feng fo fou
fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo ha hai han
hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie
jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan
kuang kui kun kuo la lai lan lang lao le lei len leng li lia lian liang liao lie lin ling liu lo
long lou lu luan lun luo lv lve ma mai man mang mao me mei men meng mi mian miao mie min ming
miu mo mou mu na nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning niu nong nou
nu nuan nun nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu
qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong
rou ru ruan rui run ruo sa sai san sang sao se sen seng sha shai shan shang shao she shei shen
sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui sun suo ta tai
tan tang tao te tei teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei
wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye
yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang
zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou
zu zuan zui zun zuo
"""
SYLLABLES = frozenset(_WORDS.split())
# Prefixes of syllables, so that half-typed ones are recognised: w, wa, wan, wang.
BEGINNINGS = frozenset(s[:n] for s in SYLLABLES for n in range(1, len(s) + 1))

# Two-character surnames whose reading differs from that of their characters elsewhere. The
# plain reading of the first character is kept too: 单于 may be a 单 whose given name is 于.
_DOUBLE_SURNAMES: dict[str, tuple[str, str]] = {
    "尉迟": ("yu", "chi"),
    "万俟": ("mo", "qi"),
    "单于": ("chan", "yu"),
    "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"),
    "令狐": ("ling", "hu"),
    "鲜于": ("xian", "yu"),
    "乐正": ("yue", "zheng"),
    "亓官": ("qi", "guan"),
    "夹谷": ("jia", "gu"),
    "宰父": ("zai", "fu"),
    "皇甫": ("huang", "fu"),
    "拓跋": ("tuo", "ba"),
    "夏侯": ("xia", "hou"),
    "欧阳": ("ou", "yang"),
    "司马": ("si", "ma"),
    "诸葛": ("zhu", "ge"),
    "上官": ("shang", "guan"),
    "呼延": ("hu", "yan"),
    "淳于": ("chun", "yu"),
}

_readings: dict[str, tuple[str, ...]] = {}
_surnames: dict[str, tuple[str, ...]] = {}


def plain(reading: str) -> str:
    """A reading without tone marks; ü is v, as input methods have it."""
    bare = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(c for c in bare if not unicodedata.combining(c))


def readings(char: str) -> tuple[str, ...]:
    """The syllables one character may stand for, commonest first; () when none is known."""
    known = _readings.get(char)
    if known is None:
        known = _readings[char] = _look_up(char)
    return known


def _look_up(char: str) -> tuple[str, ...]:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415 - slow to import, often not needed

    found: str = pinyin_dict.get(ord(char), "")
    syllables = dict.fromkeys(plain(reading) for reading in found.split(","))
    return tuple(s for s in syllables if s in SYLLABLES)[:MAX_READINGS]


def surname_readings(char: str) -> tuple[str, ...]:
    """The readings of a one-character surname: the office's table first, else the commonest."""
    if not _surnames:
        _load_surnames()
    return _surnames.get(char) or readings(char)[:1]


def _load_surnames() -> None:
    path = resources.path("codes", "surname_pinyin.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            also = re.findall("也读([a-zà-ǿ]+)", row["note"] or "")
            both = dict.fromkeys([row["pinyin"], *map(plain, also)])
            _surnames[row["surname"]] = tuple(both)


def spell(parts: list[str], surname: bool = True) -> Spelling:
    """Spell a name given as characters and Latin words.

    Names of the form 名·父名 begin with no surname: say `surname=False`.
    """
    spelling = [(part,) if part.isascii() else readings(part) for part in parts]
    if surname and parts and not parts[0].isascii():
        spelling[0] = surname_readings(parts[0])
        double = _DOUBLE_SURNAMES.get("".join(parts[:2])) if len(parts) > 2 else None
        if double:
            for place, syllable in enumerate(double):
                both = dict.fromkeys((syllable, *spelling[place]))
                spelling[place] = tuple(both)
    return tuple(spelling)


def initials(spelling: Spelling) -> list[str]:
    """The first letters of a spelling, in every variant up to `MAX_VARIANTS`.

    A character without a known reading is left out, so that the rest still finds the name.
    """
    if max(map(len, spelling), default=0) < 2:  # nearly every name
        return ["".join([place[0][0] for place in spelling if place])]
    letters = [dict.fromkeys(s[0] for s in place) for place in spelling if place]
    return ["".join(variant) for variant in islice(product(*letters), MAX_VARIANTS)]


@lru_cache(maxsize=512)
def cuts(letters: str) -> tuple[tuple[str, ...], ...]:
    """Ways to read typed letters as syllables and initials, the plainest first.

    `wangxl` is wang-x-l; the last piece may be half a syllable. Pure initials are not listed.
    """
    if len(letters) > MAX_LETTERS:
        return ()
    best: list[list[tuple[str, ...]]] = [[()]]
    for end in range(1, len(letters) + 1):
        last = end == len(letters)
        here = [
            (*cut, letters[start:end])
            for start in range(max(0, end - 6), end)
            if _is_piece(letters[start:end], last)
            for cut in best[start]
        ]
        here.sort(key=lambda cut: (len(cut), [-len(piece) for piece in cut]))
        best.append(here[:MAX_CUTS])
    return tuple(cut for cut in best[-1] if len(cut) < len(letters))


def _is_piece(piece: str, last: bool) -> bool:
    if piece in SYLLABLES or (last and piece in BEGINNINGS):
        return True
    return (len(piece) == 1 and piece in BEGINNINGS) or piece in {"zh", "ch", "sh"}


def spelled(letters: str, spelling: Spelling) -> tuple[bool, bool] | None:
    """Whether letters spell part of a name: (from its first character, to its last one).

    Each character gives any beginning of one of its readings, so `wangxiu`, `wxl` and
    `wangxl` all spell 王秀兰. None when they spell no part of it.
    """
    for start in range(len(spelling)):
        reached = {0}
        found = False
        for place in spelling[start:]:
            reached = _step(letters, reached, place)
            found = found or len(letters) in reached
        if found:
            return start == 0, len(letters) in reached
    return None


def _step(letters: str, reached: set[int], place: tuple[str, ...]) -> set[int]:
    if not place:
        return reached
    ahead: set[int] = set()
    for at in reached:
        for syllable in place:
            for size in range(1, len(syllable) + 1):
                if not letters.startswith(syllable[:size], at):
                    break
                ahead.add(at + size)
    return ahead
