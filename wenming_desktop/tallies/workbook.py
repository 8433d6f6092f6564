"""stub"""
def month_workbook(report: object) -> bytes: return b""
