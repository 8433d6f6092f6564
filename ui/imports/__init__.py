"""导入台账: a ledger file checked, taken in and, for thirty days, taken back."""
