/**
 * Tells a message in a language that customers are not answered in: by its script, or by small words that neither English nor a model's
 * name has. Careful: serials, links, JSON, names and single short words are not foreign.
 */
import { fold } from '../../domain/fold.ts'

const CAP = 500
/** Two or more letters of another script in a row: one alone is a unit or a sign. */
const FOREIGN_LETTERS =
  /[\u0370-\u03ff\u0400-\u058f\u0590-\u07ff\u0900-\u10ff\u1100-\u11ff\uac00-\ud7af\ufb50-\ufdff\ufe70-\ufefc]{2,}/gu
/** Japanese is written with Chinese characters between these. */
const KANA = /[\u3041-\u3096\u30a1-\u30fa]+/gu
const LETTER = /\p{L}/gu
const PLAIN_LATIN = /^[\x20-\x7e]*$/
/** Letters that only Vietnamese has in such numbers. */
const VIETNAMESE = /[ăđơưạ-ỹ]/giu
const FEWEST_FOREIGN_LETTERS = 3
const FEWEST_VIETNAMESE = 2
const FEWEST_WORDS = 2
const NOT_PROSE = /\bhttps?:\S+|\S+@\S+|\b\w+\.\w{2,}\S*|"[^"]{0,80}"\s*:|[{}[\]]/gu

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Said alone, they tell the language. */
const TELLING = words(
  'hola gracias ayuda buenos buenas bonjour merci salut bonsoir guten hallo danke bitte hilfe merhaba selam yardim yardım teşekkürler tesekkurler ola olá obrigado obrigada ajuda ciao grazie aiuto privet spasibo pomogite zdravstvuyte halo terima tolong czesc cześć dziękuję salam assalamualaikum',
)
const FREQUENT = words(
  'el los las una uno del por como esta está este esto pero muy mi tengo funciona maquina máquina equipo minero ventilador enciende conecta que no se es ' +
    'le les des est pas ne je une avec pour mon mes marche fonctionne plus dans sur ma machine ' +
    'der das ist nicht und ich mein meine mit ein eine kein keine auf geht funktioniert startet lüfter seit gestern läuft ' +
    'não nao uma meu minha com mais está liga tem máquina ventoinha ' +
    'il che di non per sono mio mia si accende funziona ventola macchina ' +
    'nie jest moja moj mój dziala działa prosze proszę ' +
    'het een niet mijn ik van werkt doet ' +
    've bir bu icin için degil değil calismiyor çalışmıyor yok cihaz cihazım makine makinem fan dönmüyor ' +
    'saya tidak bisa mesin mati ada ini kenapa ' +
    'khong không máy của tôi bị được ' +
    'ne rabotaet moy moi majner asik ventilyator ne vklyuchaetsya',
)
/** Words of the lists above that English has as well, or that name machines. */
const SHARED = words('no se es plus machine fan des per die a on me')
const ENGLISH = words(
  "the is are was my it its not and to of in on for with this that have has had you your we they what when where how why can will please help hi hello from but just still any all one it's i'm working work doesn't can't",
)

/** Whether a text is written in a language other than English and Chinese. A text without words is in none. */
export function isForeign(text: string): boolean {
  const folded = fold(text, CAP).toLowerCase().replace(NOT_PROSE, ' ')
  if (PLAIN_LATIN.test(folded)) return isOfNeighbours(folded.match(/[a-z']+/g) ?? [])
  const letters = count(folded, LETTER)
  const kana = count(folded, KANA)
  if (kana >= FEWEST_FOREIGN_LETTERS) return kana * 3 >= letters
  const foreign = count(folded, FOREIGN_LETTERS)
  if (foreign >= FEWEST_FOREIGN_LETTERS) return foreign * 2 >= letters
  if (count(folded, VIETNAMESE) >= FEWEST_VIETNAMESE) return true
  return isOfNeighbours(folded.match(/[\p{L}']+/gu) ?? [])
}

function isOfNeighbours(all: readonly string[]): boolean {
  const told = new Set(all)
  const english = [...told].filter((word) => ENGLISH.has(word)).length
  const frequent = [...told].filter((word) => FREQUENT.has(word))
  const own = frequent.filter((word) => !SHARED.has(word)).length
  const telling = [...told].some((word) => TELLING.has(word))
  if (telling && english <= own) return true
  return own > 0 && frequent.length >= FEWEST_WORDS && frequent.length > english
}

const count = (text: string, letters: RegExp): number => (text.match(letters) ?? []).join('').length
