/**
 * The fields of a status under all the names that firmware gives them. The names are those that public clients of the machines read, their
 * spellings on copied pages in both languages, and those of cgminer. A field may always be missing.
 */
import type { Block, Field } from './loose-json.ts'
import type { Scalar } from './loose-scalars.ts'

/** Names are compared as `nameOf` leaves them: lower case, nothing between the words. */
const ALIASES = {
  machine:
    'miner minertype minermodel minername model machinemodel devicemodel devicename machinetype product producttype type 机型 型号 矿机型号 机器型号',
  serial:
    'machinesn minersn devicesn machineserial machineserialnumber serial serialnumber serialno serialnum sn 序列号 机器序列号 设备序列号 整机序列号',
  version: 'version fsversion fwversion firmware firmwareversion swversion softwareversion minerversion 固件版本 版本',
  uptime: 'uptime uptimes uptimesec uptimeseconds elapsed runtime runningtime 运行时间 运行时长',
  realtime:
    'rt rtrate rthashrate realtime realtimerate realtimehashrate currenthashrate hashrate hashratert ghs5s mhs5s ths5s khs5s rate5s 实时算力 当前算力',
  average:
    'avg avgrate rateavg average averagerate averagehashrate avghashrate hashrateavg hashrateaverage avghash ghsav mhsav thsav khsav 平均算力',
  rejectPercent:
    'rejectrate rejectedrate rejectratio rejectpercent reject% rejected% rejectrate% poolrejected% devicerejected% 拒绝率',
  accepted: 'accept accepts accepted acceptedshares validshares 接受',
  rejected: 'reject rejects rejected rejectedshares invalidshares 拒绝',
  dagTime: 'dagtime dag dagbuildtime dagstatus dagstate',
  temperatureMin: 'tempmin mintemp minimumtemp temperaturemin mintemperature lowesttemp 最低温度',
  temperatureMax: 'tempmax maxtemp maximumtemp temperaturemax maxtemperature highesttemp 最高温度',
  temperature:
    'temp temperature temps chiptemp chipstemp boardtemp pcbtemp tempchip temppcb temppic asictemp 温度 芯片温度',
  intake:
    'intaketemp tempintake inlettemp tempinlet tempin airtemp ambienttemp ambient ambienttemperature envtemp tempenv environmenttemp roomtemp 进风温度 环境温度 室温',
  fanCount: 'fannum fancount numfans 风扇数量 风扇数',
  fanList: 'fan fans fanspeed fanspeeds fanrpm fanrpms rpm rpms 风扇 风扇转速',
  boardCount: 'minercount boardnum boardcount',
  chips: 'asics asicnum asicsnum asiccount asicscount chips chipnum chipsnum chipcount chipscount acn 芯片数 芯片数量',
  rate: 'rate hashrate ratereal realrate rt avg mhs ghs 算力',
  frequency: 'freq frequency freqavg 频率',
  poolState: 'status state poolstatus poolstate 状态 矿池状态',
  poolUrl: 'url poolurl pooladdress address stratumurl server 矿池 矿池地址',
  poolUser: 'user username worker workername account miner 矿工号 矿工',
  coin: 'coin coins cointype coinname currency algo algorithm 币种 算法',
  protocol: 'protocol 协议',
  workPattern: 'workpattern workmode',
} as const satisfies Record<string, string>

export type FieldName = keyof typeof ALIASES

interface Meaning {
  readonly field: FieldName
  /** The likeliest spelling first. */
  readonly rank: number
}

const MEANINGS = new Map<string, Meaning[]>()
for (const [field, names] of Object.entries(ALIASES)) {
  for (const [rank, name] of names.split(' ').entries()) {
    MEANINGS.set(name, [...(MEANINGS.get(name) ?? []), { field: field as FieldName, rank }])
  }
}

/** Numbered ones: `fan2`, `fan_percent1`, `asic0_temp`, `temp_chip3`, `chain_acn1`. The number is the first group that matched. */
const NUMBERED = {
  fanRpm: /^(?:fan(?:speed|rpm)?#?(\d{1,2})(?:speed|rpm)?|风扇(\d{1,2})(?:转速)?)$/,
  fanPercent: /^(?:fan(?:percent|pwm|duty)(\d{1,2})|fan(\d{1,2})(?:percent|pwm|duty|%))$/,
  chipTemperature: /^(?:asic|chip)(\d{1,3})temp$|^temp(?:asic|chip)?(\d{1,3})$/,
  chainChips: /^chain(?:acn|asicnum|chips?)(\d{1,2})$/,
  chainTemperature: /^temp(?:chip|pcb|pic)(\d{1,2})$/,
} as const
export type NumberedName = keyof typeof NUMBERED
const NUMBERED_NAMES = Object.keys(NUMBERED) as NumberedName[]
const LONGEST_NUMBERED = 24

/** One of these says that an object is about a machine. Words such as `status` or `user` alone stand in any object. */
const TELLING: readonly FieldName[] = [
  'serial',
  'average',
  'realtime',
  'rejectPercent',
  'dagTime',
  'temperatureMin',
  'temperatureMax',
  'temperature',
  'intake',
  'fanCount',
  'chips',
]
const TELLING_FIELDS = new Set<FieldName>(TELLING)
const TELLING_NAMES = new Set(['minertype', 'bmminer', '机型', '型号'])

interface Numbered {
  readonly number: number
  readonly field: Field
}
/** A block whose names have been looked up, once for all who ask. */
export interface IndexedBlock extends Block {
  readonly byField: ReadonlyMap<FieldName, readonly { readonly rank: number; readonly field: Field }[]>
  readonly byNumber: ReadonlyMap<NumberedName, readonly Numbered[]>
}

/** Looks up the names of a block. */
export function indexed(block: Block): IndexedBlock {
  const byField = new Map<FieldName, { readonly rank: number; readonly field: Field }[]>()
  const byNumber = new Map<NumberedName, Numbered[]>()
  for (const field of block.fields.values()) {
    for (const meaning of MEANINGS.get(field.name) ?? []) put(byField, meaning.field, { rank: meaning.rank, field })
    for (const { name, number } of numbersIn(field.name)) put(byNumber, name, { number, field })
  }
  for (const found of byField.values()) if (found.length > 1) found.sort((a, b) => a.rank - b.rank)
  return { path: block.path, fields: block.fields, byField, byNumber }
}

function put<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const items = map.get(key)
  if (items === undefined) map.set(key, [item])
  else items.push(item)
}

interface NumberIn {
  readonly name: NumberedName
  readonly number: number
}

/** Boards repeat their names; what was worked out once is kept, within bounds. */
const numbersKnown = new Map<string, readonly NumberIn[]>()
const MOST_KEPT = 1_000
const NONE: readonly NumberIn[] = []

function numbersIn(name: string): readonly NumberIn[] {
  if (name.length > LONGEST_NUMBERED || !/\d/.test(name)) return NONE
  const known = numbersKnown.get(name)
  if (known !== undefined) return known
  if (numbersKnown.size >= MOST_KEPT) numbersKnown.clear()
  const found = numbersOf(name)
  numbersKnown.set(name, found)
  return found
}

function numbersOf(name: string): readonly NumberIn[] {
  return NUMBERED_NAMES.flatMap((kind) => {
    const digits = NUMBERED[kind]
      .exec(name)
      ?.slice(1)
      .find((group) => group !== undefined)
    return digits === undefined ? [] : [{ name: kind, number: Number(digits) }]
  })
}

/** The fields of a block under any of their names, the likeliest first; those without a value are left out. */
export const fieldsNamed = (block: IndexedBlock, name: FieldName): readonly Field[] =>
  (block.byField.get(name) ?? []).map(({ field }) => field).filter(hasValue)

const hasValue = ({ values }: Field): boolean => values.some((value) => value !== null && value !== '')

/** The likeliest of them. */
export const field = (block: IndexedBlock, name: FieldName): Field | undefined =>
  block.byField.get(name)?.find((each) => hasValue(each.field))?.field

/** The first value of a field. */
export const first = (found: Field | undefined): Scalar => found?.values[0] ?? null

/** All numbered fields of one kind. */
export const numbered = (block: IndexedBlock, name: NumberedName): readonly Numbered[] => block.byNumber.get(name) ?? []

/** A pool says where it is (an empty place, where none is set) and whose it is, or how it is. */
export function isPool(block: IndexedBlock): boolean {
  const { byField } = block
  return byField.has('poolUrl') && (byField.has('poolState') || byField.has('poolUser'))
}

/** An object that says something of a machine. */
export function isTelling(block: IndexedBlock): boolean {
  if (isPool(block) && field(block, 'poolUrl') !== undefined) return true
  if (field(block, 'coin') !== undefined && field(block, 'workPattern') !== undefined) return true
  const { byField, byNumber } = block
  if (byNumber.size > 0 || TELLING.some((name) => byField.has(name))) return true
  return [...TELLING_NAMES].some((name) => block.fields.has(name))
}

/** A label that stands for some field, and one that only a machine has. */
export const isKnown = (name: string): boolean => MEANINGS.has(name) || numbersIn(name).length > 0
export const isTellingName = (name: string): boolean =>
  TELLING_NAMES.has(name) ||
  numbersIn(name).length > 0 ||
  (MEANINGS.get(name) ?? []).some((meaning) => TELLING_FIELDS.has(meaning.field))
