/** As far as the desk's pages use it: the package's own types are those of its other module format. */
import type { h, VNode } from 'preact'

declare const htm: {
  bind(create: typeof h): (strings: TemplateStringsArray, ...values: unknown[]) => VNode | VNode[]
}
export default htm
