#!/usr/bin/env python3
"""Writes jobs/src/test/resources/dev/atelier/clean/mojibake.tsv: right product texts in six languages, rich in what a
repair could take for damage, and texts damaged by reading their UTF-8 as windows-1252 (every fifth one twice).

Columns: kind (right, damaged), language, the text as it stands in a catalogue, the text that is right.
Standard library only; the same output every time. Run: python3 scripts/cases/make_mojibake.py
"""
import pathlib

NB, NNB = "\u00a0", "\u202f"  # no-break space, narrow no-break space

# Words in capitals whose last letter is one that UTF-8 begins with, and the marks that may follow it.
CAPITALS = {
    "en": ["NESCAFÉ", "CAFÉ", "SAUTÉ", "ROSÉ", "PÂTÉ", "BRÛLÉ", "FLAMBÉ", "TOUCHÉ", "ÜBERÜ", "LÄÄ"],
    "de": ["MENÜ", "KÜ", "MÜSLÜ", "RÖSTKAFFEEÖ", "FONDÜ", "SCHÄ", "BÜCHERBÜ", "TIRAMISÙ", "ENTRÉE-CAFÉ", "ÖÄÜ"],
    "fr": ["CAFÉ", "BEAUTÉ", "SANTÉ", "NATURALITÉ", "THÉ", "CONSOMMÉ", "CRÈME BRÛLÉ", "VOILÀ", "FORÊT-VÉCUÈ", "PRÊT-À"],
    "es": ["BEBÉ", "MENÚ", "JAMÓ", "CAFÉ", "SOFÁ", "PIÑÑ", "CHAMPÚ", "BURÓ", "COMPAÑÍ", "ESPAÑÁ"],
    "pl": ["KAWĄ", "CHWILĘ", "MIŁOŚĆ", "ŁÓDŹ", "SÓL KŁODAWSKĄ", "ŻUŁ", "CAFÉ", "PÓŁ", "KOŃ", "PRĘDKOŚĆ"],
    "sv": ["BLÅ", "GRÅ", "SMÅ", "ENTRÉ", "MILJÖ", "SJÖ", "HÖ", "FRIDÄ", "ARMÉ", "NIVÅ"],
}
# What may stand behind them. {w} is the word.
AFTER_CAPITALS = ["{w}® Gold", "{w}™ 250 ml", "{w}© Edition", f"«{NB}{{w}}{NB}»", "„{w}“", "”{w}”", f"{{w}}{NB}100{NB}%",
                  "{w}… no. 2", "{w}°", "{w}² matt"]

# Whole texts in each language: fractions, diameters, degrees, quotation marks, no-break spaces, dashes, superscripts.
TEXTS = {
    "en": ["Café au lait bowl – ½ litre, Ø 14 cm", "Jalapeño sauce ‘extra hot’ 5¼ oz", "The chef’s knife, 8″ blade — “forged”",
           "Safe to 180 °C / 356 °F, 1,200 cm³", f"Façade paint £{NB}24.99 for 10 m²", "Crème brûlée set, 4 × 120 ml",
           "Naïve art print No. 7 • 30×40 cm", "Kraków® map – 2nd edition ©2024", "Über-soft jersey, ±2 % shrinkage", "Piñata ¡fiesta! ½ price"],
    "de": [f"Wandfarbe weiß{NB}matt, 2½ l", "Topf Ø 24 cm – für Gas & Induktion", f"Maß: 30{NB}×{NB}40 cm, „Größe L“",
           "Süßstoff »Natürlich« 1 kg", "Backofen bis 250 °C, 65 dm³", "Außen-Ø 12½ mm, Innen-Ø 8 mm", f"Spaß{NB}für Groß{NB}und Klein",
           "Straßenkreide – 12 Stück à 20 g", "Käsefüße? „Nö“, sagt Öl-Frisch", "Geschoß »A«, §7, µm-genau ±0,5"],
    "fr": [f"Cafetière «{NB}Éclat{NB}» – 6 tasses", f"Thé vert{NB}: 20 sachets à l’orange", f"Crème «{NB}Née{NB}» ½ pot, 50 ml",
           f"Prêt à cuire{NB}? Oui{NB}! à 180 °C", f"Œufs de caille «{NB}été{NB}», n° 4", f"L’été{NNB}! Ø 30 cm, 2¾ l",
           f"Pâte à sucre «{NB}rosé{NB}»{NB}; 250 g", f"Bébé «{NB}doré{NB}» – 1ʳᵉ taille", "Forêt d’automne… 3 m², 12 m³", f"Déjà{NB}vu{NB}: prix {NB}24{NB}€"],
    "es": ["Jamón ibérico «cebo» – ½ kg", "Sartén Ø 28 cm, 1ª calidad", "Muñeca ¿Qué tal? – 3 años", "Piñón tostado, nº 2, 250 g",
           "Cafetera “Olé” 5¼ tazas", "Caña de azúcar «añeja»", "Colchón 90×190 cm… ¡oferta!", "Vino tinto ‘Añada’ 75 cl – 14 °C",
           "Pimentón de la Vera® ahumado", "Edición 2.ª – 100 % algodón"],
    "pl": ["Dzbanek „Łąka” – 1½ l", "Żółta świeca, Ø 7 cm", "Kubek «Źródło» 300 ml", "Pościel 160×200 cm… miękka",
           "Piekarnik do 250 °C, 65 dm³", "Ręcznik „Puch”® – ¼ ceny", "Szkło 3 mm ±0,5, 2 m²", "Książka ‘Góry’, 2. wyd. ©2024",
           "Śruba M8 – Ø 8 mm, 100 szt.", "Krówki „Cud”™ z mlekiem"],
    "sv": ["Kaffekopp ”Fika” – 2½ dl", "Stekpanna Ø 28 cm, gjutjärn", "Påslakan 150×210 cm… mjukt", "Kräftkrydda »Å«, 50 g",
           "Ugnsform till 250 °C", f"Färg{NB}Å 12, 10 m²", "Lättmjölk 1½ l – gräddig", "Bok ’Skärgård’ ©2024",
           "Tårtljus 100 st ±5 %", f"Gå{NB}på{NB}tå – ullsockor¹"],
}
# Frames make more texts out of each; {t} is the text.
FRAMES = ["{t}", "• {t} •", f"NEU{NB}– {{t}}", "{t} (2×)"]

# What damage happens to: letters of the language inside words, at their ends, in capitals, beside signs and quotes.
DAMAGED = {
    "en": ["Crème brûlée torch", "The chef’s café apron", "Jalapeño – extra hot", "Façade “classic” paint", "Ø 14 cm bowl, ½ litre",
           "Keeps 180 °C for hours", "£24.99 starter kit", "5 × 7 inch frame", "Trademark™ bottle", "IKEA® compatible shelf",
           "Naïve print… signed", "€ 12.50 mug", "Piñata fiesta", "Résumé folder", "Smörgåsbord tray", "Doppelgänger mask", "Voilà apron"],
    "de": ["Größe L für Männer", "Öl für Möbel", "ÜBERGRÖSSE Kissen", "Süße Äpfel – 1 kg", "„Hübsch“ sagt sie", "Weiß matt 2½ l",
           "Kaffee Café crème", "SCHÖNE Schüssel", "Käse à la Küche", "Straße Ø 24 cm", "Grün & blau – 5 €", "Tür öffnen", "Äußerst heiß: 90 °C",
           "Für 4 Stück à 20 g", "Gemüse, frisch gekühlt", "Fußmatte „Igel“", "Ärmel kürzen"],
    "fr": ["Café moulu à l’ancienne", "Été à la plage", "Œufs frais", "Cœur de forêt", "Crème fraîche", "Théière émaillée", "Déjà prêt",
           "À table !", "École d’été", "Garçon manqué", "Où est le thé ?", "Noël à Besançon", f"«{NB}Éclat{NB}» de beauté", "Pâte sablée – 2 €",
           "Bébé né en août", "Voilà l’île", "Sac à dos bleu"],
    "es": ["Jamón ibérico", "Muñeca española", "¿Qué tal? Taza", "¡Olé! Camiseta", "Piñón tostado", "Cafetera rápida", "Niño pequeño",
           "Champú único", "Sofá cómodo – 99 €", "Árbol de Navidad", "Sartén Ø 28 cm", "Colchón 90×190", "Añejo “reserva”", "Línea básica",
           "Edición económica", "Ñoquis frescos", "Algodón orgánico"],
    "pl": ["Żółta świeca", "Łyżka drewniana", "Pościel miękka", "Książka o górach", "Źródło światła", "Ręcznik kąpielowy", "Śruba ocynkowana",
           "Dzbanek „Łąka”", "Miód gryczany", "Ćwierć ceny", "Mąka żytnia", "Kubek błękitny", "Szkło białe – 5 zł", "Wełna owcza", "Gęś pieczona",
           "Słońce i cień", "ŁÓŻKO dziecięce"],
    "sv": ["Kräftkrydda för alla", "Påslakan i bomull", "Ängens honung", "Öppen hylla", "Ålderdomlig stol", "Färg på vägg", "Gjutjärn – 28 cm",
           "Lättmjölk till kaffet", "Tårtljus i blått", "Skärgårdens kök", "Grönsåpa", "Ljusstake ”Fröjd”", "Köksö med lådor", "Trädgård året om",
           "Blå väska", "Små hjältar", "Ullsockor för fjället"],
}


def misread(text):
    """UTF-8 read as windows-1252; the five bytes that it leaves undefined become control characters."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode("utf-8"))


def rows():
    for language in TEXTS:
        for i, word in enumerate(CAPITALS[language]):
            for k in (0, 3, 7):
                yield "right", language, AFTER_CAPITALS[(i + k) % 10].format(w=word), None
        for i, text in enumerate(TEXTS[language]):
            for frame in (FRAMES[0], FRAMES[1 + i % 3]):
                yield "right", language, frame.format(t=text), None
    for language, texts in DAMAGED.items():
        for i, text in enumerate(texts):
            once = misread(text)
            yield "damaged", language, misread(once) if i % 5 == 4 else once, text


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    target = root / "jobs/src/test/resources/dev/atelier/clean/mojibake.tsv"
    with open(target, "w", encoding="utf-8", newline="\n") as out:
        for kind, language, text, right in rows():
            assert "\t" not in text and "\n" not in text
            out.write("\t".join((kind, language, text, right or text)) + "\n")


if __name__ == "__main__":
    main()
