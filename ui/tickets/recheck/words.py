"""What the window says of a sample and of a finding."""

from wenming_desktop.recheck import rules
from wenming_desktop.recheck.model import Finding, SampleLine


def figures(sample: SampleLine) -> str:
    """T24 of one sample: looked at, rebounded, and their rate."""
    if not sample.checked:
        return f"抽中 {sample.drawn:,} 件，还没有去看"
    rate = rules.rebound_rate(sample.checked, sample.rebounds)
    return (
        f"抽中 {sample.drawn:,} 件，已查 {sample.checked:,} 件，"
        f"反弹 {sample.rebounds:,} 件（纸面整改），反弹率 {rate:.1f}%"
    )


def told_of(rebound: bool, found: Finding) -> str:
    """What a finding brought about."""
    said = "反弹，已记下" if rebound else "未反弹，已记下"
    if not found.in_log:
        return f"{said}。工单已经作废，只记在这次抽查里。"
    if found.reopened:
        return "反弹，工单已经重新打开，计一件纸面整改。"
    return f"{said}，计一件纸面整改；工单本来就在办。" if rebound else f"{said}。"
