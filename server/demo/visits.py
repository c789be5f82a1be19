"""Writes visit logs, and the stock that was counted on them."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.fields import FieldValue
from app.domain.schema import join_labels
from server.demo.calls import RHYTHM_DAYS, Call, calls_of
from server.demo.phrases import Voice
from server.demo.seeds import ZONE, iso, make_id, moment
from server.demo.world import Dealing, World

Row = dict[str, FieldValue]

_FINDINGS = (
    *("competitor_promotion", "shelf_shortage", "price_tag_missing"),
    *("cross_selling", "new_manager", "damaged_goods"),
)
_FINDING_SHARE, _FACTS_SHARE, _REQUEST_SHARE, _SECOND_SHARE = 0.3, 0.25, 0.15, 0.35
_CONFIRMED_SHARE = 0.2
_BLOCKS = ("A", "B", "C", "D", "E")
_MOODS = (("good", "plain", "tense"), (46, 48, 6))
_AT_DOOR_E6 = 400
_COUNTED = (3, 5)
_COUNT_MINUTES = 10


def visit_log_rows(world: World) -> Iterator[Row]:
    """Yield every logged call, account by account, oldest first."""
    for dealing in world.dealings:
        chance = world.seeds.stream("visit_log", dealing.profile.index)
        voice = Voice(dealing.profile, world.products, chance)
        for call in reversed(calls_of(world, dealing)):
            yield {**_when(dealing, call), **_told(world, call, voice), **_place(call, voice)}


def _when(dealing: Dealing, call: Call) -> Row:
    started = moment(call.day, call.started)
    return {
        "id": call.log_id,
        "account_id": dealing.profile.id,
        "plan_id": call.plan_id,
        "author_id": dealing.profile.owner.id,
        "started_at": started,
        "ended_at": moment(call.day, call.started + call.minutes),
        "zone": ZONE,
        "way": call.way,
        "purposes": join_labels(call.purposes),
        "next_visit_on": iso(call.day + RHYTHM_DAYS[dealing.grade]),
    }


def _told(world: World, call: Call, voice: Voice) -> Row:
    chance, sentences = voice.chance, world.phrases.visits
    met = {voice.profile.contacts[0].id}
    if chance.random() < _SECOND_SHARE:
        met.add(chance.choice(voice.profile.contacts).id)
    content = [voice.say(world.phrases.content[purpose]) for purpose in call.purposes]
    row: Row = {
        "contact_ids": join_labels(met),
        "content": "".join(content),
        "result": voice.say(world.phrases.results[call.purposes[0]]),
        "mood": chance.choices(*_MOODS)[0],
        "next_step": voice.say(sentences["next_steps"]),
    }
    if chance.random() < _FACTS_SHARE:
        row["competitor_facts"] = voice.say(sentences["competitor_facts"])
    if chance.random() < _REQUEST_SHARE:
        row["requests"] = voice.say(sentences["requests"])
    return row


def _place(call: Call, voice: Voice) -> Row:
    """Return what only somebody on the spot can know."""
    if call.way != "visit":
        return {}
    chance, spot = voice.chance, voice.profile.spot
    row: Row = {
        "latitude_e6": spot.latitude_e6 + chance.randint(-_AT_DOOR_E6, _AT_DOOR_E6),
        "longitude_e6": spot.longitude_e6 + chance.randint(-_AT_DOOR_E6, _AT_DOOR_E6),
    }
    if chance.random() < _FINDING_SHARE:
        row["findings"] = join_labels({chance.choice(_FINDINGS), chance.choice(_FINDINGS)})
    if chance.random() < _CONFIRMED_SHARE:
        row["confirmed_blocks"] = join_labels(_BLOCKS[: chance.randint(1, len(_BLOCKS))])
    return row


def stock_count_rows(world: World) -> Iterator[Row]:
    """Yield what was counted on the last visits with that purpose."""
    for dealing in world.dealings:
        usual = _usual_products(dealing)
        if not usual:
            continue
        chance = world.seeds.stream("stock_count", dealing.profile.index)
        counted = [call for call in calls_of(world, dealing) if "stock_count" in call.purposes]
        for call in reversed(counted[: world.size.counts]):
            for product in usual[: chance.randint(*_COUNTED)]:
                yield {
                    "id": make_id(moment(call.day, call.started + _COUNT_MINUTES), chance),
                    "account_id": dealing.profile.id,
                    "visit_log_id": call.log_id,
                    "product_id": world.products[product].id,
                    "counted_on": iso(call.day),
                    "warehouse_quantity": chance.choice((0, 2, 6, 12, 24, 31, 48, 60)),
                    "shelf_quantity": chance.randrange(0, 16),
                }


def _usual_products(dealing: Dealing) -> tuple[int, ...]:
    """Return what the account buys, most often bought first."""
    counts: dict[int, int] = {}
    for purchase in dealing.purchases:
        for line in purchase.lines:
            counts[line.product] = counts.get(line.product, 0) + 1
    return tuple(sorted(counts, key=lambda product: (-counts[product], product)))
