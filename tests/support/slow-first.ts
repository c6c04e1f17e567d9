import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The folders whose tests run real updates, which take a minute where the others take seconds. */
const SLOW = ['adopt', 'drift', 'rotation', 'stack', 'commands', 'backends', 'reach'];

/** Starts the long tests first, so that no worker is left with one at the end. */
export default class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isSlow = ({ moduleId }: TestSpecification) =>
      SLOW.some((folder) => moduleId.includes(`/tests/${folder}/`));
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}
