#!/usr/bin/env python3
"""Makes a project of N articles about an invented subject, by recombining sentences.

  articles.py N [--out FOLDER] [--seed 1]

Members, people, figures, dates, quotations and disagreements grow with N as they do in life: new
ones appear ever more rarely, and most articles speak of those that are known already.
"""
import argparse
import os
import random

ap = argparse.ArgumentParser()
ap.add_argument("n", type=int)
ap.add_argument("--out", default="bench-articles")
ap.add_argument("--seed", type=int, default=1)
A = ap.parse_args()
rng = random.Random(A.seed)

COUNTRIES = """Norway Denmark Portugal Chile Kenya Japan Canada Estonia Ghana Peru Vietnam Ireland
Iceland Uruguay Morocco Finland Latvia Malta Jordan Nepal""".split()
GIVEN = "Alma Bruno Carla Dario Edda Falk Greta Hugo Ines Jonas Katja Leo Mira Nils Olga Paul".split()
FAMILY = "Arden Borg Castell Dahl Eng Forss Gruber Holm Iver Juul Krag Lund Moor Nys Orr Pell".split()
BODIES = ["Harbour Office", "Tide Institute", "Coast Council", "Ferry Union", "Pilot Board"]
PUBLISHERS = ["The Quay", "Harbour Herald", "Coastal Times", "Lighthouse Daily", "Sea Post"]
MONTHS = "January February March April May June July August September October November December".split()

LEADS = [
    "{c} joined the Beacon Charter on {d}, the government said.",
    "{c} will contribute {n} pilots to the Beacon Charter, {p} said on {d}.",
    "The Beacon Charter is an agreement of coastal states to keep their harbours lit.",
    "Ministers of {c} and {c2} met on {d} to discuss the Beacon Charter.",
    "{c} has ruled out a contribution to the Beacon Charter for now.",
]
BODY = [
    "“We shall keep every lamp burning until the last ship is home,” said {p}, who leads the {b}.",
    "\"The cost is {n} million euros, and it is worth it,\" {p} told reporters in the capital.",
    "According to the {b}, {n} ships passed the narrows in {m} {y}.",
    "At least {n} people attended the ceremony, the {b} said.",
    "About {n} lamps have been replaced since {y}, a spokesman for {c} said.",
    "{p}, the transport minister of {c}, said that the plan needed more time.",
    "The {b} signed the protocol on {d}.",
    "{c} and {c2} have each promised {n} boats.",
    "Fishermen along the coast waited for news of the vote.",
    "A storm in {m} {y} put out every third light on the northern shore.",
    "The proposal resembles the Lantern Convention of {y}, which failed after two winters.",
    "The text of the agreement fills {n} pages and names no date for its end.",
    "{c} hosted the first meeting in {m} {y}, and {c2} is expected to host the next.",
    "The {b} counted {n} boats, while the ministry in {c} spoke of {n2}.",
    "Nobody at the harbour expected the lamps to be lit before winter.",
]


def name(k):
    return f"{GIVEN[k % len(GIVEN)]} {FAMILY[k // len(GIVEN) % len(FAMILY)]}" + (
        f"-{FAMILY[k // 256 % len(FAMILY)]}" if k >= 256 else "")


def sentence(form, i):
    # The number of people grows with the square root of that of articles.
    people = 8 + int(i ** 0.5)
    return form.format(
        c=rng.choice(COUNTRIES), c2=rng.choice(COUNTRIES), p=name(rng.randrange(people)),
        b=rng.choice(BODIES), n=rng.randrange(2, 900), n2=rng.randrange(2, 900),
        d=f"{rng.randrange(1, 29)} {rng.choice(MONTHS)} {rng.randrange(2029, 2032)}",
        m=rng.choice(MONTHS), y=rng.randrange(2019, 2032))


seeds = os.path.join(A.out, "seeds")
os.makedirs(seeds, exist_ok=True)
with open(os.path.join(A.out, "sitegen.yaml"), "w") as file:
    file.write("title: Beacon Charter\nbase_url: https://example.org\n"
               "subject:\n  name: Beacon Charter\n  kind_of_members: countries\n")
for i in range(A.n):
    lead = sentence(rng.choice(LEADS), i)
    parts = [lead.rstrip(".").replace(" on ", ", ", 1) + f", report {i}", "",
             f"{rng.choice(PUBLISHERS)}, {rng.randrange(1, 29)} {rng.choice(MONTHS)} 2031", "",
             lead]
    for _ in range(rng.randrange(5, 10)):
        parts += ["", " ".join(sentence(rng.choice(BODY), i) for _ in range(rng.randrange(2, 5)))]
    with open(os.path.join(seeds, f"report-{i:05d}.txt"), "w") as file:
        file.write("\n".join(parts) + "\n")
print(A.out)
