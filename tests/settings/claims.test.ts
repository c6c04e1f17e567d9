import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { claimsProblems } from '../../settings/claims.ts';
import { given } from './given.ts';

describe('a file that says what tokens claim', () => {
  const directory = mkdtempSync(join(tmpdir(), 'claims-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  const faultOf = (body: string | undefined, claims = 'claims.js') => {
    if (body !== undefined) writeFileSync(join(directory, claims), body);
    // The file is read again from the folder of this test.
    const settings = given({ applications: [{ name: 'shop' }] });
    const [application] = settings.applications;
    const applications = [{ ...application!, claims }];
    return claimsProblems({ ...settings, applications }, directory).map(({ fault }) => fault);
  };

  it('holds a function populate', () => {
    expect(faultOf('function populate(jwt) { jwt.a = 1; }')).toEqual([]);
    expect(faultOf('const populate = (jwt) => { jwt.a = 1; };')).toEqual([]);
    expect(faultOf('function fill(jwt) {}')).toEqual([
      'must declare a function populate(jwt, user, registration)',
    ]);
  });

  it('is JavaScript, and is there', () => {
    expect(faultOf('function populate(jwt) {')).toEqual([
      expect.stringMatching(/^is no JavaScript: /),
    ]);
    expect(faultOf(undefined, 'elsewhere.js')).toEqual([
      'is no file that can be read, from the folder of the project',
    ]);
  });

  it('is not read to take claims away', () => {
    expect(faultOf(undefined, 'none')).toEqual([]);
  });
});
