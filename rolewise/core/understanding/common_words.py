"""The commonest words of languages that users of jobs sites write in, by ISO 639-1 code.

Left out are words that English or Hinglish in Latin script have, too ("die", "me", "come", "main", "de", "se"): what is
left tells a language even in a sentence full of English job titles.
"""

from __future__ import annotations

_LISTS = {
    "de": "ich du er wir ihr der das dem den des ein eine einen einem einer und oder aber nicht kein keine ist sind wird "
    "werden wurde hat haben kann kannst muss soll möchte mochte will wie warum welche welcher welches wer wo wann mit "
    "ohne für fuer über ueber auf aus bei nach von vom zum zur im als auch noch mir mich sich mein meine dass weil wenn "
    "zwischen gibt viel mehr besser gut arbeit beruf ausbildung verdient verdienen brauche stelle jetzt lohnt jahr",
    "es": "el los las una uno unos y o pero ser es soy eres está esta estoy este esto eso qué que cuál cual cuáles cuánto "
    "cuanto cuántos cómo como dónde donde cuándo por para con sin del al en mi mis tu su sus yo muy más mas mejor hay "
    "puedo puede quiero quisiera tengo tiene necesito necesita debo trabajo trabajar empleo sueldo salario gana ganar "
    "estudiar carrera vale pena entre hola gracias también ahora años diferencia sobre hacer algo me",
    "fr": "je tu il elle nous vous ils les des une et ou mais est sont suis êtes être avoir ai avez quel quelle quels quelles "
    "qui quoi combien comment où pourquoi quand dans avec sans pour sur du au aux ce cette ces mon ma mes votre notre "
    "ne pas plus très mieux que qu c'est entre différence faire peux peut veux voudrais devenir métier emploi travail "
    "salaire gagne études bonjour merci aussi après faut formation diplôme",
    "pt": "eu ele ela nós os as um uma uns e ou mas é são sou está estou esse essa este isso que qual quais quanto quantos "
    "como onde quando por para com sem do da dos das no na nos nas ao em meu minha seu sua não muito mais melhor há tem "
    "tenho posso pode quero queria preciso precisa devo ser ter fazer trabalho trabalhar emprego salário salario ganha "
    "ganhar estudar carreira entre diferença olá obrigado também agora anos vale pena faculdade sobre vagas",
    "it": "io lui lei noi il lo gli una uno e o ma è sono sei ho hai ha che chi cosa quale quali quanto quanti come dove "
    "quando perché con senza per del della dei delle dello nel nella al alla di da su mi ti mio mia non più molto "
    "meglio posso può voglio vorrei devo serve servono essere avere fare lavoro lavorare stipendio guadagna diventare "
    "studiare differenza tra ciao grazie anche ora anni laurea conviene competenze questo questa",
    "nl": "ik jij hij zij wij het een en of maar niet geen zijn ben bent heeft heb hebben wordt worden kan kun moet wil wat "
    "wie waar wanneer hoe waarom welke met zonder voor van naar op uit bij om te als ook nog mijn mij zich dat deze "
    "tussen veel meer beter goed werk baan opleiding verdient verschil hoeveel graag nodig jaar er aan",
    "id": "saya aku kamu dia kami kita mereka dan atau tapi tetapi yang di ke dari untuk dengan tanpa adalah ini itu apa "
    "siapa mana berapa bagaimana kenapa mengapa kapan tidak bukan ada bisa dapat mau ingin harus perlu akan sudah belum "
    "lebih baik juga antara seorang kerja pekerjaan gaji kuliah menjadi jadi cara bidang perbedaan dibutuhkan lulusan "
    "tolong terima kasih tentang cocok",
    "tr": "ben sen biz siz ve veya ama bir bu şu ne nasıl neden kim nerede kaç için ile gibi daha çok değil var yok mı mi mu "
    "mü olmak olan istiyorum gerekir lazım iş maaş maaşı arasındaki fark nedir kadar hangi meslek olarak en",
    "pl": "ja ty on ona my wy i oraz lub ale nie jest są być jak co kto gdzie kiedy ile dlaczego czy w na z do od dla po przez "
    "się mój moja to jaki jaka jakie który która praca pracy zarabia zarobki chcę mogę trzeba między różnica zostać",
    "sv": "jag du han hon vi och eller men inte är var har kan ska vill måste vad vem hur varför när med utan för från till "
    "på av om som en ett det den dem min mitt mellan mycket mer bättre jobb jobba lön tjänar utbildning bli skillnaden",
}
# Short words of English and of Hinglish that the lists above share.
_OURS = (
    "a as am an and are at be by can com come con data do e en er et for from had han has he i in is it me men mi min my no "
    "not o of on or per plus so su te the they this to tu um up us var was we were what when who why will wo y you war den "
    "del des die dia dan di das du im al la le les ne na nos par ka ke ki ko se hai ho hi main mai mein wo ye ya yah to tha "
    "ta da ma mere mera kya kaise kar kare karo kam ek sab sir hum ham un us is jo tum ap aap pe bhi mas bas ser sum je der fark"
)
COMMON_WORDS = {code: frozenset(words.split()) - frozenset(_OURS.split()) for code, words in _LISTS.items()}
