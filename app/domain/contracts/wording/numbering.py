"""Numbers the articles and clauses that are switched on, and the references to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.contracts.clauses.conditions import holds
from app.domain.contracts.clauses.parts import Article, Clause, ContractTemplate, Language
from app.domain.contracts.wording.value_types import complete_values
from app.domain.errors import ValidationError

_NUMERALS = "零一二三四五六七八九"
_TEN, _LARGEST = 10, 99


@dataclass(frozen=True, slots=True)
class NumberedClause:
    """A clause with its printed number, such as 6.2."""

    number: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class NumberedArticle:
    """An article with its number and the clauses that are switched on."""

    number: int
    article: Article
    clauses: tuple[NumberedClause, ...]


@dataclass(frozen=True, slots=True)
class ContractText:
    """A template with its values: what will be printed, before it is laid out.

    Attributes:
        values: Complete values, defaults included.
        numbers: Printed number of every article ("4") and clause ("6.2") by its id.
    """

    template: ContractTemplate
    values: Mapping[str, Any]
    articles: tuple[NumberedArticle, ...]
    numbers: Mapping[str, str]

    @property
    def standard_terms(self) -> tuple[str, ...]:
        """Numbers of the printed clauses the other side must be told about."""
        clauses = [each for article in self.articles for each in article.clauses]
        return tuple(each.number for each in clauses if each.clause.standard_reason)

    @property
    def is_bilingual(self) -> bool:
        """Whether the contract prints Chinese and English side by side."""
        return bool(self.values.get("bilingual", False))


def number_contract(template: ContractTemplate, values: Mapping[str, Any]) -> ContractText:
    """Switch clauses on and off and number what stays; numbers close up.

    Raises:
        ValidationError: `contract.value.unknown` or `contract.value.wrong_type`.

    Source: FORMAT.md section 4.
    """
    complete = complete_values(template, values)
    active = [each for each in template.articles if holds(each.when, complete)]
    articles = tuple(
        _number_article(number, article, complete) for number, article in enumerate(active, start=1)
    )
    numbers: dict[str, str] = {}
    for each in articles:
        numbers[each.article.id] = str(each.number)
        numbers.update({numbered.clause.id: numbered.number for numbered in each.clauses})
    return ContractText(template, complete, articles, numbers)


def _number_article(number: int, article: Article, values: Mapping[str, Any]) -> NumberedArticle:
    active = [each for each in article.clauses if holds(each.when, values)]
    clauses = [NumberedClause(f"{number}.{place}", each) for place, each in enumerate(active, 1)]
    return NumberedArticle(number, article, tuple(clauses))


def reference_words(text: ContractText, target: str, language: Language) -> str:
    """Return the words that point to an article or clause: 第6.2款 or Clause 6.2.

    Raises:
        ValidationError: `contract.reference.switched_off`.
    """
    if target not in text.numbers:
        raise ValidationError("contract.reference.switched_off", target=target)
    number = text.numbers[target]
    if "." in number:
        return f"第{number}款" if language == "zh" else f"Clause {number}"
    return f"第{chinese_number(int(number))}条" if language == "zh" else f"Article {number}"


def chinese_number(n: int) -> str:
    """Write 1 to 99 in ordinary Chinese numerals: 12 becomes 十二.

    Raises:
        ValidationError: `count.out_of_range`.
    """
    if not 0 <= n <= _LARGEST:
        raise ValidationError("count.out_of_range", count=n)
    tens, ones = divmod(n, _TEN)
    last = _NUMERALS[ones] if ones else ""
    if not tens:
        return _NUMERALS[ones]
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + last
