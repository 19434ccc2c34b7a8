/** As far as the desk's pages use it: the package's own types are those of its other module format. */
declare const htm: {
  bind<Node>(
    h: (type: any, props: any, ...children: any[]) => Node,
  ): (strings: TemplateStringsArray, ...values: any[]) => Node
}
export default htm
