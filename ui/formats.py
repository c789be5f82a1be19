"""Figures, money, days and ages as the user reads them, in one place for all screens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from ui.texts import Language

MISSING: Final = "—"
NOT_COMPUTABLE: Final = "n/a"

_MINUS = "\u2212"
_CENT = 100
_TEN_THOUSAND = 10_000
_HUNDRED_MILLION = 100_000_000
_THOUSAND = 1_000
_TEN = 10
_HUNDRED = 100
_HOUR = 60
_SYMBOLS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "HKD": "HK$", "JPY": "¥"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEKDAYS_ZH = "一二三四五六日"
_NEAR_ZH = {-1: "昨天", 0: "今天", 1: "明天"}
_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_BYTE_UNITS = ("B", "KB", "MB", "GB", "TB")


@dataclass(frozen=True, slots=True)
class Formats:
    """Writes values in a language and a time zone; knows no clock.

    Attributes:
        language: "zh_CN" or "en".
        zone: The zone whose wall clock the user reads.
    """

    language: Language
    zone: tzinfo

    def money(self, minor: int, currency: str = "CNY") -> str:
        """Return an exact amount (¥42,000.00), for documents, credit and collections."""
        return _signed(minor, _symbol(currency) + _grouped(abs(minor), _CENT, 2))

    def money_rounded(self, minor: int, currency: str = "CNY", *, places: int = 2) -> str:
        """Return a short amount for lists and charts: 4.20万, 1.28亿, ¥42k, ¥13.3m.

        Args:
            minor: The amount in minor units.
            currency: ISO 4217 code.
            places: Decimals of 万 and 亿: two for debts, one for sales. English chooses its own.

        Returns:
            Rounded half up; below 10,000 (English: 1,000) whole units with the currency's sign.
        """
        if self.language == "zh_CN":
            return _signed(minor, _rounded_zh(abs(minor), currency, places))
        return _signed(minor, _rounded_en(abs(minor), currency))

    def count(self, number: int) -> str:
        """Return a whole number with thousands separators."""
        return _signed(number, f"{abs(number):,}")

    def number(self, value: Decimal, places: int = 1) -> str:
        """Return a decimal number, rounded half up."""
        rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        return f"{rounded:,}".replace("-", _MINUS)

    def percent(self, share: Decimal, places: int = 0, *, signed: bool = False) -> str:
        """Return a share (1 = 100 %), with a plus sign before a growth if `signed`."""
        words = self.number(share * _HUNDRED, places) + "%"
        return f"+{words}" if signed and share > 0 else words

    def bytes(self, size: int) -> str:
        """Return a size in decimal units (14.2 MB)."""
        value, unit = Decimal(size), 0
        while value >= _THOUSAND and unit < len(_BYTE_UNITS) - 1:
            value, unit = value / _THOUSAND, unit + 1
        return f"{self.number(value, 1 if unit > 1 else 0)} {_BYTE_UNITS[unit]}"

    def day(self, day: date, *, today: date) -> str:
        """Return a day as people say it: 今天, 11月16日, with the year when it is another one."""
        near = (_NEAR_ZH if self.language == "zh_CN" else _NEAR).get((day - today).days)
        if near is not None:
            return near
        other_year = day.year != today.year
        if self.language == "zh_CN":
            return f"{f'{day.year}年' if other_year else ''}{day.month}月{day.day}日"
        return f"{day.day} {_MONTHS[day.month - 1]}{f' {day.year}' if other_year else ''}"

    def full_day(self, day: date) -> str:
        """Return a day for forms and contracts: 2027-03-31, 31 Mar 2027."""
        if self.language == "zh_CN":
            return day.isoformat()
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def month(self, month: int) -> str:
        """Return the name of a month (1 to 12) for an axis: 3月, Mar."""
        return f"{month}月" if self.language == "zh_CN" else _MONTHS[month - 1]

    def weekday(self, day: date) -> str:
        """Return the day of the week: 周一, Mon."""
        index = day.weekday()
        return f"周{_WEEKDAYS_ZH[index]}" if self.language == "zh_CN" else _WEEKDAYS[index]

    def clock(self, at: datetime) -> str:
        """Return the time of day on the user's wall clock (09:30)."""
        return f"{at.astimezone(self.zone):%H:%M}"

    def moment(self, at: datetime, *, now: datetime) -> str:
        """Return day and time: 今天 09:30, 11月16日 17:05, today 09:30."""
        return f"{self.day(self.local_day(at), today=self.local_day(now))} {self.clock(at)}"

    def local_day(self, at: datetime) -> date:
        """Return the calendar day of an instant where the user is."""
        return at.astimezone(self.zone).date()

    def days_late(self, days: int) -> str:
        """Return how long money is overdue: 逾期 18 天, 18 days late."""
        return f"逾期 {days} 天" if self.language == "zh_CN" else f"{_days(days)} late"

    def days_old(self, days: int) -> str:
        """Return the age of knowledge: 已 143 天, 143 days old."""
        return f"已 {days} 天" if self.language == "zh_CN" else f"{_days(days)} old"

    def days_left(self, days: int) -> str:
        """Return the time until an end: 剩 22 天, 22 days left."""
        return f"剩 {days} 天" if self.language == "zh_CN" else f"{_days(days)} left"

    def days(self, days: int) -> str:
        """Return a number of days: 45 天, 45 days."""
        return f"{days} 天" if self.language == "zh_CN" else _days(days)

    def duration(self, length: timedelta) -> str:
        """Return a length of time in whole minutes: 22 分钟, 1 小时 12 分, 1 h 12 min."""
        hours, minutes = divmod(int(length.total_seconds()) // _HOUR, _HOUR)
        if self.language == "zh_CN":
            return f"{hours} 小时 {minutes} 分" if hours else f"{minutes} 分钟"
        return f"{hours} h {minutes} min" if hours else f"{minutes} min"

    def distance(self, metres: int) -> str:
        """Return a distance: 600 米, 6.2 公里, 6.2 km."""
        near, far = ("米", "公里") if self.language == "zh_CN" else ("m", "km")
        if metres < _THOUSAND:
            return f"{metres} {near}"
        return f"{self.number(Decimal(metres) / _THOUSAND, 1)} {far}"


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days:,} days"


def _symbol(currency: str) -> str:
    return _SYMBOLS.get(currency, f"{currency} ")


def _signed(value: int, words: str) -> str:
    return f"{_MINUS}{words}" if value < 0 else words


def _scaled(amount: int, unit: int, places: int) -> int:
    """Return amount / unit in steps of 10^-places, rounded half up, without a float."""
    steps: int = (amount * 10**places * 2 + unit) // (2 * unit)
    return steps


def _grouped(amount: int, unit: int, places: int) -> str:
    steps = _scaled(amount, unit, places)
    whole = f"{steps // 10**places:,}"
    return f"{whole}.{steps % 10**places:0{places}d}" if places else whole


def _rounded_zh(amount: int, currency: str, places: int) -> str:
    if amount < _TEN_THOUSAND * _CENT:
        return _symbol(currency) + _grouped(amount, _CENT, 0)
    wan = _TEN_THOUSAND * _CENT
    if _scaled(amount, wan, places) < _TEN_THOUSAND * 10**places:
        return _grouped(amount, wan, places) + "万"
    return _grouped(amount, _HUNDRED_MILLION * _CENT, max(places, 2)) + "亿"


def _rounded_en(amount: int, currency: str) -> str:
    unit = _CENT
    for letter, exact_below in (("", 0), ("k", _TEN), ("m", _HUNDRED)):
        places = 1 if _scaled(amount, unit, 1) < exact_below * 10 else 0
        if _scaled(amount, unit, places) < _THOUSAND * 10**places:
            return f"{_symbol(currency)}{_grouped(amount, unit, places)}{letter}"
        unit *= _THOUSAND
    return f"{_symbol(currency)}{_grouped(amount, unit, 1)}bn"
