#!/usr/bin/env python3
"""Writes model-udfs/src/test/resources/dev/atelier/claims/seeded.txt: items with 2,000 texts about them, English and German,
whose true statements are also paraphrased, inflected and converted to other units, and whose faults are seeded and marked as
written.txt says.

Standard library only; the same output every time. Run: python3 scripts/cases/make_claims.py
"""
import pathlib
import random

TEXTS, PER_ITEM = 2000, 4
OUT = pathlib.Path(__file__).resolve().parents[2] / "model-udfs/src/test/resources/dev/atelier/claims/seeded.txt"

# name in both languages, German article, what it may be made of, what it may measure
PRODUCTS = [
    ("Coffee Table", "Couchtisch", "m", "wood", "box"), ("Shelf", "Regal", "n", "wood", "box"), ("Stool", "Hocker", "m", "wood", "box"),
    ("Chopping Board", "Schneidebrett", "n", "wood", "box"), ("Frying Pan", "Bratpfanne", "f", "pan", "pan"),
    ("Saucepan", "Kochtopf", "m", "pan", "vessel"), ("Teapot", "Teekanne", "f", "pot", "vessel"), ("Mug", "Becher", "m", "pot", "vessel"),
    ("Vase", "Vase", "f", "pot", "vessel"), ("Water Bottle", "Trinkflasche", "f", "bottle", "vessel"),
    ("Tote Bag", "Tragetasche", "f", "cloth", "bag"), ("Backpack", "Rucksack", "m", "cloth", "bag"),
    ("Jacket", "Jacke", "f", "cloth", "wear"), ("Shirt", "Hemd", "n", "cloth", "wear"), ("Sweater", "Pullover", "m", "cloth", "wear"),
    ("Ankle Boot", "Stiefelette", "f", "shoe", "shoe"), ("Sandal", "Sandale", "f", "shoe", "shoe"),
    ("Desk Lamp", "Tischleuchte", "f", "lamp", "power"), ("Blender", "Mixer", "m", "lamp", "power"),
    ("Speaker", "Lautsprecher", "m", "lamp", "power"),
]
# English, English adjective, German noun, first half of a German compound, more general words that are true too
MATERIALS = {
    "oak": ("oak", "oak", "Eiche", "Eichen", [("wood", "wooden", "Holz", "Holz")]),
    "walnut": ("walnut", "walnut", "Nussbaum", "Nussbaum", [("wood", "wooden", "Holz", "Holz")]),
    "beech": ("beech", "beech", "Buche", "Buchenholz", [("wood", "wooden", "Holz", "Holz")]),
    "pine": ("pine", "pine", "Kiefer", "Kiefern", [("wood", "wooden", "Holz", "Holz")]),
    "bamboo": ("bamboo", "bamboo", "Bambus", "Bambus", []),
    "cast iron": ("cast iron", "cast-iron", "Gusseisen", "Gusseisen", [("iron", "iron", "Eisen", "Eisen")]),
    "stainless steel": ("stainless steel", "stainless-steel", "Edelstahl", "Edelstahl", [("steel", "steel", "Stahl", "Stahl")]),
    "aluminium": ("aluminium", "aluminium", "Aluminium", "Aluminium", [("metal", "metal", "Metall", "Metall")]),
    "copper": ("copper", "copper", "Kupfer", "Kupfer", [("metal", "metal", "Metall", "Metall")]),
    "porcelain": ("porcelain", "porcelain", "Porzellan", "Porzellan", [("ceramic", "ceramic", "Keramik", "Keramik")]),
    "stoneware": ("stoneware", "stoneware", "Steinzeug", "Steinzeug", [("ceramic", "ceramic", "Keramik", "Keramik")]),
    "glass": ("glass", "glass", "Glas", "Glas", []),
    "polycarbonate": ("polycarbonate", "polycarbonate", "Polycarbonat", "Polycarbonat", [("plastic", "plastic", "Kunststoff", "Kunststoff")]),
    "cotton": ("cotton", "cotton", "Baumwolle", "Baumwoll", []),
    "linen": ("linen", "linen", "Leinen", "Leinen", []),
    "merino wool": ("merino wool", "merino", "Merinowolle", "Merino", [("wool", "wool", "Wolle", "Woll")]),
    "polyester": ("polyester", "polyester", "Polyester", "Polyester", []),
    "suede": ("suede", "suede", "Wildleder", "Wildleder", [("leather", "leather", "Leder", "Leder")]),
    "leather": ("leather", "leather", "Leder", "Leder", []),
    "faux leather": ("faux leather", "faux-leather", "Kunstleder", "Kunstleder", []),
    "canvas": ("canvas", "canvas", "Canvas", "Canvas", []),
    "rubber": ("rubber", "rubber", "Gummi", "Gummi", []),
    "cork": ("cork", "cork", "Kork", "Kork", []),
    "brass": ("brass", "brass", "Messing", "Messing", [("metal", "metal", "Metall", "Metall")]),
}
OF = {"wood": ["oak", "walnut", "beech", "pine", "bamboo"], "pan": ["cast iron", "stainless steel", "aluminium", "copper"],
      "pot": ["porcelain", "stoneware", "glass", "cast iron"], "bottle": ["stainless steel", "glass", "aluminium"],
      "cloth": ["cotton", "linen", "merino wool", "polyester"], "shoe": ["suede", "leather", "faux leather"],
      "lamp": ["aluminium", "brass", "polycarbonate", "oak"]}
COLOURS = {"red": ("red", "rot", []), "burgundy": ("burgundy", "weinrot", ["red"]), "blue": ("blue", "blau", []),
           "navy": ("navy", "marineblau", ["blue"]), "green": ("green", "grün", []), "olive": ("olive green", "olivgrün", ["green"]),
           "yellow": ("yellow", "gelb", []), "black": ("black", "schwarz", []), "white": ("white", "weiß", []),
           "grey": ("grey", "grau", []), "anthracite": ("anthracite", "anthrazitgrau", ["grey"]), "brown": ("brown", "braun", [])}
PLACES = {"Portugal": ("Portuguese", "Portugal", "portugiesisch"), "Italy": ("Italian", "Italien", "italienisch"),
          "Germany": ("German", "Deutschland", "deutsch"), "Sweden": ("Swedish", "Schweden", "schwedisch"),
          "India": ("Indian", "Indien", "indisch"), "Vietnam": ("Vietnamese", "Vietnam", "vietnamesisch"),
          "Poland": ("Polish", "Polen", "polnisch"), "Japan": ("Japanese", "Japan", "japanisch")}
BRANDS = ["Nordlicht", "Harbour & Pine", "Oak Lane", "Tempo", "Ilva", "Grünzeug", "Bergzeit", "Pacer"]
FAMOUS = ["Bosch", "Ikea", "Nike", "Samsung", "Zwilling", "Patagonia"]
# value in the row, English, German; which of them say what others mean too
CERTIFICATES = {"FSC": ("FSC certified", "FSC-zertifiziert"), "GOTS": ("GOTS certified", "GOTS-zertifiziert"),
                "OEKO-TEX Standard 100": ("OEKO-TEX certified", "nach OEKO-TEX geprüft"), "Fairtrade": ("fair trade", "fair gehandelt"),
                "CE": ("CE marked", "CE-geprüft"), "IP44": ("rated IP44", "geschützt nach IP44"), "vegan": ("vegan", "vegan"),
                "dishwasher safe": ("dishwasher-safe", "spülmaschinenfest"), "BPA free": ("BPA-free", "BPA-frei"),
                "waterproof": ("waterproof", "wasserdicht"), "organic": ("organic", "aus biologischem Anbau")}
SIZES = ["XS", "S", "M", "L", "XL", "XXL"]
SUPERLATIVES = {
    "en": ["the best {n} you can buy", "the most comfortable choice of the year", "the lightest of its kind", "unbeatable value",
           "guaranteed to please", "the world's finest {n}", "the only {n} you will ever need", "a {n} with a lifetime guarantee",
           "an indestructible companion", "number one among experts"],
    "de": ["das beste Stück weit und breit", "die bequemste Wahl des Jahres", "unschlagbar im Preis", "garantiert ein Volltreffer",
           "der leichteste Vertreter seiner Art", "die weltweit schönste Form", "unverwüstlich im Gebrauch",
           "ein Kauf mit lebenslanger Garantie", "das einzige Stück, das man braucht", "die Nummer 1 unter Kennern"]}
NEUTRAL = {
    "en": ["It arrives in a plain box and is ready in no time.", "A good gift for friends who have everything.",
           "Set it down, lean back and pour yourself a glass of red wine.", "Looks at home in any room, from kitchen to study.",
           "It will be the first thing you reach for in the morning.", "At its best with a cup of green tea beside it.",
           "Care is simple: wipe it down and let it rest.", "Two minds thought about it for a long time.",
           "It pairs well with blue jeans and a quiet day.", "Made to be used, not to be looked at.",
           "Unlike plastic things it gets better with age.", "No gold, no glitter, no nonsense.", "Feels right from day one."],
    "de": ["Kommt in einer schlichten Schachtel und ist sofort bereit.", "Ein schönes Geschenk für Freunde, die schon alles haben.",
           "Hinstellen, zurücklehnen, ein Glas Wein einschenken.", "Passt in jeden Raum, von der Küche bis ins Arbeitszimmer.",
           "Am besten genießt man dazu einen grünen Tee.", "Die Pflege ist einfach: abwischen und trocknen lassen.",
           "Passt zu blauen Jeans und ruhigen Tagen.", "Gemacht zum Benutzen, nicht zum Anschauen.", "Wie für den Alltag geschaffen.",
           "Anders als Dinge aus Plastik wird es mit den Jahren schöner.", "Ein treuer Begleiter, rund um die Uhr.",
           "Für drinnen und für draußen, im Grünen wie in der Stadt."]}
WORDS = {"en": "zero one two three four five six seven eight nine ten eleven twelve".split(),
         "de": "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split()}


def plain(value, language, places=2):
    text = f"{value:.{places}f}".rstrip("0").rstrip(".") if "." in f"{value:.{places}f}" else f"{value:.{places}f}"
    return text.replace(".", ",") if language == "de" else text


def mark(fault, kind, words):
    return f"{{{fault} {kind}|{words}}}" if fault else words


class Thing:
    """An item: what its row says, and what is true of it."""

    def __init__(self, rng, language):
        self.language = language
        self.en, self.de, self.gender, made, self.measured = rng.choice(PRODUCTS)
        self.material = rng.choice(OF[made])
        self.made = made
        self.colour = rng.choice(list(COLOURS))
        self.place = rng.choice(list(PLACES))
        self.brand = rng.choice(BRANDS)
        self.certificate = rng.choice(list(CERTIFICATES))
        self.price = rng.choice([9.9, 14.5, 19.95, 24.9, 39.0, 49.5, 79.9, 129.0])
        self.warranty = rng.choice([2, 3, 5])
        self.pieces = rng.choice([2, 3, 4, 6])
        self.grams = rng.choice([240, 320, 450, 680, 850, 1200, 1800, 2300])
        self.height, self.width = rng.sample([18, 24, 32, 45, 58, 75, 90, 120], 2)
        self.millilitres = rng.choice([250, 330, 500, 750, 1000, 1500])
        self.watts, self.hours = rng.choice([8, 12, 40, 350, 700]), rng.choice([6, 8, 12, 20, 30])
        self.size, self.shoe = rng.choice(SIZES), rng.choice(range(37, 46))
        self.name = rng.choice(["Alma", "Bruno", "Fjord", "Linea", "Mira", "Nova", "Otto", "Vento"])

    def row(self):
        german = self.language == "de"
        name = f"{self.de} {self.name}" if german else f"{self.en} {self.name}"
        a = {"material": MATERIALS[self.material][2 if german else 0], "farbe" if german else "colour": COLOURS[self.colour][1 if german else 0],
             "herkunft" if german else "origin": PLACES[self.place][1] if german else self.place,
             "zertifikat" if german else "certificate": CERTIFICATES[self.certificate][1] if german and self.certificate not in
             ("FSC", "GOTS", "CE", "IP44") else self.certificate,
             "garantie" if german else "warranty": f"{self.warranty} " + ("Jahre" if german else "years"),
             "gewicht" if german else "weight": f"{self.grams} g" if self.grams < 1000 else f"{plain(self.grams / 1000, self.language)} kg",
             "anzahl" if german else "pieces": str(self.pieces)}
        if self.measured in ("box", "pan", "vessel"):
            a["höhe" if german else "height"] = f"{self.height} cm"
            a["breite" if german else "width"] = f"{self.width} cm"
        if self.measured in ("vessel", "bag"):
            a["volumen" if german else "capacity"] = f"{self.millilitres} ml" if self.millilitres < 1000 else f"{plain(self.millilitres / 1000, self.language)} l"
        if self.measured == "power":
            a["leistung" if german else "power"] = f"{self.watts} W"
            a["akkulaufzeit" if german else "battery life"] = f"{self.hours} " + ("Stunden" if german else "hours")
        if self.measured == "wear":
            a["größe" if german else "size"] = self.size
        if self.measured == "shoe":
            a["größe" if german else "size"] = f"EU {self.shoe}"
        text = "Ein Stück für jeden Tag." if german else "A piece for every day."
        price = f"{self.price:.2f} EUR"
        return " | ".join(["= " + name, text, "Haushalt" if german else "Household", self.brand, price, self.language,
                           "; ".join(f"{k}={v}" for k, v in a.items())])


class Writer:
    """Sentences about a thing; each method says one, true or false as told."""

    def __init__(self, rng, thing, language):
        self.rng, self.t, self.l = rng, thing, language
        self.de = language == "de"

    def pick(self, english, german):
        return self.rng.choice(german if self.de else english)

    def other(self, options, not_these):
        return self.rng.choice([o for o in options if o not in not_these])

    def noun(self):
        return self.t.de if self.de else self.t.en.lower()

    def ending(self):
        return {"m": "er", "f": "e", "n": "es"}[self.t.gender]

    def article(self):
        return {"m": "Der", "f": "Die", "n": "Das"}[self.t.gender]

    # ---- numbers
    def length(self, cm):
        forms = [f"{cm} cm", f"{cm} " + ("Zentimeter" if self.de else "centimetres"), f"{cm * 10} mm", f"{plain(cm / 100, self.l)} m"]
        inches = cm / 2.54
        if abs(round(inches) * 2.54 - cm) / cm < 0.03:
            forms.append(f"{round(inches)} " + ("Zoll" if self.de else "inches"))
        forms.append(f"{plain(inches, self.l, 1)} " + ("Zoll" if self.de else "in"))
        return self.rng.choice(forms)

    def wrong(self, value, least=1.25):
        factor = self.rng.choice([0.1, 0.5, 0.6, 1.5, 2, 10])
        changed = value * factor
        return max(1, round(changed)) if max(1, round(changed)) != value else value * 2

    def number_size(self, false):
        t, swap = self.t, false and self.rng.random() < 0.4
        height, width = (t.width, t.height) if swap else (t.height, t.width)
        which = self.rng.choice(["h", "w", "both"])
        f = "c" if false else ""
        if false and not swap:
            height = width = self.other([18, 24, 32, 45, 58, 75, 90, 120, 140, 7], [t.height, t.width])
        h, w = self.length(height), self.length(width)
        if which == "h" or false and not swap:
            m = mark(f, "number", h)
            return self.pick([f"It stands {m} high.", f"At {m} in height it fits anywhere.", f"Height: {m}."],
                             [f"Es ist {m} hoch.", f"Mit einer Höhe von {m} passt es überall hin.", f"Höhe: {m}."])
        if which == "w":
            m = mark(f, "number", w)
            return self.pick([f"It is {m} wide.", f"With a width of {m} it leaves room for more."],
                             [f"Es ist {m} breit.", f"Eine Breite von {m} lässt noch Platz."])
        a, b = mark(f, "number", h), mark(f, "number", w)
        return self.pick([f"It measures {a} in height and {b} in width.", f"It is {b} wide and {a} high."],
                         [f"Es misst {a} in der Höhe und {b} in der Breite.", f"Es ist {b} breit und {a} hoch."])

    def number_weight(self, false):
        g = self.wrong(self.t.grams) if false else self.t.grams
        forms = [f"{g} g", f"{g} " + ("Gramm" if self.de else "grams"), f"{plain(g / 1000, self.l, 3)} kg", f"{plain(g / 28.3495, self.l, 1)} oz"]
        if not false:
            forms.append(f"{plain(g / 453.592, self.l, 1)} " + ("lb" if g >= 800 else "lb")) if g >= 800 else None
        m = mark("c" if false else "", "number", self.rng.choice(forms))
        return self.pick([f"It weighs {m}.", f"At just {m} it is easy to carry.", f"Weight: {m}."],
                         [f"Es wiegt {m}.", f"Mit {m} ist es leicht zu tragen.", f"Gewicht: {m}."])

    def number_volume(self, false):
        ml = self.wrong(self.t.millilitres) if false else self.t.millilitres
        forms = [f"{ml} ml", f"{plain(ml / 10, self.l)} cl", f"{plain(ml / 1000, self.l, 3)} " + ("Liter" if self.de else "litres"),
                 f"{plain(ml / 1000, self.l, 3)} l"]
        if not self.de:
            forms.append(f"{plain(ml / 29.5735, self.l, 1)} fl oz")
        m = mark("c" if false else "", "number", self.rng.choice(forms))
        return self.pick([f"It holds {m}.", f"Room for {m}.", f"A capacity of {m} is enough for a day out."],
                         [f"Es fasst {m}.", f"Platz für {m}.", f"Ein Volumen von {m} reicht für einen Tag."])

    def number_power(self, false):
        if self.rng.random() < 0.5:
            w = self.wrong(self.t.watts) if false else self.t.watts
            m = mark("c" if false else "", "number", self.rng.choice([f"{w} W", f"{w} Watt" + ("" if self.de else "s"), f"{plain(w / 1000, self.l, 4)} kW"]))
            return self.pick([f"Power: {m}.", f"It draws {m}.", f"A {m} motor does the work."], [f"Leistung: {m}.", f"Es braucht {m}."])
        h = self.wrong(self.t.hours) if false else self.t.hours
        words = f"{WORDS[self.l][h]} " if h <= 12 and h > 1 and self.rng.random() < 0.5 else f"{h} "
        m = mark("c" if false else "", "number", words + (("Stunden" if self.de else "hours") if h > 1 else ("Stunde" if self.de else "hour")))
        return self.pick([f"The battery lasts {m}.", f"It runs for {m} on one charge."], [f"Der Akku hält {m}.", f"Es läuft {m} mit einer Ladung."])

    def number_warranty(self, false):
        y = self.other([1, 4, 7, 10], [self.t.warranty]) if false else self.t.warranty
        unit = ("Jahre" if y > 1 else "Jahr") if self.de else ("years" if y > 1 else "year")
        forms = [f"{y} {unit}", f"{y * 12} " + ("Monate" if self.de else "months")]
        if y > 1:
            forms.append(f"{WORDS[self.l][y]} {unit}")
        m = mark("c" if false else "", "number", self.rng.choice(forms))
        return self.pick([f"It comes with {m} of warranty.", f"Warranty: {m}."], [f"Dazu {m} Garantie.", f"Garantie: {m}."])

    def number_price(self, false):
        p = self.other([7.5, 17.9, 29.0, 44.9, 99.0, 149.0], [self.t.price]) if false else self.t.price
        de, en = f"{p:.2f}".replace(".", ","), f"{p:.2f}"
        forms = [f"{de} €", f"{de} Euro", f"{de} EUR"] if self.de else [f"€{en}", f"{en} euros", f"EUR {en}", f"{en} €"]
        m = mark("c" if false else "", "number", self.rng.choice(forms))
        return self.pick([f"Yours for {m}.", f"It costs {m}."], [f"Für {m} zu haben.", f"Es kostet {m}."])

    def number_pieces(self, false):
        n = self.other([2, 3, 4, 5, 6, 8, 12], [self.t.pieces]) if false else self.t.pieces
        word = WORDS[self.l][n]
        f = "c" if false else ""
        return self.pick([f"Sold as a set of {mark(f, 'number', str(n))}.", f"You get {mark(f, 'number', word)} pieces in a box.", f"A {mark(f, 'number', f'{n}-piece')} set."],
                         [f"Im {mark(f, 'number', f'{n}er-Set')} erhältlich.", f"Sie erhalten {mark(f, 'number', word)} Stück.", f"Ein {mark(f, 'number', f'{n}-teiliges')} Set."])

    def number_invented(self, false):
        if not false:
            return self.neutral()
        n = self.rng.choice([12, 15, 30, 45, 80, 90])
        m = lambda words: mark("u", "number", words)
        return self.pick([f"It withstands {m(f'{n} °C')}.", f"It saves {m(f'{n} %')} of the energy.", f"Tested with {m(f'{n} bar')}.", f"It has {m(f'{n} GB')} of memory."],
                         [f"Es hält {m(f'{n} °C')} aus.", f"Es spart {m(f'{n} %')} Energie.", f"Geprüft mit {m(f'{n} bar')}.", f"Es hat {m(f'{n} GB')} Speicher."])

    def number(self, false):
        options = [self.number_weight, self.number_warranty, self.number_price, self.number_pieces, self.number_invented]
        options += {"box": [self.number_size] * 3, "pan": [self.number_size] * 3, "vessel": [self.number_size, self.number_volume] * 2,
                    "bag": [self.number_volume] * 2, "power": [self.number_power] * 3}.get(self.t.measured, [])
        return self.rng.choice(options)(false)

    # ---- words
    def material(self, false):
        t = self.t
        words = MATERIALS[t.material]
        related = {w[0] for w in words[4]}
        if false and self.rng.random() < 0.2:
            part = self.rng.choice([("handle", "Griff"), ("lid", "Deckel"), ("lining", "Futter"), ("buckle", "Schnalle")])
            m = self.other(["titanium", "silk", "bamboo", "cork", "marble"], [t.material])
            german = {"titanium": "Titan", "silk": "Seide", "bamboo": "Bambus", "cork": "Kork", "marble": "Marmor"}[m]
            return self.pick([f"With a {part[0]} of {mark('u', 'material', m)}.", f"The {mark('u', 'material', m)} {part[0]} is a nice touch."],
                             [f"Mit {part[1]} aus {mark('u', 'material', german)}."])
        if false:
            rivals = [m for m, w in MATERIALS.items() if m != t.material and m not in related and t.material not in {x[0] for x in w[4]}
                      and not {m, t.material} & {"canvas"}]
            # faux leather is no leather; suede is
            words = MATERIALS[self.rng.choice(rivals)]
        elif words[4] and self.rng.random() < 0.4:
            words = self.rng.choice(words[4])
        f = "c" if false else ""
        e, adjective, g, half = words[:4]
        noun = self.noun()
        return self.pick([f"Made of {mark(f, 'material', e)}.", f"A {mark(f, 'material', adjective)} {noun} with character.",
                          f"This {noun} is cut from {mark(f, 'material', e)}.", f"{mark(f, 'material', e.capitalize())}, nothing else."],
                         [f"Aus {mark(f, 'material', g)} gefertigt.", f"{self.article()} {mark(f, 'material', half + noun.lower())} hat Charakter.",
                          f"Hergestellt aus {mark(f, 'material', g)}.", f"Reines Material: {mark(f, 'material', g)}."])

    def denied(self, false):
        """What is not in it: true of what it is not made of."""
        t = self.t
        if false:
            words, f = MATERIALS[t.material], "c"
        else:
            related = {w[0] for w in MATERIALS[t.material][4]}
            words, f = MATERIALS[self.other(list(MATERIALS), [t.material, *related, "suede", "leather", "faux leather", "canvas"])], ""
        e, g = mark(f, "material", words[0]), mark(f, "material", words[2])
        return self.pick([f"There is no {e} in it.", f"Entirely without {e}."], [f"Ganz ohne {g}.", f"Kein {g}, kein Schnickschnack."])

    def colour(self, false):
        value = self.t.colour
        e, g, general = COLOURS[value]
        if false:
            kin = {value, *COLOURS[value][2]} | {c for c, w in COLOURS.items() if value in w[2]}
            e, g, _ = COLOURS[self.other(list(COLOURS), kin)]
        elif general and self.rng.random() < 0.4:
            e, g, _ = COLOURS[general[0]]
        f = "c" if false else ""
        noun = self.noun()
        stem = g[:-1] if g.endswith("e") else g
        return self.pick([f"The {mark(f, 'colour', e)} {noun} catches the eye.", f"It comes in {mark(f, 'colour', e)}.", f"Colour: {mark(f, 'colour', e)}."],
                         [f"Ein{'' if self.t.gender != 'f' else 'e'} {mark(f, 'colour', stem + self.ending())} {noun} fällt auf.", f"Farbe: {mark(f, 'colour', g)}.",
                          f"Erhältlich in {mark(f, 'colour', g.capitalize())}."])

    def size(self, false):
        f = "c" if false else ""
        if self.t.measured == "wear":
            s = self.other(SIZES, [self.t.size]) if false else self.t.size
            return self.pick([f"Size {mark(f, 'size', s)}.", f"This one is a size {mark(f, 'size', s)}."], [f"Größe {mark(f, 'size', s)}.", f"In Größe {mark(f, 'size', s)} auf Lager."])
        if self.t.measured == "shoe":
            n = self.other(range(36, 47), [self.t.shoe]) if false else self.t.shoe
            forms = self.pick(["EU {}", "size {}"], ["EU {}", "Größe {}"])
            return self.pick(["In stock: "], ["Auf Lager: "]) + mark(f, "size", forms.format(n)) + "."
        return self.neutral() if not false else self.pick([f"It comes in size {mark('u', 'size', 'XL')}."], [f"Es kommt in Größe {mark('u', 'size', 'XL')}."])

    def place(self, false):
        p = self.other(list(PLACES), [self.t.place]) if false else self.t.place
        adjective, g, german = PLACES[p]
        f = "c" if false else ""
        if not false and self.rng.random() < 0.15 and p not in ("India", "Vietnam", "Japan"):
            return self.pick(["Made in Europe."], ["Hergestellt in Europa."])
        return self.pick([f"Made in {mark(f, 'place', p)}.", f"It comes from {mark(f, 'place', p)}.", f"A piece of {mark(f, 'place', adjective)} craftsmanship.",
                          f"Crafted by hand in {mark(f, 'place', p)}."],
                         [f"Hergestellt in {mark(f, 'place', g)}.", f"Aus {mark(f, 'place', g)}.", f"Echte {mark(f, 'place', german + 'e')} Handarbeit.",
                          f"In {mark(f, 'place', g)} von Hand gefertigt."])

    def brand(self, false):
        b = self.other(BRANDS + FAMOUS, [self.t.brand]) if false else self.t.brand
        f = "c" if false else ""
        noun = self.noun()
        m = mark(f, "brand", b)
        return self.pick([f"A {noun} by {m}.", f"Made by {m}.", f"This {noun} from {m} is a keeper."],
                         [f"{self.article()} {noun} von {m} überzeugt.", f"Von der Marke {m}.", f"Ein Stück aus dem Hause {m}."])

    def certificate(self, false):
        own = self.t.certificate
        c = own
        if false:
            c = self.other(list(CERTIFICATES), [own] + (["organic"] if own == "GOTS" else []))
        words = CERTIFICATES[c][1 if self.de else 0]
        if c == "organic" and false and own == "GOTS":
            return self.neutral()
        if not false and own == "GOTS" and self.rng.random() < 0.3:
            words = CERTIFICATES["organic"][1 if self.de else 0]
        if not false and own in ("dishwasher safe", "waterproof", "vegan") or not false or self.rng.random() < 0.85:
            f = ("c" if own == "IP44" and c.startswith("IP") else "u") if false else ""
            m = mark(f, "certificate", words)
            return self.pick([f"It is {m}.", f"Good to know: {m}."], [f"Es ist {m}.", f"Gut zu wissen: {m}."])
        if own in ("dishwasher safe", "waterproof", "vegan"):
            words = CERTIFICATES[own][1 if self.de else 0]
            return self.pick([f"It is not {mark('c', 'certificate', words)}."], [f"Es ist nicht {mark('c', 'certificate', words)}."])
        return self.pick([f"It is {mark('u', 'certificate', 'rated IP68')}."], [f"Geschützt nach {mark('u', 'certificate', 'IP68')}."]) if own != "IP44" else \
            self.pick([f"It is rated {mark('c', 'certificate', 'IP68')}."], [f"Geschützt nach {mark('c', 'certificate', 'IP68')}."])

    def superlative(self, false):
        if not false:
            return self.neutral()
        words = self.rng.choice(SUPERLATIVES[self.l]).format(n=self.noun())
        return self.pick(["It is {}.", "Simply {}.", "We call it {}."], ["Es ist {}.", "Kurz: {}.", "Für uns ist es {}."]).format(mark("u", "superlative", words))

    def neutral(self):
        return self.rng.choice(NEUTRAL[self.l])

    def text(self):
        kinds = [self.number, self.number, self.material, self.denied, self.colour, self.size, self.place, self.brand, self.certificate, self.superlative]
        told = self.rng.sample(kinds, self.rng.choice([2, 3, 3, 4]))
        sentences = [kind(self.rng.random() < 0.4) for kind in told]
        sentences.insert(self.rng.randrange(len(sentences) + 1), self.neutral())
        return " ".join(sentences)


def main():
    rng = random.Random(20261127)
    lines = ["# Made by scripts/cases/make_claims.py; marked as written.txt says."]
    for i in range(TEXTS // PER_ITEM):
        thing = Thing(rng, "en" if i % 2 == 0 else "de")
        lines.append(thing.row())
        for k in range(PER_ITEM):
            # one text in ten is in the other language than the row
            other = {"en": "de", "de": "en"}[thing.language]
            lines.append(Writer(rng, thing, other if rng.random() < 0.1 else thing.language).text())
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {TEXTS} texts, {sum(line.count('{c ') + line.count('{u ') for line in lines)} seeded faults")


if __name__ == "__main__":
    main()
