import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { setUpLocal } from '../../toolchain/setup.ts';
import { generatedSecret } from '../../toolchain/secrets.ts';
import { temporaryDirectory } from './temporary.ts';

const permissions = (path: string) => (statSync(path).mode & 0o777).toString(8);

test('a generated secret is random, private and the same ever after', () => {
  const directory = temporaryDirectory();
  const { path, value } = generatedSecret(directory, 'one');
  expect(Buffer.from(value, 'base64url')).toHaveLength(32);
  expect(value).not.toBe(generatedSecret(directory, 'other').value);
  expect(generatedSecret(directory, 'one')).toEqual({ path, value });
  expect(permissions(path)).toBe('600');
});

test('an emptied secret is reported instead of used', () => {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'one'), '');
  expect(() => generatedSecret(directory, 'one')).toThrow(/one is empty. Remove it/);
});

test("a clone's directory is private and holds the passphrase and the API key", () => {
  const local = join(temporaryDirectory(), 'local');
  const made = setUpLocal({ LOCAL_DIR: local });
  expect(permissions(local)).toBe('700');
  expect(readFileSync(made.passphraseFile, 'utf8')).toHaveLength(43);
  expect(readFileSync(join(local, 'fusionauth-api-key'), 'utf8')).toBe(made.fusionAuthApiKey);
  expect(setUpLocal({ LOCAL_DIR: local })).toEqual(made);
});

test("the user's own FusionAuth key is used as it is", () => {
  const user = { LOCAL_DIR: temporaryDirectory(), FA_API_KEY: 'mine' };
  expect(setUpLocal(user).fusionAuthApiKey).toBe('mine');
});
