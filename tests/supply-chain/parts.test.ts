import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { billOfMaterials } from '../../commands/supply-chain/bill-of-materials.ts';
import { licencesOf, unwanted } from '../../commands/supply-chain/licences.ts';

interface LockedPackage {
  version?: string;
  integrity?: string;
  resolved?: string;
  link?: boolean;
  hasInstallScript?: boolean;
}

const json = <T>(file: string) => JSON.parse(readFileSync(file, 'utf8')) as T;
const { packages } = json<{ packages: Record<string, LockedPackage> }>('package-lock.json');
const locked = Object.entries(packages).filter(([path]) => path.includes('node_modules/'));
const modules = readFileSync('toolchain/go.mod', 'utf8');

describe('what this project is made from', () => {
  it('is held by hashes, from no other place than the registry or this repository', () => {
    const others = locked.filter(([, { link }]) => !link);
    expect(others.length).toBeGreaterThan(400);
    for (const [path, { integrity, resolved = 'https://registry.npmjs.org/' }] of others) {
      expect(integrity, path).toMatch(/^sha512-/);
      expect(resolved, path).toMatch(/^https:\/\/registry\.npmjs\.org\//);
    }
    const links = locked.filter(([, { link }]) => link).map(([, { resolved }]) => resolved);
    expect(links.sort()).toEqual(['sdks/fusionauth', 'sdks/kong']);
    const sums = readFileSync('toolchain/go.sum', 'utf8');
    for (const [, module, version] of modules.matchAll(/^\t(\S+) (v\S+)/gm))
      expect(sums).toContain(`${module} ${version}/go.mod h1:`);
    expect(modules).not.toContain('replace');
  });

  it('runs no script at its installation but those that package.json names', () => {
    const { allowScripts } = json<{ allowScripts: Record<string, boolean> }>('package.json');
    const scripts = locked
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.split('node_modules/').at(-1)!);
    expect([...new Set(scripts)].sort()).toEqual(Object.keys(allowScripts).sort());
  });

  it('is installed from the lock files, nowhere by a range', () => {
    const files = ['toolchain/run.mjs', '.gitlab-ci.yml', '.github/actions/tools/action.yml'];
    for (const file of [...files, 'README.md', 'CONTRIBUTING.md', '.ci/run'])
      expect(readFileSync(file, 'utf8'), file).not.toMatch(/npm (i|install|update)\b(?! script)/);
  });
});

describe('the bill of materials', () => {
  it('names every package and module, each once', async () => {
    const { components } = await billOfMaterials();
    const names = components.map(({ purl }) => purl);
    expect(new Set(names).size).toBe(names.length);
    const wanted = locked
      .filter(([, { link }]) => !link)
      .map(([path, { version }]) => `${path.split('node_modules/').at(-1)!}@${version}`);
    const said = components.map(({ name, version }) => `${name}@${version}`);
    expect(wanted.filter((one) => !said.includes(one))).toEqual([]);
    const go = names.filter((name) => name.startsWith('pkg:golang/'));
    expect(go).toHaveLength([...modules.matchAll(/^\t\S+ v/gm)].length);
  });

  it('has no licence that nobody has looked at', async () => {
    const licences = licencesOf(await billOfMaterials());
    expect(licences.get('MIT')!.length).toBeGreaterThan(100);
    expect(unwanted(licences)).toEqual([]);
    expect(unwanted(new Map([['GPL-3.0-only', ['a@1.0.0']]]))).toEqual([
      'a@1.0.0: its licence is GPL-3.0-only',
    ]);
  });
});
