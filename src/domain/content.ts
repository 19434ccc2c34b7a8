/** Everything that after-sales staff edit, loaded and checked as one: what is wrong in any file is told at once. */
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { CalendarYear, WorkCalendar } from './calendar.ts'
import { type Canned, cannedSchema } from './content/canned.ts'
import { type Diagnosis, diagnosisSchema, type Site, siteSchema } from './content/diagnosis.ts'
import { type EvidenceNames, evidenceSchema } from './content/evidence.ts'
import { modelsSchema, type SymptomText, symptomsSchema } from './content/machines.ts'
import { type Policy, policySchema } from './content/policy.ts'
import type { Loaded, Problem } from './content/problem.ts'
import { warrantySchema } from './content/warranty.ts'
import { readYaml } from './content/yaml-file.ts'
import { yearSchema } from './content/year.ts'
import type { Model } from './models.ts'
import { type TriageContent, triageSchema } from './triage-content.ts'
import { SYMPTOMS, type Symptom } from './values.ts'
import type { WarrantyTerms } from './warranty.ts'

export type { Check, Diagnosis, Site } from './content/diagnosis.ts'
export type { AskedFirst, SymptomText } from './content/machines.ts'
export type { Policy } from './content/policy.ts'
export type { Problem } from './content/problem.ts'

export interface Content {
  readonly policy: Policy
  readonly calendar: WorkCalendar
  readonly models: readonly Model[]
  readonly warranty: WarrantyTerms
  /** All of them, in the order in which a menu offers those that have a menu label. */
  readonly symptoms: readonly SymptomText[]
  /** Symptoms without a tree go straight to the order. */
  readonly diagnosis: Readonly<Partial<Record<Symptom, Diagnosis>>>
  /** For several machines at once: what is asked of the place before any machine. Null: each machine is its own matter. */
  readonly site: Site | null
  /** What trees ask a customer to keep ready for staff. */
  readonly evidence: EvidenceNames
  /** What staff send by its name. */
  readonly canned: Canned
  readonly triage: TriageContent
}

export type LoadedContent =
  | { readonly ok: true; readonly content: Content }
  | { readonly ok: false; readonly problems: readonly Problem[] }

export type LoadedCalendar =
  | { readonly ok: true; readonly calendar: WorkCalendar }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Reads the content directory. Never throws over what a file holds: all problems of all files come back together. */
export function loadContent(dir: string): LoadedContent {
  const policy = readYaml(dir, 'policy.yaml', policySchema)
  const years = together(filesIn(dir, 'calendars', readYear))
  const models = readYaml(dir, 'models.yaml', modelsSchema)
  const warranty = readYaml(dir, 'warranty.yaml', warrantySchema)
  const symptoms = readYaml(dir, 'symptoms.yaml', symptomsSchema)
  const evidence = readYaml(dir, 'evidence.yaml', evidenceSchema)
  const codes = evidence.ok ? Object.keys(evidence.value) : null
  const treeSchema = diagnosisSchema(codes)
  const trees = together(filesIn(dir, 'diagnosis', (place, name) => readTree(place, name, treeSchema), [SITE]))
  const site = readSite(dir, codes)
  const canned = readCanned(dir)
  const triage = readYaml(dir, 'triage.yaml', triageSchema)
  if (
    policy.ok &&
    years.ok &&
    models.ok &&
    warranty.ok &&
    symptoms.ok &&
    evidence.ok &&
    trees.ok &&
    site.ok &&
    canned.ok &&
    triage.ok
  ) {
    const content: Content = {
      policy: policy.value,
      calendar: calendarOf(policy.value, years.value),
      models: models.value,
      warranty: warranty.value,
      symptoms: symptoms.value,
      diagnosis: Object.fromEntries(trees.value.map((tree) => [tree.symptom, tree])),
      site: site.value,
      evidence: evidence.value,
      canned: canned.value,
      triage: triage.value,
    }
    return { ok: true, content }
  }
  return {
    ok: false,
    problems: problemsIn(policy, years, models, warranty, symptoms, evidence, trees, site, canned, triage),
  }
}

/** The working calendar alone (policy and public holidays), for who asks about hours and nothing else. */
export function loadCalendar(dir: string): LoadedCalendar {
  const policy = readYaml(dir, 'policy.yaml', policySchema)
  const years = together(filesIn(dir, 'calendars', readYear))
  if (policy.ok && years.ok) return { ok: true, calendar: calendarOf(policy.value, years.value) }
  return { ok: false, problems: problemsIn(policy, years) }
}

function calendarOf({ hours }: Policy, years: readonly CalendarYear[]): WorkCalendar {
  return {
    week: hours.week,
    makeUp: hours.makeUpDays,
    years: new Map(years.map((year) => [year.year, year])),
    overrides: new Map(hours.overrides.map((day) => [day.date, day])),
  }
}

function readYear(dir: string, name: string): Loaded<CalendarYear> {
  const message = `must be ${name}, as the file is called`
  const named = yearSchema.refine(({ year }) => String(year) === name, { path: ['year'], message })
  return readYaml(dir, `calendars/${name}.yaml`, named)
}

function readTree(dir: string, name: string, schema: ReturnType<typeof diagnosisSchema>): Loaded<Diagnosis> {
  const file = `diagnosis/${name}.yaml`
  if (!SYMPTOMS.some((code) => code === name)) {
    return {
      ok: false,
      problems: [{ file, line: 1, message: `no symptom is called ${name}; allowed: ${SYMPTOMS.join(', ')}` }],
    }
  }
  const message = `must be ${name}, as the file is called`
  return readYaml(
    dir,
    file,
    schema.refine(({ symptom }) => symptom === name, { path: ['symptom'], message, when: () => true }),
  )
}

/** The tree of a place lies beside those of the symptoms. */
const SITE = 'site'

function readSite(dir: string, codes: readonly string[] | null): Loaded<Site | null> {
  const file = `diagnosis/${SITE}.yaml`
  return existsSync(join(dir, file)) ? readYaml(dir, file, siteSchema(codes)) : { ok: true, value: null }
}

/** Staff may well have none. */
function readCanned(dir: string): Loaded<Canned> {
  const file = 'canned.yaml'
  return existsSync(join(dir, file)) ? readYaml(dir, file, cannedSchema) : { ok: true, value: {} }
}

/** Each file of a folder but `others`, in order; none when the folder is missing (years without a file follow the weekly rule). */
function filesIn<Value>(
  dir: string,
  folder: string,
  read: (dir: string, name: string) => Loaded<Value>,
  others: readonly string[] = [],
): Loaded<Value>[] {
  const path = join(dir, folder)
  const files = existsSync(path) ? readdirSync(path).filter((file) => /\.(yaml|yml)$/.test(file)) : []
  return files
    .filter((file) => !others.includes(basename(file, '.yaml')))
    .sort()
    .map((file) => (file.endsWith('.yaml') ? read(dir, basename(file, '.yaml')) : wrongEnding(`${folder}/${file}`)))
}

function wrongEnding(file: string): Loaded<never> {
  return { ok: false, problems: [{ file, line: 1, message: 'must end in .yaml to be read' }] }
}

function together<Value>(parts: readonly Loaded<Value>[]): Loaded<readonly Value[]> {
  const problems = problemsIn(...parts)
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, value: parts.flatMap((part) => (part.ok ? [part.value] : [])) }
}

function problemsIn(...parts: readonly Loaded<unknown>[]): readonly Problem[] {
  return parts.flatMap((part) => (part.ok ? [] : part.problems))
}
