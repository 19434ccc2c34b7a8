/** One YAML file read against a schema: everything that is wrong with it, each with its line, or its value. Knows no file's meaning. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Document, isMap, isNode, isPair, LineCounter, type Node, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import { preparedValue } from './prepared.ts'
import type { Loaded, Problem } from './problem.ts'

interface Source {
  readonly file: string
  readonly document: Document.Parsed
  readonly lines: LineCounter
}

type Path = readonly PropertyKey[]

/** Reads `file` (relative to `dir`). Anchors, aliases, tags and duplicate keys are refused: each value stands where it is used. */
export function readYaml<Schema extends z.ZodType>(
  dir: string,
  file: string,
  schema: Schema,
): Loaded<z.output<Schema>> {
  const written = readText(dir, file)
  if (!written.ok) return written
  const prepared = preparedValue(written.value)
  const known = prepared === undefined ? null : schema.safeParse(prepared)
  if (known?.success) return { ok: true, value: known.data }
  const parsed = parseYaml(file, written.value)
  return parsed.ok ? checked(parsed.value, schema) : parsed
}

/**
 * The document in a text, with all that is wrong with it as YAML. The build uses it too.
 * @public
 */
export function parseYaml(file: string, text: string): Loaded<Source> {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: true,
    prettyErrors: false,
    stringKeys: true,
  })
  const source = { file, document, lines }
  const problems = [...syntaxProblems(source), ...sharedValues(source)]
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: source }
}

function readText(dir: string, file: string): Loaded<string> {
  try {
    return { ok: true, value: readFileSync(join(dir, file), 'utf8') }
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const message = missing ? 'the file is missing' : `the file cannot be read: ${String(error)}`
    return { ok: false, problems: [{ file, line: 1, message }] }
  }
}

function syntaxProblems({ file, document, lines }: Source): Problem[] {
  return [...document.errors, ...document.warnings].map(({ code, message, pos }) => ({
    file,
    line: lines.linePos(pos[0]).line,
    message:
      code === 'DUPLICATE_KEY'
        ? 'this key stands twice in the same place; keep one of them'
        : `not valid YAML: ${message}`,
  }))
}

function sharedValues(source: Source): Problem[] {
  const problems: Problem[] = []
  const refuse = (node: Node, what: string) =>
    problems.push({
      file: source.file,
      line: lineOf(source, node),
      message: `${what} is not allowed here; write the value out`,
    })
  visit(source.document, {
    Alias: (_, node) => {
      refuse(node, `the alias *${node.source}`)
    },
    Node: (_, node) => {
      if ('anchor' in node && node.anchor) refuse(node, `the anchor &${node.anchor}`)
      if (node.tag?.startsWith('!')) refuse(node, `the tag ${node.tag}`)
    },
  })
  return problems
}

function checked<Schema extends z.ZodType>(source: Source, schema: Schema): Loaded<z.output<Schema>> {
  const result = schema.safeParse(source.document.toJS())
  if (result.success) return { ok: true, value: result.data }
  const problems = result.error.issues.map((issue) => problemOf(source, issue))
  return { ok: false, problems: problems.toSorted((a, b) => a.line - b.line) }
}

function problemOf(source: Source, issue: z.core.$ZodIssue): Problem {
  const node = nearestNode(source, issue.path)
  const wrongKey = issue.code === 'unrecognized_keys' ? keyNode(source, issue.path, issue.keys[0] ?? '') : null
  const missing = issue.path.length > 0 && issue.code !== 'unrecognized_keys' && !source.document.hasIn(issue.path)
  const where = issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : ''
  const message = `${where}${missing ? 'is missing; ' : ''}${issue.message}`
  return { file: source.file, line: lineOf(source, wrongKey ?? node), message }
}

/** The node at the path, or the closest one around it when something is missing. A value on its own line counts by that line. */
function nearestNode({ document }: Source, path: Path): Node | null {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node)) return node
  }
  return document.contents
}

function keyNode({ document }: Source, path: Path, key: string): Node | null {
  const map = path.length === 0 ? document.contents : document.getIn(path, true)
  const pair = isMap(map) ? map.items.find((item) => isPair(item) && String(item.key) === key) : undefined
  return pair && isNode(pair.key) ? pair.key : null
}

function lineOf({ lines }: Source, node: Node | null): number {
  return node?.range ? lines.linePos(node.range[0]).line : 1
}
