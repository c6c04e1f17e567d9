import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes minutes where the rest takes seconds, by the beginning of its path: the longest first, as measured. */
const SLOW = [
  ...['docker', 'workflows/production', 'faults', 'reach', 'field-reports', 'recover', 'fleet'],
  ...['drift', 'stack', 'state', 'docs/readme', 'rotation', 'kong/replay', 'providers', 'adopt'],
  ...['backends', 'package', 'toolchain/language-host', 'upgrade', 'embedded', 'commands'],
];

/** Starts the long tests first, so that no worker is left with one at the end. */
export default class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) =>
      SLOW.findIndex((path) => moduleId.includes(`/tests/${path}`));
    const slow = sorted.filter((file) => rank(file) >= 0).sort((a, b) => rank(a) - rank(b));
    return [...slow, ...sorted.filter((file) => rank(file) < 0)];
  }
}
