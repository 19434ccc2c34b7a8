/** Tells the language of a short text: English, Chinese, or neither. By script first, then by small everyday words. */

/** `other` is every language that customers are not answered in, and a text without words. */
export type TextLanguage = 'en' | 'zh' | 'other'

const HAN = /[\u3400-\u4dbf\u4e00-\u9fff]/g
const KANA = /[\u3040-\u30ff]/
const LATIN_LETTER = /[a-z]/g
/** Letters of alphabets that are neither Latin nor Han. */
const FOREIGN_LETTER = /[\u0370-\u058f\u0590-\u07ff\u0900-\u10ff\uac00-\ud7af\u1100-\u11ff\ufb50-\ufdff\ufe70-\ufefc]/g
/** Latin letters with marks, as Spanish, German, Turkish, Polish or Vietnamese write them. */
const MARKED_LETTER = /[\u00c0-\u024f\u1e00-\u1eff]/
const HAN_WEIGHT = 4

const ENGLISH = words(
  'the is are was my i it its not dont doesnt wont cant isnt and to of in on for with this that have has had you your we they what when where how why can will please help hi hello hey thanks thank after from but just get got still all any one two machine working work power fan off there',
)
const NEIGHBOURS = words(
  'el los las una uno que del con para por como esta esto pero muy hola gracias ayuda mi tengo funciona maquina equipo minero ventilador enciende conecta ' +
    'le les des est pas ne je une avec pour bonjour merci ma mon mes ventilateur marche fonctionne plus dans sur ' +
    'der die das ist nicht und ich mein meine mit ein eine kein keine auf bitte hallo danke geht funktioniert startet lufter ' +
    'nao uma meu minha os com mais ola obrigado liga funciona ajuda tem ' +
    'il che di non per una sono mio mia ciao grazie si accende ventola ' +
    'nie jest moja moj dziala czesc prosze na ' +
    'het een niet mijn ik van werkt ' +
    've bir bu icin degil calismiyor merhaba var yok cihaz ' +
    'saya tidak bisa yang dan mesin tolong mati ada ini ' +
    'khong may cua toi bi duoc la va giup ' +
    'ne radi nije moj molim ya moi ne rabotaet privet pomogite net',
)

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}

/** The language of a text that went through `fold`. A text without letters is `other`. */
export function languageOf(folded: string): TextLanguage {
  const text = folded.toLowerCase()
  const han = count(text, HAN)
  const foreign = count(text, FOREIGN_LETTER)
  const latin = count(text, LATIN_LETTER)
  if (KANA.test(text) || foreign > han * HAN_WEIGHT + latin / 2) return 'other'
  const tokens = text.replace(/['’]/g, '').split(/[^a-z\u00c0-\u024f\u1e00-\u1eff]+/)
  const english = tokens.filter((token) => ENGLISH.has(token)).length
  if (han > 0) return han * HAN_WEIGHT >= english * HAN_WEIGHT && han * HAN_WEIGHT * 4 >= latin ? 'zh' : 'en'
  if (latin === 0 || foreign > latin) return 'other'
  const neighbours = tokens.filter((token) => NEIGHBOURS.has(token)).length
  if (neighbours > english) return 'other'
  return english === 0 && MARKED_LETTER.test(text) ? 'other' : 'en'
}

const count = (text: string, letters: RegExp): number => text.match(letters)?.length ?? 0
