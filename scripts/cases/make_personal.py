#!/usr/bin/env python3
"""Writes jobs/src/test/resources/dev/atelier/clean/personal.tsv: 500 product texts with something of a person (cards,
accounts, tax and social numbers, addresses, dates of birth, phones) and 500 with a number that only looks like it, in seven
languages. All numbers are made up: digits drawn from a fixed seed, then the check digits that fit.

Columns: kind (card, iban, ...; other), language, what it is, the text with the number between ‹ and ›.
Standard library only; the same output every time. Run: python3 scripts/cases/make_personal.py
"""
import pathlib
import random

LANGUAGES = ["en", "de", "fr", "nl", "it", "es", "pl"]
EACH = 500

# What else a text says, before or behind.
PROSE = {
    "en": ["A light jacket for windy days.", "Holds 350 ml and stacks well.", "Made of solid oak", "Fits 2 people, 190 x 70 cm.",
           "Warm socks, 3 pairs.", "Signed by the maker"],
    "de": ["Ein Becher aus Steingut, 350 ml.", "Leichte Jacke für windige Tage.", "Regal aus Eiche, 80 x 30 x 180 cm", "Warme Socken, 3 Paar.",
           "Von Hand gefertigt"],
    "fr": ["Une tasse en grès, 350 ml.", "Veste légère pour le vent.", "Étagère en chêne, 80 x 30 cm", "Chaussettes chaudes, lot de 3.",
           "Fait à la main"],
    "nl": ["Een mok van steengoed, 350 ml.", "Lichte jas voor winderige dagen.", "Kast van eiken, 80 x 30 cm", "Warme sokken, 3 paar.",
           "Met de hand gemaakt"],
    "it": ["Una tazza in gres, 350 ml.", "Giacca leggera per il vento.", "Scaffale in rovere, 80 x 30 cm", "Calze calde, 3 paia.", "Fatto a mano"],
    "es": ["Una taza de gres, 350 ml.", "Chaqueta ligera para el viento.", "Estante de roble, 80 x 30 cm", "Calcetines, 3 pares.",
           "Hecho a mano"],
    "pl": ["Kubek z kamionki, 350 ml.", "Lekka kurtka na wiatr.", "Regał dębowy, 80 x 30 cm", "Ciepłe skarpety, 3 pary.", "Wykonane ręcznie"],
}
NAMES = {"en": ("Jane", "Doe", "Leeds"), "de": ("Anna", "Meier", "Köln"), "fr": ("Marie", "Durand", "Lyon"), "nl": ("Sanne", "de Vries", "Utrecht"),
         "it": ("Giulia", "Rossi", "Roma"), "es": ("Lucía", "García", "Sevilla"), "pl": ("Anna", "Nowak", "Kraków")}

# Where a kind stands; those in ANYWHERE announce nothing.
ANYWHERE = {
    "en": ["{x}", "Note from the seller: {x}.", "Jane Doe, {x}", "({x})", "Personalised with {x}"],
    "de": ["{x}", "Hinweis des Verkäufers: {x}.", "Anna Meier, {x}", "({x})"],
    "fr": ["{x}", "Marie Durand, {x}", "({x})", "Avis du vendeur : {x}."],
    "nl": ["{x}", "Sanne de Vries, {x}", "({x})"],
    "it": ["{x}", "Giulia Rossi, {x}", "({x})"],
    "es": ["{x}", "Lucía García, {x}", "({x})"],
    "pl": ["{x}", "Anna Nowak, {x}", "({x})"],
}
CARD = {
    "en": ["Card number: {x}", "paid with Visa {x}, exp 12/27", "refund to card no. {x}", "Credit card {x} CVV 123", "Mastercard: {x}", "cc: {x}",
           "Charged to {x} (exp. 08/26, CVC 111)", "My wife's card {x} was charged twice"],
    "de": ["Kreditkarte {x}", "Kartennummer: {x}", "bezahlt mit Visa {x} gültig bis 12/27", "Kreditkarten-Nr. {x}"],
    "fr": ["Carte bancaire {x}", "Numéro de carte : {x}", "payé par CB {x}, exp. 12/27"],
    "nl": ["Creditcard {x}", "Kaartnummer: {x}", "betaald met Visa {x}"],
    "it": ["Carta di credito {x}", "Numero carta: {x}", "pagato con Visa {x}"],
    "es": ["Tarjeta {x}", "Número de tarjeta: {x}", "pagado con Visa {x}"],
    "pl": ["Karta kredytowa {x}", "Numer karty: {x}", "zapłacono kartą Visa {x}"],
}
IBAN = {
    "en": ["IBAN {x}", "IBAN:{x}", "acct {x}", "Sort code 20-00-00, {x}", "Pay to {x} please", "Account: {x}", "Bank transfer to Jane Doe, {x}, before shipping"],
    "de": ["IBAN: {x}", "Konto {x}", "Überweisung an Anna Meier, {x}", "Bankverbindung {x} BIC COBADEFFXXX"],
    "fr": ["IBAN : {x}", "Virement sur {x}", "RIB {x}"],
    "nl": ["IBAN {x}", "Rekening {x} t.n.v. S. de Vries", "Betalen op {x}"],
    "it": ["IBAN {x}", "Bonifico su {x}", "Conto {x}"],
    "es": ["IBAN {x}", "Transferencia a {x}", "Cuenta {x}"],
    "pl": ["IBAN {x}", "Przelew na {x}", "Konto {x}"],
}
IP = {
    "en": ["IP address {x}", "Server: {x}", "Reviewed from {x}", "Camera at http://{x}/ is on", "Log in at {x}:8080", "visitor {x}", "posted by guest ({x})", "Set static IP {x} and mask"],
    "de": ["IP-Adresse {x}", "Bewertet von {x}", "Drucker unter {x} erreichbar", "Router: {x}"],
    "fr": ["Adresse IP : {x}", "Avis laissé depuis {x}", "Serveur {x}"],
    "nl": ["IP-adres {x}", "Router {x}"],
    "it": ["Indirizzo IP {x}", "Recensione da {x}"],
    "es": ["Dirección IP {x}", "Servidor {x}"],
    "pl": ["Adres IP {x}", "Serwer {x}", "Opinia z {x}"],
}
EMAIL = {
    "en": ["Write to {x}", "e-mail: {x}", "Questions? {x}", "Contact Jane: {x}.", "mail {x} for sizes", "{x} for bulk orders", "drop a line to {x}"],
    "de": ["Mail an {x}", "E-Mail: {x}", "Fragen? {x}", "Schreiben Sie an {x}."],
    "fr": ["Écrivez à {x}", "Courriel : {x}", "Contact : {x}"],
    "nl": ["Mail naar {x}", "E-mail: {x}", "Vragen? {x}"],
    "it": ["Scrivere a {x}", "E-mail: {x}", "Contatti: {x}"],
    "es": ["Escriba a {x}", "Correo: {x}", "Contacto: {x}"],
    "pl": ["Pisz na {x}", "E-mail: {x}", "Kontakt: {x}"],
}
BORN = {
    "en": ["born on {x}", "Date of birth: {x}", "DOB {x}", "D.O.B.: {x}", "Jane Doe (born {x})", "born in Leeds on {x}", "birth date {x}", "Made by Jane Doe (b. {x})", "He was born in Paris, France, on {x}.",
           "birthday is {x}"],
    "de": ["geboren am {x}", "geb. {x}", "geb. am {x}", "Geburtsdatum: {x}", "Anna Meier, geboren in Köln am {x}", "Geburtstag {x}", "am {x} geboren"],
    "fr": ["né le {x}", "née le {x}", "Date de naissance : {x}", "née à Lyon le {x}", "né(e) le {x}", "Artiste née en Bretagne le {x}", "date naissance {x}"],
    "nl": ["geboren op {x}", "geb. {x}", "Geboortedatum: {x}", "geboren te Utrecht op {x}"],
    "it": ["nato il {x}", "nata a Roma il {x}", "Data di nascita: {x}", "nato/a il {x}"],
    "es": ["nacido el {x}", "nacida en Sevilla el {x}", "Fecha de nacimiento: {x}", "nació el {x}", "F. nacimiento: {x}"],
    "pl": ["urodzony {x}", "urodzona dnia {x}", "Data urodzenia: {x}", "ur. {x}", "ur. {x} r. w Krakowie", "urodził się {x}", "data ur. {x}"],
}
PHONE = {
    "fr": ["Tél. : {x}", "Appelez le {x}", "Contact : {x}", "Portable {x}", "Joignable au {x}", "Une question ? {x}", "Marie Durand, {x}", "Fax {x}",
           "SAV {x}", "Atelier de Lyon - {x}", "port. {x}", "Rens. au {x}", "Infoline : {x}"],
    "nl": ["Tel. {x}", "Bel {x}", "Vragen? {x}", "Telefoon: {x}", "Mobiel {x}", "Klantenservice {x}", "Sanne de Vries, {x}", "Bel ons op {x}",
           "Bereikbaar op {x}", "Werkplaats {x}", "appen kan naar {x}", "afhalen na afspraak {x}"],
    "it": ["Tel. {x}", "Chiamare {x}", "Cellulare: {x}", "Informazioni: {x}", "Telefono {x}", "Assistenza {x}", "Contattateci al {x}", "cell. {x}",
           "Per ordini: {x}", "Signora Rossi, {x}", "per info {x}", "whatsapp {x}", "Tel/Fax {x}", "Bottega Rossi, {x}"],
    "es": ["Tel. {x}", "Llame al {x}", "Móvil: {x}", "Teléfono {x}", "Preguntas: {x}", "Atención al cliente {x}", "Contacto: {x}", "WhatsApp {x}",
           "Pedidos al {x}", "Llámanos: {x}", "Tlf {x}", "Más información en el {x}", "Lucía García, {x}"],
    "pl": ["tel. {x}", "Zadzwoń: {x}", "Telefon {x}", "Pytania? {x}", "kom. {x}", "Kontakt: {x}", "Infolinia {x}", "Zamówienia pod nr tel. {x}",
           "Biuro: {x}", "Pan Nowak, {x}", "dzwonić pod {x}", "tel. kom. {x}", "Pracownia Nowak, {x}"],
}
# Numbers as people of the country write them; n is a digit.
PHONE_FORMS = {
    "fr": ["01 42 6n 5n 1n", "01.99.00.1n.nn", "04-72-1n-3n-nn", "06 12 34 nn nn", "06.12.34.nn.nn", "07 56 78 nn nn", "06123nnnnn", "+33 6 12 34 nn nn",
           "+33 (0)1 99 00 nn nn", "0033 1 99 00 nn nn", "05 56 1n nn nn", "02/61/91/nn/nn", "0612 34 nn nn"],
    "nl": ["020 123 4nnn", "020-1234nnn", "(020) 123 4n nn", "06 12345nnn", "06-12345nnn", "06 12 34 5n nn", "0612345nnn", "+31 6 12345nnn",
           "+31 (0)20 1234nnn", "0031 20 123 4nnn", "030 - 234 5n nn", "0475 - 12 3n nn", "010 2345nnn"],
    "it": ["02 1234 5nnn", "02 12345nnn", "06/12345nnn", "06-1234 5nnn", "011 1234nnn", "320 123 4nnn", "347 1234nnn", "347-1234nnn", "3201234nnn",
           "+39 320 123 4nnn", "+39 02 1234 5nnn", "0039 06 1234 5nnn", "055 123 4nn"],
    "es": ["612 34 5n nn", "612 345 6nn", "612-345-6nn", "912 34 5n nn", "91 234 5n nn", "93 123 4n nn", "612345nnn", "612.345.6nn", "+34 612 34 5n nn",
           "+34 91 234 5n nn", "0034 612 345 6nn", "(91) 234 5n nn", "952 12 3n nn"],
    "pl": ["512 345 6nn", "512-345-6nn", "22 123 4n nn", "(22) 123 4n nn", "12 345 6n nn", "512345nnn", "+48 512 345 6nn", "+48 22 123 4n nn",
           "0048 512 345 6nn", "61 812 3n nn", "22-123-4n-nn", "601 23 4n nn"],
}


def digits(r, n, first="0123456789"):
    return r.choice(first) + "".join(r.choice("0123456789") for _ in range(n - 1))


def weighted(text, *weights):
    return sum(int(d) * w for d, w in zip(text, weights))


def with_luhn(body):
    total = sum(sum(divmod(int(d) * (2 if i % 2 == 0 else 1), 10)) for i, d in enumerate(reversed(body)))
    return body + str(-total % 10)


def gtin(body):
    return body + str(-sum(int(d) * (3 if i % 2 == 0 else 1) for i, d in enumerate(reversed(body))) % 10)


def isbn10(body):
    check = -sum((10 - i) * int(d) for i, d in enumerate(body)) % 11
    return body + ("X" if check == 10 else str(check))


def groups(text, sizes, sep):
    parts, at = [], 0
    for size in sizes:
        parts.append(text[at:at + size])
        at += size
    return sep.join(parts)


def card(r):
    prefix, length = r.choice([("4", 16), ("4", 16), ("51", 16), ("55", 16), ("2221", 16), ("2720", 16), ("34", 15), ("37", 15), ("6011", 16), ("3530", 16),
                               ("36", 14), ("62", 16), ("6759", 16), ("4", 19)])
    number = with_luhn(prefix + digits(r, length - len(prefix) - 1))
    sizes = {14: (4, 6, 4), 15: (4, 6, 5), 16: (4, 4, 4, 4), 19: (4, 4, 4, 4, 3)}[length]
    return groups(number, sizes, r.choice([" ", " ", "-", ""]))


def iban(r, country):
    body = {"de": lambda: digits(r, 18), "fr": lambda: digits(r, 15) + r.choice("0123A") + digits(r, 7),
            "nl": lambda: r.choice(["ABNA", "INGB", "RABO"]) + digits(r, 10), "it": lambda: r.choice("XKB") + digits(r, 22), "es": lambda: digits(r, 20),
            "pl": lambda: digits(r, 24), "en": lambda: r.choice(["BARC", "NWBK", "MIDL"]) + digits(r, 14)}[country]()
    code = {"en": "GB"}.get(country, country.upper())
    number = "".join(str(int(c, 36)) for c in body + code + "00")
    text = f"{code}{98 - int(number) % 97:02}{body}"
    shown = groups(text, [4] * 9, " ").strip() if r.random() < 0.6 else text
    return shown.lower() if r.random() < 0.08 else groups(text, [4] * 9, "-").strip("-") if r.random() < 0.05 else shown


def steuer_id(r):
    while True:
        pool = r.sample("0123456789", 9)
        body = pool + [r.choice(pool)]
        r.shuffle(body)
        if body[0] == "0":
            continue
        product = 10
        for d in body:
            total = (int(d) + product) % 10 or 10
            product = total * 2 % 11
        text = "".join(body) + str((11 - product) % 10)
        return groups(text, (2, 3, 3, 3), r.choice([" ", ""]))


def versicherung(r):
    body = f"{r.choice([12, 15, 53, 65])}{r.randint(1, 28):02}{r.randint(1, 12):02}{r.randint(40, 99)}"
    letter, serial = r.choice("ABCHKMRSW"), digits(r, 2)
    plain = body + f"{ord(letter) - 64:02}" + serial
    check = sum(sum(divmod(int(d) * w, 10)) for d, w in zip(plain, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1))) % 10
    return r.choice([f"{body[:2]} {body[2:]} {letter} {serial}{check}", f"{body}{letter}{serial}{check}"])


def ssn(r):
    area = r.choice([a for a in range(1, 900) if a != 666])
    return groups(f"{area:03}{r.randint(1, 99):02}{r.randint(1, 9999):04}", (3, 2, 4), r.choice(["-", "-", " ", ""]))


def nino(r):
    return groups(r.choice(["AB", "CE", "JG", "PW", "SR"]) + digits(r, 6) + r.choice("ABCD"), (2, 2, 2, 2, 1), r.choice([" ", " ", ""]))


def utr(r):
    body = digits(r, 9)
    return "21987654321"[weighted(body, 6, 7, 8, 9, 10, 5, 4, 3, 2) % 11] + body


def nir(r):
    department = r.choice(["75", "69", "13", "2A", "2B", "59"])
    body = f"{r.choice('12')}{r.randint(30, 99)}{r.randint(1, 12):02}{department}{digits(r, 3)}{digits(r, 3)}"
    key = 97 - int(body.replace("2A", "19").replace("2B", "18")) % 97
    return groups(f"{body}{key:02}", (1, 2, 2, 2, 3, 3, 2), r.choice([" ", " ", ""]))


def fiscal(r):
    body = digits(r, 10, "0123")
    return groups(f"{body}{int(body) % 511:03}", (2, 2, 3, 3, 3), r.choice([" ", ""]))


def bsn(r):
    while True:
        text = digits(r, 9, "123456789")
        if weighted(text, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0:
            return groups(text, (4, 2, 3), r.choice(["", "", " ", "."]))


def codice_fiscale(r):
    odd = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)))
    odd.update({str(d): odd[chr(65 + d)] for d in range(10)})
    even = {c: i for i, c in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {str(d): d for d in range(10)}
    day = r.randint(1, 28) + r.choice([0, 40])
    body = r.choice(["RSSMRA", "BNCGLI", "FRRLCU", "VRDLSN"]) + f"{r.randint(40, 99)}{r.choice('ABCDEHLMPRST')}{day:02}" + r.choice(["H501", "F205", "L219"])
    check = chr(65 + sum(odd[c] if i % 2 == 0 else even[c] for i, c in enumerate(body)) % 26)
    return groups(body + check, (3, 3, 5, 5), r.choice(["", "", " "]))


def dni(r):
    if r.random() < 0.4:
        first, body = r.choice([("X", "0"), ("Y", "1"), ("Z", "2")]), digits(r, 7)
        letter = "TRWAGMYFPDXBNJZSQVHLCKE"[int(first[1] + body) % 23]
        return r.choice([f"{first[0]}{body}{letter}", f"{first[0]}-{body}-{letter}"])
    body = digits(r, 8, "1234567")
    letter = "TRWAGMYFPDXBNJZSQVHLCKE"[int(body) % 23]
    return r.choice([f"{body}{letter}", f"{body}-{letter}", f"{body[:2]}.{body[2:5]}.{body[5:]}-{letter}"])


def afiliacion(r):
    province, serial = r.randint(1, 50), r.randint(10_000_000, 99_999_999)
    body = f"{province:02}{serial}"
    return groups(f"{body}{int(body) % 97:02}", (2, 8, 2), r.choice(["", " ", "/"]))


def pesel(r):
    year, month = r.randint(1940, 2009), r.randint(1, 12)
    body = f"{year % 100:02}{month + (20 if year > 1999 else 0):02}{r.randint(1, 28):02}{digits(r, 4)}"
    return body + str(-weighted(body, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3) % 10)


def nip(r):
    while True:
        body = digits(r, 9, "123456789")
        check = weighted(body, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11
        if check < 10:
            return groups(f"{body}{check}", (3, 3, 2, 2), r.choice(["-", ""]))


# kind, language, how, words (those of a person's papers), whether it stands without any too
NATIONAL = [
    ("social_number", "en", ssn, ["SSN {x}", "SSN#{x}", "my SSN is {x}", "Social Security number: {x}", "SSN: {x}", "social security no. {x}"], False),
    ("social_number", "en", nino, ["NI number {x}", "National Insurance no. {x}", "NINO: {x}"], False),
    ("tax_id", "en", utr, ["UTR {x}", "Unique Taxpayer Reference: {x}"], False),
    ("tax_id", "de", steuer_id, ["Steuer-ID {x}", "Steuer-Identifikationsnummer: {x}", "IdNr. {x}", "Steuerliche ID: {x}"], True),
    ("social_number", "de", versicherung, ["Sozialversicherungsnummer {x}", "SV-Nummer: {x}", "Rentenversicherungsnr. {x}"], True),
    ("social_number", "fr", nir, ["N° de sécurité sociale {x}", "Sécu : {x}", "NIR {x}"], True),
    ("tax_id", "fr", fiscal, ["Numéro fiscal : {x}", "n° fiscal {x}", "Identifiant fiscal {x}"], False),
    ("social_number", "nl", bsn, ["BSN {x}", "Burgerservicenummer: {x}", "BSN-nummer {x}", "sofinummer {x}"], False),
    ("tax_id", "it", codice_fiscale, ["Codice fiscale: {x}", "C.F. {x}", "cod. fisc. {x}"], True),
    ("tax_id", "es", dni, ["DNI {x}", "NIE: {x}", "NIF {x}", "D.N.I. nº {x}"], True),
    ("social_number", "es", afiliacion, ["Nº de la Seguridad Social {x}", "NSS: {x}", "Número de afiliación {x}"], False),
    ("social_number", "pl", pesel, ["PESEL {x}", "PESEL: {x}", "nr PESEL {x}"], True),
    ("tax_id", "pl", nip, ["NIP {x}", "NIP: {x}", "numer NIP {x}"], False),
]


def ipv4(r):
    return r.choice([f"192.168.{r.randint(0, 3)}.{r.randint(1, 254)}", f"10.0.{r.randint(0, 9)}.{r.randint(1, 254)}",
                     f"203.0.113.{r.randint(1, 254)}", f"198.51.100.{r.randint(1, 254)}", f"172.16.{r.randint(0, 9)}.{r.randint(1, 254)}"])


def ipv6(r):
    return r.choice([f"2001:db8::{r.randint(1, 0xffff):x}", f"2001:0db8:85a3:0000:0000:8a2e:0370:{r.randint(0x1000, 0xffff):04x}",
                     f"fe80::{r.randint(1, 0xffff):x}:{r.randint(1, 0xffff):x}", f"2001:DB8:0:{r.randint(1, 9)}::{r.randint(1, 99)}"])


def email(r, language):
    first, last, _ = NAMES[language]
    first = first.lower().replace("í", "i")
    local = r.choice([first, f"{first}.{last.lower().replace(' ', '')}".replace("í", "i"), f"{first}{r.randint(1, 99)}", "info"])
    host = r.choice(["example", "mail-example", "shop.example"])
    top = r.choice(["com", "org", "net", {"en": "co.uk"}.get(language, language)])
    at = {"de": ["(at)", "[at]", "ät", "at", "(ät)"], "fr": ["(at)", "[at]", "arobase", "(arobase)"], "nl": ["(at)", "apenstaartje", "at", "[at]"],
          "it": ["(at)", "chiocciola", "[at]", "at"], "es": ["(at)", "arroba", "[arroba]", "at"], "pl": ["(at)", "małpa", "[at]", "(małpa)"]}.get(
              language, ["(at)", "[at]", "at", "AT", "{at}", "<at>", "@"])
    dot = {"de": ["punkt", "(punkt)", "[dot]", "Punkt"], "fr": ["point", "(point)", "[dot]"], "nl": ["punt", "(punt)", "dot"], "it": ["punto", "(punto)", "dot"],
           "es": ["punto", "[punto]", "dot"], "pl": ["kropka", "(kropka)", "dot"]}.get(language, ["dot", "(dot)", "[dot]", "DOT", "[.]"])
    sign, point = r.choice(at), r.choice(dot)
    close = r.random() < 0.3 and sign[0] in "([{<"
    gap = "" if close else " "
    domain = f"{host}.{top}"
    if sign[0] not in "([{<" or r.random() < 0.5:
        domain = domain.replace(".", f" {point} ")
        if r.random() < 0.3:
            local = local.replace(".", f" {point} ")
    return f"{local}{gap}{sign}{gap}{domain}"


MONTHS = {"en": "January March May August October December", "de": "Januar März Mai August Oktober Dezember", "fr": "janvier mars mai août octobre décembre",
          "nl": "januari maart mei augustus oktober december", "it": "gennaio marzo maggio agosto ottobre dicembre",
          "es": "enero marzo mayo agosto octubre diciembre", "pl": "stycznia marca maja sierpnia października grudnia"}


def date(r, language):
    d, m, y, name = r.randint(1, 28), r.randint(1, 12), r.randint(1935, 2009), r.choice(MONTHS[language].split())
    forms = [f"{d:02}.{m:02}.{y}", f"{d}.{m}.{y}", f"{d:02}/{m:02}/{y}", f"{d:02}-{m:02}-{y}", f"{y}-{m:02}-{d:02}", f"{d:02}.{m:02}.{y % 100:02}",
             {"en": f"{d} {name} {y}", "de": f"{d}. {name} {y}", "es": f"{d} de {name} de {y}"}.get(language, f"{d} {name} {y}")]
    if language == "en":
        forms += [f"{name} {d}, {y}", f"{name[:3]} {d}, {y}", f"{d}th of {name} {y}"]
    if language == "de":
        forms += [f"{d}. {m}. {y}", f"{d}. {name[:3]}. {y}"]
    return r.choice(forms)


def fill(r, form):
    return "".join(r.choice("0123456789") if c == "n" else c for c in form)


def positives(r):
    for i in range(60):
        language = LANGUAGES[i % 7]
        yield "card", language, "card", r.choice(CARD[language] * 2 + ANYWHERE[language]), card(r)
    for i in range(50):
        language = LANGUAGES[i % 7]
        yield "iban", language, "account", r.choice(IBAN[language] * 2 + ANYWHERE[language]), iban(r, language)
    for i in range(117):
        kind, language, make, words, alone = NATIONAL[i % len(NATIONAL)]
        number = make(r)
        yield kind, language, make.__name__, r.choice(words * 2 + (ANYWHERE[language] if alone else [])), number
    for i in range(42):
        language = LANGUAGES[i % 7]
        yield "ip", language, "address", r.choice(IP[language] * 2 + ANYWHERE[language]), ipv6(r) if i % 3 == 0 else ipv4(r)
    for i in range(50):
        language = LANGUAGES[i % 7]
        yield "email", language, "spelled", r.choice(EMAIL[language] * 2 + ANYWHERE[language][1:]), email(r, language)
    for i in range(6):
        yield "email", "en", "plain", r.choice(EMAIL["en"]), f"jane.doe{i}+shop@mail.example.org"
    for i in range(50):
        language = LANGUAGES[i % 7]
        yield "birth_date", language, "date", r.choice(BORN[language]), date(r, language)
    for i in range(125):
        language = list(PHONE)[i % 5]
        forms = PHONE_FORMS[language]
        yield "phone", language, "phone", r.choice(PHONE[language]), fill(r, forms[i // 5 % len(forms)])


# What only looks personal: what it is, language, texts with the number between ‹ and ›.
PARTS = {
    "en": ["Part no. ‹{x}›", "Ref. {x}", "Model ‹{x}›", "S/N ‹{x}›", "Order number ‹{x}›", "Replaces {x}", "Batch {x}", "Item {x}, sold singly"],
    "de": ["Art.-Nr. ‹{x}›", "Teilenummer {x}", "Ersatz für {x}", "Bestell-Nr.: {x}", "Charge {x}", "Seriennummer {x}"],
    "fr": ["Réf. {x}", "Pièce détachée {x}", "Numéro de série {x}", "N° de commande {x}", "Article {x}", "Modèle {x}"],
    "nl": ["Artikelnummer {x}", "Onderdeelnummer: {x}", "Bestelnr. {x}", "Serienummer {x}", "Vervangt {x}", "Model {x}"],
    "it": ["Codice {x}", "Ricambio {x}", "Art. {x}", "Numero d'ordine {x}", "Sostituisce {x}", "Matricola {x}"],
    "es": ["Ref. {x}", "Referencia: {x}", "Pieza {x}", "Número de pedido {x}", "Modelo {x}", "Recambio {x}"],
    "pl": ["Nr katalogowy {x}", "Kod {x}", "Zamiennik {x}", "Numer zamówienia {x}", "Model {x}", "Numer seryjny {x}", "Część {x}"],
}
PLAIN = [
    ("gtin", lambda r: gtin("4" + digits(r, 11)), ["{x}", "EAN {x}", "Steel bottle {x} 350 ml", "GTIN: {x}"]),
    ("gtin that passes Luhn", lambda r: next(g for g in iter(lambda: gtin("4" + digits(r, 11)), "") if with_luhn(g[:-1]) == g), ["{x}", "Becher {x}", "EAN {x}"]),
    ("gtin-14", lambda r: gtin(r.choice("13") + digits(r, 12)), ["Carton {x}", "{x}", "GTIN {x}"]),
    ("isbn-13", lambda r: (lambda t: f"{t[:3]}-{t[3]}-{t[4:6]}-{t[6:12]}-{t[12]}")(gtin("978" + digits(r, 9))), ["ISBN {x}", "Paperback, {x}", "Taschenbuch {x}"]),
    ("isbn-10", lambda r: (lambda t: f"{t[0]}-{t[1:4]}-{t[4:9]}-{t[9]}")(isbn10(digits(r, 9))), ["ISBN {x}", "Book {x}, 192 pages"]),
    ("not Luhn", lambda r: groups("4" + digits(r, 14) + "x", (4, 4, 4, 4), " ").replace("x", "0"), ["Serial {x}", "Licence key {x}"]),
    ("tracking", lambda r: with_luhn("4" + digits(r, 14)), ["Tracking number {x}", "Sendung {x}", "Colis {x}", "Shipment {x}"]),
    ("imei", lambda r: with_luhn("35" + digits(r, 12)), ["IMEI {x}", "IMEI: {x}", "Phone, tested, IMEI {x}"]),
    ("iccid", lambda r: with_luhn("8949" + digits(r, 14)), ["SIM {x}", "ICCID {x}"]),
    ("not mod 97", lambda r: f"DE{r.choice([0, 1, 99]):02} " + groups(digits(r, 18), (4, 4, 4, 4, 2), " "), ["Code {x}", "{x}"]),
    ("version", lambda r: f"{r.randint(1, 9)}.{r.randint(0, 9)}.{r.randint(0, 20)}.{r.randint(0, 9)}",
     ["Version {x}", "firmware {x}", "Firmware: v{x}", "Software {x} included", "Treiber {x}", "App {x} or newer", "Wersja {x}", "versione {x}", "Bluetooth {x}", "Chapter {x}"]),
    ("version, large", lambda r: f"{r.randint(1, 12)}.{r.randint(0, 9)}.{r.randint(100, 255)}.{r.randint(0, 250)}", ["Version {x}", "Driver {x}", "Build {x}", "firmware update {x}"]),
    ("dimensions", lambda r: f"{r.randint(10, 99)} x {r.randint(100, 999)} x {r.randint(100, 999)}", ["Size {x} mm", "{x} cm", "Maße {x} mm", "Wymiary {x} mm"]),
    ("date made", lambda r: f"{r.randint(1, 28):02}.{r.randint(1, 12):02}.20{r.randint(10, 26)}",
     ["Made on {x}", "Best before {x}", "Hergestellt am {x}", "À consommer avant le {x}", "Geproduceerd op {x}", "Prodotto il {x}", "Fabricado el {x}", "Wyprodukowano {x}"]),
    ("date told", lambda r: f"{r.randint(1, 28)} May {r.randint(1950, 2020)}", ["Published {x}", "First sold on {x}", "Painted on {x}", "Reborn classic from {x}"]),
    ("price", lambda r: f"{r.randint(1, 9)} {digits(r, 3)} {digits(r, 3)}", ["Now {x} EUR", "{x} zł", "Precio {x} €", "€ {x}"]),
    ("cas", lambda r: f"{r.randint(50, 9999)}-{r.randint(10, 99)}-{r.randint(0, 9)}", ["CAS {x}", "CAS-Nr. {x}", "Contains {x}", "n° CAS {x}"]),
    ("ec number", lambda r: f"2{digits(r, 2)}-{digits(r, 3)}-{r.randint(0, 9)}", ["EINECS {x}", "EC {x}"]),
    ("hs code", lambda r: f"{r.randint(10, 97)}{digits(r, 2)} {digits(r, 2)} {digits(r, 2)} {digits(r, 2)}", ["HS {x}", "Zolltarif {x}", "Taric {x}"]),
    ("mac", lambda r: ":".join(f"{r.randint(0, 255):02X}" for _ in range(6)), ["MAC {x}", "MAC address {x}"]),
    ("time", lambda r: f"{r.randint(10, 23)}:{r.randint(10, 59)}:{r.randint(10, 59)}", ["Runs {x} on one charge", "Record {x}", "Length {x}"]),
    ("part like nino", lambda r: "AB" + digits(r, 6) + "C", ["Toner {x}", "{x}", "Filter {x}"]),
    ("nine digits", lambda r: digits(r, 9, "123456789"), ["Toner {x}", "Chair {x}", "Code {x}"]),
    ("digits and letter", lambda r: digits(r, 6, "123456") + r.choice("ABG"), ["Lamp {x}", "{x}"]),
    ("vat", lambda r: "DE" + digits(r, 9), ["VAT {x}", "USt-IdNr. {x}"]),
    ("uuid", lambda r: f"{digits(r, 8)}-{digits(r, 4)}-4{digits(r, 3)}-8{digits(r, 3)}-{digits(r, 12)}", ["Key {x}", "{x}"]),
    ("vin", lambda r: "WVWZZZ1JZ" + r.choice("XYW") + "W" + digits(r, 6), ["VIN {x}", "Fahrgestell {x}"]),
    ("million", lambda r: f"{r.randint(1, 9)},{digits(r, 3)},{digits(r, 3)}", ["Tested {x} times", "{x} sold"]),
    ("bands", lambda r: f"{r.choice([800, 850, 900])}/{r.choice([1800, 1900])}/{r.choice([2100, 2600])} MHz", ["LTE {x}", "Antenna {x}"]),
    ("years", lambda r: f"{r.randint(1950, 1999)}-{r.randint(2000, 2024)}", ["Fits models {x}", "Born in Leeds, built {x}"]),
    ("at", lambda r: r.choice(["at first glance. dot pattern", "at the dot com boom", "at this point it", "@brand", "at noon. Net weight"]), ["Look {x}", "Seen {x} 12"]),
    ("age", lambda r: str(r.randint(1880, 1999)), ["Born in {x}, the brand", "né en {x}", "gegründet, geboren {x} als Idee", "NATO {x} strap"]),
    ("opening", lambda r: f"{r.randint(8, 9)}:00-1{r.randint(6, 9)}:30", ["Open {x}", "geöffnet {x}", "ouvert {x}"]),
    ("patent", lambda r: f"US {r.randint(5, 9)},{digits(r, 3)},{digits(r, 3)} B2", ["Patent {x}"]),
    ("quantity", lambda r: f"{r.randint(100, 999)} {digits(r, 3)}", ["Box of {x} pcs", "{x} szt.", "{x} Stück"]),
    ("sizes", lambda r: " ".join(str(n) for n in range(r.randint(30, 40), 44)), ["Sizes {x}", "Größen {x}", "{x}"]),
    ("widths", lambda r: r.choice(["600 700 800 900", "116 122 128 134 140", "100 200 300", "200 300 400"]), ["Widths {x} mm", "Sizes {x}", "{x}"]),
    ("thousands", lambda r: f"{r.randint(600, 699)} {digits(r, 3)} {digits(r, 3)}", ["{x} km", "zestaw {x} elementów", "{x}", "Cena {x} zł"]),
    ("system", lambda r: f"{r.randint(8, 15)}.{r.randint(0, 15)}.{r.randint(0, 7)}.{r.randint(0, 255)}", ["Requires macOS {x}", "Java {x}", "Works with {x} and later"]),
    ("shop", lambda r: r.choice(["at shop.example.com", "at example.com", "at home, dot matrix", "at the point, dot com"]), ["Sale {x}", "More {x}"]),
    ("gs1", lambda r: f"(01)0{gtin('400' + digits(r, 9))}(21){digits(r, 5)}", ["GS1 {x}", "{x}"]),
    ("single group of a maker", lambda r: with_luhn(r.choice("5") + "1" + digits(r, 13)), ["Barcode {x}", "Order ID {x}", "Licence {x}", "Batch {x}"]),
    ("eleven digits", lambda r: digits(r, 11, "123456789"), ["{x}", "Filter {x}", "SKU {x}", "Toner {x}"]),
    ("ten digits", lambda r: digits(r, 10, "123456789"), ["{x}", "Filter {x}", "Toner {x}", "Bosch {x}"]),
    ("timecode", lambda r: f"00:{r.randint(10, 59)}:{r.randint(10, 59)}:{r.randint(10, 24)}", ["scene {x}", "cut at {x}"]),
    ("resolution", lambda r: f"{r.randint(1000, 3840)}x{r.randint(700, 2160)}", ["Screen {x}", "Display {x} px"]),
]


def negatives(r):
    for i in range(200):
        language = LANGUAGES[i % 7]
        source = language if language in PHONE_FORMS else r.choice(list(PHONE_FORMS))
        forms = [f for f in PHONE_FORMS[source] if f[0] != "+" and not f.startswith("00")]
        number = r.choice([lambda: fill(r, r.choice(forms))] * 3 + [
            lambda: groups(with_luhn("4" + digits(r, 14)), (4, 4, 4, 4), r.choice([" ", "-", ""])), lambda: pesel(r), lambda: nip(r), lambda: bsn(r), lambda: ssn(r),
            lambda: dni(r), lambda: steuer_id(r)])()
        yield "other", language, "part", r.choice(PARTS[language]).replace("‹", "").replace("›", ""), number
    for i in range(300):
        what, make, frames = PLAIN[i % len(PLAIN)]
        yield "other", "en", what, r.choice(frames), make(r)


def rows():
    r = random.Random(12)
    for kind, language, what, frame, number in list(positives(r))[:EACH] + list(negatives(r))[:EACH]:
        text = frame.replace("{x}", f"‹{number}›")
        prose, place = r.choice(PROSE[language]), r.random()
        if place < 0.35:
            text = prose.rstrip(".") + ". " + text
        elif place < 0.7 and what != "at":
            text = text.rstrip(".") + ". " + prose
        yield kind, language, what, text


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    target = root / "jobs/src/test/resources/dev/atelier/clean/personal.tsv"
    with open(target, "w", encoding="utf-8", newline="\n") as out:
        for row in rows():
            out.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main()
