/**
 * The order of the test files: those that wait longest for other processes begin early, so that none of them is left alone at the end, and quick
 * ones between them, so that they do not keep each other from the processor.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** By folder, the slowest first. Other files keep vitest's own order. */
const SLOW = ['/test/chaos/', '/test/e2e/', '/test/bot/wechat/', '/test/channels/', '/test/desk/', '/test/commands/']
const QUICK_BETWEEN = 2

export default class SlowFirstSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files)
    const slow = usual.filter((file) => rank(file) >= 0).toSorted((one, other) => rank(one) - rank(other))
    const quick = usual.filter((file) => rank(file) < 0)
    const mixed = slow.flatMap((file, place) => [
      file,
      ...quick.slice(place * QUICK_BETWEEN, (place + 1) * QUICK_BETWEEN),
    ])
    return [...mixed, ...quick.slice(slow.length * QUICK_BETWEEN)]
  }
}

const rank = ({ moduleId }: TestSpecification): number => SLOW.findIndex((folder) => moduleId.includes(folder))
