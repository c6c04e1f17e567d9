import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { clone } from '../../toolchain/paths.ts';
import { Authority } from './authority.ts';

/** What examples/everything.yaml sets, but for where its servers are. */
export function everything(): Record<string, unknown> {
  const example = readFileSync(join(clone, 'examples/everything.yaml'), 'utf8');
  const { config } = parse(example) as { config: Record<string, unknown> };
  const own = Object.entries(config).filter(
    ([key]) => !/^(kong|fusionauth):|gatewayUrl$/.test(key),
  );
  return Object.fromEntries(own);
}

/** What others have put into Kong, and the example names by its ids. */
export async function certificatesIn(admin: string): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'everything-'));
  try {
    const authority = new Authority(directory);
    const ids = ['3f5b6d1e-0000-4000-8000-000000000041', '3f5b6d1e-0000-4000-8000-000000000042'];
    const certificate = readFileSync(authority.file, 'utf8');
    await put(`${admin}/ca_certificates/${ids[0]}`, { cert: certificate });
    await put(`${admin}/certificates/${ids[1]}`, { ...authority.issue() });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function put(url: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'PUT', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`PUT ${url}: ${answer.status} ${await answer.text()}`);
}
