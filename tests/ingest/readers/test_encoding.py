import pytest

from ingest.readers.encoding import decode
from rag.errors import Unreadable

GERMAN = (
    "Der Hafenmeister sagte, die Brücke über den Fluß sei gesperrt. Kosten: 4 € je Tonne – „zu viel“, meint Müller."
)
FRENCH = "Le préfet a déclaré que l’accord signé à Genève était prêt ; « une étape », a-t-il ajouté à la presse hier."
CZECH = "Vláda schválila návrh zákona o ochraně řek a ministr řekl, že začne platit v říjnu; příliš žluťoučký kůň."
POLISH = "Rząd przyjął ustawę o ochronie rzek, a minister powiedział, że zacznie ona obowiązywać w październiku."
RUSSIAN = "Правительство одобрило закон об охране рек, и министр сказал, что он вступит в силу в октябре."
GREEK = "Η κυβέρνηση ενέκρινε τον νόμο για τα ποτάμια και ο υπουργός είπε ότι θα ισχύσει τον Οκτώβριο."
JAPANESE = "政府は河川の保護に関する法案を承認し、大臣は十月に施行されると述べた。反対派は抗議を続けている。"
CHINESE = "政府批准了河流保护法案，部长表示将于十月生效。反对派继续抗议，并要求重新选举。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "utf-8"),
        (GERMAN, "utf-8-sig"),
        (GERMAN, "utf-16"),
        (GERMAN, "utf-16-le"),
        (GERMAN, "utf-16-be"),
        (GERMAN, "utf-32"),
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
        ("The café’s owner said “no” – and paid €40.", "cp1252"),
        (FRENCH.replace("’", "'").replace("é", "é"), "mac_roman"),
        (CZECH, "cp1250"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (GREEK, "cp1253"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (CHINESE, "gb18030"),
    ],
)
def test_the_encoding_is_found(text: str, encoding: str) -> None:
    found, warning = decode(text.encode(encoding))
    assert (found.removeprefix("\ufeff"), warning) == (text, None)


def test_utf8_wins_over_what_it_could_also_be() -> None:
    text = "zero\u200bwidth and nothing else beyond ASCII"
    assert decode(text.encode())[0] == text
    assert decode("Größe".encode(), declared="iso-8859-1")[0] == "Größe"


def test_latin_1_in_a_head_means_windows_1252() -> None:
    assert decode(b"\x93no\x94 \x96 \x804", declared="ISO-8859-1")[0] == "“no” – €4"
    assert decode("Привет".encode("koi8-r"), declared="KOI8-R")[0] == "Привет"
    assert decode(b"caf\xe9 is shut", declared="no-such-charset")[0] == "café is shut"


def test_a_character_cut_at_the_end_costs_only_itself() -> None:
    text, warning = decode(("Größe der Stadt " * 3 + "ö").encode()[:-1])
    assert text == "Größe der Stadt " * 3 + "\ufffd"
    assert warning and warning.startswith("1 character")


def test_stray_bytes_in_utf8_do_not_make_mojibake_of_the_rest() -> None:
    text, warning = decode("Müller, Köln, Weiß, Jäger. ".encode() * 10 + b"\xff")
    assert text.startswith("Müller, Köln") and warning


def test_binary_data_is_refused() -> None:
    with pytest.raises(Unreadable, match="binary"):
        decode(b"\x89\x00\x01" * 3 + b"a\x00bcdefgh" * 30)
