"""The dictionary of places: estate, building, unit, door, grid."""

from wenming_desktop.fields import Code, Field, Money, Number, PersonName, Phone, Text

FIELDS = (
    Field("estate.name", "小区", Text(), "房屋", required=True),
    Field("building.building_no", "楼栋", Text(), "房屋", required=True),
    Field("building_unit.unit_no", "单元", Text(), "房屋"),
    Field("house.floor_no", "楼层", Number(), "房屋"),
    Field("house.room_no", "房号", Text(), "房屋", required=True),
    Field("house.full_address", "住址", Text(), "房屋"),
    Field("house.usage", "房屋用途", Code("house_usage"), "房屋"),
    Field("house.tenure", "产权性质", Code("house_tenure"), "房屋"),
    Field("house.area_sqm", "建筑面积", Money(), "房屋"),
    Field("house.owner_name", "产权人", PersonName(), "房屋"),
    Field("house.owner_phone", "产权人电话", Phone(), "房屋"),
    Field("grid.name", "网格", Text(), "房屋", privacy="L1"),
    Field("grid.worker_id", "网格员", Text(), "房屋", privacy="L1"),
)
