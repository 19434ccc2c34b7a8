/** The order of the test files: those that wait longest for other processes begin first, so that none of them is left alone at the end. */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** By folder, the slowest first. Other files keep vitest's own order behind them. */
const SLOW = ['/test/chaos/', '/test/e2e/', '/test/bot/wechat/', '/test/commands/']

export default class SlowFirstSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files)
    return usual.toSorted((one, other) => rank(one) - rank(other))
  }
}

function rank({ moduleId }: TestSpecification): number {
  const place = SLOW.findIndex((folder) => moduleId.includes(folder))
  return place < 0 ? SLOW.length : place
}
