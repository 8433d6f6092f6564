"""The dictionary of households and residents."""

from dataclasses import dataclass

from wenming_desktop.fields import (
    Code,
    Codes,
    Day,
    Field,
    Flag,
    IdNumber,
    PersonName,
    Phone,
    Text,
)
from wenming_desktop.places.fields import FIELDS as PLACE_FIELDS

RESIDENT_FIELDS = (
    Field("resident.full_name", "姓名", PersonName(), "本人", required=True),
    Field("household_membership.relation_to_head", "与户主关系", Code("family_relation"), "本人"),
    Field("resident.id_number", "身份证号", IdNumber(), "本人", privacy="L3"),
    Field("resident.gender", "性别", Code("gender"), "本人"),
    Field("resident.birth_date", "出生日期", Day(), "本人", privacy="L3"),
    Field("resident.ethnicity", "民族", Code("ethnicity"), "本人"),
    Field("resident.political_status", "政治面貌", Code("political_status"), "本人"),
    Field("resident.education", "文化程度", Code("education"), "本人"),
    Field("resident.marital_status", "婚姻状况", Code("marital_status"), "本人"),
    Field("resident.health_status", "健康状况", Code("health_status"), "本人", privacy="L3"),
    Field("resident.employment", "从业状况", Code("employment_identity"), "本人"),
    Field("resident.employer", "工作单位", Text(), "本人"),
    Field("resident.phone", "电话", Phone(), "联系"),
    Field("resident.phone2", "备用电话", Phone(), "联系"),
    Field("resident.residence_status", "人户状态", Code("residence_status"), "人户"),
    Field("resident.hukou_address", "户籍地址", Text(), "人户"),
    Field("resident.hukou_nature", "户口性质", Code("hukou_nature"), "人户"),
    Field("resident.emergency_name", "紧急联系人", PersonName(), "联系"),
    Field("resident.emergency_phone", "紧急联系电话", Phone(), "联系"),
    Field("special_care.category", "人员类别", Codes("special_care_category"), "关爱", False, "L3"),
    Field("resident.remark", "备注", Text(), "其他"),
)
HOUSEHOLD_FIELDS = (
    Field("household.household_no", "户编号", Text(), "户"),
    Field("household.head_resident_id", "户主", PersonName(), "户"),
    Field("household.hukou_book_no", "户口簿户号", Text(), "户"),
    Field("household.type", "户类型", Code("household_type"), "户"),
)
LEDGER_FIELDS = (*PLACE_FIELDS, *HOUSEHOLD_FIELDS, *RESIDENT_FIELDS)
"""Every field a ledger of residents may bring."""
MORE_RESIDENT_FIELDS = (
    Field("resident.former_name", "曾用名", PersonName(), "本人"),
    Field("resident.id_type", "证件类型", Code("id_document_type"), "本人"),
    Field("resident.in_wechat_group", "微信入群", Flag(), "联系"),
    Field("resident.emergency_relation", "紧急联系人关系", Code("family_relation"), "联系"),
    Field("resident.hukou_region6", "户籍地区划", Text(6), "人户"),
    Field("resident.inflow_on", "流入日期", Day(), "人户"),
    Field("resident.leave_plan_on", "预计离开", Day(), "人户"),
    Field("resident.residence_permit_no", "居住证号", Text(20), "人户"),
    Field("resident.away_place", "外出去向", Text(60), "人户"),
    Field("resident.away_reason", "外出原因", Text(60), "人户"),
    Field("resident.skills", "特长", Text(100), "其他"),
)
STAY_FIELDS = (
    Field("household_membership.is_hukou", "户籍在此", Flag(), "人户"),
    Field("household_membership.is_living", "住在这里", Flag(), "人户"),
    Field("household_membership.from_on", "从哪天起", Day(), "人户"),
)
HOUSE_KEYS = frozenset(
    {"house.usage", "house.tenure", "house.area_sqm", "house.owner_name", "house.owner_phone"}
)
MORE_HOUSEHOLD_FIELDS = (
    Field("household.contact_name", "联系人", PersonName(), "户"),
    Field("household.contact_phone", "联系电话", Phone(), "户"),
    Field("household.moved_in_on", "入住日期", Day(), "户"),
    Field("household.consent_on", "同意采集日期", Day(), "户"),
    Field("household.consent_by", "同意采集签字", PersonName(), "户"),
    Field("household.remark", "户备注", Text(), "户"),
    Field("house.lease_from", "租期起", Day(), "房屋"),
    Field("house.lease_to", "租期止", Day(), "房屋"),
)


@dataclass(frozen=True)
class Dictionary:
    """The fields of the editor: of each member, and of the household with its house.

    Check, sheet and save know no field but these, save the few that carry a rule of their own.
    """

    member: tuple[Field, ...]
    household: tuple[Field, ...]


EDITOR = Dictionary(
    member=(*RESIDENT_FIELDS, *MORE_RESIDENT_FIELDS, *STAY_FIELDS),
    household=(
        *(f for f in HOUSEHOLD_FIELDS if f.name not in {"household_no", "head_resident_id"}),
        *MORE_HOUSEHOLD_FIELDS[:6],
        *(f for f in PLACE_FIELDS if f.key in HOUSE_KEYS),
        *MORE_HOUSEHOLD_FIELDS[6:],
    ),
)
"""What the editor of a household shows and saves."""
