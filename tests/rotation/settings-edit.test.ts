import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { editSettings, type Edit } from '../../commands/rotate/settings-edit.ts';

const PROJECT = `name: fusionauth-kong
config:
  applications:
    type: array
    default:
      - name: example
        # who may log in
        users:
          - email: user@example.com
`;

const edit = (action: Edit['action'], key: string, name = 'example'): Edit => ({
  action,
  client: { kind: 'application', name },
  key,
});

describe('an edit of a stack file', () => {
  it('changes the lines that it must, and no other', () => {
    const text = `# Production
config:
  kong:kongAdminUri:   http://kong.internal:8001   # by the platform team
  fusionauth-kong:applications:
  # The shop
  - name: shop
    users:
    - email: a@example.com
      password:
        secure: v1:abc

    keys:
    - {name: main, state: signing}   # since May
  - name: other
    keys: [{name: x}]
  fusionauth-kong:apis: [{name: a, upstream: "http://a", routes: [{name: a, paths: [ '/a' ]}]}]
encryptionsalt: v1:${'a'.repeat(100)}=
`;
    const added = editSettings(text, PROJECT, edit('add', '2026-11', 'shop'));
    expect(added).toBe(
      text.replace('# since May\n', '# since May\n    - {name: 2026-11, state: verifying}\n'),
    );
    const promoted = editSettings(added, PROJECT, edit('promote', '2026-11', 'shop'));
    expect(promoted).toContain('- {name: main, state: verifying} # since May');
    expect(promoted).toContain('- {name: 2026-11, state: signing}');
    const other = editSettings(text, PROJECT, edit('add', 'y', 'other'));
    expect(other).toBe(text.replace('[{name: x}]', '[{name: x}, {name: y, state: verifying}]'));
  });

  it('writes the default of Pulumi.yaml where the stack has no applications', () => {
    expect(editSettings('# dev\nconfig:\n  a:b: c\n', PROJECT, edit('add', '2026-11'))).toBe(`# dev
config:
  a:b: c
  fusionauth-kong:applications:
    - name: example
      # who may log in
      users:
        - email: user@example.com
      keys:
        - name: main
          state: signing
        - name: 2026-11
          state: verifying
`);
  });

  it('makes the file where there is none', () => {
    const config = parse(editSettings('', PROJECT, edit('add', 'b'))) as object;
    expect(config).toHaveProperty('config.fusionauth-kong:applications[0].keys[1].name', 'b');
  });

  it('finds a machine beside an application of the same keys', () => {
    const text = `config:
  fusionauth-kong:applications:
    - name: shop
      keys: [{name: main}]
  fusionauth-kong:machines:
    # Every night
    - name: exporter   # since June
      grants: [{api: reports, permissions: [read]}]
`;
    const client = { kind: 'machine', name: 'exporter' } as const;
    const added = editSettings(text, PROJECT, { action: 'add', client, key: '2026-11' });
    expect(added).toBe(`${text}      keys:
        - name: main
          state: signing
        - name: 2026-11
          state: verifying
`);
    expect(editSettings(added, PROJECT, { action: 'promote', client, key: '2026-11' })).toBe(
      added
        .replace('state: verifying', 'state: later')
        .replace('state: signing', 'state: verifying')
        .replace('state: later', 'state: signing'),
    );
    const other = { kind: 'machine', name: 'shop' } as const;
    expect(() => editSettings(text, PROJECT, { action: 'add', client: other, key: 'x' })).toThrow(
      'no machine shop',
    );
  });

  it('gives a new key the size of the one that signs', () => {
    const text = stack([{ name: 'main', bits: 4096 }]);
    expect(keysIn(editSettings(text, PROJECT, edit('add', 'b')))[1]).toEqual({
      name: 'b',
      state: 'verifying',
      bits: 4096,
    });
  });

  it('has the new key made as it is asked for', () => {
    const text = stack([{ name: 'main', source: 'imported' }]);
    const wanted = { source: 'generated', bits: 3072 } as const;
    const edited = editSettings(text, PROJECT, { ...edit('add', 'b'), wanted });
    expect(keysIn(edited)[1]).toEqual({ name: 'b', state: 'verifying', ...wanted });
  });

  it.each<[string, string, Edit, RegExp]>([
    ['an application', stack([{ name: 'main' }]), edit('add', 'b', 'shop'), /application shop/],
    ['a key', stack([{ name: 'main' }]), edit('retire', 'b'), /no key b/],
    ['a list', 'config:\n  fusionauth-kong:applications: "[]"\n', edit('add', 'b'), /not a list/],
    ['YAML', 'config: [', edit('add', 'b'), /flow/i],
  ])('says that it does not find %s', (_, text, wanted, message) => {
    expect(() => editSettings(text, PROJECT, wanted)).toThrow(message);
  });

  it('means the same in every layout', () => {
    const layouts = fc.record({
      indent: fc.integer({ min: 1, max: 6 }),
      indentSeq: fc.boolean(),
      collectionStyle: fc.constantFrom('any' as const, 'flow' as const, 'block' as const),
      flowCollectionPadding: fc.boolean(),
      lineWidth: fc.constantFrom(0, 40, 80),
      defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_SINGLE' as const),
    });
    fc.assert(
      fc.property(layouts, fc.constantFrom('add', 'promote', 'retire', 'remove'), (layout, act) => {
        const data: unknown = parse(
          stack([
            { name: 'a', bits: 3072 },
            { name: 'b', state: 'verifying' },
          ]),
        );
        const text = stringify(data, layout);
        const edited = editSettings(text, PROJECT, edit(act, act === 'add' ? 'c' : 'b'));
        const [a, b] = [{ name: 'a', bits: 3072 }, { name: 'b' }];
        expect(keysIn(edited)).toEqual(
          {
            add: [a, { ...b, state: 'verifying' }, { ...a, name: 'c', state: 'verifying' }],
            promote: [
              { ...a, state: 'verifying' },
              { ...b, state: 'signing' },
            ],
            retire: [a, { ...b, state: 'retired' }],
            remove: [a],
          }[act],
        );
        const { config } = parse(edited) as { config: object };
        expect({ ...config, 'fusionauth-kong:applications': 0 }).toEqual({
          ...(data as { config: object }).config,
          'fusionauth-kong:applications': 0,
        });
      }),
    );
  });
});

function stack(keys: readonly object[]): string {
  const users = [{ email: 'a@example.com', password: { secure: 'v1:abc' } }];
  return stringify({
    config: {
      'fusionauth-kong:applications': [{ name: 'example', users, keys }],
      'fusionauth-kong:issuer': 'https://login.example.com',
    },
    encryptionsalt: 'v1:salt',
  });
}

function keysIn(text: string): object[] {
  const { config } = parse(text) as { config: Record<string, [{ keys: object[] }]> };
  return config['fusionauth-kong:applications']![0].keys;
}
