#!/usr/bin/env python3
"""Writes jobs/src/test/resources/dev/atelier/clean/phones.tsv: 250 product texts with a phone number of DE, GB, US, FR or CH
(from the ranges kept for fiction and libphonenumber's
own examples, where there are some) and 250 with a number that only looks like one.

Columns: kind (phone, other), what it is, the text with the number between ‹ and ›.
Standard library only; the same output every time. Run: python3 scripts/cases/make_phones.py
"""
import pathlib

# Numbers as people of the country write them.
PHONES = {
    "DE": ["030 23125 0{n:02}", "030/231250{n:02}", "(030) 23125-0{n:02}", "030 231 250 {n:02}", "0171 39200{n:02}", "0171-39200{n:02}",
           "+49 30 23125 0{n:02}", "+49 (0)30 231250{n:02}", "0049 30 231250{n:02}", "089 99998 0{n:02}", "0221 4710 1{n:02}", "040 66969 0{n:02}",
           "030231250{n:02}", "0151 234567{n:02}", "0176/123456{n:02}", "0160-12345{n:02}", "0151 234 567 {n:02}", "030 / 23 12 50 {n:02}"],
    "GB": ["020 7946 00{n:02}", "(020) 7946 00{n:02}", "07400 1234{n:02}", "07400 123 4{n:02}", "+44 20 7946 00{n:02}", "+44 (0)20 7946 00{n:02}",
           "0117 496 00{n:02}", "0808 157 00{n:02}", "020-7946-00{n:02}", "0161 496 00{n:02}", "02079460 0{n:02}", "00442079460 0{n:02}",
           "0207 946 00{n:02}", "020794600{n:02}", "0740 01234{n:02}"],
    "US": ["(212) 555-01{n:02}", "212-555-01{n:02}", "212.555.01{n:02}", "212 555 01{n:02}", "+1 212 555 01{n:02}", "1-212-555-01{n:02}",
           "+1 (312) 555-01{n:02}", "1 (415) 555-01{n:02}", "(415) 555 01{n:02}", "21255501{n:02}"],
    "FR": ["01 99 00 10 {n:02}", "01.99.00.10.{n:02}", "06 12 34 56 {n:02}", "07 56 78 10 {n:02}", "+33 1 99 00 10 {n:02}", "+33 (0)6 12 34 56 {n:02}",
           "02 61 91 10 {n:02}", "06-12-34-56-{n:02}", "0033 6 12 34 56 {n:02}", "06123456{n:02}"],
    "CH": ["044 668 18 {n:02}", "044/668 18 {n:02}", "079 200 10 {n:02}", "+41 44 668 18 {n:02}", "+41 (0)79 200 10 {n:02}", "0041 44 668 18 {n:02}",
           "031 320 10 {n:02}", "079 2001 0{n:02}", "022 310 10 {n:02}"],
}
# What stands around them; half of it announces them.
AROUND = {
    "DE": ["Ersatzteile unter {x}.", "Tel. {x}, Mo bis Fr", "Rufen Sie uns an: {x}", "Fragen? {x}", "Servicetelefon {x} (kostenlos)", "Fax: {x}",
           "Becher aus Stahl. Bestellung auch per Handy {x}", "Beratung {x} oder im Laden", "Bestellungen bitte an {x} senden",
           "Kontaktieren Sie {x}", "Info: {x}", "Bestellungen nimmt Frau Meier entgegen unter {x}", "Mo-Fr 9-17 Uhr {x}",
           "Töpferei am See, {x}"],
    "GB": ["Call {x} for spare parts.", "Phone {x}", "Questions? {x}", "Helpline: {x}, weekdays only", "Order on {x} today", "Mobile no. {x}",
           "Our workshop ({x}) repairs it", "To book a fitting ring {x}", "Contact Jane: {x}", "Order at {x} now", "text {x}",
           "Jane's pottery, {x}"],
    "US": ["Call us at {x}.", "Phone number: {x}", "Questions? {x}", "Fax {x}", "Toll free {x}", "Text or call {x} any time", "Warranty desk, {x}",
           "Contact our team at {x}", "Made by Joe, {x}"],
    "FR": ["Appelez le {x} pour toute question.", "Tél. : {x}", "Une question ? {x}", "Service client {x}", "Fax {x}", "Contact au {x}, du lundi au vendredi"],
    "CH": ["Tel. {x}", "Rufen Sie {x} an", "Natel {x}", "Auskunft: {x}", "Atelier Bern, {x}", "Telefonnummer {x}"],
}


def isbn10(body):
    check = -sum((10 - i) * int(d) for i, d in enumerate(body)) % 11
    return f"{body[0]}-{body[1:4]}-{body[4:9]}-{'X' if check == 10 else check}"


def gtin13(body):
    return body + str(-sum(int(d) * (1 if i % 2 == 0 else 3) for i, d in enumerate(body)) % 10)


# Numbers that are no phones, each with n from 10 on.
OTHERS = [
    ("Bosch part", "Bosch ‹0 986 494 5{n:02}› brake pads"),
    ("Bosch list", "Fits Bosch ‹0 986 494 5{n:02}›, 0 986 494 5{m:02} and 0 986 494 6{n:02}"),
    ("Bosch, close", "Bremsscheibe Bosch ‹0986 494 5{n:02}›"),
    ("ref", "Oil filter. Ref. ‹030 115 561 {n:02}›"),
    ("article", "Art.-Nr. ‹030 23125 0{n:02}›, Becher aus Stahl"),
    ("article list", "Artikel 0171 3920{n:02}, ‹0171 3921{n:02}› und 0171 3922{n:02}"),
    ("order no", "Bestell-Nr.: ‹0221 4710 1{n:02}›"),
    ("part no", "Part no. ‹212-555-01{n:02}›, fits all models"),
    ("part number", "part number ‹212 555 01{n:02}›"),
    ("model", "Model ‹020 7946 00{n:02}› with a wide handle"),
    ("oem", "OEM ‹06 39 98 10 {n:02}›"),
    ("sku", "SKU: ‹07700 9000{n:02}›"),
    ("isbn-10", "{isbn10}"),
    ("isbn-10 without word", "Paperback ‹{isbn10}›, 192 pages"),
    ("isbn-13", "ISBN ‹978-3-16-1484{n:02}-0›"),
    ("pzn", "Tabletten, PZN ‹030 23125{n:02}›"),
    ("pzn-", "PZN-‹0302312{n:02}› rezeptfrei"),
    ("gtin", "EAN ‹{gtin13}›"),
    ("gtin without word", "Steel bottle ‹{gtin13}› 350 ml"),
    ("dimensions", "Regal ‹030 x 120 x 2{n:02}› cm"),
    ("size", "Board 1200 x 800 x ‹212 555 01{n:02}› mm"),
    ("dates", "Valid ‹01.02.2024 - 03.04.20{n:02}›"),
    ("iso date", "Made on ‹2024-01-{d:02}› in Leeds"),
    ("price", "Now ‹1 299 000 {n:02}› EUR"),
    ("iban", "IBAN ‹DE89 3704 0044 0532 0130 {n:02}›"),
    ("iban without word", "Konto ‹DE89 3704 0044 0532 0130 {n:02}›"),
    ("serial", "Serial ‹44668180{n:02}›, S/N 079 200 10 {n:02}"),
    ("code", "Type LN-‹03098765{n:02}›-B"),
    ("plain digits", "Compatible with ‹212555{n:02}42› and others"),
    ("lot", "Lot ‹044 668 18 {n:02}›, best before 2027"),
    ("p/n", "P/N ‹212-736-50{n:02}›"),
    ("p/n, mobile", "Halter, p/n: ‹0171 23456{n:02}›"),
    ("s/n", "S/N ‹0171-23456{n:02}›"),
    ("p.n.", "p.n. ‹020 7946 00{n:02}›"),
    ("Mat.-Nr.", "Mat.-Nr. ‹030 231250{n:02}›"),
    ("Ersatzteil", "Ersatzteil ‹030 231250{n:02}›"),
    ("Ersatz für", "Ersatz für ‹0151 234567{n:02}›"),
    ("Charge", "Charge ‹030 231250{n:02}›"),
    ("Farbcode", "Farbcode ‹030 231250{n:02}›"),
    ("style", "Style ‹212-736-50{n:02}›"),
    ("color", "Color ‹212-736-50{n:02}›, matte"),
    ("product", "Product ‹020 7946 00{n:02}›"),
    ("order number", "Order number ‹212-736-50{n:02}›"),
    ("pièce", "Pièce détachée ‹01 42 68 53 {n:02}›"),
    ("référence", "Numéro de série ‹06 12 34 56 {n:02}›"),
    ("office chair", "Office chair ‹21273650{n:02}›"),
    ("words between", "Ersatzteil passend zu Pumpe alt ‹0171 23456{n:02}›"),
    ("time", "Open ‹08:00-18:{d:02}› all week"),
]


def texts(n):
    values = {"n": n, "m": n + 1, "d": 10 + n % 18, "isbn10": isbn10(f"0306406{n:02}"), "gtin13": gtin13(f"40063813{n:04}")}
    for what, pattern in OTHERS:
        if what == "isbn-10":
            pattern = "Book ISBN ‹{isbn10}›"
        yield "other", what, pattern.format(**values)


def rows():
    for country, formats in PHONES.items():
        around = AROUND[country]
        for i in range(50):
            number = formats[i % len(formats)].format(n=10 + i)
            # the frame moves on after each round through the formats, so that they meet in all ways
            yield "phone", country, around[(i + i // len(formats)) % len(around)].format(x=f"‹{number}›")
    others = [row for n in range(10, 19) for row in texts(n)]
    yield from others[:250]


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    target = root / "jobs/src/test/resources/dev/atelier/clean/phones.tsv"
    with open(target, "w", encoding="utf-8", newline="\n") as out:
        for row in rows():
            out.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main()
