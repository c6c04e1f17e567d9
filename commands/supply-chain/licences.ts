import type { BillOfMaterials, Component } from './bill-of-materials.ts';

/** Licences that ask for no more than their text. */
const PERMISSIVE = new Set([
  ...['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0'],
  ...['Python-2.0', 'CC0-1.0', 'CC-BY-3.0'],
  // Of files, and nothing of theirs is changed or handed on.
  'MPL-2.0',
]);

/** What packages say in other words, or in their files alone. */
const LOOKED_UP: Readonly<Record<string, string>> = {
  '@fusionauth/react-sdk': 'Apache-2.0',
  '@logdna/tail-file': 'MIT',
  // Generated here.
  fusionauth: 'Apache-2.0',
  kong: 'Apache-2.0',
};

/** Each licence, with the packages that have it as `name@version`. */
export type Licences = ReadonlyMap<string, readonly string[]>;

/** The licences of npm's packages. Those of Go's modules are in their sources alone. */
export function licencesOf({ components }: BillOfMaterials): Licences {
  const packages = components.filter(({ purl }) => purl.startsWith('pkg:npm/'));
  const byLicence = Map.groupBy(packages, licenceOf);
  return new Map(
    [...byLicence].map(([licence, all]) => [
      licence,
      all.map(({ name, version }) => `${name}@${version}`),
    ]),
  );
}

function licenceOf({ name, licenses = [] }: Component): string {
  const said = licenses.map((one) => {
    if ('expression' in one) return one.expression;
    return 'id' in one.license ? one.license.id : one.license.name;
  });
  return LOOKED_UP[name] ?? (said.join(' AND ') || 'none');
}

/** How many packages have which licence, the most frequent first. */
export function licenceTable(licences: Licences): string {
  const rows = [...licences].sort(([, a], [, b]) => b.length - a.length);
  return rows.map(([licence, all]) => `${String(all.length).padStart(4)}  ${licence}`).join('\n');
}

/** A line for each package whose licence is not known to be permissive. */
export function unwanted(licences: Licences): string[] {
  return [...licences].flatMap(([licence, all]) => {
    const parts = licence.replaceAll(/[()]/g, '').split(' AND ');
    return parts.every((part) => PERMISSIVE.has(part))
      ? []
      : all.map((one) => `${one}: its licence is ${licence}`);
  });
}
