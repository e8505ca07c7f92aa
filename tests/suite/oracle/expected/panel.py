"""Figures of the folder `panel`, computed apart from the program with numpy and scipy.

    python3 panel.py > panel.json

Follows `statistics.md`: reversed questions, weights, half rule, regularised intervals with a finite population,
overlapping samples, Holm; and `decisions.md` § 13 for the thresholds of 5 and 10 (10 and 20 for Q04).
"""
import csv
import json
import math
from collections import OrderedDict, defaultdict
from pathlib import Path

import numpy as np
from scipy import stats

ITEMS = OrderedDict(  # criterion, levels, lowest, reversed, weight, groups
    Q01=("C01", 5, 1, False, 1, ("salaries", "beneficiaires")),
    Q02=("C01", 5, 1, True, 1, ("salaries", "beneficiaires")),
    Q03=("C01", 11, 0, False, 2, ("salaries", "beneficiaires")),
    Q04=("C02", 5, 0, True, 1, ("salaries",)),
    Q05=("C03", 11, 0, True, 1, ("salaries",)),
    Q06=("C03", 5, 1, False, 1, ("salaries",)),
)
SENSITIVE = {"C02"}
POPULATION = {("V1", "salaries"): 18, ("V1", "beneficiaires"): 30, ("V2", "salaries"): 13}
GROUPS = ("salaries", "beneficiaires")
WAVES = ("V1", "V2")
# Q06 was worded again in V2: a change of C03 rests on Q05 alone.
COMMON = {"C01": ("Q01", "Q02", "Q03"), "C02": ("Q04",), "C03": ("Q05",)}
OPEN = {"score": 1, "spread": 1}
PRINTED = {"score": 5, "spread": 10}


def people():
    """One entry a person and wave; what a person said twice differently is no answer."""
    found = defaultdict(lambda: {"code": "", "said": defaultdict(set)})
    with open(Path(__file__).parent.parent / "panel" / "reponses.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            person = found[row["vague"], row["groupe"], row["repondant"]]
            person["code"] = row["suivi"]
            for item, entry in ITEMS.items():
                if row["groupe"] in entry[5]:
                    person["said"][item].add(row[item])
    for person in found.values():
        person["states"] = {}
        for item, said in person["said"].items():
            said = said - {""}
            person["states"][item] = min(said) if len(said) == 1 else ""
        coded = sum(state != "" for state in person["states"].values())
        person["usable"] = coded * 2 >= len(person["states"])
    return found


def oriented(item, state):
    _, levels, lowest, is_reversed, _, _ = ITEMS[item]
    rank = int(state) - lowest + 1
    return levels + 1 - rank if is_reversed else rank


def score(item, state):
    return 100 * (oriented(item, state) - 1) / (ITEMS[item][1] - 1)


def is_level(state):
    return state not in ("", "NSP", "NC")


def criterion(person, code, items=None):
    own = [item for item, entry in ITEMS.items() if entry[0] == code and item in person["states"]]
    if items is not None:
        own = [item for item in own if item in items]
    concerned = sum(person["states"][item] != "NC" for item in own)
    valid = [item for item in own if is_level(person["states"][item])]
    if concerned == 0 or len(valid) < max(1, math.ceil(0.5 * concerned)):
        return None
    weights = np.array([ITEMS[item][4] for item in valid], float)
    return float(np.average([score(item, person["states"][item]) for item in valid], weights=weights))


def regularised(values):
    n = len(values)
    return ((n - 1) * np.var(values, ddof=1) + 2 * 22.0**2) / (n - 1 + 2)


def printed(variance):
    return 26.0**2 if math.sqrt(variance) <= 26 + 1e-9 else 45.0**2


def enough(rule, code):
    factor = 2 if rule is PRINTED and code in SENSITIVE else 1
    return rule["score"] * factor, rule["spread"] * factor


def variance(values, rule, code):
    found = regularised(values)
    return found if len(values) >= enough(rule, code)[1] else printed(found)


def factor(n, population):
    if population is None:
        return 1.0
    return 0.0 if population <= n else 1 - n / population


def level(values, population, rule, code):
    n = len(values)
    fewest, spread = enough(rule, code)
    if n < fewest:
        return None
    half = stats.t.ppf(0.975, n - 1) * math.sqrt(variance(values, rule, code) / n * factor(n, population))
    mean = float(np.mean(values))
    found = {"n": n, "mean": mean, "low": max(0, mean - half), "high": min(100, mean + half)}
    if n >= spread:
        q1, median, q3 = np.quantile(values, [0.25, 0.5, 0.75], method="averaged_inverted_cdf")
        found |= {
            "sd": float(np.std(values, ddof=1)),
            "quartiles": [float(q1), float(median), float(q3)],
            "at_75": int(np.sum(np.array(values) >= 75 - 1e-9)),
            "at_25": int(np.sum(np.array(values) <= 25 + 1e-9)),
        }
    return found


def combined(parts):
    """Equal weights, Satterthwaite: (value, squared standard error, degrees of freedom)."""
    weight = 1 / len(parts)
    value = sum(weight * part[0] for part in parts)
    pieces = [weight**2 * part[1] for part in parts]
    total = sum(pieces)
    freedom = total**2 / sum(piece**2 / part[2] for piece, part in zip(pieces, parts)) if total > 0 else math.inf
    return value, math.sqrt(total), freedom


def ensemble(scores, wave, rule, code):
    parts = []
    for group in GROUPS:
        values = scores.get((wave, group, code), [])
        if len(values) >= enough(rule, code)[0]:
            n = len(values)
            squared = variance(values, rule, code) / n * factor(n, POPULATION.get((wave, group)))
            parts.append((float(np.mean(values)), squared, n - 1))
    if not parts:
        return None
    value, error, freedom = combined(parts)
    half = stats.t.ppf(0.975, freedom) * error if error > 0 else 0
    return {"mean": value, "low": max(0, value - half), "high": min(100, value + half), "groups": len(parts)}


def change(all_people, group, code, rule):
    def of(wave):
        return {
            key[2]: (person["code"], criterion(person, code, COMMON[code]))
            for key, person in all_people.items()
            if key[0] == wave and key[1] == group and person["usable"]
        }

    first = [entry for entry in of("V1").values() if entry[1] is not None]
    last = [entry for entry in of("V2").values() if entry[1] is not None]
    fewest, spread = enough(rule, code)
    n1, n2 = len(first), len(last)
    if min(n1, n2) < max(2, fewest):
        return None
    known = {who: value for who, value in first if who}
    pairs = [(known[who], value) for who, value in last if who and who in known]
    a, b = [value for _, value in first], [value for _, value in last]
    v1, v2 = regularised(a), regularised(b)
    whole = len(pairs) == n1 == n2
    r = 0.0
    if len(pairs) >= 2 and (whole or len(pairs) >= 5):
        x, y = zip(*pairs)
        if np.std(x) > 0 and np.std(y) > 0:
            r = min(0.8, float(stats.pearsonr(x, y).statistic))
    if min(n1, n2) < spread:
        v1, v2 = printed(v1), printed(v2)
        r = max(step for step in (0.0, 0.3, 0.6) if step <= max(r, 0.0) + 1e-9)
    c = len(pairs)
    e1, e2 = v1 / n1, v2 / n2
    squared = e1 + e2 - 2 * r * math.sqrt(v1 * v2) * c / (n1 * n2)
    welch = (e1 + e2) ** 2 / (e1**2 / (n1 - 1) + e2**2 / (n2 - 1))
    if whole:
        freedom = c - 1
    elif c < 5:
        freedom = welch
    else:
        alone = n1 + n2 - 2 * c
        freedom = (c - 1) + (welch - c + 1) / (n1 + n2) * alone
    moves = [sum(y > x for x, y in pairs), sum(y == x for x, y in pairs), sum(y < x for x, y in pairs)]
    spared = 1 if code in SENSITIVE else 0
    return {
        "n": [n1, n2],
        "pairs": c,
        "delta": float(np.mean(b) - np.mean(a)),
        "error": math.sqrt(squared),
        "freedom": max(1.0, freedom),
        "tested": min(n1, n2) >= spread,
        "people": moves if c >= spread and max(moves) < c - spared else None,
    }


def holm(p):
    order = sorted(range(len(p)), key=lambda rank: p[rank])
    adjusted, highest = [0.0] * len(p), 0.0
    for place, rank in enumerate(order):
        highest = max(highest, min(1.0, (len(p) - place) * p[rank]))
        adjusted[rank] = highest
    return adjusted


def judged(family):
    """Tests, words and bounds of the changes of one group: {criterion: change}."""
    codes = [code for code in family if family[code] is not None]
    p = [2 * stats.t.sf(abs(family[code]["delta"]) / family[code]["error"], family[code]["freedom"]) for code in codes]
    for code, plain, adjusted in zip(codes, p, holm(p)):
        entry = family[code]
        t = lambda share: stats.t.ppf(share, entry["freedom"]) * entry["error"]
        entry["low"], entry["high"] = entry["delta"] - t(0.975), entry["delta"] + t(0.975)
        entry["mde"] = t(0.975) + t(0.8)
        up = "amelioration" if entry["delta"] > 0 else "degradation"
        if adjusted < 0.05 and abs(entry["delta"]) >= 10 - 1e-9:
            entry["word"] = up + "_etablie"
        elif entry["low"] > 0 or entry["high"] < 0:
            entry["word"] = up + "_probable"
        elif -10 < entry["delta"] - t(0.95) and entry["delta"] + t(0.95) < 10:
            entry["word"] = "stabilite_etablie"
        else:
            entry["word"] = "incertain"
        tested = entry.pop("tested")
        entry["p"], entry["p_holm"] = (plain, adjusted) if tested else (None, None)
        del entry["error"], entry["freedom"]
    return family


def main():
    everyone = people()
    codes = ("C01", "C02", "C03")
    scores = defaultdict(list)
    for (wave, group, _), person in everyone.items():
        for code in codes:
            value = criterion(person, code) if person["usable"] else None
            if value is not None:
                scores[wave, group, code].append(value)
    told = {"items": {}, "participation": {}}
    for wave in WAVES:
        for group in GROUPS:
            own = [person for key, person in everyone.items() if key[:2] == (wave, group)]
            told["participation"][f"{wave}|{group}"] = {
                "answered": sum(any(state != "" for state in person["states"].values()) for person in own),
                "usable": sum(person["usable"] for person in own),
            }
            for item, entry in ITEMS.items():
                if group not in entry[5]:
                    continue
                # A level counts where the person has a score of the criterion.
                states = [
                    (person["states"][item], criterion(person, entry[0])) for person in own if person["usable"]
                ]
                ranks = [oriented(item, state) for state, base in states if is_level(state) and base is not None]
                told["items"][f"{wave}|{group}|{item}"] = {
                    "counts": [ranks.count(rank) for rank in range(1, entry[1] + 1)],
                    "asides": [sum(state == code for state, _ in states) for code in ("NSP", "NC", "")],
                    "score": float(np.mean([100 * (rank - 1) / (entry[1] - 1) for rank in ranks])),
                }
    for name, rule in (("open", OPEN), ("printed", PRINTED)):
        told[name] = {"levels": {}, "ensemble": {}, "changes": {}}
        for wave in WAVES:
            for code in codes:
                for group in GROUPS:
                    values = scores.get((wave, group, code))
                    if values:
                        population = POPULATION.get((wave, group))
                        told[name]["levels"][f"{wave}|{group}|{code}"] = level(values, population, rule, code)
                told[name]["ensemble"][f"{wave}|{code}"] = ensemble(scores, wave, rule, code)
        for group in GROUPS:
            asked = [code for code in codes if any(e[0] == code and group in e[5] for e in ITEMS.values())]
            family = judged({code: change(everyone, group, code, rule) for code in asked})
            for code, entry in family.items():
                told[name]["changes"][f"{group}|{code}"] = entry
    print(json.dumps(told, indent=1, ensure_ascii=False))


main()
