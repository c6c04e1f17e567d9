import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The folders whose tests run real updates, which take minutes where the others take seconds; the longest first. */
const SLOW = [
  'docker',
  'adopt',
  'drift',
  'rotation',
  'stack',
  'commands',
  'workflows',
  'backends',
  'reach',
];

/** Starts the long tests first, so that no worker is left with one at the end. */
export default class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) =>
      SLOW.findIndex((folder) => moduleId.includes(`/tests/${folder}/`));
    const slow = sorted.filter((file) => rank(file) >= 0).sort((a, b) => rank(a) - rank(b));
    return [...slow, ...sorted.filter((file) => rank(file) < 0)];
  }
}
