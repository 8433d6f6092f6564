"""The dictionary of households and residents."""

from wenming_desktop.fields import (
    Code,
    Codes,
    Day,
    Field,
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
