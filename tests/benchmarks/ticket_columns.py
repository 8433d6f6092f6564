"""Columns, matters and kinds of the lives that `ticket_lives` draws."""

UNITS, GRIDS, STAFF = 40, 12, 6
TICKET = (
    "id", "ticket_no", "source", "registered_at", "registrar_id", "complainant_name",
    "complainant_phone", "complainant_house_id", "is_anonymous", "is_confidential", "nature",
    "category", "urgency", "title", "content", "location_text", "duplicate_of_id", "repeat_seq",
    "accepted_at", "due_at", "status", "finish_requested_at", "completed_at", "result_text",
    "outcome", "callback_at", "contact_result", "satisfaction", "supervision_level",
    "return_count", "rework_count", "archived_at", "grid_id", "building_id", "round_no",
    "review_on", "handling_unit_id", "handling_unit_name", "handler_id", "handler_name",
    "callback_by_id", "into_ticket_id", "is_void",
)  # fmt: skip
ACTION = (
    "ticket_id", "seq", "action", "at", "from_status", "to_status", "text", "payload", "by_id",
    "round_no", "due_at", "handling_unit_id", "handler_id", "contact_result", "satisfaction",
    "outcome", "days", "into_ticket_id", "rebound", "corrects_seq",
)  # fmt: skip
MATTERS = (
    ("楼上漏水到厨房，两家说不拢", "0706"), ("楼道灯不亮，老人看不见台阶", "0505"),
    ("电动车堵门，出不去", "0406"), ("井盖响，夜里睡不着", "0502"), ("暖气不热", "0801"),
    ("树枝挡住三楼的窗", "0106"), ("广场舞声音太大", "0408"), ("垃圾桶三天没人倒", "0116"),
    ("停车位被占", "0405"), ("狗没拴绳，孩子怕", "1002"), ("下水道堵了往外冒", "0503"),
    ("楼顶漏雨", "0706"), ("健身器材松了", "0508"), ("墙皮掉了", "0110"), ("快递柜挡路", "0407"),
    ("飞线充电", "0901"), ("水压低，六楼没有水", "0501"), ("路灯坏了", "0504"),
    ("有人往楼下扔东西", "0115"), ("大门锁坏了", "0703"),
)  # fmt: skip
SOURCES = ("01", "02", "04", "06", "10", "11", "12", "13")
KINDS = {
    "plain": 610, "spot": 70, "returned": 40, "refused": 15, "merged": 40, "withdrawn": 20,
    "moved": 45, "suspended": 4, "stuck": 3, "rework": 35, "extended": 30, "declined": 8,
    "whistled": 30, "supervised": 20, "corrected": 12, "rebound": 5, "unreachable": 13,
}  # fmt: skip
