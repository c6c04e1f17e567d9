import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { madeFrom, names } from '../../catalogue/names.ts';
import { readPreview } from '../../commands/shared/preview/changes.ts';
import { exportedShape, resourcesIn } from '../../commands/shared/stack/shapes.ts';
import { samePublicKey, subjectPublicKey } from '../../servers/public-key.ts';
import { SettingsError } from '../../servers/problems.ts';
import { readSettings } from '../../settings/read.ts';
import { publicKey } from '../fusionauth/parity/material.ts';
import { settingSchemas } from '../settings/wrong-values.ts';
import { PARAMETERS, json, spoilt, text } from './arbitrary.ts';

type Settings = Record<string, unknown>;

const example = (
  parse(readFileSync('examples/everything.yaml', 'utf8')) as { config: Record<string, unknown> }
).config;

/** As the engine hands them over. */
function handedOver(settings: Settings): Record<string, string> {
  const entries = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

/** Nothing thrown, or every problem with its place and what to do. */
function holds(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    for (const { key, fault, fix } of error.problems) {
      expect(key).not.toBe('');
      expect(fault).not.toMatch(/undefined|\[object|TypeError/);
      expect(fix).not.toMatch(/undefined|\[object|^$/);
    }
  }
}

describe('settings', () => {
  it('of any kind are taken, or refused with place and fix', () => {
    const one = fc.constantFrom(...Object.keys(settingSchemas));
    fc.assert(
      fc.property(fc.dictionary(one, fc.oneof(json, text)), (settings) => {
        const full = Object.entries(settings).map(([key, value]) => [
          `fusionauth-kong:${key}`,
          value,
        ]);
        holds(() => readSettings(handedOver(Object.fromEntries(full) as Settings)));
      }),
      PARAMETERS,
    );
  });

  it('that are spoilt at one place are taken, or refused with place and fix', () => {
    fc.assert(
      fc.property(spoilt(example), (settings) => holds(() => readSettings(handedOver(settings)))),
      PARAMETERS,
    );
  });
});

describe('files that settings name', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'parsers-'));
    mkdirSync(join(directory, 'apis'));
    writeFileSync(join(directory, 'Pulumi.yaml'), readFileSync('Pulumi.yaml'));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  const api = { name: 'a', upstream: 'http://a', routes: [{ name: 'a', paths: ['/a'] }] };
  it.each([
    ['any text', text],
    ['any YAML', json.map((value) => stringify(value))],
    ['a spoilt API', spoilt(api).map((value) => stringify(value))],
  ])('hold %s, or are refused with place and fix', (_, contents) => {
    fc.assert(
      fc.property(contents, (content) => {
        writeFileSync(join(directory, 'apis/a.yaml'), content);
        const settings = { ...example, 'fusionauth-kong:include': '["apis/*.yaml"]' };
        holds(() => readSettings(handedOver(settings), 'fusionauth-kong', directory));
      }),
      PARAMETERS,
    );
  });
});

describe('public keys', () => {
  it('are told from any text', () => {
    fc.assert(
      fc.property(fc.oneof(text, json), (value) => {
        expect(subjectPublicKey(value)).toBeUndefined();
        expect(samePublicKey(value, value)).toBe(true);
        expect(samePublicKey(value, publicKey)).toBe(false);
      }),
      PARAMETERS,
    );
  });

  it('with a character changed are other keys, or none', () => {
    fc.assert(
      fc.property(
        fc.nat(publicKey.length - 1),
        fc.string({ minLength: 1, maxLength: 1 }),
        (at, other) => {
          const changed = publicKey.slice(0, at) + other + publicKey.slice(at + 1);
          const key = subjectPublicKey(changed);
          if (key !== undefined)
            expect(samePublicKey(changed, publicKey)).toBe(key === subjectPublicKey(publicKey));
        },
      ),
      PARAMETERS,
    );
  });
});

describe('what the engine prints', () => {
  const resource = {
    urn: 'urn:pulumi:dev::fusionauth-kong::kong:index/service:Service::orders-service',
    type: 'kong:index/service:Service',
    ...{ custom: true, id: 'x', inputs: { name: 'orders' }, outputs: { name: 'orders' } },
  };

  it('of a preview is read, or said not to be one', () => {
    const step = { op: 'update', urn: resource.urn, oldState: resource, newState: resource };
    const preview = { steps: [step], diagnostics: [{ severity: 'error', message: 'no' }] };
    const texts = fc.oneof(
      text,
      json.map((value) => JSON.stringify(value)),
      spoilt(preview).map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(texts, (printed) => {
        try {
          expect(readPreview(printed, 'dev').stack).toBe('dev');
        } catch (error) {
          expect((error as Error).message).toMatch(/^This is not the JSON of a preview/);
        }
      }),
      PARAMETERS,
    );
  });

  it('of a state is read as what it says, or refused as a whole', () => {
    const state = { version: 3, deployment: { manifest: {}, resources: [resource] } };
    fc.assert(
      fc.property(fc.oneof(json, spoilt(state)), (value) => {
        const read = exportedShape.safeParse(JSON.parse(JSON.stringify(value)));
        if (!read.success) return;
        for (const { urn, type, name } of resourcesIn(read.data))
          for (const part of [urn, type, name]) expect(part).toBeTypeOf('string');
      }),
      PARAMETERS,
    );
  });
});

describe('names of resources', () => {
  // As settings take them: no slash is in a name of two.
  const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/);

  it('say what they were made from', () => {
    const made = [names.application, names.consumer, names.group, names.service, names.entity];
    fc.assert(
      fc.property(name, (part) => {
        for (const make of made) expect(madeFrom(make, make(part))).toBe(part);
      }),
      PARAMETERS,
    );
  });

  it("of two parts are no other two's", () => {
    const made = [names.signingKey, names.permission, names.grant, names.route, names.clientPlugin];
    fc.assert(
      fc.property(name, name, name, name, (a, b, c, d) => {
        for (const make of made) expect(make(a, b) === make(c, d)).toBe(a === c && b === d);
      }),
      PARAMETERS,
    );
  });
});
