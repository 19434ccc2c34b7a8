/** Reading only when somebody asks, and only once. Free of what is read. */

/** The value of `make`, made at the first call. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/**
 * `read`, once for the same source asked about again: a guard and the change after it ask the same of an event, and a dozen rules the same of
 * a text. The last source alone is remembered.
 */
export function onceEach<Source extends object | string, T>(read: (source: Source) => T): (source: Source) => T {
  let last: { readonly source: Source; readonly value: T } | null = null
  return (source) => {
    if (last?.source !== source) last = { source, value: read(source) }
    return last.value
  }
}

/**
 * Makes objects whose properties are read from their source when they are first asked for. To who reads a property it is plain data; it
 * must not be spread or stored, since nothing is there yet.
 */
export function lazily<Source, T extends object>(
  readers: { readonly [Key in keyof T]: (source: Source) => T[Key] },
): (source: Source) => T {
  class Read {
    readonly source: Source
    readonly kept: { [Key in keyof T]?: T[Key] } = {}
    constructor(source: Source) {
      this.source = source
    }
  }
  for (const key in readers) {
    const get = function (this: Read): T[typeof key] {
      if (!Object.hasOwn(this.kept, key)) this.kept[key] = readers[key](this.source)
      return this.kept[key] as T[typeof key]
    }
    Object.defineProperty(Read.prototype, key, { enumerable: true, get })
  }
  return (source) => new Read(source) as unknown as T
}
