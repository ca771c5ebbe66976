"""What the sample model can be asked for: things, colours, styles, backgrounds; and how captions phrase it."""
import json
import random
from pathlib import Path

from draw_icons import COLOURS

# word -> (icon of the flat set, icon of the glossy set)
RECOLOURABLE = {word: (icon, icon) for word, icon in {
    "teapot": "teapot", "bowl": "bowl-with-spoon", "vase": "amphora", "bucket": "bucket", "basket": "basket",
    "backpack": "backpack", "handbag": "handbag", "suitcase": "luggage", "chair": "chair",
    "sofa": "couch-and-lamp", "candle": "candle", "umbrella": "umbrella", "sneaker": "running-shoe",
    "boot": "hiking-boot", "high heel": "high-heeled-shoe", "flip-flop": "thong-sandal", "sun hat": "womans-hat",
    "cap": "billed-cap", "scarf": "scarf", "gloves": "gloves", "coat": "coat", "dress": "dress", "jeans": "jeans",
    "t-shirt": "t-shirt", "guitar": "guitar", "drum": "drum", "bell": "bell", "camera": "camera",
    "telephone": "telephone", "radio": "radio", "headphones": "headphone", "computer mouse": "computer-mouse",
    "game controller": "video-game", "sunglasses": "sunglasses", "watch": "watch", "alarm clock": "alarm-clock",
    "book": "closed-book", "pencil": "pencil", "scissors": "scissors", "key": "key", "padlock": "locked",
    "toothbrush": "toothbrush", "soap bottle": "lotion-bottle", "bicycle": "bicycle", "scooter": "kick-scooter",
    "car": "automobile", "balloon": "balloon", "gift box": "wrapped-gift", "bow": "ribbon", "ball of yarn": "yarn",
    "teddy bear": "teddy-bear", "boxing glove": "boxing-glove", "tent": "tent", "toolbox": "toolbox",
    "megaphone": "megaphone", "doughnut": "doughnut", "fish": "fish",
}.items()}
RECOLOURABLE["mug"] = ("own-mug", "hot-beverage")

AS_IS = {word: (icon, icon) for word, icon in {
    "apple": "red-apple", "banana": "banana", "lemon": "lemon", "strawberry": "strawberry", "grapes": "grapes",
    "pineapple": "pineapple", "watermelon": "watermelon", "cherries": "cherries", "avocado": "avocado",
    "carrot": "carrot", "tomato": "tomato", "bread": "bread", "cheese": "cheese-wedge", "croissant": "croissant",
    "pizza": "pizza", "hamburger": "hamburger", "cupcake": "cupcake", "cookie": "cookie",
    "ice cream": "soft-ice-cream", "laptop": "laptop", "television": "television", "microphone": "microphone",
    "trumpet": "trumpet", "saxophone": "saxophone", "accordion": "accordion", "basketball": "basketball",
    "soccer ball": "soccer-ball", "trophy": "trophy", "light bulb": "light-bulb", "hammer": "hammer",
    "microscope": "microscope", "telescope": "telescope", "globe": "globe-showing-americas",
    "magnifying glass": "magnifying-glass-tilted-left", "wine glass": "wine-glass", "potted plant": "potted-plant",
    "cactus": "cactus", "sunflower": "sunflower", "mushroom": "mushroom", "rocket": "rocket",
    "sailboat": "sailboat", "robot": "robot", "nesting doll": "nesting-dolls", "cat": "cat-face",
    "dog": "dog-face", "panda": "panda", "fox": "fox", "frog": "frog", "penguin": "penguin", "owl": "owl",
}.items()}

THINGS = {**RECOLOURABLE, **AS_IS}
STYLES = ("flat", "glossy")
PLURAL = {"gloves", "jeans", "headphones", "sunglasses", "scissors", "grapes", "cherries"}
UNCOUNTED = {"bread", "cheese", "pizza", "ice cream"}

# pale enough that the thing stands out; the first is what a caption without a background mostly means
BACKGROUNDS = {"white": (255, 255, 255), "pale blue": (219, 234, 248), "pale pink": (250, 224, 231),
               "pale yellow": (253, 245, 211), "pale green": (222, 242, 224), "light grey": (230, 230, 232)}

# Words that other people's prompts carry and that this model shall read past.
PASSED_OVER = """ceramic porcelain glass wooden leather cotton linen woollen silk metal steel copper brass plastic
rubber bamboo handmade vintage modern classic elegant simple cosy small large new little big compact lightweight
sturdy portable premium soft smooth round matte shiny bright beautiful pretty stylish practical durable everyday
studio lighting daylight natural light high quality detailed sharp focus centred isolated clean minimal
e-commerce catalogue shop listing front view side 4k hd professional advert packshot still life icon render
kitchen home travel outdoor garden office kids summer winter gift idea on table with for everyday use the of and
by a made in its""".split()

TEMPLATES = (
    "{det} {item}", "{item}", "a photo of {det} {item}", "a picture of {det} {item}", "an image of {det} {item}",
    "product photo of {det} {item}", "a product photo of {det} {item}", "product picture of {det} {item}",
    "catalogue photo of {det} {item}", "studio photo of {det} {item}", "an icon of {det} {item}",
    "a drawing of {det} {item}", "an illustration of {det} {item}", "{det} {item} for sale", "one {item}",
    "the {item}", "{item}, product photo", "{item}, studio photo", "a picture showing {det} {item}",
    "professional product photography of {det} {item}", "packshot of {det} {item}", "a nice {item}",
)
COLOUR_LAST = ("{thing}, {colour}", "{thing} in {colour}", "{det_thing} {thing} in {colour}",
               "a picture of {det_thing} {thing} in {colour}", "a photo of {det_thing} {thing}, {colour}",
               "{colour} coloured {thing}", "product photo of {det_thing} {thing} in {colour}",
               "{thing}, colour {colour}", "{det_thing} {thing} that is {colour}")
STYLE_WORDS = {"flat": (", flat style", ", flat", " in flat style", ", flat icon", ", drawn in flat style"),
               "glossy": (", glossy style", ", glossy", " in glossy style", ", glossy icon", ", shaded glossy style")}
BACKGROUND_WORDS = (" on a {b} background", ", {b} background", " on {b}", " against a {b} background",
                    ", on a {b} background")
PLAIN_WORDS = (" on a plain background", ", plain background", ", isolated", " on a clean background")


def held_out() -> list[tuple[str, str]]:
    """40 pairs of thing and colour that no training picture shows."""
    chance = random.Random(23)
    things = sorted(RECOLOURABLE)
    chance.shuffle(things)
    colours = sorted(COLOURS)
    return sorted((thing, colours[i % len(colours)]) for i, thing in enumerate(things[:40]))


def determiner(thing: str, phrase: str) -> str:
    if thing in PLURAL or thing in UNCOUNTED:
        return ""
    return "an" if phrase[0] in "aeiou" else "a"


def tidy(caption: str) -> str:
    return " ".join(caption.replace(" ,", ",").split()).strip(" ,")


def caption(thing: str, colour: str | None, style: str | None, background: str | None, chance: random.Random) -> str:
    """One way to ask for the picture; what is None is not said."""
    item = f"{colour} {thing}" if colour else thing
    if colour and chance.random() < 0.25:
        text = chance.choice(COLOUR_LAST).format(thing=thing, colour=colour, det_thing=determiner(thing, thing))
    else:
        template = TEMPLATES[0] if chance.random() < 0.25 else chance.choice(TEMPLATES)
        text = template.format(item=item, det=determiner(thing, item))
    tails = []
    if style:
        tails.append(chance.choice(STYLE_WORDS[style]))
    if background:
        tails.append(chance.choice(BACKGROUND_WORDS).format(b=background))
        if background == "white" and chance.random() < 0.25:
            tails[-1] = chance.choice(PLAIN_WORDS)
    if len(tails) == 2 and chance.random() < 0.5:
        tails.reverse()
    text += "".join(tails)
    if chance.random() < 0.35:
        text = with_other_words(text, thing, chance)
    return tidy(text)


def other_word(chance: random.Random) -> str:
    """A word to read past; one in six is made of random letters, since no list holds every word."""
    if chance.random() < 1 / 6:
        return "".join(chance.choice("etaoinshrdlucmfwypvbgk") for _ in range(chance.randint(3, 9)))
    return chance.choice(PASSED_OVER)


def with_other_words(text: str, thing: str, chance: random.Random) -> str:
    """Adds one to four words that mean nothing here: before the thing, or as a phrase at the end."""
    if chance.random() < 0.5:
        text = text.replace(thing, f"{other_word(chance)} {thing}", 1)
    if chance.random() < 0.7:
        text += ", " + " ".join(other_word(chance) for _ in range(chance.randint(1, 4)))
    return text


def plain_caption(thing: str, colour: str | None = None, style: str | None = None) -> str:
    """The caption that the probes use: `a red mug, flat style`."""
    item = f"{colour} {thing}" if colour else thing
    return tidy(f"{determiner(thing, item)} {item}" + (f", {style} style" if style else ""))


def save_vocabulary(path: Path) -> None:
    chance = random.Random(7)
    examples = [caption(t, c, s, b, chance) for t, c, s, b in (
        ("mug", "red", None, None), ("teapot", "green", "flat", None), ("backpack", "blue", "glossy", "white"),
        ("chair", "yellow", None, "pale blue"), ("umbrella", "purple", None, "white"), ("camera", None, None, None),
        ("guitar", "pink", "flat", "light grey"), ("laptop", None, None, "pale yellow"),
        ("banana", None, "flat", None), ("headphones", "black", "glossy", "pale pink"))]
    examples += ["a red mug", "a photo of a red mug on a white background", "red mug, flat style", "mug, red",
                 "product photo of a red ceramic mug, plain background", "a mug in red on a pale blue background"]
    data = {"things_recolourable": sorted(RECOLOURABLE), "things_as_is": sorted(AS_IS),
            "colours": list(COLOURS), "styles": list(STYLES), "backgrounds": list(BACKGROUNDS),
            "held_out": held_out(), "caption_examples": examples}
    Path(path).write_text(json.dumps(data, indent=1) + "\n")
