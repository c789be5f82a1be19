"""How a customer wants to be reached, as it stands on what is printed for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CHANNELS: Mapping[str, tuple[str, str]] = {
    "phone": ("电话", "telephone"),
    "wechat": ("微信", "WeChat"),
    "sms": ("短信", "text message"),
    "email": ("电子邮件", "e-mail"),
    "letter": ("信函", "letter"),
    "visit": ("上门", "visit"),
}
"""In Chinese and English, because papers are set in either, whatever the screen speaks."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Channel and time, both empty when the customer did not say.

    Source: R014.
    """

    channel: str = ""
    time: str = ""

    def words(self) -> tuple[str, str]:
        """Return Chinese and English for whoever delivers the paper; empty for nothing."""
        zh, en = CHANNELS.get(self.channel, ("", ""))
        if not (zh or self.time):
            return "", ""
        return (
            f"送达方式偏好：{'　'.join(part for part in (zh, self.time) if part)}",
            f"Preferred way of delivery: {', '.join(part for part in (en, self.time) if part)}",
        )


ANYHOW = Reach()
"""The customer did not say."""
