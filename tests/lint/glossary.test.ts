import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

const eslint = new ESLint();

/** What lint says of a file, which need not be there, whose text is `code`. */
async function said(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return result!.messages.map(({ message }) => message);
}

describe('a word that means something else here is refused', () => {
  test.each([
    ['toolchain/new.mjs', 'export const officialPlugins = [];', "A plugin is Kong's"],
    ['embedded/kong/new.mjs', 'export class Plan {}', 'A plan is what a command is about to do'],
    ['servers/new.mjs', 'export function adminClient() {}', 'A client is an application'],
    ['embedded/fusionauth/new.mjs', 'export const PROVIDER_NAME = 1;', "A provider is Pulumi's"],
  ])('%s: %s', async (path, code, message) => {
    expect(await said(path, code)).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    ['toolchain/new.mjs', 'export const officialProviders = [];'],
    ['catalogue/new.mjs', 'export const explanation = 1, planet = 2;'],
    ['settings/new.mjs', 'export const clients = [];'],
  ])('%s: %s is none', async (path, code) => {
    expect(await said(path, code)).toEqual([]);
  });
});
