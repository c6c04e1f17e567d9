import { writeFile } from 'node:fs/promises';
import { audit } from './supply-chain/audit.ts';
import { billOfMaterials } from './supply-chain/bill-of-materials.ts';
import { exceptions } from './supply-chain/exceptions.ts';
import { licenceTable, licencesOf, unwanted } from './supply-chain/licences.ts';
import { main, noAction } from './shared/main.ts';

const HELP = `npm run supply-chain -- audit|licences|sbom [FILE]

What this project is made from, npm's packages and Go's modules, by its lock files alone.

  audit      asks npm and Go's vulnerability database for known vulnerabilities, and says those without an exception
  licences   counts the licences of npm's packages, and names those that nobody has looked at
  sbom FILE  writes a bill of materials (CycloneDX 1.5), to standard output without FILE

Exceptions, each with the reason and the last day: toolchain/audit-exceptions.json

Exit code: 0 nothing found, 1 something found or an error.`;

const ACTIONS = ['audit', 'licences', 'sbom'] as const;

await main({ help: HELP, words: true }, async (_, words) => {
  const [word, file, ...more] = words;
  const action = ACTIONS.find((one) => one === word);
  if (!action || more.length > 0 || (file !== undefined && action !== 'sbom'))
    throw new Error(noAction(words, ACTIONS));
  if (action === 'audit') return report(await audit(exceptions(), new Date()), 'vulnerability');
  const bill = await billOfMaterials();
  if (action === 'licences') {
    const licences = licencesOf(bill);
    console.log(licenceTable(licences));
    return report(unwanted(licences), 'licence');
  }
  const text = `${JSON.stringify(bill, null, 2)}\n`;
  if (file) await writeFile(file, text);
  else process.stdout.write(text);
  return 0;
});

function report(found: readonly string[], kind: string): number {
  for (const one of found) console.error(one);
  console.log(found.length === 0 ? `No ${kind} to look at.` : `${found.length} to look at.`);
  return found.length === 0 ? 0 : 1;
}
